package answer

import (
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// asked is a Finder whose errors fail the test.
type asked struct {
	*Finder
	t *testing.T
}

func (a asked) Find(query string, lang factcheck.Lang, limit int) Reply {
	a.t.Helper()
	r, err := a.Finder.Find(query, lang, limit)
	if err != nil {
		a.t.Fatal(err)
	}
	return r
}

func finder(t *testing.T) asked {
	t.Helper()
	cfg, _, err := config.Load(fstest.MapFS{"rebut.toml": &fstest.MapFile{Data: []byte("languages = [\"en\", \"fr\"]\n[organisation]\nname = \"R\"\naddress = \"https://rebut.example\"\n")}})
	if err != nil {
		t.Fatal(err)
	}
	check := func(slug factcheck.Slug, status factcheck.Status, claim, fact string) *factcheck.FactCheck {
		return &factcheck.FactCheck{Slug: slug, Status: status, Language: "en", Revision: 1, Texts: factcheck.Texts{
			"en": {Claim: claim, Fact: factcheck.Emphasised(fact), Why: "It was tested.", Body: "Tested [@nasa]."},
		}}
	}
	moon := check("moon", factcheck.Published, "The moon is made of cheese.", "All samples are *rock*")
	moon.Texts["fr"] = &factcheck.Text{Claim: "La lune est en fromage.", Fact: "Tout est *roche*", Why: "On l’a vérifié.", Body: "Vérifié.", Translates: 1, Reviewed: true}
	moon.Texts["ar"] = &factcheck.Text{Claim: "القمر من الجبن", Fact: "صخر", Why: "فحص", Body: "فحص", Translates: 1, Reviewed: true}
	gone := check("sun", factcheck.Withdrawn, "The sun is a lamp.", "It burns hydrogen")
	draft := check("sea", factcheck.Draft, "The sea is blue paint.", "It is water")
	return asked{New(cfg, nil, []*factcheck.FactCheck{moon, gone, draft}, nil, nil), t}
}

func TestFind(t *testing.T) {
	f := finder(t)
	r := f.Find("Everybody knows the moon is made of cheese", "fr", 0)
	if !r.Answered || len(r.Hits) != 1 {
		t.Fatalf("%+v", r)
	}
	h := r.Hits[0]
	if h.Slug != "moon" || h.Lang != "fr" || h.Heard != "en" || h.Fact != "Tout est roche" || h.Link != "https://rebut.example/fr/moon/" || h.Draft {
		t.Errorf("%+v", h)
	}
	if h := f.Find("la lune en fromage", "es", 1).Hits[0]; h.Lang != "fr" {
		t.Errorf("a reader of a language without the text gets the one that matched: %+v", h)
	}
	for _, heard := range []string{"the sun is a lamp", "the sea is blue paint", "القمر جبن", "nasa", ""} {
		if r := f.Find(heard, "en", 0); r.Answered || len(r.Hits) != 0 {
			t.Errorf("%q, which no public text says, finds %+v", heard, r)
		}
	}
}
