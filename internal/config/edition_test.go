package config

import (
	"slices"
	"testing"

	"rebut/internal/factcheck"
)

// A translation that somebody still works on stays hidden, whatever the policy
// about unreviewed ones.
func TestIncompleteTranslationsAreHidden(t *testing.T) {
	c, _ := load(t, "languages = [\"en\", \"fr\"]\n[translations]\nunreviewed = \"mark\"\nstale = \"mark\"\n")
	whole := factcheck.Text{Claim: "c", Fact: "f", Why: "w", Body: "b", Translates: 1}
	f := &factcheck.FactCheck{Status: factcheck.Published, Language: "en", Revision: 1, Texts: factcheck.Texts{"en": {Fact: "f"}, "fr": &whole}}
	if e, ok := c.Edition(f, "fr"); !ok || !e.Marked {
		t.Errorf("a complete translation: shown %v, marked %v", ok, e.Marked)
	}
	for name, lack := range map[string]func(*factcheck.Text){
		"claim": func(x *factcheck.Text) { x.Claim = "" }, "fact": func(x *factcheck.Text) { x.Fact = "" },
		"why": func(x *factcheck.Text) { x.Why = " \n" }, "body": func(x *factcheck.Text) { x.Body = "\n" },
		"body, though reviewed": func(x *factcheck.Text) { x.Body, x.Reviewed = "", true },
	} {
		part := whole
		lack(&part)
		f.Texts["fr"] = &part
		if _, ok := c.Edition(f, "fr"); ok {
			t.Errorf("shown without %s", name)
		}
		if got := c.Editions(f); len(got) != 1 || got[0].Lang != "en" {
			t.Errorf("without %s: %d editions", name, len(got))
		}
	}
}

func TestLanguagesAreOfferedOnceThereIsSomethingToRead(t *testing.T) {
	c, _ := load(t, "languages = [\"en\", \"fr\", \"ar\"]\n[translations]\nunreviewed = \"hide\"\n")
	text := &factcheck.Text{Claim: "c", Fact: "f", Why: "w", Body: "b", Translates: 1}
	f := &factcheck.FactCheck{Status: factcheck.Published, Language: "fr", Revision: 1, Texts: factcheck.Texts{"fr": text, "en": text}}
	list := []*factcheck.FactCheck{f}
	want := func(why string, langs ...factcheck.Lang) {
		t.Helper()
		if got := c.Offered(list); !slices.Equal(got, langs) {
			t.Errorf("%s: %v, want %v", why, got, langs)
		}
	}
	want("the translation is hidden", "fr")
	c.Translations.Unreviewed = Mark
	want("the translation is shown", "en", "fr")
	f.Status = factcheck.Withdrawn
	want("nothing to read", "en", "fr", "ar")
	f.Status = factcheck.Draft
	want("nothing published", "en", "fr", "ar")
	if len(c.Languages) != 3 {
		t.Errorf("the site's own languages became %v", c.Languages)
	}
}
