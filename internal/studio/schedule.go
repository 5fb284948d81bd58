package studio

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/store"
)

// scheduled is what the pages say of a text that is to go public at a time.
type scheduled struct {
	Slug, Title, Lang, Dir string
	Due                    string // in the team's zone
	Day, Time              string // of it, as fields take them
	Who                    string
	Why                    string // it did not, or will not, go public; "" where all is well
	Detail                 string
	Late                   bool // it should be public already
}

// Reasons why what was scheduled does not go public.
const (
	failChanged = "changed" // the text is not the one that was approved
	failErrors  = "errors"  // the rules find something now
	failGone    = "gone"    // the file is not there, or no fact-check
	failPerson  = "person"  // whoever approved may not publish any more
)

// doubt is why a schedule will not be kept, as far as the text tells; "" where
// nothing is in the way.
func doubt(one journal.Schedule, sum journal.Sum) (why, detail string) {
	if one.Failed != "" {
		why, detail, _ = strings.Cut(one.Failed, " ")
		return why, detail
	}
	if one.Sum != sum {
		return failChanged, ""
	}
	return "", ""
}

// schedule approves of a text now, to be public at a time.
func (s *Studio) schedule(w http.ResponseWriter, r *http.Request, work *work) error {
	me, f := who(r).Person, work.check
	if !me.MayPublish() || f.Status != factcheck.Review {
		return errForbidden
	}
	at, err := due(r.PostForm, s.zone(), s.Now())
	if err == nil {
		_, _, err = s.moved(r, work, "publish", "")
	}
	if err != nil {
		return s.refuseMove(w, r, work, err)
	}
	if err := s.Journal.Approve(r.Context(), f.Slug, work.sum, me.Login); err != nil {
		return err
	}
	if err := s.Journal.Schedule(r.Context(), journal.Schedule{Slug: f.Slug, Sum: work.sum, Person: me.Login, Due: at}); err != nil {
		return err
	}
	return s.to(w, r, "review", string(f.Slug)+"?done=schedule")
}

// unschedule takes back what was to go public.
func (s *Studio) unschedule(w http.ResponseWriter, r *http.Request, work *work) error {
	if !who(r).Person.MayPublish() {
		return errForbidden
	}
	if err := s.Journal.Unschedule(r.Context(), work.check.Slug, who(r).Person.Login); err != nil {
		return err
	}
	return s.to(w, r, "review", string(work.check.Slug)+"?done=unschedule")
}

// Run does what is due, at once and on each tick, until ctx is done: it
// publishes what is scheduled, and has git take in what it could not before.
func (s *Studio) Run(ctx context.Context, tick <-chan time.Time) {
	said := ""
	for {
		err := errors.Join(s.PublishDue(ctx), s.CommitRest(ctx))
		if err != nil && err.Error() != said && ctx.Err() == nil {
			said = err.Error()
			s.Log.Error("studio cannot do what is due", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
	}
}

// PublishDue publishes what is due: once, however many processes ask, and also
// what was due while none ran. What was changed since it was approved, and what
// the rules find errors in now, stays as it is and waits for somebody.
func (s *Studio) PublishDue(ctx context.Context) error {
	all, err := s.Journal.Schedules(ctx)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.Failed != "" || one.Due.After(s.Now()) {
			continue
		}
		taken, err := s.Journal.Take(ctx, one)
		if err != nil {
			return err
		}
		if !taken {
			continue
		}
		why, err := s.keep(ctx, one)
		switch {
		case err != nil:
			return err
		case why != "":
			err = s.Journal.Fail(ctx, one, why)
		default:
			err = s.Journal.Kept(ctx, one)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keep publishes a text that is due, or tells why it does not.
func (s *Studio) keep(ctx context.Context, one journal.Schedule) (why string, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.Live.Refresh()
	p := s.Live.Current()
	f := p.FactCheck(one.Slug)
	if f == nil {
		return failGone, nil
	}
	w := &work{project: p, file: f.Locate("", 0).File, known: f.Slug}
	if err := s.read(ctx, w, f.Slug); errors.Is(err, errNotFound) {
		return failGone, nil
	} else if err != nil {
		return "", err
	}
	switch {
	case w.check == nil:
		return failGone, nil
	case w.check.Public(): // before a process that did it could say so, or by somebody
		return "", nil
	case w.sum != one.Sum || w.check.Status != factcheck.Review:
		return failChanged, nil
	}
	who, err := s.People.Named(ctx, one.Person)
	if err != nil && !errors.Is(err, account.ErrNobody) {
		return "", err
	}
	if err != nil || who.Disabled || !who.MayPublish() {
		return failPerson, nil
	}
	return s.publishNow(ctx, w, one)
}

// publishNow writes a text that is due.
func (s *Studio) publishNow(ctx context.Context, w *work, one journal.Schedule) (why string, err error) {
	fresh := s.fresh(w.check)
	text, err := store.Save(w.file, w.text, &fresh)
	if err != nil {
		return failErrors + " " + err.Error(), nil
	}
	if _, problems := w.project.Examine(w.file, text, s.Today()); problems.HasErrors() {
		return failErrors + " " + firstError(problems).Message, nil
	}
	done, err := s.write(ctx, w, journal.Save{Slug: w.check.Slug, Person: one.Person, Act: "published"}, text)
	if err == nil && !done {
		return failChanged, nil
	}
	return "", err
}
