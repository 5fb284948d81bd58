package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// TestExampleDesignsDrawTheDemonstration draws docs/examples with every
// fact-check that ships, in every language, format and theme.
func TestExampleDesignsDrawTheDemonstration(t *testing.T) {
	files, err := filepath.Glob("../../docs/examples/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	own := fstest.MapFS{}
	shipped, err := fs.Glob(rebut.Assets(), "claims/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(shipped, "rebut.toml") {
		text, err := fs.ReadFile(rebut.Assets(), name)
		if err != nil {
			t.Fatal(err)
		}
		own[name] = &fstest.MapFile{Data: text}
	}
	var ids []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		own[path.Join(project.Templates, "cards", filepath.Base(file))] = &fstest.MapFile{Data: text}
		ids = append(ids, designID(filepath.ToSlash(file)))
	}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || len(p.Problems) > 0 || p.Press == nil {
		t.Fatal(p.Problems, err)
	}
	drawn := map[string]int{}
	for _, id := range ids {
		if problems := p.Press.CheckDesign(id, p.FactChecks); len(problems) > 0 {
			t.Errorf("%s: %v", id, problems)
		}
	}
	for _, check := range p.FactChecks {
		for _, lang := range check.Languages() {
			for _, j := range p.Press.Jobs(p.Preview(check, lang)) {
				if !slices.Contains(ids, j.Design) {
					continue
				}
				drawn[j.Design+" "+j.Format]++
				if scene, problems := p.Press.Scene(j); scene == nil || len(problems) > 0 {
					t.Errorf("%s: %v", p.Press.Path(j), problems)
				}
			}
		}
	}
	if len(drawn) != len(ids)*len(p.Config.Formats) {
		t.Errorf("drawn: %v", drawn)
	}
}
