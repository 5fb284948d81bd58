package card

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

var update = flag.Bool("update", false, "write the golden scenes anew")

// TestScenesAreAsTheyWere compares whole cards as text. When a card is meant to
// change, run the test with -update, read the difference, and look at the
// pictures.
func TestScenesAreAsTheyWere(t *testing.T) {
	p := newPress(t, settings)
	var names []string
	for _, g := range []struct {
		lang          factcheck.Lang
		format, theme string
	}{
		{"en", "portrait", "light"}, {"en", "link", "dark"}, {"ar", "wide", "dark"}, {"ar", "square", "light"},
		{"fr", "story", "light"}, {"pa", "chat", "dark"},
	} {
		name := string(g.lang) + "-" + g.format + "-" + g.theme + ".txt"
		names = append(names, name)
		s, problems := p.Scene(Job{Edition: edition(t, p, sky(), g.lang), Design: "statement", Format: g.format, Theme: g.theme})
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		golden(t, name, s.String())
	}
	files, err := filepath.Glob("testdata/scenes/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(names, filepath.Base(f)) {
			t.Errorf("%s belongs to no test; delete it", f)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "scenes", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Errorf("%s, line %d:\ngot  %s\nwant %s\n(run with -update when this is meant)", name, i+1, gotLines[i], wantLines[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d", name, len(gotLines), len(wantLines))
}
