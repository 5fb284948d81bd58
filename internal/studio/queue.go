package studio

import (
	"cmp"
	"context"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
)

// queue is what waits for somebody, the oldest first, and what is to happen.
type queue struct {
	InReview  []queued
	Proposed  []queued
	Scheduled []scheduled
	Again     []queued // published ones that are to be looked at again
}

// queued is a fact-check that waits.
type queued struct {
	Slug, Title, Lang, Dir string
	ID                     int64  // of a proposal
	Kind                   string // likewise
	Tongue                 string // likewise, the name of the language
	Since                  string // a moment; "" where nobody knows
	Day                    string // the day, where there is no moment
	Who                    string
	Urgent                 bool // it is public already
	Own                    bool // the person cannot decide it
}

func contains(list, part string) bool { return strings.Contains(list, part) }

// waiting is the queue as a person sees it.
func (s *Studio) waiting(r *http.Request, p page) (q queue, err error) {
	names, err := s.names(r)
	if err != nil {
		return q, err
	}
	if q.InReview, err = s.inReview(r, names); err != nil {
		return q, err
	}
	if q.Proposed, err = s.proposed(r, names); err != nil {
		return q, err
	}
	if q.Scheduled, err = s.scheduled(r, p, names); err != nil {
		return q, err
	}
	again, err := s.standUntil(r)
	if err != nil {
		return q, err
	}
	today := dayIn(s.Now(), s.zone())
	for _, f := range s.Live.Current().FactChecks {
		if at, ok := again[f.Slug]; ok && at.Compare(today) <= 0 {
			one := queuedOf(f)
			one.Day = at.String()
			q.Again = append(q.Again, one)
		}
	}
	slices.SortFunc(q.Again, func(a, b queued) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Slug, b.Slug)) })
	for i := range q.Again {
		at, _ := time.Parse("2006-01-02", q.Again[i].Day)
		q.Again[i].Day = p.Date(dayIn(at, time.UTC))
	}
	return q, nil
}

func queuedOf(f *factcheck.FactCheck) (out queued) {
	out.Slug = string(f.Slug)
	out.Title, out.Lang, out.Dir = titleOf(f)
	return out
}

// inReview are the fact-checks in review that are not scheduled, the one that
// waits the longest first; those that nobody submitted in the studio before.
func (s *Studio) inReview(r *http.Request, names func(string) string) (out []queued, err error) {
	schedules, err := s.Journal.Schedules(r.Context())
	if err != nil {
		return nil, err
	}
	for _, f := range s.Live.Current().FactChecks {
		if f.Status != factcheck.Review || slices.ContainsFunc(schedules, func(one journal.Schedule) bool { return one.Slug == f.Slug }) {
			continue
		}
		one := queuedOf(f)
		save, err := s.Journal.Submitted(r.Context(), f.Slug)
		if err != nil {
			return nil, err
		}
		if !save.At.IsZero() {
			one.Since, one.Who = save.At.Format(time.RFC3339), names(save.Person)
		}
		writers, err := s.Journal.Writers(r.Context(), f.Slug)
		if err != nil {
			return nil, err
		}
		one.Own = !s.OwnWork && slices.Contains(writers, who(r).Person.Login)
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b queued) int { return cmp.Compare(a.Since, b.Since) })
	return out, nil
}

// proposed are the proposals that wait, the oldest first.
func (s *Studio) proposed(r *http.Request, names func(string) string) (out []queued, err error) {
	list, err := s.Journal.Undecided(r.Context())
	for _, p := range list {
		f := s.Live.Current().FactCheck(p.Slug)
		if f == nil {
			continue
		}
		one := queuedOf(f)
		one.ID, one.Kind, one.Since, one.Who, one.Urgent = p.ID, p.Kind, p.At.Format(time.RFC3339), names(p.Person), p.State == journal.StateUrgent
		if p.Part != "" {
			one.Tongue = page{}.LanguageName(p.Part)
		}
		one.Own = !s.mayDecide(who(r).Person, p)
		out = append(out, one)
	}
	return out, err
}

// scheduled is what is to go public, the next first, and what did not.
func (s *Studio) scheduled(r *http.Request, p page, names func(string) string) (out []scheduled, err error) {
	list, err := s.Journal.Schedules(r.Context())
	for _, one := range list {
		out = append(out, s.scheduledOf(r, p, one, names))
	}
	return out, err
}

func (s *Studio) scheduledOf(r *http.Request, p page, one journal.Schedule, names func(string) string) scheduled {
	zone := s.zone()
	v := scheduled{Slug: string(one.Slug), Title: string(one.Slug), Due: p.clock(one.Due, zone), Day: one.Due.In(zone).Format("2006-01-02"), Time: one.Due.In(zone).Format("15:04"),
		Who: names(one.Person), Late: !one.Due.After(s.Now())}
	f := s.Live.Current().FactCheck(one.Slug)
	if f == nil {
		v.Why = failGone
		return v
	}
	v.Title, v.Lang, v.Dir = titleOf(f)
	w := &work{project: s.Live.Current(), file: f.Locate("", 0).File, known: f.Slug}
	if err := s.read(r.Context(), w, f.Slug); err != nil {
		v.Why = failGone
		return v
	}
	v.Why, v.Detail = doubt(one, w.sum)
	return v
}

// of is why a fact-check waits for the person beside its status: a proposal,
// or a time that is not kept; "" for nothing.
func (d duties) of(f *factcheck.FactCheck) string {
	for _, one := range d.schedules {
		if one.Slug == f.Slug && one.Failed != "" && d.editor {
			return "schedule-failed"
		}
	}
	ofIt := func(p journal.Proposal) bool { return p.Slug == f.Slug }
	switch {
	case slices.ContainsFunc(d.proposals, ofIt):
		return "proposal"
	case slices.ContainsFunc(d.refused, ofIt):
		return "refused"
	}
	return ""
}

// Decided reports whether what waits is a decision, which is made in review.
func (i listItem) Decided() bool {
	return slices.Contains([]string{"review", "proposal", "schedule-failed", "refused"}, i.Why)
}

// duties are what waits for a person beside what fact-checks say themselves,
// read once for a list.
type duties struct {
	editor    bool // the person may publish
	schedules []journal.Schedule
	proposals []journal.Proposal // that the person may decide
	refused   []journal.Proposal // of the person
}

func (s *Studio) duties(ctx context.Context, me account.Person) (d duties, err error) {
	if d.schedules, err = s.Journal.Schedules(ctx); err != nil {
		return d, err
	}
	for i, one := range d.schedules {
		if f := s.Live.Current().FactCheck(one.Slug); f != nil {
			text, err := os.ReadFile(s.path(f.Locate("", 0).File))
			if err != nil || journal.SumOf(text) != one.Sum {
				d.schedules[i].Failed = cmp.Or(one.Failed, failChanged)
			}
		}
	}
	d.editor = me.MayPublish()
	list, err := s.Journal.Undecided(ctx)
	if err != nil {
		return d, err
	}
	for _, p := range list {
		if s.mayDecide(me, p) && (p.State == journal.StateOpen || p.Person != me.Login) {
			d.proposals = append(d.proposals, p)
		}
	}
	d.refused, err = s.Journal.RefusedOf(ctx, me.Login)
	return d, err
}

// waitsFor reports whether somebody decided about a fact-check in review
// already: it waits for its time.
func (d duties) waitsFor(f *factcheck.FactCheck) bool {
	return slices.ContainsFunc(d.schedules, func(one journal.Schedule) bool { return one.Slug == f.Slug && one.Failed == "" })
}
