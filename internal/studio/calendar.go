package studio

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"golang.org/x/text/language"

	"rebut/internal/factcheck"
)

type calendarView struct {
	page
	queue
	Month            string // "2026-11"
	MonthName        string
	Previous, Next   string // months, as in the address
	This             string // the month that it is now; "" where it is shown
	Weekdays         []weekday
	Weeks            [][]day
	Zone             string
	Empty            bool
	Uncommitted      []uncommitted // that git has not taken in
	PublishedOn, Due int           // how many of the month
}

type weekday struct{ Short, Long string }

// day is one of a month's, or of the weeks that it begins and ends in.
type day struct {
	Number  int
	Date    string // as machines read it
	Name    string // as people do
	Other   bool   // it is of another month
	Today   bool
	Entries []dated
}

// dated is what happens on a day.
type dated struct {
	Kind, Slug, Title, Lang, Dir string // "scheduled", "failed", "published", "withdrawn", "look-again"
	Time                         string // of day, where there is one
}

// calendar shows a month of what goes public, went, and is to be looked at
// again, and what waits.
func (s *Studio) calendar(w http.ResponseWriter, r *http.Request) error {
	s.Live.Refresh()
	zone := s.zone()
	now := s.Now().In(zone)
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	if named := r.URL.Query().Get("month"); named != "" {
		at, err := time.Parse("2006-01", named)
		if err != nil || at.Year() < 1000 || at.Year() > 9000 {
			return errNotFound
		}
		first = at
	}
	v := calendarView{page: s.page(r, s.print(r).Text("studio.calendar")), Month: first.Format("2006-01"), Zone: zone.String()}
	v.Previous, v.Next = first.AddDate(0, -1, 0).Format("2006-01"), first.AddDate(0, 1, 0).Format("2006-01")
	if this := now.Format("2006-01"); this != v.Month {
		v.This = this
	}
	v.MonthName = v.T("month-"+itoa(int(first.Month()))) + " " + itoa(first.Year())
	var err error
	if v.queue, err = s.waiting(r, v.page); err != nil {
		return err
	}
	entries, err := s.entries(r, v.page)
	if err != nil {
		return err
	}
	s.weeks(&v, first, firstDay(r, v.Lang), dayIn(s.Now(), zone), entries)
	if who(r).Person.MayPublish() {
		if v.Uncommitted, err = s.uncommitted(r, v.page); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, "calendar.html", v)
}

// weeks lays out a month in weeks that begin on a day.
func (s *Studio) weeks(v *calendarView, first time.Time, begin time.Weekday, today factcheck.Date, entries map[factcheck.Date][]dated) {
	for i := range 7 {
		n := (int(begin) + i) % 7
		v.Weekdays = append(v.Weekdays, weekday{v.T("weekday-short-" + itoa(n)), v.T("weekday-" + itoa(n))})
	}
	at := first.AddDate(0, 0, -(int(first.Weekday())-int(begin)+7)%7)
	v.Empty = true
	for at.Before(first.AddDate(0, 1, 0)) {
		var week []day
		for range 7 {
			date := dayIn(at, time.UTC)
			one := day{Number: at.Day(), Date: date.String(), Name: v.Date(date), Other: at.Month() != first.Month(), Today: date == today, Entries: entries[date]}
			v.Empty = v.Empty && (one.Other || len(one.Entries) == 0)
			week = append(week, one)
			at = at.AddDate(0, 0, 1)
		}
		v.Weeks = append(v.Weeks, week)
	}
}

// entries are what happens on each day.
func (s *Studio) entries(r *http.Request, p page) (map[factcheck.Date][]dated, error) {
	out := map[factcheck.Date][]dated{}
	zone := s.zone()
	schedules, err := s.Journal.Schedules(r.Context())
	if err != nil {
		return nil, err
	}
	for _, one := range schedules {
		if f := s.Live.Current().FactCheck(one.Slug); f != nil {
			e := s.dated(f, "scheduled")
			if one.Failed != "" {
				e.Kind = "failed"
			}
			e.Time = one.Due.In(zone).Format("15:04")
			out[dayIn(one.Due, zone)] = append(out[dayIn(one.Due, zone)], e)
		}
	}
	again, err := s.standUntil(r)
	if err != nil {
		return nil, err
	}
	for _, f := range s.Live.Current().FactChecks {
		if !f.Public() {
			continue
		}
		out[f.Published] = append(out[f.Published], s.dated(f, "published"))
		if f.Withdrawn != nil {
			out[f.Withdrawn.Date] = append(out[f.Withdrawn.Date], s.dated(f, "withdrawn"))
		}
		if at, ok := again[f.Slug]; ok {
			out[at] = append(out[at], s.dated(f, "look-again"))
		}
	}
	for at := range out {
		slices.SortStableFunc(out[at], func(a, b dated) int { return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Slug, b.Slug)) })
	}
	return out, nil
}

func (s *Studio) dated(f *factcheck.FactCheck, kind string) dated {
	title, lang, dir := titleOf(f)
	return dated{Kind: kind, Slug: string(f.Slug), Title: title, Lang: lang, Dir: dir}
}

// titleOf is what a fact-check is called in lists: its fact, or else what is
// claimed, or its slug.
func titleOf(f *factcheck.FactCheck) (title, lang, dir string) {
	title = string(f.Slug)
	if t := f.Original(); t != nil {
		title = cmp.Or(t.Fact.Plain(), t.Claim, title)
	}
	return title, string(f.Language), f.Language.Dir()
}

// standUntil are the days on which published fact-checks are to be looked at
// again: so many months after they were last changed, or found to stand.
func (s *Studio) standUntil(r *http.Request) (map[factcheck.Slug]factcheck.Date, error) {
	months := s.Live.Current().Config.Studio.LookAgain
	if months == 0 {
		return nil, nil
	}
	looked, err := s.Journal.LookedAt(r.Context())
	if err != nil {
		return nil, err
	}
	out := map[factcheck.Slug]factcheck.Date{}
	for _, f := range s.Live.Current().FactChecks {
		if f.Status != factcheck.Published || f.Published.IsZero() {
			continue
		}
		last := f.Published
		if f.Modified.Compare(last) > 0 {
			last = f.Modified
		}
		if at, ok := looked[f.Slug]; ok && dayIn(at, s.zone()).Compare(last) > 0 {
			last = dayIn(at, s.zone())
		}
		at := time.Date(last.Year, time.Month(max(last.Month, 1)+months), max(last.Day, 1), 0, 0, 0, 0, time.UTC)
		if at.Day() != max(last.Day, 1) { // 31 August and 6 months: the last of February
			at = at.AddDate(0, 0, -at.Day())
		}
		out[f.Slug] = dayIn(at, time.UTC)
	}
	return out, nil
}

// lookedAt notes that somebody found that a published fact-check still stands.
func (s *Studio) lookedAt(w http.ResponseWriter, r *http.Request, work *work) error {
	if !who(r).Person.MayPublish() || work.check.Status != factcheck.Published {
		return errForbidden
	}
	if err := s.Journal.Note(r.Context(), who(r).Person.Login, "looked-at", work.check.Slug, ""); err != nil {
		return err
	}
	return s.to(w, r, "review", string(work.check.Slug)+"?done=looked")
}

// sundays and saturdays are the regions whose weeks begin then; elsewhere they
// begin on Monday (CLDR 46, supplemental/weekData, firstDay).
const (
	sundays = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US " +
		"VE VI WS YE ZA ZW "
	saturdays = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY "
)

// firstDay is the day on which weeks begin for a person: by the region that the
// browser names, or else by the one where most people speak the page's
// language.
func firstDay(r *http.Request, lang string) time.Weekday {
	region, _ := language.Make(lang).Region()
	tags, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	for _, tag := range tags {
		if named, sure := tag.Region(); sure == language.Exact {
			region = named
			break
		}
	}
	switch code := region.String() + " "; {
	case contains(sundays, code):
		return time.Sunday
	case contains(saturdays, code):
		return time.Saturday
	}
	return time.Monday
}
