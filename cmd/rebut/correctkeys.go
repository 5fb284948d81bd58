package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// textKeys are the keys of a language's texts that readers see.
func textKeys() []string {
	return []string{"claim", "fact", "why", "technique", "verdict", "body", "alt", "number.label", "number.figure", "chart.title", "chart.note",
		"receipt.translation", "sandwich.again", "sandwich.action"}
}

// otherKeys are keys that hold for every language.
func otherKeys() []string { return []string{"rating", "number.value", "receipt.passage"} }

// settings reads --set flags.
func settings(sets []string, lang string, t target) ([]store.Setting, error) {
	if lang == "" {
		lang = string(t.check.Language)
	}
	if t.check.Texts[factcheck.Lang(lang)] == nil {
		return nil, noText(t, lang)
	}
	var out []store.Setting
	for _, set := range sets {
		key, value, ok := strings.Cut(set, "=")
		if key = strings.TrimSpace(key); !ok || key == "" {
			return nil, usageHint(`for example: --set fact="The share is *11%*"`, "--set %s names no key and text", problem.Quote(set))
		}
		path := pathOf(key, lang, t.check)
		if path == "" {
			return nil, unknownKey(key, t)
		}
		if path == "number.value" {
			if _, err := strconv.ParseFloat(value, 64); err != nil {
				return nil, usageHint("write numbers as 1500 or 1.5", "%s is no number", problem.Quote(value))
			}
		}
		out = append(out, store.Setting{Path: path, Value: value})
	}
	return out, nil
}

// pathOf is where a key as people type it stands in the file; "" for none. A
// source is named by its id.
func pathOf(key, lang string, f *factcheck.FactCheck) string {
	head, rest, _ := strings.Cut(key, ".")
	switch id, of, _ := strings.Cut(rest, "."); {
	case slices.Contains(textKeys(), key):
		return "text." + lang + "." + key
	case f.Texts[factcheck.Lang(head)] != nil && slices.Contains(textKeys(), rest):
		return "text." + key
	case slices.Contains(otherKeys(), key):
		return key
	case head == "sources" && slices.Contains([]string{"title", "publisher", "short", "finding", "url", "archived"}, strings.Split(of, ".")[0]):
		if _, n := f.Source(id); n > 0 {
			return fmt.Sprintf("sources[%d].%s", n-1, of)
		}
	}
	return ""
}

func noText(t target, lang string) error {
	return usageHint("it has "+languages(t.check), "%s has no text in %q", t.check.Slug, lang)
}

func unknownKey(key string, t target) error {
	var lang factcheck.Lang
	if head, rest, _ := strings.Cut(key, "."); slices.Contains(textKeys(), rest) && lang.UnmarshalText([]byte(head)) == nil {
		return noText(t, head)
	}
	known := append(textKeys(), otherKeys()...)
	hint := "these can be set: " + strings.Join(known, ", ") + ", sources.ID.title; all else with --file or in your editor"
	if likely := problem.Likely(key, known); likely != "" {
		hint = "did you mean " + likely + "?"
	}
	return usageHint(hint, "no text of the fact-check is called %s", problem.Quote(key))
}

// perLanguage reads flags that hold a text or one text per language: "…" in the
// original's language, or fr="…".
func perLanguage(texts []string, t target, flag string) (factcheck.Localised, error) {
	out := factcheck.Localised{}
	for _, text := range texts {
		lang := t.check.Language
		if head, rest, ok := strings.Cut(text, "="); ok && (t.check.Texts[factcheck.Lang(head)] != nil || slices.Contains(t.p.Config.Languages, factcheck.Lang(head))) {
			lang, text = factcheck.Lang(head), rest
		}
		if _, twice := out[lang]; twice {
			return nil, usageHint("write the other one with its language, such as --"+flag+` fr="…"`, "--%s stands twice for %s", flag, lang.Name())
		}
		out[lang] = store.OneLine(text)
	}
	return out, nil
}

func languages(f *factcheck.FactCheck) string {
	var all []string
	for _, lang := range f.Languages() {
		all = append(all, string(lang))
	}
	return strings.Join(all, ", ")
}
