package site_test

import (
	"strings"
	"testing"
	"testing/fstest"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// formats = [] makes a site of pages and feeds alone.
func TestASiteCanDoWithoutPictures(t *testing.T) {
	files := fstest.MapFS{
		"rebut.toml":             {Data: []byte("languages = [\"en\"]\nformats = []\n")},
		"claims/hot-drinks.toml": {Data: []byte(check("status = \"published\"\ntopics = [\"tea\"]\n", "Kettles bring water to the *boil*", ""))},
	}
	p, err := project.Load(project.Overlay(files, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 11, Day: 25}})
	if err != nil || len(p.Problems) > 0 || p.Site == nil {
		t.Fatalf("not loaded: %v, %v", err, p.Problems)
	}
	for _, name := range p.Site.Names() {
		content, err := p.Site.Get(name)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case strings.HasPrefix(name, "assets/icon-"): // the site's own
		case strings.HasSuffix(name, ".png") || strings.HasSuffix(name, ".jpg") || strings.HasSuffix(name, ".pdf") || strings.HasSuffix(name, ".zip"):
			t.Errorf("%s is a picture", name)
		case strings.HasPrefix(name, "en/") && (strings.Contains(string(content.Bytes), "og:image") || strings.Contains(string(content.Bytes), "<img")):
			t.Errorf("%s shows a picture", name)
		}
	}
	page, err := p.Site.Get("en/hot-drinks/index.html")
	if err != nil || !strings.Contains(string(page.Bytes), "<em>boil</em>") {
		t.Errorf("the page lacks its fact: %v", err)
	}
}
