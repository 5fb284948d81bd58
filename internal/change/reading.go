package change

import (
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// T is the text "site.id".
func (r reader) T(id string) string { return r.print.Text("site." + id) }

// label is what readers know a text by; "" for what they do not see as a text of
// the page or its pictures.
func (r reader) label(field string) string {
	part, key, _ := strings.Cut(field, ".")
	last := key[strings.LastIndexByte(key, '.')+1:]
	switch part {
	case "fact":
		return r.T("changed-fact")
	case "why":
		return r.T("changed-why")
	case "rating", "verdict":
		return r.T("changed-rating")
	case "claim":
		return r.T("claim")
	case "body":
		return r.T("evidence")
	case "technique":
		return r.T("technique")
	case "alt":
		return r.T("alt")
	case "sandwich":
		return r.T("gallery")
	case "number", "chart":
		if !slices.Contains([]string{"unit", "kind", "source", "baseline", "decimals"}, last) {
			return r.T("figures")
		}
	case "receipt":
		if key == "passage" || key == "translation" {
			return r.T("receipt")
		}
	case "appearances":
		if slices.Contains([]string{"claimant", "role", "quote", "place"}, last) {
			return r.T("claim")
		}
	case "sources":
		if _, key, _ := sourceKey(field); slices.Contains([]string{"title", "publisher", "finding", "date"}, key) {
			return r.T("sources")
		}
	}
	return ""
}

// reading is a value as the reader's language writes it.
func (r reader) reading(field, value string, e factcheck.Edition) string {
	figure, err := strconv.ParseFloat(value, 64)
	switch {
	case value == "":
		return ""
	case field == "rating":
		return r.rating(value)
	case field == "number.value" && e.Number != nil && err == nil:
		return r.print.Number(figure, e.Number.Unit, e.Number.Decimals)
	case strings.HasPrefix(field, "chart.series.") && strings.Contains(field, ".values.") && e.Chart != nil && err == nil:
		return r.print.Number(figure, e.Chart.Unit, e.Chart.Decimals)
	case strings.HasSuffix(field, ".date"):
		var d factcheck.Date
		if d.UnmarshalTOML(value) == nil {
			return r.print.Date(d)
		}
	case strings.HasSuffix(field, "chart.title"), field == "sandwich.again":
		return factcheck.Emphasised(value).Plain()
	}
	return value
}

// rating is the word for a rating; its id where the scheme no longer has it.
func (r reader) rating(id string) string {
	if step := r.cfg.Rating(id); step != nil {
		if word, _ := step.Word.In(r.lang, r.cfg.DefaultLanguage()); word != "" {
			return word
		}
	}
	return id
}
