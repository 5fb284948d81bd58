package studio

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// act moves a fact-check on: to review, back, to the public, or off it; or
// says something about it.
func (s *Studio) act(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	r = toTheEnd(r)
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	note := clean(r.PostFormValue("note"))
	switch act := r.PostFormValue("act"); act {
	case "comment":
		return s.comment(w, r, work, note)
	case "resolve":
		id, _ := strconv.ParseInt(r.PostFormValue("id"), 10, 64)
		if err := s.Journal.Resolve(r.Context(), work.check.Slug, id, who(r).Person.Login); err != nil {
			return err
		}
		return s.to(w, r, "review", string(work.check.Slug))
	case "submit", "return", "publish", "withdraw":
		return s.move(w, r, work, act, note)
	case "schedule":
		return s.schedule(w, r, work)
	case "unschedule":
		return s.unschedule(w, r, work)
	case "tick":
		return s.keepTicks(w, r, work)
	case "read", "unread":
		return s.speak(w, r, work, act == "read")
	case "looked":
		return s.lookedAt(w, r, work)
	}
	return errNotFound
}

func (s *Studio) comment(w http.ResponseWriter, r *http.Request, work *work, text string) error {
	if text != "" {
		c := journal.Comment{Slug: work.check.Slug, Field: r.PostFormValue("field"), Person: who(r).Person.Login, Text: text}
		if err := s.Journal.Comment(r.Context(), c); err != nil {
			return err
		}
	}
	if r.PostFormValue("back") == "edit" {
		return s.to(w, r, "edit", string(work.check.Slug), r.PostFormValue("part"))
	}
	return s.to(w, r, "review", string(work.check.Slug))
}

// why a move is refused; each has a text of its own.
var (
	errOwn     = errors.New("move-own")
	errBlocked = errors.New("move-blocked")
	errReason  = errors.New("move-reason")
	errNewer   = errors.New("move-newer")
)

// refusals are the mistakes that people are told of in words of their own.
func refusals() []error {
	return []error{errOwn, errBlocked, errReason, errNewer, errTicks, errOwnWords, errTime, errPast, errFar, errNoTime, errUrgent, errMoot}
}

// reason is why something is refused, in words; "" where the mistake is ours.
func (s *Studio) reason(r *http.Request, err error) string {
	var mistake *problem.Mistake
	if errors.As(err, &mistake) {
		return mistake.Message + " – " + mistake.Hint
	}
	if slices.Contains(refusals(), err) {
		return s.print(r).Text("studio." + err.Error())
	}
	return ""
}

// refuseMove shows the review with why something is refused; errors of ours are
// returned.
func (s *Studio) refuseMove(w http.ResponseWriter, r *http.Request, work *work, err error) error {
	text := s.reason(r, err)
	if text == "" {
		return err
	}
	v := reviewView{Problem: text, Note: clean(r.PostFormValue("note")), Reason: reasonOf(r.PostForm), Due: scheduled{Day: r.PostFormValue("day"), Time: r.PostFormValue("time")}}
	return s.reviewPage(w, r, http.StatusUnprocessableEntity, v, work)
}

// move changes a fact-check's status.
func (s *Studio) move(w http.ResponseWriter, r *http.Request, work *work, act, note string) error {
	me := who(r).Person
	text, save, err := s.moved(r, work, act, note)
	if err != nil {
		return s.refuseMove(w, r, work, err)
	}
	if act == "withdraw" {
		return s.withdraw(w, r, work, text, note)
	}
	if act == "publish" {
		if err := s.Journal.Approve(r.Context(), work.check.Slug, work.sum, me.Login); err != nil {
			return err
		}
	}
	if note != "" {
		if err := s.Journal.Comment(r.Context(), journal.Comment{Slug: work.check.Slug, Person: me.Login, Text: note}); err != nil {
			return err
		}
	}
	save.Person, save.Note = me.Login, note
	if done, err := s.write(r.Context(), work, save, text); err != nil {
		return err
	} else if !done {
		return s.reviewPage(w, r, http.StatusConflict, reviewView{Problem: s.print(r).Text("studio.move-newer"), Note: note}, work)
	}
	if act == "publish" || act == "return" { // whatever was to happen later
		if err := s.Journal.Unschedule(r.Context(), work.check.Slug, me.Login); err != nil {
			return err
		}
	}
	return s.to(w, r, "review", string(work.check.Slug)+"?done="+act)
}

// moved is the file after a move, or why there is none.
func (s *Studio) moved(r *http.Request, work *work, act, note string) ([]byte, journal.Save, error) {
	me, f := who(r).Person, *work.check
	save := journal.Save{Slug: f.Slug}
	if base, err := baseOf(r.PostForm); err != nil || base != work.sum {
		return nil, save, errNewer // somebody decides on what they have not read
	}
	switch act {
	case "submit":
		if !me.MayWrite() || f.Status != factcheck.Draft {
			return nil, save, errForbidden
		}
		f.Status, save.Act = factcheck.Review, "submitted"
	case "return":
		if !me.MayPublish() && !me.MayWrite() || f.Status != factcheck.Review {
			return nil, save, errForbidden
		}
		if note == "" {
			return nil, save, errReason
		}
		f.Status, save.Act = factcheck.Draft, "returned"
	case "publish":
		if !me.MayPublish() || f.Status != factcheck.Review {
			return nil, save, errForbidden
		}
		return s.published(r, work, save)
	case "withdraw":
		if !me.MayPublish() || f.Status != factcheck.Published {
			return nil, save, errForbidden
		}
		if note == "" {
			return nil, save, errReason
		}
		save.Act = "withdrawn"
		text, err := store.Withdraw(work.file, work.text, factcheck.Localised{f.Language: note}, s.Today())
		return text, save, err
	}
	text, err := store.Save(work.file, work.text, &f)
	return text, save, err
}

// published is the file as it goes public, if nothing is wrong with it,
// somebody else wrote it, and the person has seen to every point of the list.
func (s *Studio) published(r *http.Request, work *work, save journal.Save) ([]byte, journal.Save, error) {
	f := *work.check
	if err := s.ticked(r, work); err != nil {
		return nil, save, err
	}
	writers, err := s.Journal.Writers(r.Context(), f.Slug)
	if err != nil {
		return nil, save, err
	}
	if !s.OwnWork && slices.Contains(writers, who(r).Person.Login) {
		return nil, save, errOwn
	}
	f, save.Act = s.fresh(work.check), "published"
	text, err := store.Save(work.file, work.text, &f)
	if err != nil {
		return nil, save, err
	}
	if _, problems := work.project.Examine(work.file, text, s.Today()); problems.HasErrors() {
		return nil, save, errBlocked
	}
	return text, save, s.checked(r, work)
}
