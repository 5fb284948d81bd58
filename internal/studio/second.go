package studio

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// Reason is why something that is public changes, as it was typed.
type Reason struct {
	Why       string // for readers, beside what changes
	Urgent    bool   // it is to be public at once
	UrgentWhy string // why that cannot wait; for the team
	Second    bool   // it takes two people
	MayUrgent bool   // the settings allow what is urgent
	Unread    bool   // what was saved waits for somebody who reads it
}

func reasonOf(form url.Values) Reason {
	return Reason{Why: clean(form.Get("why")), Urgent: form.Get("urgent") == "on", UrgentWhy: clean(form.Get("urgent-why"))}
}

// unread has the next page say that somebody else has to read a translation.
func (r Reason) unread() string {
	if r.Unread {
		return "&unread=1"
	}
	return ""
}

// twoPeople reports whether it takes two to change what a fact-check says.
func (s *Studio) twoPeople(f *factcheck.FactCheck) bool {
	return !s.OwnWork && f.Status == factcheck.Published
}

// secondPerson has what somebody saved wait for a second person where it takes two,
// and reports whether it answered.
func (s *Studio) secondPerson(w http.ResponseWriter, r *http.Request, work *work, f *factcheck.FactCheck, lang factcheck.Lang, v *editView) (bool, error) {
	if lang != "" {
		return s.secondReader(w, r, work, f, lang, v)
	}
	if work.check.Status != factcheck.Published || len(factcheck.Changes(work.check, f)) == 0 {
		v.Urgent = false // nothing that readers see
		return false, nil
	}
	v.Urgent = v.Urgent && work.project.Config.Studio.UrgentCorrections
	if v.What == "" || v.Why == "" || v.Urgent && v.UrgentWhy == "" && s.twoPeople(work.check) {
		v.Missed = true
		return true, s.editForm(w, r, http.StatusUnprocessableEntity, *v, work, f, work.sum, lang, nil, nil)
	}
	if !s.twoPeople(work.check) || v.Urgent {
		return false, nil
	}
	return s.propose(w, r, work, f, lang, v, ofCorrection)
}

// propose enters what somebody saved as a proposal, if it can become public at
// all.
func (s *Studio) propose(w http.ResponseWriter, r *http.Request, work *work, f *factcheck.FactCheck, lang factcheck.Lang, v *editView, kind string) (bool, error) {
	p := journal.Proposal{Slug: work.check.Slug, Kind: kind, Part: string(lang), Base: work.sum, Form: r.PostForm.Encode(), Person: who(r).Person.Login,
		What: v.What, Why: v.Why, State: journal.StateOpen}
	text, err := store.Save(work.file, work.text, f)
	var after []byte
	if err == nil {
		after, err = s.outcome(work, p, f)
	}
	if err == nil {
		if _, problems := work.project.Examine(work.file, after, s.Today()); problems.HasErrors() {
			one := firstError(problems)
			err = &problem.Mistake{Message: one.Message, Hint: one.Hint}
		}
	}
	var mistake *problem.Mistake
	if errors.As(err, &mistake) {
		return true, s.editForm(w, r, http.StatusUnprocessableEntity, *v, work, f, work.sum, lang, nil, map[string]problem.Mistake{"": *mistake})
	}
	if err != nil {
		return true, err
	}
	id, err := s.Journal.Propose(r.Context(), p, text, "proposed")
	if err != nil {
		return true, err
	}
	if err := s.Journal.Forget(r.Context(), p.Slug, p.Part, p.Person); err != nil {
		return true, err
	}
	return true, s.to(w, r, "proposal", string(p.Slug), itoa(int(id)))
}

// secondReader has translations be called read only when somebody else than
// their translator has read them. Words that take the place of a public
// translation that was read wait until they are read themselves; all others are
// saved, and hidden or marked as the site's settings have it.
func (s *Studio) secondReader(w http.ResponseWriter, r *http.Request, work *work, f *factcheck.FactCheck, lang factcheck.Lang, v *editView) (bool, error) {
	t, was := f.Texts[lang], work.check.Texts[lang]
	if s.OwnWork || t == nil {
		return false, nil
	}
	if was == nil {
		was = &factcheck.Text{}
	}
	words := wordsOf(f, lang) != wordsOf(work.check, lang)
	if words && s.twoPeople(work.check) && was.Reviewed && work.check.State(lang) == factcheck.Current {
		return s.propose(w, r, work, f, lang, v, ofTranslation)
	}
	wrote, err := s.Journal.Translators(r.Context(), work.check.Slug, lang)
	if err != nil {
		return true, err
	}
	own := slices.Contains(wrote, who(r).Person.Login)
	switch {
	case words, t.Translates != was.Translates, own && !was.Reviewed:
		v.Unread = t.Reviewed || was.Reviewed || words
		f.Texts = cloned(f.Texts)
		f.Texts[lang].Reviewed = false
	case t.Reviewed && !was.Reviewed:
		return s.readInForm(w, r, work, f, lang)
	}
	return false, nil
}

// readInForm saves that somebody has read a translation, which they said in its
// form.
func (s *Studio) readInForm(w http.ResponseWriter, r *http.Request, work *work, f *factcheck.FactCheck, lang factcheck.Lang) (bool, error) {
	text, err := store.Save(work.file, work.text, f)
	if err != nil {
		return false, nil // saving it says why not
	}
	me := who(r).Person.Login
	done, err := s.write(r.Context(), work, journal.Save{Slug: work.check.Slug, Person: me, Act: "read", Note: string(lang)}, text)
	if err != nil {
		return true, err
	}
	if !done {
		return true, errBusy
	}
	if err := s.speakerTick(r, f, lang, me, "", true); err != nil {
		return true, err
	}
	if err := s.Journal.Forget(r.Context(), work.check.Slug, string(lang), me); err != nil {
		return true, err
	}
	return true, s.to(w, r, "edit", string(work.check.Slug), string(lang)+"?saved=1")
}

// wordsOf tells apart what a fact-check says in a language.
func wordsOf(f *factcheck.FactCheck, lang factcheck.Lang) journal.Sum {
	t := factcheck.Text{}
	if f.Texts[lang] != nil {
		t = *f.Texts[lang]
	}
	t.Reviewed, t.Translates, t.Translator = false, 0, ""
	return about(t, besides(f, lang), chartWords(f, lang))
}

// chartWords are the texts of a language that stand in a chart.
func chartWords(f *factcheck.FactCheck, lang factcheck.Lang) (out []string) {
	if f.Chart == nil {
		return nil
	}
	for _, c := range f.Chart.Categories {
		out = append(out, c.Name[lang])
	}
	for _, s := range f.Chart.Series {
		out = append(out, s.Name[lang])
	}
	return out
}

// urgent enters what one person made public at once, so that somebody else
// looks at it afterwards. The caller has written it.
func (s *Studio) urgent(r *http.Request, work *work, v editView, lang factcheck.Lang, text []byte) error {
	if lang != "" || !v.Urgent || !s.twoPeople(work.check) {
		return nil
	}
	_, err := s.Journal.Propose(r.Context(), journal.Proposal{Slug: work.check.Slug, Kind: ofCorrection, Base: work.sum, Form: r.PostForm.Encode(),
		Person: who(r).Person.Login, What: publicNote(v.What, v.Why), Why: v.UrgentWhy, State: journal.StateUrgent}, text, "made-public-at-once")
	return err
}

// withdraw withdraws a fact-check, or proposes to where that takes two.
func (s *Studio) withdraw(w http.ResponseWriter, r *http.Request, work *work, text []byte, reason string) error {
	p := journal.Proposal{Slug: work.check.Slug, Kind: ofWithdrawal, Base: work.sum, Person: who(r).Person.Login, What: reason, State: journal.StateOpen}
	why := reasonOf(r.PostForm)
	urgent := why.Urgent && work.project.Config.Studio.UrgentCorrections
	two := s.twoPeople(work.check)
	if two && !urgent {
		id, err := s.Journal.Propose(r.Context(), p, work.text, "proposed")
		if err != nil {
			return err
		}
		return s.to(w, r, "proposal", string(p.Slug), itoa(int(id)))
	}
	if two && why.UrgentWhy == "" {
		return s.refuseMove(w, r, work, errUrgent)
	}
	if done, err := s.writePublic(r.Context(), work, p, text); err != nil {
		return err
	} else if !done {
		return s.refuseMove(w, r, work, errNewer)
	}
	if two {
		p.Why, p.State = why.UrgentWhy, journal.StateUrgent
		if _, err := s.Journal.Propose(r.Context(), p, text, "made-public-at-once"); err != nil {
			return err
		}
	}
	return s.to(w, r, "review", string(p.Slug)+"?done=withdraw")
}
