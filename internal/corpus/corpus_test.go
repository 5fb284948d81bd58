package corpus_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	rebut "rebut"
	"rebut/internal/corpus"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

func made(t *testing.T, n int, p corpus.Pictures) fstest.MapFS {
	t.Helper()
	c, err := corpus.New()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"rebut.toml": {Data: c.Config(p)}}
	for i := range n {
		name, text := c.FactCheck(i, rand.New(rand.NewPCG(1, uint64(i))), p)
		files[name] = &fstest.MapFile{Data: text}
	}
	return files
}

// The rules of rebut check hold for all of it, as for real fact-checks, and
// every kind that a large site has is among some hundred.
func TestTestProjectsHaveNoProblems(t *testing.T) {
	files := made(t, 400, corpus.None)
	p, err := project.Load(project.Overlay(files, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 11, Day: 25}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Problems) > 0 {
		t.Errorf("%d problems: %v", len(p.Problems), p.Problems[0])
	}
	found := map[string]int{}
	for _, f := range p.FactChecks {
		found[string(f.Status)]++
		found["alias"] += len(f.Aliases)
		found["correction"] += len(f.Corrections)
		for _, lang := range f.Languages() {
			found[string(lang)]++
			found[f.State(lang).String()]++
		}
	}
	for _, kind := range []string{"published", "withdrawn", "alias", "correction", "en", "fr", "es", "ar", "current", "unreviewed"} {
		if found[kind] == 0 {
			t.Errorf("no %s among %d fact-checks", kind, len(p.FactChecks))
		}
	}
	if found["fr"] < 150 || found["fr"] > 250 {
		t.Errorf("%d of 400 have a French text, want about half", found["fr"])
	}
}

func TestOneProjectIsTheBeginningOfALargerOne(t *testing.T) {
	small, large := made(t, 10, corpus.Link), made(t, 30, corpus.Link)
	for name, file := range small {
		if !bytes.Equal(file.Data, large[name].Data) {
			t.Errorf("%s differs", name)
		}
	}
}

// Nobody may take a text for a real one.
func TestEveryTextSaysThatItIsATest(t *testing.T) {
	says := regexp.MustCompile(`(?i)test|essai|prueba|تجرب|تجريب`)
	heading := regexp.MustCompile(`(?m)^(?:claim|fact|why|verdict|title|quote|(?:what|reason|finding|publisher)\.[a-z]+) = "(.*)"$`)
	address := regexp.MustCompile(`[a-z]+://[^/"]*`)
	for name, file := range made(t, 200, corpus.All) {
		text := string(file.Data)
		if !strings.HasPrefix(text, "# Test data") {
			t.Errorf("%s does not begin with what it is", name)
		}
		for _, m := range heading.FindAllStringSubmatch(text, -1) {
			if !says.MatchString(m[1]) {
				t.Errorf("%s: %q does not say that it is a test", name, m[1])
			}
		}
		for _, found := range address.FindAllString(text, -1) {
			if found != "https://example.org" && found != "https://test-data.example.org" {
				t.Errorf("%s names %s", name, found)
			}
		}
		if strings.Contains(text, "{") && name != "rebut.toml" {
			t.Errorf("%s has a placeholder left", name)
		}
	}
}
