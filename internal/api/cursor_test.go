package api

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

func TestCursorsAreReadAsTheyWereWritten(t *testing.T) {
	for _, c := range []cursor{
		{sort: "-published", filter: "e3b0c442", date: factcheck.Date{Year: 2026, Month: 11, Day: 26}, slug: "housing-costs-causes"},
		{sort: "corrections", filter: "", slug: "a", index: -1},
		{sort: "modified", filter: "00000000", date: factcheck.Date{Year: 2024}, slug: factcheck.Slug(strings.Repeat("a", 80)), index: 12},
	} {
		text := c.String()
		if got, err := parseCursor(text); err != nil || got != c || len(text) > maxCursor || url.QueryEscape(text) != text {
			t.Errorf("%s is %+v, %v; want %+v", text, got, err, c)
		}
	}
	good := cursor{sort: "modified", slug: "a"}.String()
	for _, text := range []string{"", "x", good + "=", good + "A", good[1:], strings.Repeat("A", 4000), "MiBtb2RpZmllZA"} {
		if c, err := parseCursor(text); err == nil {
			t.Errorf("%q was read as %+v", text, c)
		}
	}
}

// FuzzCursor: what is read is what String writes, byte by byte.
func FuzzCursor(f *testing.F) {
	f.Add(cursor{sort: "modified", filter: "e3b0c442", date: factcheck.Date{Year: 2026, Month: 1, Day: 2}, slug: "a-b", index: 3}.String())
	f.Add("MSAtcHVibGlzaGVk")
	f.Add("////")
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := parseCursor(text); err == nil && (c.String() != text || !factcheck.ValidID(string(c.slug))) {
			t.Errorf("%q is read as %+v, which is written %q", text, c, c.String())
		}
	})
}

// FuzzParameters: whatever stands after the question mark, no more than a few
// errors come of it, and none of their texts is long.
func FuzzParameters(f *testing.F) {
	f.Add("topic=heat&limit=3&q=a+b&sort=-modified&since=2026-11-26&language=fr")
	f.Add("q=%00&q=%ff;&%zz=1&topic=" + strings.Repeat("a", 300))
	f.Fuzz(func(t *testing.T, query string) {
		p := parseParameters(query)
		text, limit := p.text("q"), p.number("limit", 100, 50)
		p.word("topic", "heat", "cold")
		p.language("language", []factcheck.Lang{"en", "fr"})
		p.day("since")
		p.after("modified")
		right := p.rest()
		if right != (len(p.errors) == 0) || len(p.errors) > maxErrors || limit < 1 || limit > 100 || strings.ContainsRune(text, 0) {
			t.Errorf("%q: %d errors, limit %d, text %q", query, len(p.errors), limit, text)
		}
		for _, e := range p.errors {
			if len(e.Parameter)+len(e.Detail)+len(e.Hint) > 2000 {
				t.Errorf("%q: %+v", query, e)
			}
		}
	})
}

// TestTheLogIsWalkedInItsOrder: from any line, the cursor leads to all that
// come after it.
func TestTheLogIsWalkedInItsOrder(t *testing.T) {
	day := func(d int) factcheck.Date { return factcheck.Date{Year: 2026, Month: 11, Day: d} }
	a := &factcheck.FactCheck{Slug: "a", Corrections: []factcheck.Correction{{Date: day(1)}, {Date: day(3)}, {Date: day(3)}}, Withdrawn: &factcheck.Withdrawal{Date: day(3)}}
	b := &factcheck.FactCheck{Slug: "b", Corrections: []factcheck.Correction{{Date: day(3)}, {Date: day(2)}}}
	log := append(entries(a), entries(b)...)
	slices.SortFunc(log, Entry.compare)
	for i, e := range log {
		at := &cursor{date: e.date(), slug: e.FactCheck.Slug, index: e.Correction}
		for j, other := range log {
			if got := at.before(other); got != (j > i) {
				t.Errorf("line %d (%s, %d) after line %d (%s, %d): %v", j, other.FactCheck.Slug, other.Correction, i, e.FactCheck.Slug, e.Correction, got)
			}
		}
	}
	if log[0].Correction != -1 || log[1].Correction != 2 {
		t.Errorf("the newest are %d and %d", log[0].Correction, log[1].Correction)
	}
}
