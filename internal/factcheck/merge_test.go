package factcheck

import (
	"reflect"
	"slices"
	"testing"
)

func TestMergeTakesEachChange(t *testing.T) {
	base, mine := revisions()
	_, theirs := revisions()
	mine.Texts["en"].Fact = "mine"
	theirs.Texts["en"].Why = "theirs"
	theirs.Texts["es"] = &Text{Claim: "c"}
	delete(mine.Texts, "ar")
	mine.Sources = append(slices.Clone(mine.Sources[:1]), Source{ID: "m"}) // b is out, m is new
	theirs.Sources = append([]Source{{ID: "t"}}, theirs.Sources...)        // t is new, first
	theirs.Sources[1].Title = "A, corrected"
	theirs.Number = &Number{Value: 13, Unit: Percent}
	mine.Number = &Number{Value: 12, Unit: Percent, Source: "a"}
	got, conflicts := Merge(base, mine, theirs)
	if len(conflicts) > 0 {
		t.Errorf("conflicts: %q", conflicts)
	}
	if got.Texts["en"].Fact != "mine" || got.Texts["en"].Why != "theirs" || got.Texts["ar"] != nil || got.Texts["es"] == nil {
		t.Errorf("%+v", got.Texts)
	}
	if *got.Number != (Number{Value: 13, Unit: Percent, Source: "a"}) {
		t.Errorf("%+v", got.Number)
	}
	var ids []string
	for _, s := range got.Sources {
		ids = append(ids, s.ID)
	}
	if !slices.Equal(ids, []string{"t", "a", "m"}) || got.Sources[1].Title != "A, corrected" {
		t.Errorf("%+v", got.Sources)
	}
}

func TestMergeShowsWhatBothChanged(t *testing.T) {
	base, mine := revisions()
	_, theirs := revisions()
	mine.Texts["en"].Fact, theirs.Texts["en"].Fact = "mine", "theirs"
	mine.Topics, theirs.Topics = []string{"a"}, []string{"b"}
	mine.Published, theirs.Published = Date{2026, 1, 1}, Date{2026, 2, 1}
	mine.Sources = mine.Sources[:1]
	theirs.Sources[1].Title = "B, corrected"
	got, conflicts := Merge(base, mine, theirs)
	want := []Conflict{
		{"published", "2026-01-01", "2026-02-01"}, {"topics", "1: a", "1: b"}, {"text.en.fact", "mine", "theirs"},
		{"sources.b", "", "title: B, corrected"},
	}
	if !slices.Equal(conflicts, want) {
		t.Errorf("%q, want %q", conflicts, want)
	}
	if got.Texts["en"].Fact != "mine" || len(got.Sources) != 2 {
		t.Errorf("%+v", got)
	}
}

// What one person changed alone comes out whichever side they are on.
func TestMergeWithNoChangeIsTheOther(t *testing.T) {
	base, mine := revisions()
	_, theirs := revisions()
	mine.Texts["en"].Fact, mine.Rating, mine.Appearances = "x", "false", []Appearance{{Quote: "q"}}
	for _, sides := range [][2]*FactCheck{{mine, theirs}, {theirs, mine}} {
		if got, conflicts := Merge(base, sides[0], sides[1]); len(conflicts) > 0 || !reflect.DeepEqual(got.Texts, mine.Texts) || got.Rating != "false" || len(got.Appearances) != 1 {
			t.Errorf("%+v, %q", got, conflicts)
		}
	}
}
