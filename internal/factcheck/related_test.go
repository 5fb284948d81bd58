package factcheck

import (
	"fmt"
	"slices"
	"testing"
)

func day(n int) Date { return Date{Year: 2026, Month: 1, Day: n} }

func TestRelatedFactChecks(t *testing.T) {
	headers := []Header{
		{"both", []string{"wages", "housing"}, day(1)},
		{"main", []string{"housing", "housing"}, day(2)},
		{"main-later", []string{"law", "housing"}, day(19)},
		{"own", []string{"housing", "wages", "housing"}, day(9)},
		{"side", []string{"wages"}, day(10)},
		{"side-far", []string{"wages"}, day(11)},
		{"nothing", []string{"law"}, day(9)},
		{"no-topics", nil, day(9)},
	}
	// In order: both, main, no-topics, nothing, own, side, side-far, main-later.
	want := []Slug{"both", "main-later", "main", "side", "side-far"}
	for range 2 {
		r := NewRelations(headers)
		if got := r.Of("own"); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		slices.Reverse(headers)
	}
	r := NewRelations(headers)
	if r.Of("unknown") != nil || len(r.Of("no-topics")) > 0 || NewRelations(nil).Of("own") != nil {
		t.Error("what is unknown, or about nothing, has relations")
	}
}

// A new fact-check changes the relations of the last few of its topics, and of
// nothing else.
func TestNewFactChecksConcernFewOthers(t *testing.T) {
	var headers []Header
	for i := range 400 {
		headers = append(headers, Header{Slug(fmt.Sprintf("check-%03d", i)), []string{fmt.Sprint("topic-", i%2), "everything"}, Date{2020 + i/336, 1 + i/28%12, 1 + i%28}})
	}
	before := NewRelations(headers)
	after := NewRelations(append(headers, Header{"new", []string{"topic-1", "everything"}, day(28)}))
	changed := 0
	for _, h := range headers {
		if !slices.Equal(before.Of(h.Slug), after.Of(h.Slug)) {
			changed++
		}
	}
	if changed == 0 || changed > 4*reach {
		t.Errorf("%d of %d changed", changed, len(headers))
	}
}
