package studio

import (
	"slices"
	"testing"

	"rebut/internal/factcheck"
)

func TestAppearancesKeepTheirKeys(t *testing.T) {
	a, b := factcheck.Appearance{Quote: "a", Language: "fr"}, factcheck.Appearance{Quote: "b", Seen: factcheck.SeenCopy}
	changed, fresh := factcheck.Appearance{Quote: "c", Seen: factcheck.SeenCopy}, factcheck.Appearance{Quote: "d"}
	for _, test := range []struct {
		now  []factcheck.Appearance
		want []string
	}{
		{[]factcheck.Appearance{a, b}, []string{"0", "1"}},
		{[]factcheck.Appearance{b, a}, []string{"1", "0"}},
		{[]factcheck.Appearance{changed}, []string{"1"}},
		{[]factcheck.Appearance{fresh, a}, []string{"new-0", "0"}},
		{nil, []string{}},
	} {
		f := form{check: &factcheck.FactCheck{Appearances: test.now}, saved: &factcheck.FactCheck{Appearances: []factcheck.Appearance{a, b}}}
		if got := f.appearanceKeys(); !slices.Equal(got, test.want) {
			t.Errorf("%v are called %v, want %v", test.now, got, test.want)
		}
	}
	same := form{check: &factcheck.FactCheck{Appearances: []factcheck.Appearance{b, b}}}
	if got := same.appearanceKeys(); !slices.Equal(got, []string{"0", "1"}) {
		t.Errorf("the same twice are called %v", got)
	}
}

func TestSourcesKeepTheirKeys(t *testing.T) {
	saved := []factcheck.Source{{ID: "a", Title: "A", Short: factcheck.Localised{"fr": "a"}}, {ID: "b", Title: "B"}}
	for _, test := range []struct {
		now  []factcheck.Source
		want []string
	}{
		{saved, []string{"a", "b"}},
		{[]factcheck.Source{{ID: "c", Title: "A2", Short: factcheck.Localised{"fr": "a"}}, saved[1]}, []string{"a", "b"}},
		{[]factcheck.Source{{ID: "c", Title: "C"}, saved[1]}, []string{"c", "b"}}, // a is gone, c is new
		{[]factcheck.Source{{ID: "c", Short: factcheck.Localised{"fr": "a"}}, saved[0]}, []string{"c", "a"}},
	} {
		f := form{check: &factcheck.FactCheck{Sources: test.now}, saved: &factcheck.FactCheck{Sources: saved}}
		if got := f.sourceKeys(); !slices.Equal(got, test.want) {
			t.Errorf("%v are called %v, want %v", test.now, got, test.want)
		}
	}
}
