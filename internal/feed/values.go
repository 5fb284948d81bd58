package feed

import (
	"net/url"
	"strings"
	"time"
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
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

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
// the year is known). The zero date, which only an empty feed has, is 1970:
// Atom requires some instant, and it must not be the clock's.
func instant(d factcheck.Date) time.Time {
	if d.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return d.Time().Add(12 * time.Hour)
}

// rfc3339 is the instant as Atom and JSON Feed write it.
func rfc3339(d factcheck.Date) string { return instant(d).Format(time.RFC3339) }

// rfc822 is the instant as RSS writes it, with a year of four digits; "" for
// the zero date.
func rfc822(d factcheck.Date) string {
	if d.IsZero() {
		return ""
	}
	return instant(d).Format(time.RFC1123Z)
}
