package config

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// GlossaryFile is the name of the file with the terms that translators agreed
// on. It is a file of its own: nothing public is made of it, and so nothing is
// made again when a term is added.
const GlossaryFile = "glossary.toml"

// Term is a word, or a few, and what it is called in other languages.
type Term struct {
	Term         string              `toml:"term"`
	Language     factcheck.Lang      `toml:"language"`     // of the term; the site's first if left out
	Translations factcheck.Localised `toml:"translations"` // agreed; forms that are as good, after a semicolon: the first is preferred
	Keep         bool                `toml:"keep"`         // it stays as it is in every language
	Note         factcheck.Localised `toml:"note"`         // for translators, in the languages of the studio
}

// Agreed are the forms that a language agreed on for a term, the preferred one
// first; none where there is no agreement.
func (t Term) Agreed(lang factcheck.Lang) []string {
	if t.Keep {
		return []string{t.Term}
	}
	var out []string
	for form := range strings.SplitSeq(t.Translations[lang], ";") {
		if form = strings.TrimSpace(form); form != "" {
			out = append(out, form)
		}
	}
	return out
}

// Limits of a glossary, so that looking for its terms while somebody types
// costs nothing that people notice.
const (
	MaxTerms    = 2000
	maxTerm     = 120 // characters of a term, and of what it is called elsewhere
	maxTermNote = 300 // characters
)

// loadGlossary reads glossary.toml. Its mistakes are warnings: they concern
// translators, and stop no build.
func (c *Config) loadGlossary(project fs.FS) (problem.List, error) {
	text, err := fs.ReadFile(project, GlossaryFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	doc, problems := tomlfile.Parse(GlossaryFile, text)
	if doc != nil {
		var file struct {
			Terms []Term `toml:"terms"`
		}
		k := &checker{file: doc, problems: doc.Decode(&file)}
		c.Glossary = k.glossary(file.Terms, c.Languages)
		problems = k.problems
	}
	for i := range problems {
		problems[i].Severity = problem.Warning
	}
	return problems, nil
}

// glossary checks terms, and returns those that can be used.
func (k *checker) glossary(terms []Term, languages []factcheck.Lang) (out []Term) {
	if len(terms) > MaxTerms {
		k.report("terms", "too-many", "keep those that people get wrong", "there are %d terms; the limit is %d", len(terms), MaxTerms)
		terms = terms[:MaxTerms]
	}
	seen := map[string]bool{}
	for i, t := range terms {
		at := func(key string) string { return fmt.Sprintf("terms[%d]%s", i, key) }
		if t.Language == "" {
			t.Language = languages[0]
		}
		t.Term = strings.Join(strings.Fields(t.Term), " ")
		name := string(t.Language) + " " + strings.ToLower(t.Term)
		switch {
		case t.Term == "":
			k.report(at(""), "missing", `write term = "housing crisis"`, "the term is missing")
			continue
		case seen[name]:
			k.report(at(".term"), "duplicate", "keep one of them", "the term %s stands twice", problem.Quote(t.Term))
			continue
		case t.Keep && len(t.Translations) > 0:
			k.report(at(".keep"), "bad-value", "take out one of the two", "%s stays as it is, and has translations", problem.Quote(t.Term))
		case !t.Keep && len(t.Translations) == 0:
			k.report(at(""), "missing", `write translations = { fr = "…" }, or keep = true if it stays as it is`, "%s has no translations", problem.Quote(t.Term))
			continue
		}
		seen[name] = true
		k.long(at(".term"), "the term", t.Term, maxTerm)
		k.translations(at(".translations"), t)
		for _, lang := range t.Note.Languages() {
			k.long(at(".note"), "the note", t.Note[lang], maxTermNote)
		}
		out = append(out, t)
	}
	return out
}

func (k *checker) translations(path string, t Term) {
	for _, lang := range t.Translations.Languages() {
		at := path + "." + string(lang)
		switch {
		case lang == "":
			k.report(path, "bad-value", `write translations = { fr = "…" }; what stays as it is has keep = true`, "the translation of %s has no language", problem.Quote(t.Term))
		case lang == t.Language:
			k.report(at, "bad-value", "take it out", "%s is in %s already", problem.Quote(t.Term), lang.Name())
		}
		k.long(at, "the translation", t.Translations[lang], maxTerm)
	}
}

func (k *checker) long(path, name, text string, limit int) {
	if n := factcheck.Length(text); n > limit {
		k.report(path, "too-long", "a glossary has words, no sentences", "%s has %d characters; the limit is %d", name, n, limit)
	}
}
