package search_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
	"rebut/internal/search"
	"rebut/internal/store"
)

// demonstration indexes the fact-checks that ship with Rebut, and the Chinese
// one of docs/examples.
func demonstration(t testing.TB) (*search.Index, []search.Document) {
	t.Helper()
	checks := read(t, "../..", "claims")
	example := read(t, "../../docs/examples/zh-Hans", ".")
	var docs []search.Document
	for _, f := range append(checks, example...) {
		for _, lang := range f.Languages() {
			if f == example[0] != (lang == "zh-Hans") {
				continue
			}
			docs = append(docs, search.DocumentOf(factcheck.Edition{FactCheck: f, Lang: lang, Text: f.Texts[lang]}))
		}
	}
	return search.Build(docs), docs
}

func read(t testing.TB, root, folder string) []*factcheck.FactCheck {
	t.Helper()
	fsys := fstest.MapFS{}
	entries, err := os.ReadDir(root + "/" + folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if data, err := os.ReadFile(root + "/" + folder + "/" + e.Name()); err == nil {
			fsys["claims/"+e.Name()] = &fstest.MapFile{Data: data}
		}
	}
	checks, _, err := store.Load(fsys, factcheck.Scheme{})
	if err != nil || len(checks) == 0 {
		t.Fatal(len(checks), err)
	}
	return checks
}

// lines are the lines of a file of testdata that are no comments.
func lines(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list
}

// TestWhatPeopleHeard: typos, dialect, paraphrases and denials find the right
// fact-check first, in each language.
func TestWhatPeopleHeard(t *testing.T) {
	index, _ := demonstration(t)
	asked, first, sure := map[string]int{}, map[string]int{}, map[string]int{}
	for _, line := range lines(t, "heard.tsv") {
		part := strings.Split(line, "\t")
		lang, kind, slug, query := part[0], part[1], part[2], part[3]
		a := index.Match(query, search.Options{})
		asked[lang]++
		if len(a.Hits) == 0 || a.Hits[0].ID != slug {
			t.Logf("%s %s: %q found %+v", lang, kind, query, a.Hits[:min(2, len(a.Hits))])
			continue
		}
		first[lang]++
		if a.Confident {
			sure[lang]++
		} else {
			t.Logf("%s %s: not sure (%.3f) of %q", lang, kind, a.Hits[0].Probability, query)
		}
	}
	for _, lang := range []string{"en", "fr", "ar", "pa", "zh"} {
		t.Logf("%s: %d asked, %d right first, %d of them surely", lang, asked[lang], first[lang], sure[lang])
		if 10*first[lang] < 9*asked[lang] {
			t.Errorf("%s: %d of %d queries find the right fact-check first; want nine of ten", lang, first[lang], asked[lang])
		}
	}
}

// TestUnrelatedSentencesGetNoAnswer: at most one in twenty does.
func TestUnrelatedSentencesGetNoAnswer(t *testing.T) {
	index, _ := demonstration(t)
	list, wrong := lines(t, "unrelated.txt"), 0
	for _, query := range list {
		if a := index.Match(query, search.Options{}); a.Confident {
			wrong++
			t.Logf("%q gets %s (%.3f, %v)", query, a.Hits[0].ID, a.Hits[0].Probability, a.Hits[0].Matched)
		}
	}
	t.Logf("%d of %d unrelated sentences get an answer", wrong, len(list))
	if 20*wrong > len(list) {
		t.Errorf("%d of %d unrelated sentences get an answer", wrong, len(list))
	}
}
