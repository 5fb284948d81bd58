package message

import (
	"fmt"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// compare holds every language against English: missing and stray ids,
// placeholders that differ, plural categories that are missing. Only a
// placeholder without a value is an error; the rest still makes sense to
// readers.
func (c *Catalog) compare() problem.List {
	english := c.files[Fallback]
	var problems problem.List
	for _, lang := range c.Languages() {
		if lang != Fallback {
			problems = append(problems, c.missing(lang)...)
		}
		for _, id := range sortedIDs(c.files[lang]) {
			problems = append(problems, c.files[lang].texts[id].compare(id, lang, english)...)
		}
	}
	return problems
}

// missing reports, once per area that a language has begun, the texts that it
// lacks.
func (c *Catalog) missing(lang factcheck.Lang) problem.List {
	lacking, begun := map[string][]string{}, map[string]bool{}
	for id := range c.files[lang].texts {
		area, _, _ := strings.Cut(id, ".")
		begun[area] = true
	}
	for _, id := range sortedIDs(c.files[Fallback]) {
		area, key, _ := strings.Cut(id, ".")
		if _, ok := c.files[lang].texts[id]; !ok {
			lacking[area] = append(lacking[area], key)
		}
	}
	var problems problem.List
	for _, area := range areas {
		if keys := lacking[area]; begun[area] && len(keys) > 0 {
			problems = append(problems, problem.Problem{
				File: fmt.Sprintf("templates/%s/%s.%s.toml", dir, area, lang), Lang: string(lang),
				Severity: problem.Warning, Code: "missing-text",
				Message: "missing texts, shown in English: " + strings.Join(keys, ", "),
			})
		}
	}
	return problems
}

// compare holds one text against the English one.
func (t *text) compare(id string, lang factcheck.Lang, english file) problem.List {
	_, key, _ := strings.Cut(id, ".")
	at := func(severity problem.Severity, code, message, hint string) problem.Problem {
		return problem.Problem{Lang: string(lang), Severity: severity, Code: code, Message: key + ": " + message, Hint: hint}.At(t.at)
	}
	original, ok := english.texts[id]
	if !ok {
		hint := ""
		if likely := problem.Likely(id, sortedIDs(english)); likely != "" {
			hint = fmt.Sprintf("did you mean %q?", likely)
		}
		return problem.List{at(problem.Warning, "unknown-text", "nothing shows a text of this name", hint)}
	}
	var problems problem.List
	if got, want := t.forms.placeholders(), original.forms.placeholders(); !slices.Equal(got, want) {
		problems = append(problems, at(problem.Error, "placeholders", "its placeholders are not those of the English text",
			"use "+strings.Join(append(want, "no other"), ", ")))
	}
	if missing := t.forms.missing(lang); len(missing) > 0 {
		problems = append(problems, at(problem.Warning, "plurals", "lacks plural categories of its language", "add "+strings.Join(missing, ", ")))
	}
	return problems
}
