package config

import (
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// TestChangesOfWhatWasHidden: what a correction changed in a translation is told
// if readers saw the translation before and after, and still do.
func TestChangesOfWhatWasHidden(t *testing.T) {
	c, _ := load(t, "languages = [\"en\", \"fr\"]\n[translations]\nunreviewed = \"hide\"\nstale = \"hide\"\n")
	at := func(revision int, fr string, reviewed bool) *factcheck.FactCheck {
		en := &factcheck.Text{Claim: "c", Fact: factcheck.Emphasised("fact " + string(rune('0'+revision))), Why: "w", Body: "b"}
		return &factcheck.FactCheck{Status: factcheck.Published, Language: "en", Revision: revision, Rating: "false", Texts: factcheck.Texts{
			"en": en, "fr": {Claim: "c", Fact: factcheck.Emphasised(fr), Why: "w", Body: "b", Translates: revision, Reviewed: reviewed},
		}}
	}
	told := func(f *factcheck.FactCheck, revision int, earlier ...*factcheck.FactCheck) string {
		var out []string
		for _, change := range c.Changes(f, earlier, revision) {
			out = append(out, string(change.Lang)+" "+change.Before+">"+change.After)
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	const english, both = "en fact 1>fact 2", "en fact 1>fact 2, fr un>deux"
	if got := told(at(2, "deux", true), 2, at(1, "un", true)); got != both {
		t.Errorf("shown all the time: %s", got)
	}
	if got := told(at(2, "deux", true), 2, at(1, "un", false)); got != english {
		t.Errorf("hidden before: %s", got)
	}
	if got := told(at(2, "deux", false), 2, at(1, "un", true)); got != english {
		t.Errorf("hidden since: %s", got)
	}
	if got := told(at(3, "trois", false), 2, at(1, "un", true), at(2, "deux", true)); got != english {
		t.Errorf("hidden since the revision after: %s", got)
	}
	if got := told(at(3, "trois", true), 2, at(1, "un", true), at(2, "deux", false)); got != english {
		t.Errorf("hidden in between: %s", got)
	}
	recorded := at(2, "deux", true)
	recorded.Corrections = []factcheck.Correction{{Revision: 2, Changes: []factcheck.Change{
		{Field: "rating", Before: "true", After: "false"}, {Lang: "en", Field: "fact", Before: "fact 1", After: "fact 2"}, {Lang: "fr", Field: "fact", Before: "un", After: "deux"}}}}
	if got := told(recorded, 2); got != " true>false, "+english {
		t.Errorf("on record alone: %s", got)
	}
	recorded.Status, recorded.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{}
	if got := told(recorded, 2) + told(recorded, 2, at(1, "un", true)); got != "" {
		t.Errorf("withdrawn: %s", got)
	}
}
