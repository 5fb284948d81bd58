package search

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestNamesSoundAlike: a claimant's name is found by transliterations and other
// ways to write it, and by nothing else.
func TestNamesSoundAlike(t *testing.T) {
	x := Build([]Document{
		{ID: "gaddafi", Lang: "en", Claims: []string{"The money is gone"}, Claimants: []string{"Muammar Gaddafi"}},
		{ID: "trudeau", Lang: "en", Claims: []string{"The trade is free"}, Claimants: []string{"Justin Trudeau"}},
		{ID: "poilievre", Lang: "en", Claims: []string{"The borders are open"}, Claimants: []string{"Pierre Poilievre"}},
		{ID: "zelensky", Lang: "uk", Claims: []string{"Гроші зникли"}, Claimants: []string{"Володимир Зеленський"}},
	})
	for typed, want := range map[string]string{
		"Qadhafi": "gaddafi", "القذافي": "gaddafi", "Каддафи": "gaddafi", "ترودو": "trudeau", "ਟਰੂਡੋ": "trudeau", "ट्रूडो": "trudeau", "Трюдо": "trudeau",
		"بواليفر": "poilievre", "ਪੋਲੀਐਵਰ": "poilievre", "Zelenskiy": "zelensky", "زيلينسكي": "zelensky", "ترامب": "", "Qadir": "", "Трейдер": "",
	} {
		got := ""
		if hits := x.Match(typed, Options{}).Hits; len(hits) > 0 {
			got = hits[0].ID
		}
		if got != want {
			t.Errorf("%s finds %q, want %q", typed, got, want)
		}
	}
}

// TestTheBrowserHearsTheSame: the page's script has the same table.
func TestTheBrowserHearsTheSame(t *testing.T) {
	script, err := os.ReadFile("../../templates/site/static/search.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sounds {
		if row := fmt.Sprintf("[%q, %q]", s.sound, s.letters); !strings.Contains(string(script), row) {
			t.Errorf("search.js lacks %s", row)
		}
	}
}
