package feed

import (
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"rebut/internal/factcheck"
)

// clean drops what may not stand in XML 1.0 (section 2.2, Char), the C1
// controls that feed validators refuse, and U+FFFD, which only says that a
// character was lost.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n':
			return r
		case r < 0x20, r >= 0x7f && r <= 0x9f, r == utf8.RuneError, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, s)
}

// line is clean text on one line with single spaces.
func line(s string) string { return strings.Join(strings.FieldsFunc(clean(s), breaking), " ") }

// breaking spaces are all but those that French has before its marks and in
// its figures, which stay.
func breaking(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// host is the host of a web address, "" for none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// Updated is the day of the last public change of an edition: the latest of
// its publication, its modification, its corrections and its withdrawal.
func Updated(e factcheck.Edition) factcheck.Date {
	last := later(e.Published, e.Modified)
	for _, c := range e.Corrections {
		last = later(last, c.Date)
	}
	if e.Withdrawn != nil {
		last = later(last, e.Withdrawn.Date)
	}
	return last
}

func later(a, b factcheck.Date) factcheck.Date {
	if a.Compare(b) < 0 {
		return b
	}
	return a
}

// instant is noon UTC of a date's day (its first day where only the month or
// the year is known); zero for the zero date.
func instant(d factcheck.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.Time().Add(12 * time.Hour)
}

// revised is the instant of a revision, given its day: each is a second later
// than the one before, so that readers who compare instants see a second change
// on the same day too.
func revised(d factcheck.Date, revision int) time.Time {
	at := instant(d)
	if at.IsZero() {
		return at
	}
	return at.Add(time.Duration(min(max(revision-1, 0), mostSeconds)) * time.Second)
}

// mostSeconds keeps the instant of a revision within its day's afternoon.
const mostSeconds = 3600

// rfc3339 is an instant as Atom and JSON Feed write it. The zero one, which only
// an empty feed has, is 1970: Atom requires some instant, and it must not be the
// clock's.
func rfc3339(at time.Time) string {
	if at.IsZero() {
		at = time.Unix(0, 0).UTC()
	}
	return at.Format(time.RFC3339)
}

// rfc822 is an instant as RSS writes it, with a year of four digits; "" for the
// zero one.
func rfc822(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.RFC1123Z)
}
