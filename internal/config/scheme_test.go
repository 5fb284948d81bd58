package config

import (
	"slices"
	"testing"

	"rebut/internal/factcheck"
)

func TestSchemeIsTheSiteForTheRules(t *testing.T) {
	c, _ := load(t, "languages = [\"fr\", \"en\"]\n[[topics]]\nid = \"housing\"\n")
	today := factcheck.Date{Year: 2026, Month: 11, Day: 23}
	s := c.Scheme(today)
	if s.Best != "true" || s.Ratings[0] != "false" || len(s.Ratings) != 5 {
		t.Errorf("ratings %v, best %q", s.Ratings, s.Best)
	}
	if !slices.Equal(s.Topics, []string{"housing"}) || !slices.Equal(s.Languages, []factcheck.Lang{"fr", "en"}) {
		t.Errorf("topics %v, languages %v", s.Topics, s.Languages)
	}
	if !slices.Contains(s.Reserved, "topics") || s.Today != today {
		t.Errorf("reserved %v, today %v", s.Reserved, s.Today)
	}
}
