package studio

import (
	"encoding/hex"
	"errors"
	"net/http"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/store"
)

type reviewView struct {
	page
	Reason                    // of a withdrawal, as typed
	Slug, Fact, Claim, Status string
	Sum                       string
	Problems                  []problem.Problem // errors and warnings of the file as it is
	Blocked                   bool              // errors stop publication
	Points                    []point           // what to see to
	Open                      int               // points that keep the person from publishing
	Asked                     bool              // publishing takes all points
	Approved                  []string          // who approves of this text
	Writers                   []string          // whose work it is
	Own                       bool              // the person is one of them, and may not approve their own
	Submit, Publish           bool              // what the person may do
	Return, Withdraw          bool
	Effect                    bool       // it can be told what publishing would change
	Scheduled                 *scheduled // when it is to be public; nil for never
	Due                       scheduled  // as typed
	Zone                      string
	Proposals                 []proposalItem // that wait, and those of the person that were refused
	Comments                  []remark
	FromLang                  string    // of the original
	Readings                  []reading // the original first
	Done                      string    // the move that the person just made
	Problem                   string
	Note                      string
	LookedAt                  bool // the person may say that it still stands
}

// doneMoves are what the page says has been done.
func doneMoves() []string {
	return []string{"submit", "return", "publish", "withdraw", "schedule", "unschedule", "ticks", "read", "unread", "looked", "proposal-approved", "proposal-refused", "proposal-taken", "urgent-seen"}
}

// review shows how far a fact-check is, what is wrong with it, and what
// publishing would change for the public.
func (s *Studio) review(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	done := r.URL.Query().Get("done")
	if !slices.Contains(doneMoves(), done) {
		done = ""
	}
	return s.reviewPage(w, r, http.StatusOK, reviewView{Done: done}, work)
}

func (s *Studio) reviewPage(w http.ResponseWriter, r *http.Request, status int, v reviewView, work *work) error {
	f, me := work.check, who(r).Person
	v.page = s.page(r, s.print(r).Text("studio.review"))
	v.Slug, v.Status, v.Sum, v.FromLang = string(f.Slug), string(f.Status), hex.EncodeToString(work.sum[:]), string(f.Language)
	if t := f.Original(); t != nil {
		v.Fact, v.Claim = t.Fact.Plain(), t.Claim
	}
	text := s.asPublished(work)
	_, problems := work.project.Examine(work.file, text, s.Today())
	fresh := *work.check
	if !fresh.Public() {
		fresh = s.fresh(work.check)
		v.Effect = !problems.HasErrors()
	}
	v.Problems, v.Blocked = v.atFields(problems, &fresh, work.project.Scheme(s.Today())), problems.HasErrors()
	switch f.Status {
	case factcheck.Draft:
		v.Submit = me.MayWrite()
	case factcheck.Review:
		v.Publish, v.Return = me.MayPublish(), me.MayPublish() || me.MayWrite()
	case factcheck.Published:
		v.Withdraw, v.LookedAt = me.MayPublish(), me.MayPublish()
	}
	v.Second, v.MayUrgent = s.twoPeople(f), work.project.Config.Studio.UrgentCorrections
	if err := s.team(r, &v, work); err != nil {
		return err
	}
	return s.show(w, r, status, "review.html", v)
}

// team fills in what people did and have to do.
func (s *Studio) team(r *http.Request, v *reviewView, work *work) error {
	f, me := work.check, who(r).Person
	names, err := s.names(r)
	if err != nil {
		return err
	}
	if v.Approved, err = s.Journal.Approvals(r.Context(), f.Slug, work.sum); err != nil {
		return err
	}
	if v.Writers, err = s.Journal.Writers(r.Context(), f.Slug); err != nil {
		return err
	}
	v.Own = !s.OwnWork && slices.Contains(v.Writers, me.Login)
	for _, list := range [][]string{v.Approved, v.Writers} {
		for i := range list {
			list[i] = names(list[i])
		}
	}
	if v.Points, err = s.points(r.Context(), work, me, names); err != nil {
		return err
	}
	v.Open, v.Asked = len(open(v.Points)), work.project.Config.Studio.Checklist
	if v.Readings, err = s.readings(r, work); err != nil {
		return err
	}
	if v.Comments, err = s.remarks(r, f.Slug, nil); err != nil {
		return err
	}
	if err := s.later(r, v, work, names); err != nil {
		return err
	}
	proposals, err := s.Journal.Proposals(r.Context(), f.Slug)
	for _, p := range proposals {
		if p.State == journal.StateOpen || p.State == journal.StateUrgent || p.State == journal.StateRefused && p.Person == me.Login {
			v.Proposals = append(v.Proposals, s.proposalItem(p, me.Login, names))
		}
	}
	return err
}

// later fills in when a fact-check is to be public.
func (s *Studio) later(r *http.Request, v *reviewView, work *work, names func(string) string) error {
	v.Zone = s.zone().String()
	one, err := s.Journal.Scheduled(r.Context(), work.check.Slug)
	if errors.Is(err, journal.ErrNone) {
		return nil
	}
	if err != nil {
		return err
	}
	at := s.scheduledOf(r, v.page, one, names)
	v.Scheduled = &at
	if v.Due.Day == "" && !at.Late {
		v.Due = at
	}
	return nil
}

// asPublished is the text of a fact-check's file as publishing it today would
// make it, by which the rules judge it.
func (s *Studio) asPublished(work *work) []byte {
	if work.check.Public() {
		return work.text
	}
	f := s.fresh(work.check)
	text, err := store.Save(work.file, work.text, &f)
	if err != nil {
		return work.text
	}
	return text
}

// fresh is a fact-check that is published today.
func (s *Studio) fresh(check *factcheck.FactCheck) factcheck.FactCheck {
	f := *check
	f.Status, f.Modified = factcheck.Published, s.Today()
	if f.Published.IsZero() {
		f.Published = s.Today()
	}
	return f
}
