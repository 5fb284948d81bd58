package store

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
	"rebut/internal/worddiff"
)

// Correct is the text of a fact-check's file at its next revision, given the
// file as it was published and as it was changed. To the changed file come what
// Revise writes and, in the [[corrections]] entry, what readers find different.
// A translation that was changed too, and every one where nothing but
// translations changed, counts as a translation of the new revision if it was
// one of the last; the others are stale. The error is a *problem.Mistake where
// readers would find nothing different, or more than the text was changed.
func Correct(name string, was, is []byte, what factcheck.Localised, today factcheck.Date) ([]byte, error) {
	before, err := decoded(name, was)
	if err != nil {
		return nil, err
	}
	after, err := decoded(name, is)
	if err != nil {
		return nil, err
	}
	if key := ownKey(before, after); key != "" {
		return nil, &problem.Mistake{Message: "a correction changes what readers read, but " + key + " was changed too",
			Hint: "leave " + key + " as it is; a correction raises revision and modified and adds the [[corrections]] entry by itself"}
	}
	changes := factcheck.Changes(before, after)
	if len(changes) == 0 {
		return nil, &problem.Mistake{Message: "nothing that readers see was changed", Hint: "what nobody reads as different needs no correction: just edit the file"}
	}
	text, err := inStep(name, is, before, after, changes)
	if err != nil {
		return nil, err
	}
	return nextRevision(name, text, what, changes, today)
}

// ownKey is the first key of those that say how far the fact-check is that
// differs; "" for none.
func ownKey(before, after *factcheck.FactCheck) string {
	for _, part := range []struct {
		key     string
		was, is any
	}{
		{"slug", before.Slug, after.Slug}, {"status", before.Status, after.Status}, {"language", before.Language, after.Language},
		{"revision", before.Revision, after.Revision}, {"published", before.Published, after.Published}, {"modified", before.Modified, after.Modified},
		{"[withdrawn]", before.Withdrawn, after.Withdrawn}, {"[[corrections]]", before.Corrections, after.Corrections},
	} {
		if !reflect.DeepEqual(part.was, part.is) {
			return part.key
		}
	}
	return ""
}

// inStep is the text with the translations that stay current marked so.
func inStep(name string, text []byte, before, after *factcheck.FactCheck, changes []factcheck.Change) ([]byte, error) {
	changed := func(lang factcheck.Lang) bool {
		return slices.ContainsFunc(changes, func(c factcheck.Change) bool { return c.Lang == lang })
	}
	original := changed("") || changed(after.Language)
	var edits []tomlfile.Value
	for lang, t := range after.Texts {
		if lang != after.Language && t.Translates == before.Revision && (changed(lang) || !original) {
			edits = append(edits, tomlfile.Value{Path: "text." + string(lang) + ".translates", New: fmt.Sprint(before.Revision + 1)})
		}
	}
	doc := after.Origin.(*tomlfile.Document)
	out, err := doc.Replace(edits)
	if err != nil {
		return nil, &problem.Mistake{Message: name + " has a translation in a form in which translates cannot be raised", Hint: "write each translation as a section of its own: [text.fr]"}
	}
	return out, nil
}

// recorded are changes as a correction has them on record: of a body only the
// paragraphs that differ.
func recorded(changes []factcheck.Change) []factcheck.Change {
	var out []factcheck.Change
	for _, c := range changes {
		if c.Field != "body" {
			out = append(out, c)
			continue
		}
		for _, p := range worddiff.Paragraphs(c.Before, c.After) {
			out = append(out, factcheck.Change{Lang: c.Lang, Field: c.Field, Before: p.Before, After: p.After})
		}
	}
	return out
}

// inline is a change as a line of a TOML array.
func inline(c factcheck.Change) string {
	var keys []string
	for _, k := range []struct{ key, text string }{{"lang", string(c.Lang)}, {"field", c.Field}, {"before", c.Before}, {"after", c.After}} {
		if k.text != "" {
			keys = append(keys, fmt.Sprintf("%s = %s", k.key, quoted(k.text)))
		}
	}
	return "  { " + strings.Join(keys, ", ") + " },"
}

// perLanguage is a text per language as an inline TOML table, the original's
// language first; each text on one line.
func perLanguage(l factcheck.Localised, original factcheck.Lang) string {
	langs := l.Languages()
	slices.SortStableFunc(langs, func(a, b factcheck.Lang) int {
		switch {
		case a == original && b != original:
			return -1
		case b == original && a != original:
			return 1
		}
		return 0
	})
	var texts []string
	for _, lang := range langs {
		texts = append(texts, fmt.Sprintf("%s = %s", lang, quoted(OneLine(l[lang]))))
	}
	return "{ " + strings.Join(texts, ", ") + " }"
}

// OneLine is a text on one line, without spaces at its ends or twice. Spaces
// that do not break, as French has them, stay.
func OneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }), " ")
}
