package feed

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"rebut/internal/factcheck"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares whole documents, so that a change of any byte is seen
// and meant. An empty diff after -update means that nothing changed.
func TestGolden(t *testing.T) {
	cfg, _ := fixture(t)
	list := []*factcheck.FactCheck{bridges(), withdrawn()}
	draft := feedOf(t, "ar")
	documents := map[string]func() ([]byte, error){
		"feed.rss":         func() ([]byte, error) { return RSS(feedOf(t, "en")) },
		"feed.atom":        func() ([]byte, error) { return Atom(feedOf(t, "en")) },
		"feed.json":        func() ([]byte, error) { return JSON(feedOf(t, "en")) },
		"draft.rss":        func() ([]byte, error) { return RSS(draft) },
		"page.jsonld":      func() ([]byte, error) { return ClaimReview(cfg, in(t, cfg, bridges(), "fr")) },
		"claimreview.json": func() ([]byte, error) { return ClaimReviewFeed(cfg, Reviews{Entries: feedOf(t, "en").Entries}) },
		"sitemap.xml":      func() ([]byte, error) { return NewSiteMap(cfg, list).Whole(nil) },
	}
	for name, document := range documents {
		got, err := document()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, got)
	}
	files, err := filepath.Glob("testdata/golden/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if documents[filepath.Base(file)] == nil {
			t.Errorf("%s belongs to no test", file)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (go test ./internal/feed -update writes it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from its golden file:\n%s", name, got)
	}
}
