package studio

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// What is public changes by two people: what one of them saves is a proposal
// that somebody else makes public. Where own_work is on, or something is urgent
// and the settings allow it, one is enough.

// Kinds of proposals.
const (
	ofCorrection  = "correction"
	ofWithdrawal  = "withdrawal"
	ofTranslation = "translation"
)

var (
	errUrgent = errors.New("move-urgent") // what is made public at once needs a reason
	errMoot   = errors.New("move-moot")   // the fact-check has moved on
)

type proposalView struct {
	page
	proposalItem
	Slug, Fact, Status string
	FromLang, FromDir  string
	Sum                string               // of the text that is public
	Public             string               // what readers will be told
	Changes            []diffed             // of what is public now
	Conflicts          []factcheck.Conflict // with what was changed since
	Problems           []problem.Problem
	Blocked            bool
	Effect             bool // it can be told what approving would change
	Decide, Seen, Take bool // what the person may do
	Problem            string
	Note               string
}

// proposalItem is a proposal in a list.
type proposalItem struct {
	ID                    int64
	Kind, Part            string
	Who, Since, What, Why string
	State                 string
	Decider, Answer       string
	Mine                  bool
}

func (s *Studio) proposalItem(p journal.Proposal, me string, names func(string) string) proposalItem {
	return proposalItem{ID: p.ID, Kind: p.Kind, Part: p.Part, Who: names(p.Person), Since: p.At.Format(time.RFC3339), What: p.What, Why: p.Why, State: p.State,
		Decider: names(p.Decider), Answer: p.Answer, Mine: p.Person == me}
}

// proposal is the one that an address names, with the fact-check as it is now.
func (s *Studio) proposal(r *http.Request) (*work, journal.Proposal, error) {
	work, err := s.work(r)
	if err != nil {
		return nil, journal.Proposal{}, err
	}
	p, err := s.Journal.Proposal(r.Context(), number(map[string][]string{"id": {mux.Vars(r)["id"]}}, "id"))
	if err == nil && (p.Slug != work.slug() || work.check == nil) {
		err = errNotFound
	}
	return work, p, err
}

// proposalPage shows what a proposal changes in what is public now.
func (s *Studio) proposalPage(w http.ResponseWriter, r *http.Request) error {
	work, p, err := s.proposal(r)
	if err != nil {
		return err
	}
	return s.showProposal(w, r, http.StatusOK, proposalView{}, work, p)
}

func (s *Studio) showProposal(w http.ResponseWriter, r *http.Request, status int, v proposalView, work *work, p journal.Proposal) error {
	names, err := s.names(r)
	if err != nil {
		return err
	}
	me, f := who(r).Person, work.check
	v.page = s.page(r, s.print(r).Text("studio.proposal-"+p.Kind))
	v.proposalItem = s.proposalItem(p, me.Login, names)
	v.Slug, v.Status, v.Sum, v.FromLang, v.FromDir = string(f.Slug), string(f.Status), hex.EncodeToString(work.sum[:]), string(f.Language), f.Language.Dir()
	if t := f.Original(); t != nil {
		v.Fact = t.Fact.Plain()
	}
	other := p.Person != me.Login
	v.Decide = p.State == journal.StateOpen && s.mayDecide(who(r).Person, p)
	v.Seen = p.State == journal.StateUrgent && other && me.MayPublish()
	v.Take = p.State != journal.StatePublic && p.State != journal.StateTaken && p.State != journal.StateUrgent && !other
	v.Public = publicNote(p.What, p.Why)
	if p.Kind == ofWithdrawal {
		v.Public = p.What
	}
	if p.State == journal.StateOpen {
		if err := s.consequence(&v, r, work, p); err != nil {
			return err
		}
	} else if v.Changes, err = s.wasProposed(r.Context(), work, p); err != nil {
		return err
	}
	return s.show(w, r, status, "proposal.html", v)
}

// mayDecide reports whether a person may approve of a proposal: an editor, or
// somebody who speaks the language, but nobody of their own work.
func (s *Studio) mayDecide(me account.Person, p journal.Proposal) bool {
	able := me.MayPublish() || p.Kind == ofTranslation && me.MayTranslate(factcheck.Lang(p.Part))
	return able && (s.OwnWork || p.Person != me.Login)
}

// consequence fills in what approving would change.
func (s *Studio) consequence(v *proposalView, r *http.Request, work *work, p journal.Proposal) error {
	merged, conflicts, err := s.merged(r.Context(), work, p)
	if err != nil {
		return err
	}
	v.Conflicts = conflicts
	if p.Kind != ofWithdrawal {
		v.Changes = differences(factcheck.Changes(work.check, merged))
	}
	text, err := s.outcome(work, p, merged)
	if err != nil {
		if v.Problem == "" {
			v.Problem = s.reason(r, err)
		}
		v.Blocked = true
		if v.Problem == "" {
			return err
		}
		return nil
	}
	after, problems := work.project.Examine(work.file, text, s.Today())
	if after != nil {
		v.Problems = v.atFields(problems, after, work.project.Scheme(s.Today()))
	}
	v.Blocked = problems.HasErrors() || len(conflicts) > 0
	v.Effect = !v.Blocked
	return nil
}

// wasProposed is what a proposal changed in the text that it was made of.
func (s *Studio) wasProposed(ctx context.Context, work *work, p journal.Proposal) ([]diffed, error) {
	base, mine, err := s.both(ctx, work, p)
	if err != nil || p.Kind == ofWithdrawal {
		return nil, err
	}
	return differences(factcheck.Changes(base, mine)), nil
}

// both are the fact-check that a proposal is made of, and as it is proposed.
func (s *Studio) both(ctx context.Context, work *work, p journal.Proposal) (base, mine *factcheck.FactCheck, err error) {
	was, err := s.Journal.Text(ctx, p.Base)
	if err != nil {
		return nil, nil, err
	}
	is, err := s.Journal.Text(ctx, p.Sum)
	if err != nil {
		return nil, nil, err
	}
	base, _ = parsed(work.file, was)
	mine, _ = parsed(work.file, is)
	if base == nil || mine == nil {
		return nil, nil, errNotFound
	}
	return base, mine, nil
}

// merged is the fact-check as it is now with what a proposal changes, and what
// both changed.
func (s *Studio) merged(ctx context.Context, work *work, p journal.Proposal) (*factcheck.FactCheck, []factcheck.Conflict, error) {
	base, mine, err := s.both(ctx, work, p)
	if err != nil || p.Base == work.sum {
		return mine, nil, err
	}
	out, conflicts := factcheck.Merge(base, mine, work.check)
	return out, conflicts, nil
}

// outcome is the file once a proposal is approved.
func (s *Studio) outcome(work *work, p journal.Proposal, f *factcheck.FactCheck) ([]byte, error) {
	if work.check.Status != factcheck.Published {
		return nil, errMoot
	}
	switch p.Kind {
	case ofWithdrawal:
		return store.Withdraw(work.file, work.text, factcheck.Localised{work.check.Language: p.What}, s.Today())
	case ofTranslation:
		one := *f
		one.Texts = cloned(f.Texts)
		if t := one.Texts[factcheck.Lang(p.Part)]; t != nil {
			t.Reviewed = true
		}
		return store.Save(work.file, work.text, &one)
	}
	text, err := store.Save(work.file, work.text, f)
	if err != nil {
		return nil, err
	}
	return store.Correct(work.file, work.text, text, factcheck.Localised{work.check.Language: publicNote(p.What, p.Why)}, s.Today())
}

// publicNote is what readers are told of a correction: what changed, and why.
func publicNote(what, why string) string {
	what, why = store.OneLine(what), store.OneLine(why)
	if what != "" && why != "" && !strings.ContainsAny(what[len(what)-1:], ".!?") && !strings.HasSuffix(what, "。") && !strings.HasSuffix(what, "؟") && !strings.HasSuffix(what, "।") {
		what += "."
	}
	return strings.TrimSpace(what + " " + why)
}

// decide approves of a proposal, refuses it, takes it back, or says that what
// was urgent has been seen.
func (s *Studio) decide(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	r = toTheEnd(r)
	work, p, err := s.proposal(r)
	if err != nil {
		return err
	}
	note, me := clean(r.PostFormValue("note")), who(r).Person
	switch act := r.PostFormValue("act"); act {
	case "approve":
		return s.approve(w, r, work, p)
	case "refuse":
		if !s.mayDecide(who(r).Person, p) || p.State != journal.StateOpen {
			return errForbidden
		}
		if note == "" {
			return s.refuseProposal(w, r, work, p, errReason)
		}
		return s.decided(w, r, p, journal.StateRefused, note, "proposal-refused")
	case "seen":
		if p.State != journal.StateUrgent || p.Person == me.Login || !me.MayPublish() {
			return errForbidden
		}
		return s.decided(w, r, p, journal.StatePublic, note, "urgent-seen")
	case "take":
		return s.take(w, r, p)
	}
	return errNotFound
}

// refuseProposal shows a proposal with why something is refused.
func (s *Studio) refuseProposal(w http.ResponseWriter, r *http.Request, work *work, p journal.Proposal, err error) error {
	text := s.reason(r, err)
	if text == "" {
		return err
	}
	return s.showProposal(w, r, http.StatusUnprocessableEntity, proposalView{Problem: text, Note: clean(r.PostFormValue("note"))}, work, p)
}

func (s *Studio) decided(w http.ResponseWriter, r *http.Request, p journal.Proposal, state, note, act string) error {
	done, err := s.Journal.DecideProposal(r.Context(), p.ID, p.State, state, who(r).Person.Login, note, act)
	if err != nil {
		return err
	}
	if !done {
		return errBusy
	}
	return s.to(w, r, "review", string(p.Slug)+"?done="+act)
}

// take takes a proposal back; its writer goes on with it in the form.
func (s *Studio) take(w http.ResponseWriter, r *http.Request, p journal.Proposal) error {
	me := who(r).Person.Login
	if p.Person != me || p.State != journal.StateOpen && p.State != journal.StateRefused {
		return errForbidden
	}
	if p.Kind == ofWithdrawal {
		return s.decided(w, r, p, journal.StateTaken, "", "proposal-taken")
	}
	if err := s.Journal.Remember(r.Context(), journal.Typed{Slug: p.Slug, Part: p.Part, Person: me, Form: p.Form, Base: p.Base}); err != nil {
		return err
	}
	if _, err := s.Journal.DecideProposal(r.Context(), p.ID, p.State, journal.StateTaken, me, "", "proposal-taken"); err != nil {
		return err
	}
	return s.to(w, r, "edit", string(p.Slug), p.Part)
}

// approve makes a proposal public.
func (s *Studio) approve(w http.ResponseWriter, r *http.Request, work *work, p journal.Proposal) error {
	if !s.mayDecide(who(r).Person, p) || p.State != journal.StateOpen {
		return errForbidden
	}
	if base, err := baseOf(r.PostForm); err != nil || base != work.sum {
		return s.refuseProposal(w, r, work, p, errNewer)
	}
	f, conflicts, err := s.merged(r.Context(), work, p)
	if err != nil {
		return err
	}
	if len(conflicts) > 0 {
		return s.refuseProposal(w, r, work, p, errBlocked)
	}
	text, err := s.outcome(work, p, f)
	if err != nil {
		return s.refuseProposal(w, r, work, p, err)
	}
	if _, problems := work.project.Examine(work.file, text, s.Today()); problems.HasErrors() {
		return s.refuseProposal(w, r, work, p, errBlocked)
	}
	if done, err := s.writePublic(r.Context(), work, p, text); err != nil {
		return err
	} else if !done {
		return errBusy
	}
	if p.Kind == ofTranslation {
		if err := s.speakerTick(r, f, factcheck.Lang(p.Part), who(r).Person.Login, clean(r.PostFormValue("reader")), true); err != nil {
			return err
		}
	}
	return s.decided(w, r, p, journal.StatePublic, clean(r.PostFormValue("note")), "proposal-approved")
}

// writePublic writes what a proposal makes of the file, in the name of whoever
// proposed it.
func (s *Studio) writePublic(ctx context.Context, work *work, p journal.Proposal, text []byte) (bool, error) {
	save := journal.Save{Slug: p.Slug, Person: p.Person, Act: "corrected", Note: publicNote(p.What, p.Why)}
	switch p.Kind {
	case ofWithdrawal:
		save.Act, save.Note = "withdrawn", p.What
	case ofTranslation:
		save.Act, save.Note = "translated", p.Part
	}
	if p.Kind != ofTranslation {
		if _, err := store.KeepEarlier(s.Dir, work.check, work.text); err != nil {
			return false, err
		}
	}
	return s.write(ctx, work, save, text)
}
