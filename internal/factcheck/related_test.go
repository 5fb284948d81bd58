package factcheck

import (
	"fmt"
	"slices"
	"testing"
)

func day(n int) Date { return Date{Year: 2026, Month: 1, Day: n} }

func TestRelatedFactChecks(t *testing.T) {
	headers := []Header{
		{Slug: "own", Topics: []string{"housing", "wages"}, Published: day(9), Shared: []string{"claimant:A"}},
		{Slug: "both", Topics: []string{"wages", "housing"}, Published: day(1)},
		{Slug: "main", Topics: []string{"housing", "housing"}, Published: day(2)},
		{Slug: "main-and-claimant", Topics: []string{"housing"}, Published: day(1), Shared: []string{"claimant:A"}},
		{Slug: "side", Topics: []string{"wages"}, Published: day(3)},
		{Slug: "side-newer", Topics: []string{"wages"}, Published: day(4)},
		{Slug: "a-side-as-new", Topics: []string{"wages"}, Published: day(4)},
		{Slug: "claimant", Topics: []string{"law"}, Published: day(8), Shared: []string{"claimant:A"}},
		{Slug: "nothing", Topics: []string{"law"}, Published: day(8)},
	}
	want := []Slug{"both", "main-and-claimant", "main", "a-side-as-new", "side-newer", "side", "claimant"}
	for range 2 {
		r := NewRelations(headers)
		if got := r.Of("own", 99); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if got := r.Of("own", 2); !slices.Equal(got, want[:2]) {
			t.Errorf("two: %v", got)
		}
		slices.Reverse(headers)
	}
	r := NewRelations(headers)
	if r.Of("unknown", 3) != nil || NewRelations(nil).Of("own", 3) != nil {
		t.Error("what is unknown has relations")
	}
	if got := r.Of("nothing", 3); !slices.Equal(got, []Slug{"claimant"}) {
		t.Errorf("only law in common: %v", got)
	}
}

func TestAHeaderNamesClaimantsAndTechnique(t *testing.T) {
	f := good()
	f.Original().Technique = "Cherry-picking: one year is shown alone."
	f.Appearances = []Appearance{{Claimant: Localised{"en": " Somebody ", "fr": "Quelqu’un"}}, {Place: Localised{"": "A wall"}}}
	want := fmt.Sprint(Header{f.Slug, f.Topics, f.Published, []string{"claimant:Somebody", "technique:cherry-picking"}})
	if got := fmt.Sprint(f.Header()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	f.Original().Technique = "It is cherry-picked."
	if got := f.Header(); len(got.Shared) != 1 {
		t.Errorf("a sentence names no technique: %v", got)
	}
}
