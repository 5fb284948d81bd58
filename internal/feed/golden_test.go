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
	draft, archive := feedOf(t, "ar"), feedOf(t, "en")
	archive.Archive, archive.Older, archive.Newer = 2, 1, 3
	archive.Entries[0].Picture.Bytes = 0 // not known in archives
	documents := map[string]func() ([]byte, error){
		"feed.rss":         func() ([]byte, error) { return RSS(feedOf(t, "en")) },
		"feed.atom":        func() ([]byte, error) { return Atom(feedOf(t, "en")) },
		"feed.json":        func() ([]byte, error) { return JSON(feedOf(t, "en")) },
		"draft.rss":        func() ([]byte, error) { return RSS(draft) },
		"archive.rss":      func() ([]byte, error) { return RSS(archive) },
		"archive.atom":     func() ([]byte, error) { return Atom(archive) },
		"archive.json":     func() ([]byte, error) { return JSON(archive) },
		"corrections.rss":  func() ([]byte, error) { return RSS(correctionsOf(t, "en")) },
		"corrections.atom": func() ([]byte, error) { return Atom(correctionsOf(t, "fr")) },
		"corrections.json": func() ([]byte, error) { return JSON(correctionsOf(t, "en")) },
		"feeds.opml": func() ([]byte, error) {
			f := feedOf(t, "en")
			return OPML(f.Cfg, f.Msgs, Directory{{"en", []string{"bridges"}}, {"ar", nil}})
		},
		"page.jsonld": func() ([]byte, error) { return ClaimReview(cfg, in(t, cfg, bridges(), "fr")) },
		"claimreview.json": func() ([]byte, error) {
			return ClaimReviewFeed(cfg, Reviews{Entries: append(feedOf(t, "en").Entries, Entry{Edition: in(t, cfg, withdrawn(), "en")})})
		},
		"reviews-1.json": func() ([]byte, error) { return ClaimReviewFeed(cfg, Reviews{Part: 1}) },
		"reviews.json":   func() ([]byte, error) { return ClaimReviewFeed(cfg, Reviews{Parts: 2}) },
		"sitemapindex.xml": func() ([]byte, error) {
			return siteMapOf(cfg, list).Index([]SitemapPart{{0, day(2026, 3, 5)}, {2, factcheck.Date{}}})
		},
		"sitemap.xml": func() ([]byte, error) { return siteMapOf(cfg, list).Whole(nil) },
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
