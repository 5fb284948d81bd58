package config

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestAGlossary(t *testing.T) {
	const text = `[[terms]]
term = " housing  crisis "
translations = { fr = "crise du logement ; pénurie", ar = "أزمة السكن" }
[[terms]]
term = "Rebut"
keep = true
[[terms]]
term = "housing crisis"
translations = { fr = "x" }
[[terms]]
term = "wages"
[[terms]]
translations = { fr = "x" }
[[terms]]
term = "rent"
language = "en"
translations = { en = "rent", fr = "loyer" }
nots = "x"
[[terms]]
term = "kept"
keep = true
translations = "x"
`
	c, problems, err := Load(fstest.MapFS{File: {Data: []byte(`languages = ["en"]`)}, GlossaryFile: {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"glossary.toml:8:1: warning: the term", "glossary.toml:10:3: warning: \"wages\" has no", "glossary.toml:12:3: warning: the term is missing",
		"glossary.toml:17:18: warning: \"rent\" is in English", "glossary.toml:18:1: warning: ", "glossary.toml:21:1: warning: \"kept\" stays", "glossary.toml:22:1: warning: the translation"}
	for i, p := range problems {
		if i >= len(want) || !strings.HasPrefix(p.String(), want[i]) {
			t.Errorf("%d: %s", i, p)
		}
	}
	if len(problems) != len(want) || len(c.Glossary) != 4 {
		t.Fatalf("%d problems, terms %+v", len(problems), c.Glossary)
	}
	if got := c.Glossary[0]; got.Term != "housing crisis" || got.Language != "en" || strings.Join(got.Agreed("fr"), "|") != "crise du logement|pénurie" || got.Agreed("es") != nil {
		t.Errorf("%+v", got)
	}
	if got := c.Glossary[1].Agreed("ar"); len(got) != 1 || got[0] != "Rebut" {
		t.Errorf("what stays as it is: %q", got)
	}
	if c, problems, err = Load(fstest.MapFS{GlossaryFile: {Data: []byte("[[terms")}}); err != nil || len(problems) != 1 || len(c.Glossary) != 0 {
		t.Errorf("a file that is no TOML: %v, %v", problems, err)
	}
}

// The demonstration's terms are those of its own texts: none is invented.
func TestTheDemonstrationsTermsAreSaidElsewhere(t *testing.T) {
	root := os.DirFS("../..")
	c, problems, err := Load(root)
	if err != nil || len(problems) > 0 || len(c.Glossary) == 0 {
		t.Fatal(problems, err)
	}
	names, err := fs.Glob(root, "claims/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, name := range append(names, File) {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		said += strings.ToLower(string(text))
	}
	for _, term := range c.Glossary {
		for _, lang := range append(term.Translations.Languages(), "") {
			forms := term.Agreed(lang)
			if lang == "" {
				forms = []string{term.Term}
			}
			for _, form := range forms {
				if !strings.Contains(said, strings.ToLower(form)) {
					t.Errorf("nothing in the demonstration says %q (%s)", form, lang)
				}
			}
		}
	}
}
