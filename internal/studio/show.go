package studio

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/worddiff"
)

// When is a moment in the person's language, in universal time; the page's
// script puts the time of the person's clock in its place.
func (p page) When(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return p.Moment(at)
}

// Moment is When of a time.
func (p page) Moment(at time.Time) string {
	at = at.UTC()
	day := factcheck.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
	return p.Date(day) + ", " + at.Format("15:04") + " UTC"
}

// Stamp is a time as machines read it.
func (page) Stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// LanguageName is what a language calls itself.
func (page) LanguageName(lang string) string { return message.LanguageName(factcheck.Lang(lang)) }

// Act is what somebody did, in words.
func (p page) Act(act string) string {
	if text := p.T("act-" + act); text != "studio.act-"+act {
		return text
	}
	return act
}

// fieldKeys are the labels of fields whose key in the file is another one.
func fieldKeys() map[string]string {
	return map[string]string{
		"also_heard": "also-heard", "number.value": "number-value", "number.unit": "number-unit", "number.source": "number-source",
		"number.label": "number-label", "number.figure": "number-figure", "chart.title": "chart-title", "chart.note": "chart-note",
		"number.decimals": "decimals", "chart.kind": "chart-kind", "chart.unit": "number-unit", "chart.decimals": "decimals", "chart.baseline": "chart-baseline", "chart.source": "chart-source",
		tableName: "chart-table", "receipt.passage": "receipt-passage", "receipt.source": "receipt-source", "receipt.language": "receipt-language", "receipt.official": "receipt-official",
		"receipt.translation": "receipt-translation", "sandwich.again": "again", "sandwich.action": "action",
	}
}

// FieldName is the label of a value that a change names by its key.
func (p page) FieldName(key string) string {
	if own, ok := strings.CutPrefix(key, "text."); ok {
		_, key, _ = strings.Cut(own, ".")
	}
	name := key
	if known, ok := fieldKeys()[key]; ok {
		name = known
	}
	prefix := ""
	if list, rest, _ := strings.Cut(key, "."); list == "chart" && (strings.HasPrefix(key, rowsOf) || strings.HasPrefix(key, columnsOf)) {
		name = "chart-table"
	} else if list == "sources" || list == "appearances" {
		item, value, _ := strings.Cut(rest, ".")
		prefix, name = p.T("list-"+list)+" "+item+": ", value
		value, _, _ = strings.Cut(value, ".")
		if own, ok := map[string]string{"title": "source-title", "id": "source-id", "language": "source-language"}[value]; ok {
			name = own
		} else {
			name = value
		}
	}
	if text := p.T("field-" + name); text != "studio.field-"+name {
		return prefix + text
	}
	return prefix + name
}

// input is a field with the form that it is in.
type input struct {
	V editView
	F field
}

// Input is a field for its template.
func (v editView) Input(f field) input { return input{v, f} }

// listed is a list with the form that it is in.
type listed struct {
	V editView
	R *rows
}

// Listed is a list for its template.
func (v editView) Listed(r *rows) listed { return listed{v, r} }

// listRow is one element of a list with the form that it is in.
type listRow struct {
	V     editView
	R     *rows
	G     group
	Blank bool
}

// Row is an element of the list for its template.
func (l listed) Row(g group) listRow { return listRow{l.V, l.R, g, false} }

// Empty is the row in which a new element is written.
func (l listed) Empty() listRow { return listRow{l.V, l.R, l.R.Blank, true} }

// Wrong reports whether something in the row is to be mended, or to be checked:
// such rows are open. That a copy is missing is no reason to open them all.
func (r listRow) Wrong() bool {
	for _, f := range r.G.Fields {
		if slices.ContainsFunc(f.Problems, func(p problem.Problem) bool { return p.Code != noCopy }) || f.Conflict || len(f.Comments) > 0 || f.Filled || f.Told != "" {
			return true
		}
	}
	return false
}

// Length is how many characters count against the limit. Marks of emphasis do
// not.
func (f field) Length() int { return utf8.RuneCountInString(f.counted()) }

func (f field) counted() string {
	if f.Marked() {
		return factcheck.Emphasised(f.Value).Plain()
	}
	return f.Value
}

// longLine is from how many characters a line is shown on several, so that all
// of it can be read.
const longLine = 60

// Long reports whether a line is one that takes several to show.
func (f field) Long() bool { return f.Kind == "line" && f.Limit >= longLine }

// Marked reports whether asterisks in the value are marks of emphasis.
func (f field) Marked() bool {
	return strings.HasSuffix(f.Name, ".fact") || strings.HasSuffix(f.Name, ".chart.title") || strings.HasSuffix(f.Name, ".sandwich.again")
}

// Since is the original word by word against what was translated.
func (f field) Since() []worddiff.Span {
	_, now := worddiff.Words(f.Was, f.Original)
	return now
}

// Kept says how many entries the log has.
func (v logView) Kept() string { return v.page.N("log-whole", int(v.N)) }

// remarked are comments with the form that they are in.
type remarked struct {
	V    editView
	List []remark
}

// Remarks are comments for their template.
func (v editView) Remarks(list []remark) remarked { return remarked{v, list} }

// comparison is what changed, with the page that shows it.
type comparison struct {
	page
	Changes []diffed
}

// Compare is what changed for its template.
func (p page) Compare(changes []diffed) comparison { return comparison{p, changes} }

// pointed is a point of the list with the page that shows it.
type pointed struct {
	V reviewView
	point
}

// Point is a point for its template.
func (v reviewView) Point(p point) pointed { return pointed{v, p} }

// Speakers are the points about translations.
func (v reviewView) Speakers() (out []point) {
	for _, p := range v.Points {
		if p.Kind == "speaker" {
			out = append(out, p)
		}
	}
	return out
}

// atOnce are the fields of what is urgent, with the page that has them.
type atOnce struct {
	V page
	Reason
}

// AtOnce are the fields of what is urgent for their template.
func (p page) AtOnce(r Reason) atOnce { return atOnce{p, r} }
