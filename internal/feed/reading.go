package feed

import (
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// partLabels are the message ids of what readers know the parts of a fact-check
// by.
var partLabels = map[string]string{
	"fact": "site.changed-fact", "why": "site.changed-why", "rating": "site.changed-rating", "verdict": "site.changed-rating",
	"claim": "site.claim", "appearances": "site.claim", "body": "site.evidence", "technique": "site.technique", "alt": "site.alt",
	"sandwich": "site.gallery", "number": "site.figures", "chart": "site.figures", "receipt": "site.receipt", "sources": "site.sources",
}

// notText are keys of values that tell people nothing without their file.
var notText = [...]string{"unit", "kind", "source", "baseline", "url", "archived", "language", "short", "authors"}

// partOf is what readers know a changed field by, "" for what they do not know
// as a text.
func (f Feed) partOf(field string) string {
	part, _, _ := strings.Cut(field, ".")
	id := partLabels[part]
	if id == "" || slices.Contains(notText[:], field[strings.LastIndexByte(field, '.')+1:]) {
		return ""
	}
	return f.Msgs.In(f.Lang).Text(id)
}

// reading is a changed value as the feed's language writes it.
func (f Feed) reading(field, value string, e factcheck.Edition) string {
	print := f.Msgs.In(f.Lang)
	if field == "rating" && value != "" {
		return wordOf(f.Cfg, value, f.Lang)
	}
	if strings.HasSuffix(field, ".date") {
		var d factcheck.Date
		if d.UnmarshalTOML(value) == nil {
			return print.Date(d)
		}
	}
	figure, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
	case field == "number.value" && e.Number != nil:
		return print.Number(figure, e.Number.Unit, e.Number.Decimals)
	case strings.HasPrefix(field, "chart.series.") && e.Chart != nil:
		return print.Number(figure, e.Chart.Unit, e.Chart.Decimals)
	}
	return value
}
