package site_test

import (
	"strings"
	"testing"
	"testing/fstest"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/imagemeta"
	"rebut/internal/project"
)

const correction = "[[corrections]]\ndate = 2026-11-20\nrevision = 2\nwhat = \"It said cold; it is hot.\"\n"

// revised is a project whose fact-check is at revision 2, with the earlier
// revision in the folder of a slug.
func revised(t *testing.T, folder, status, earlier string) *project.Project {
	t.Helper()
	now := check("status = \""+status+"\"\nrevision = 2\ntopics = [\"heat\"]\naliases = [\"pots\"]", "Kettles boil water", correction)
	if status == "withdrawn" {
		now += "[withdrawn]\ndate = 2026-11-21\nreason = \"It was wrong.\"\n"
	}
	own := fstest.MapFS{
		"rebut.toml":          {Data: []byte(settings)},
		"claims/kettles.toml": {Data: []byte(strings.Replace(now, "modified = 2026-11-01", "modified = 2026-11-21", 1))},
		"claims/_revisions/" + folder + "/r1.toml":      {Data: []byte(earlier)},
		"claims/_revisions/" + folder + "/r2.toml":      {Data: []byte(now)}, // not replaced yet
		"claims/_revisions/somebody-elses-slug/r1.toml": {Data: []byte(earlier)},
	}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Problems.HasErrors() || p.Site == nil {
		t.Fatal(p.Problems)
	}
	return p
}

func TestReplacedPicturesStayAtAddressesOfTheirOwn(t *testing.T) {
	for _, folder := range []string{"kettles", "pots"} { // also under the slug of then
		tree := revised(t, folder, "published", check("status = \"published\"\ntopics = [\"heat\"]", "Kettles make cold water", french)).Site
		old, now := read(t, tree, "en/kettles/statement-link-r1.png"), read(t, tree, "en/kettles/statement-link.png")
		m, _, err := imagemeta.Read(strings.NewReader(old))
		if err != nil || m.Title != "Kettles make cold water" || m.Revision != 1 || old == now {
			t.Errorf("%s: the earlier picture says %+v (%v)", folder, m, err)
		}
		if read(t, tree, "en/pots/statement-link-r1.png") != old {
			t.Errorf("%s: the earlier slug has another picture", folder)
		}
		for _, name := range []string{"fr/kettles/statement-link-r1.png", "en/kettles/statement-link-dark-r1.png"} {
			if !tree.Has(name) {
				t.Errorf("%s: there is no %s", folder, name)
			}
		}
		if tree.Has("en/kettles/statement-link-r2.png") || tree.Has("fr/kettles/statement-link.png") {
			t.Errorf("%s: a picture that nobody replaced, or of a language that is gone", folder)
		}
		if log := read(t, tree, "en/corrections/index.html"); !strings.Contains(log, `href="/en/kettles/statement-link-r1.png"`) {
			t.Errorf("%s: the log does not lead to the earlier picture:\n%s", folder, log)
		}
	}
}

func TestWithdrawnFactChecksHaveNoEarlierPictures(t *testing.T) {
	tree := revised(t, "kettles", "withdrawn", check("status = \"published\"\ntopics = [\"heat\"]", "Kettles make cold water", "")).Site
	for _, name := range tree.Names() {
		if strings.Contains(name, "-r1.") {
			t.Errorf("there is %s", name)
		}
	}
	if strings.Contains(read(t, tree, "en/corrections/index.html"), "-r1.png") {
		t.Error("the log leads to an earlier picture")
	}
}

// An earlier revision must not keep its successor from being published.
func TestEarlierRevisionsThatCannotBeDrawnAreLeftOut(t *testing.T) {
	p := revised(t, "kettles", "published", check("status = \"published\"", strings.Repeat("W", 80), ""))
	if p.Site.Has("en/kettles/statement-link-r1.png") {
		t.Error("it is there")
	}
	if text := p.Problems.Of("claims/_revisions/kettles/r1.toml"); len(text) != 1 || text[0].Code != "unusable-revision" {
		t.Errorf("problems %v", p.Problems)
	}
}

// TestFontsChangeWhatIsToldOfEarlierRevisions: one that can be drawn no longer
// is told of nowhere, so that what tells of it is made anew.
func TestFontsChangeWhatIsToldOfEarlierRevisions(t *testing.T) {
	m := manyChecks(t, 6).with(5, func(f *factcheck.FactCheck) {
		f.Revision, f.Corrections = 2, []factcheck.Correction{{Date: f.Published, Revision: 2, What: factcheck.Localised{"": "A word"}}}
	})
	corrected, other := string(m.content.FactChecks[5].Slug), string(m.content.FactChecks[4].Slug)
	before := m.tree()
	m.content.Inputs.Pictures = func() string { return "another font" }
	after := m.tree()
	for name, want := range map[string]bool{
		"en/" + corrected + "/index.html": true, "en/" + corrected + "/embed/index.html": true, "en/corrections/index.html": true,
		"en/" + other + "/index.html": false, "en/" + other + "/embed/index.html": false,
	} {
		if other := key(t, before, name) != key(t, after, name); other != want {
			t.Errorf("%s: another key %t", name, other)
		}
	}
}
