package page

import (
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/prose"
	"rebut/internal/worddiff"
)

// Changes are what a revision of an edition's fact-check changed.
type Changes func(e factcheck.Edition, revision int) []factcheck.Change

// Past tells what stood before corrections. A nil function knows of nothing.
type Past struct {
	Picture Earlier
	Changes Changes
}

// picture is the path of a picture as it was before a revision; "" for none.
func (p Past) picture(e factcheck.Edition, revision int) string {
	if p.Picture == nil {
		return ""
	}
	return p.Picture(e, revision)
}

// rewritten is a text of an edition before and after a correction, word by word.
type rewritten struct {
	words
	Label     string // what the text is
	Before    []worddiff.Span
	After     []worddiff.Span
	Lang, Dir string // of the text, where it is not the page's
}

// changes are what a revision changed of what readers of the edition saw. Where
// it left the edition's own texts as they were, they are the original's.
func (s *Set) changes(past Past, e factcheck.Edition, revision int, w words) []rewritten {
	if past.Changes == nil {
		return nil
	}
	all := past.Changes(e, revision)
	lang := e.Lang
	if !slices.ContainsFunc(all, func(c factcheck.Change) bool { return c.Lang == lang }) {
		lang = e.Language
	}
	var out []rewritten
	for _, c := range all {
		if c.Lang == lang || c.Lang == "" && !partOfWhole(c, all) {
			out = append(out, s.change(c, e, w)...)
		}
	}
	return out
}

// partOfWhole reports whether a change is of a source that came or went as a
// whole, of which its title tells.
func partOfWhole(c factcheck.Change, all []factcheck.Change) bool {
	source, key, ok := sourceKey(c.Field)
	return ok && key != "title" && slices.ContainsFunc(all, func(d factcheck.Change) bool {
		return d.Field == "sources."+source+".title" && (d.Before == "" || d.After == "")
	})
}

func sourceKey(field string) (id, key string, ok bool) {
	rest, ok := strings.CutPrefix(field, "sources.")
	id, key, found := strings.Cut(rest, ".")
	return id, key, ok && found
}

// change tells a change in the page's words; of a body only the paragraphs that
// differ.
func (s *Set) change(c factcheck.Change, e factcheck.Edition, w words) []rewritten {
	label := w.changedLabel(c.Field)
	if label == "" {
		return nil
	}
	pairs := []worddiff.Pair{{Before: s.reading(c, c.Before, e, w), After: s.reading(c, c.After, e, w)}}
	if c.Field == "body" {
		pairs = worddiff.Paragraphs(c.Before, c.After)
		for i, p := range pairs {
			pairs[i] = worddiff.Pair{Before: prose.Text(p.Before), After: prose.Text(p.After)}
		}
	}
	var out []rewritten
	for _, p := range pairs {
		if p.Before == p.After {
			continue // readers see no difference
		}
		next := rewritten{words: w, Label: label}
		next.Before, next.After = worddiff.Words(p.Before, p.After)
		if in := inLanguage(c.Field, c.Lang, w.print.Lang()); in.Lang != "" {
			next.Lang, next.Dir = in.Lang, in.Dir
		}
		out = append(out, next)
	}
	return out
}

// changedLabel is what readers know a text by; "" for what they do not see as a
// text of the page or its pictures.
func (w words) changedLabel(field string) string {
	part, key, _ := strings.Cut(field, ".")
	switch part {
	case "fact":
		return w.T("changed-fact")
	case "why":
		return w.T("changed-why")
	case "rating", "verdict":
		return w.T("changed-rating")
	case "claim":
		return w.T("claim")
	case "body":
		return w.T("evidence")
	case "technique":
		return w.T("technique")
	case "alt":
		return w.T("alt")
	case "sandwich":
		return w.T("gallery")
	case "number", "chart":
		if last := key[strings.LastIndexByte(key, '.')+1:]; !slices.Contains([]string{"unit", "kind", "source", "baseline"}, last) {
			return w.T("figures")
		}
	case "receipt":
		if key == "passage" || key == "translation" {
			return w.T("receipt")
		}
	case "appearances":
		if last := key[strings.LastIndexByte(key, '.')+1:]; slices.Contains([]string{"claimant", "role", "quote", "place"}, last) {
			return w.T("claim")
		}
	case "sources":
		if _, key, _ := sourceKey(field); slices.Contains([]string{"title", "publisher", "finding", "date"}, key) {
			return w.T("sources")
		}
	}
	return ""
}

// reading is a value as the page's language writes it.
func (s *Set) reading(c factcheck.Change, value string, e factcheck.Edition, w words) string {
	figure, err := strconv.ParseFloat(value, 64)
	switch {
	case value == "":
		return ""
	case c.Field == "rating":
		return s.rating(value, w.print.Lang()).Word.Text
	case c.Field == "number.value" && e.Number != nil && err == nil:
		return w.print.Number(figure, e.Number.Unit, e.Number.Decimals)
	case strings.HasPrefix(c.Field, "chart.series.") && strings.Contains(c.Field, ".values.") && e.Chart != nil && err == nil:
		return w.print.Number(figure, e.Chart.Unit, e.Chart.Decimals)
	case strings.HasSuffix(c.Field, ".date"):
		var d factcheck.Date
		if d.UnmarshalTOML(value) == nil {
			return w.print.Date(d)
		}
	case strings.HasSuffix(c.Field, "chart.title"), c.Field == "sandwich.again":
		return factcheck.Emphasised(value).Plain()
	}
	return value
}
