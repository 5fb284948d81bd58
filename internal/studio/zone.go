package studio

import (
	"errors"
	"net/url"
	"time"

	"rebut/internal/factcheck"
)

// zone is the team's: that of the settings, or else the server's.
func (s *Studio) zone() *time.Location {
	local := s.Local
	if local == nil {
		local = time.UTC
	}
	zone, err := s.Live.Current().Config.Studio.Zone(local)
	if err != nil {
		return local // the settings say so
	}
	return zone
}

// dayIn is the day that a moment is in a zone.
func dayIn(at time.Time, zone *time.Location) factcheck.Date {
	at = at.In(zone)
	return factcheck.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
}

// Mistakes of whoever names a time.
var (
	errTime   = errors.New("due-bad")
	errPast   = errors.New("due-past")
	errFar    = errors.New("due-far")
	errNoTime = errors.New("due-skipped")
)

// farthest is how far ahead something can be scheduled: longer ahead, nobody
// knows whether it still holds.
const farthest = 366 * 24 * time.Hour

// due is the moment that a form names by day and time in a zone. A time that
// the clocks skip on that day is none; of one that comes twice it is the first.
func due(form url.Values, zone *time.Location, now time.Time) (time.Time, error) {
	const layout = "2006-01-02 15:04"
	named := form.Get("day") + " " + form.Get("time")
	at, err := time.ParseInLocation(layout, named, zone)
	switch {
	case err != nil:
		return at, errTime
	case at.Format(layout) != named:
		return at, errNoTime
	case !at.After(now):
		return at, errPast
	case at.Sub(now) > farthest:
		return at, errFar
	}
	if earlier := at.Add(-time.Hour); earlier.Format(layout) == named {
		at = earlier
	}
	return at, nil
}

// clock says a moment in the team's zone, as people are told of it.
func (p page) clock(at time.Time, zone *time.Location) string {
	return p.Date(dayIn(at, zone)) + ", " + at.In(zone).Format("15:04 MST")
}
