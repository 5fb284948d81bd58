package project

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// effectProject is the demonstration with two fact-checks in two languages.
func effectProject(t *testing.T) (*Project, string, []byte, factcheck.Date) {
	t.Helper()
	root, dir := filepath.Join("..", ".."), t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	absolute, err := filepath.Abs(root)
	must(err)
	for _, name := range []string{"templates", "fonts"} {
		must(os.Symlink(filepath.Join(absolute, name), filepath.Join(dir, name)))
	}
	must(os.Mkdir(filepath.Join(dir, "claims"), 0o755))
	for _, name := range []string{"claims/housing-costs-causes.toml", "claims/immigration-and-crime.toml", "rebut.toml"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		must(err)
		if name == "rebut.toml" {
			i := bytes.Index(text, []byte("languages = ["))
			end := i + bytes.IndexByte(text[i:], ']')
			text = slices.Concat(text[:i], []byte(`languages = ["en", "fr"`), text[end:])
		}
		must(os.WriteFile(filepath.Join(dir, name), text, 0o644))
	}
	day := factcheck.Date{Year: 2026, Month: 11, Day: 26}
	p, err := Load(os.DirFS(dir), Options{Today: day, SkipPreflight: true, Drafts: true})
	must(err)
	const file = "claims/housing-costs-causes.toml"
	text, err := os.ReadFile(filepath.Join(dir, file))
	must(err)
	return p, file, text, day
}

func TestWhatChangesForThePublic(t *testing.T) {
	p, file, text, day := effectProject(t)
	same, err := p.Effect(file, text, text, day)
	if err != nil || len(same.New)+len(same.Changed)+len(same.Removed) > 0 {
		t.Fatalf("the same text: %v, %v", err, same)
	}
	has := func(what string, list []string, want bool, names ...string) {
		t.Helper()
		for _, name := range names {
			if slices.Contains(list, name) != want {
				t.Errorf("%s has %s: %v", what, name, !want)
			}
		}
	}
	changed := bytes.Replace(text, []byte("*about 11%* of the rise"), []byte("*about 12%* of the rise"), 1)
	corrected, err := store.Correct(file, text, changed, factcheck.Localised{"en": "A figure was wrong."}, day)
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.Effect(file, text, corrected, day)
	if err != nil {
		t.Fatal(err)
	}
	has("changed", e.Changed, true, "en/housing-costs-causes/index.html", "en/housing-costs-causes/embed/index.html", "en/feed.atom", "en/corrections/index.html", "en/housing-costs-causes/statement-square.png", "en/index.html", "sitemap.xml")
	has("new", e.New, true, "en/housing-costs-causes/statement-square-r1.png")
	has("changed", e.Changed, false, "en/immigration-and-crime/statement-square.png", "en/immigration-and-crime/index.html", "assets/icon-192.png")
	// A draft is nothing to readers, and its other fact-checks' pages lead to it once it is public.
	draft := bytes.Replace(text, []byte(`status = "published"`), []byte(`status = "review"`), 1)
	if e, err = p.Effect(file, draft, text, day); err != nil {
		t.Fatal(err)
	}
	has("new", e.New, true, "en/housing-costs-causes/index.html", "fr/housing-costs-causes/index.html", "en/housing-costs-causes/statement-square.png")
	has("changed", e.Changed, true, "en/index.html", "en/feed.rss", "claimreview.json")
	withdrawn, err := store.Withdraw(file, text, factcheck.Localised{"en": "It was taken back."}, day)
	if err != nil {
		t.Fatal(err)
	}
	if e, err = p.Effect(file, text, withdrawn, day); err != nil {
		t.Fatal(err)
	}
	has("removed", e.Removed, true, "en/housing-costs-causes/statement-square.png")
	has("changed", e.Changed, true, "en/housing-costs-causes/index.html")
	if i := slices.IndexFunc(e.Removed, func(name string) bool { return strings.Contains(name, "immigration-and-crime") }); i >= 0 {
		t.Errorf("%s is gone", e.Removed[i])
	}
}
