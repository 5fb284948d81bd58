package studio

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"rebut/internal/factcheck"
)

func TestMomentsInTheTeamsZone(t *testing.T) {
	zone, err := time.LoadLocation("America/Toronto")
	if err != nil {
		t.Skip("skipped: there is no time zone database on this machine")
	}
	now := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	for named, want := range map[string]string{
		"2026-11-01 01:30": "2026-11-01T05:30:00Z", // comes twice: the first
		"2026-11-01 00:59": "2026-11-01T04:59:00Z",
		"2026-12-24 09:00": "2026-12-24T14:00:00Z",
		"2027-03-14 02:30": errNoTime.Error(),
		"2026-10-01 08:00": errPast.Error(),
		"2028-01-01 08:00": errFar.Error(),
		"2026-13-01 08:00": errTime.Error(),
		"2026-11-01 ":      errTime.Error(),
	} {
		day, clock, _ := strings.Cut(named, " ")
		at, err := due(url.Values{"day": {day}, "time": {clock}}, zone, now)
		got := at.UTC().Format(time.RFC3339)
		if err != nil {
			got = err.Error()
		}
		if got != want || errors.Is(err, errFar) && !at.After(now) {
			t.Errorf("%s is %s, want %s", named, got, want)
		}
	}
}

func TestNumbersWithoutASourceInSight(t *testing.T) {
	f := &factcheck.FactCheck{Language: "en", Texts: factcheck.Texts{"en": {
		Fact: "*About 11%* of the rise, and 1,250 homes", Why: "From 2006 to 2021, rents rose by 37%.", Verdict: "It rose by 37%.",
		Body: "The rise was 11% [@study].\n\nIn 2006 there were 1 250 homes [@study]. \n\nMore than 99 people asked.",
	}}, Sources: []factcheck.Source{{ID: "study", Finding: factcheck.Localised{"en": "It covers 2006 to 2021."}}}}
	got := ""
	for _, l := range looseNumbers(f) {
		got += l.Field + " " + l.Number + " in " + l.Text + "\n"
	}
	if want := "why 37 in From 2006 to 2021, rents rose by 37%.\nbody 99 in More than 99 people asked.\n"; got != want {
		t.Errorf("loose are\n%swant\n%s", got, want)
	}
}

func TestWhatReadersAreTold(t *testing.T) {
	for _, test := range [][3]string{{"It said 12%", "We misread it.", "It said 12%. We misread it."}, {"It said 12%.", "We\nmisread it.", "It said 12%. We misread it."}, {"Was it?", "No.", "Was it? No."}, {"Alone", "", "Alone"}} {
		if got := publicNote(test[0], test[1]); got != test[2] {
			t.Errorf("%q", got)
		}
	}
}
