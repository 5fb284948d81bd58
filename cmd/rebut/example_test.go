package main

import (
	"bytes"
	"regexp"
	"slices"
	"testing"

	rebut "rebut"
	"rebut/internal/factcheck"
)

// TestExampleKeepsTheLanguagesOfANewProject looks at the file that init writes.
func TestExampleKeepsTheLanguagesOfANewProject(t *testing.T) {
	text, err := exampleText(rebut.Assets())
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string][]string{
		`(?m)^\[text\.([A-Za-z-]+)\]`: {"en", "fr", "ar"},
		`(?m)^finding\.([A-Za-z-]+)`:  {"en", "fr", "ar"},
		`(?m)^role\.([A-Za-z-]+)`:     {"en", "fr", "ar"},
		`(?m)^name\.([A-Za-z-]+)`:     {"en", "fr", "ar"},
	} {
		var got []string
		for _, m := range regexp.MustCompile(form).FindAllSubmatch(text, -1) {
			if lang := string(m[1]); !slices.Contains(got, lang) {
				got = append(got, lang)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: languages %v, want %v", form, got, want)
		}
	}
	if n := bytes.Count(text, []byte("[[sources]]")); n != 5 {
		t.Errorf("%d sources, want 5", n)
	}
}

func TestExampleLeavesOutSectionsOfOtherLanguages(t *testing.T) {
	const file = "[text.en]\na = 1\n[text.en.number]\nb = 2\n[text.es]\nc = 3\n[text.es.number]\nd = 4\n[number]\ne = 5\n"
	if got, want := string(inLanguages([]byte(file), []factcheck.Lang{"en"})), "[text.en]\na = 1\n[text.en.number]\nb = 2\n[number]\ne = 5\n"; got != want {
		t.Errorf("got %s", got)
	}
}
