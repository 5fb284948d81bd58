package factcheck

import (
	"slices"
	"testing"
)

func revisions() (before, after *FactCheck) {
	make := func() *FactCheck {
		return &FactCheck{
			Language: "en", Revision: 1, Rating: "misleading", Number: &Number{Value: 12, Unit: Percent},
			Texts: Texts{
				"en": {Claim: "c", Fact: "The share is *12%*.", Why: "w", AlsoHeard: []string{"x"}, Number: NumberText{Label: "of rents"}},
				"ar": {Claim: "c", Fact: "النسبة 12٪.", Translates: 1},
				"fr": {Claim: "c", Fact: "La part est de 12 %.", Translates: 1},
			},
			Sources: []Source{
				{ID: "a", Title: "A", Publisher: Localised{"en": "Statistics Canada", "fr": "Statistique Canada"}},
				{ID: "b", Title: "B", Seen: SeenCopy},
			},
		}
	}
	before, after = make(), make()
	after.Revision = 2
	return before, after
}

func TestChangesAreWhatReadersFindDifferent(t *testing.T) {
	before, after := revisions()
	if got := Changes(before, after); got != nil {
		t.Fatalf("nothing changed, got %v", got)
	}
	after.Number.Value = 11.5
	after.Texts["en"].Fact = "The *share* is 11.5%."
	after.Texts["en"].AlsoHeard = nil
	after.Texts["ar"].Fact = "النسبة 11.5٪."
	after.Texts["ar"].Translates = 2
	after.Sources = []Source{after.Sources[0], {ID: "c", Title: "C", Date: Date{2024, 5, 0}}}
	after.Sources[0].Publisher = Localised{"en": "Statistics Canada", "fr": "StatCan"}
	after.Texts["fr"].Why = "Parce que."
	want := []Change{
		{"", "number.value", "12", "11.5"},
		{"", "sources.c.title", "", "C"},
		{"", "sources.c.date", "", "2024-05"},
		{"", "sources.b.title", "B", ""},
		{"en", "fact", "The share is 12%.", "The share is 11.5%."},
		{"ar", "fact", "النسبة 12٪.", "النسبة 11.5٪."},
		{"fr", "sources.a.publisher", "Statistique Canada", "StatCan"},
		{"fr", "why", "", "Parce que."},
	}
	if got := Changes(before, after); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// Emphasis alone is no change of what is said.
func TestMarksAreNoChange(t *testing.T) {
	before, after := revisions()
	after.Texts["en"].Fact = "The *share* is 12%."
	if got := Changes(before, after); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestChangesAtARevision(t *testing.T) {
	first, second := revisions()
	_, third := revisions()
	second.Rating, third.Rating, third.Revision = "false", "false", 3
	third.Texts["en"].Why = "v"
	earlier := []*FactCheck{first, second}
	for revision, want := range map[int][]Change{
		1: nil, 2: {{"", "rating", "misleading", "false"}}, 3: {{"en", "why", "w", "v"}}, 4: nil,
	} {
		if got := ChangesAt(third, earlier, revision); !slices.Equal(got, want) {
			t.Errorf("revision %d: %v, want %v", revision, got, want)
		}
	}
	if got := ChangesAt(third, earlier[:1], 3); got != nil {
		t.Errorf("revision 2 was not kept, got %v", got)
	}
	record := []Change{{"en", "why", "x", "v"}}
	third.Corrections = []Correction{{Revision: 2}, {Revision: 3, Changes: record}}
	if got := ChangesAt(third, earlier[:1], 3); !slices.Equal(got, record) {
		t.Errorf("revision 2 was not kept, but what 3 changed is on record: %v", got)
	}
	if got := ChangesAt(third, earlier, 3); slices.Equal(got, record) {
		t.Errorf("revision 2 was kept, but the record is told: %v", got)
	}
}
