package site_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/search"
)

func TestWhatSomebodyHeardFindsItsFactCheck(t *testing.T) {
	tree := tree(t, map[string]string{
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water at *100 °C*", french),
		"spoons": strings.Replace(check("status = \"published\"\ntopics = [\"steel\"]", "Spoons stir tea", ""),
			"Drinks are served cold everywhere", "Every spoon in the harbour is made of rubber", 2),
		"cups": check("status = \"draft\"\ntopics = [\"cold\"]", "Cups keep tea warm", ""),
	})
	for _, test := range []struct {
		lang        factcheck.Lang
		query, want string
	}{
		{"en", "is every spoon in the harbour made of rubber", "Spoons stir tea\n\nA kettle heats water until it boils; people use it while it is hot.\n\nhttps://rebut.example/en/spoons/\n"},
		{"fr", "is every spoon in the harbour made of rubber", "Spoons stir tea\n\n"}, // there is no French text
		{"en", "submarines on the moon", "We have not checked this\n"},
	} {
		got, err := tree.Heard(test.lang, test.query, true)
		if err != nil || !strings.HasPrefix(string(got), test.want) {
			t.Errorf("%s in %s: %q, %v", test.query, test.lang, got, err)
		}
	}
	long, err := tree.Heard("en", strings.Repeat("é", 5000), false)
	if err != nil || strings.Count(string(long), "é") != 800 {
		t.Errorf("%d letters of a long question are kept, %v", strings.Count(string(long), "é"), err)
	}
	if _, err := tree.Heard("ar", "tea", false); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a language that the site does not have: %v", err)
	}
}

// What browsers search is what the server searches, and there is a text for
// everything in it.
func TestBrowsersSearchTheSame(t *testing.T) {
	tree := tree(t, map[string]string{
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water at *100 °C*", french),
		"spoons":  check("status = \"published\"\ntopics = [\"steel\"]", "Spoons stir tea", ""),
		"cups":    check("status = \"draft\"\ntopics = [\"cold\"]", "Cups keep tea warm", ""),
		"gone":    check("status = \"withdrawn\"\ntopics = [\"cold\"]", "Jugs pour milk", "[withdrawn]\ndate = 2026-11-01\nreason = \"Wrong\"\n"),
	})
	for name, want := range map[string]int{"en.bin": 2, "fr.bin": 1, "index.bin": 3} {
		index, err := search.Open([]byte(read(t, tree, "assets/heard/"+name)), nil)
		if err != nil || index.Documents() != want {
			t.Fatalf("%s: %v, want %d documents", name, err, want)
		}
		hits := index.Match("drinks served cold", search.Options{}).Hits
		for _, hit := range hits {
			var texts map[string]any
			if err := json.Unmarshal([]byte(read(t, tree, "assets/heard/"+hit.Lang+".json")), &texts); err != nil || texts[hit.ID] == nil {
				t.Errorf("%s finds %s, of which %s has no text (%v)", name, hit.ID, hit.Lang, err)
			}
		}
	}
	if page := read(t, tree, "en/heard/index.html"); !strings.Contains(page, `data-index="/assets/heard/en.bin" data-all="/assets/heard/index.bin"`) {
		t.Error("the page does not say where the index is")
	}
}

func TestBrowsersSearchTheNewestOfALargeSite(t *testing.T) {
	m := manyChecks(t, 30)
	m.content.Config.Search.Browser = 4
	read := func() (string, int) {
		tree := m.tree()
		data, err := fs.ReadFile(tree, "assets/heard/en.json")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		return string(data), len(texts)
	}
	if text, n := read(); n != 4 || !strings.Contains(text, "check-0029") || strings.Contains(text, "check-0025") {
		t.Errorf("%d texts: %s", n, text)
	}
	m.content.Config.Search.Browser = 0
	tree := m.tree()
	if tree.Has("assets/heard/en.bin") || tree.Has("assets/heard/index.bin") {
		t.Error("there is an index though browsers search nothing")
	}
	if page, err := fs.ReadFile(tree, "en/heard/index.html"); err != nil || strings.Contains(string(page), "heard.js") {
		t.Error("the page loads a script that has nothing to search", err)
	}
}
