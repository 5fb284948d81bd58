package studio

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"rebut/internal/exchange"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

type dryView struct {
	page
	ID        string
	Files     string // their names
	Kind      string
	AsTheyAre bool
	Table     bool
	Separator string
	Encoding  string
	Rows      int
	Columns   []dryColumn
	First     [][]string // the first rows
	Fields    []listOption
	Notes     []string // about the files as a whole
	Items     []dryItem
	Free      int // that can be added
	Taken     int // whose name is taken
	Unread    int // that cannot be read
	Problem   string
	Hint      string
}

// dryColumn is a column of a table with what it can be taken for.
type dryColumn struct {
	N      int // from 0
	Name   string
	Field  string // what it is taken for; "" for nothing
	Extra  string // the same, where it is none of the fields that are offered
	Sample string
}

// dryItem is a fact-check that an import would add.
type dryItem struct {
	N         int
	Place     string // "row 3", "claims/housing.toml"
	Title     string
	Lang, Dir string
	Slug      string
	Languages []string
	Readable  bool
	Taken     string // the slug of the fact-check that has the name; "" for none
	Joins     bool   // the two can be joined
	Do        string
	Rename    string
	Left      []string // what was left out or changed on the way
	Mend      []string // what is to be mended before publishing
	Earlier   int      // revisions that come along
}

// dryRun shows what an import would do.
func (s *Studio) dryRun(w http.ResponseWriter, r *http.Request) error {
	return s.dryPage(w, r, http.StatusOK, nil, nil)
}

// dryPage shows what an import would do, with what somebody chose so far and
// why it was not done.
func (s *Studio) dryPage(w http.ResponseWriter, r *http.Request, status int, wrong error, chosen url.Values) error {
	h, files, form, err := s.uploaded(r)
	if err != nil {
		return err
	}
	s.Live.Refresh()
	reading, err := exchange.Read(files, s.readingOptions(form))
	if err != nil {
		return s.refuseFiles(w, r, err)
	}
	v := dryView{page: s.page(r, s.print(r).Text("studio.exchange-look")), ID: h.ID, Kind: string(reading.Kind), AsTheyAre: form.Get("as-they-are") != ""}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	v.Files = strings.Join(names[:min(len(names), 5)], ", ")
	if m := (*problem.Mistake)(nil); errors.As(wrong, &m) {
		v.Problem, v.Hint = m.Message, m.Hint
	}
	v.columns(reading.Table)
	for _, f := range reading.Findings {
		v.Notes = append(v.Notes, v.told(f))
	}
	e := s.existing()
	scheme := s.Live.Current().Scheme(s.Today())
	for n, item := range reading.Items {
		v.Items = append(v.Items, v.item(n, item, e, chosen, scheme))
	}
	return s.show(w, r, status, "dryrun.html", v)
}

// columns puts the columns of a table into the view.
func (v *dryView) columns(t *exchange.Table) {
	if t == nil {
		return
	}
	v.Table, v.Separator, v.Encoding, v.Rows = true, v.T("exchange-"+t.Separator), t.Encoding, t.Rows
	for _, key := range exchange.Fields() {
		v.Fields = append(v.Fields, listOption{key, v.fieldLabel(key)})
	}
	for i, c := range t.Columns {
		one := dryColumn{N: i, Name: c.Name, Field: c.Field}
		if key, lang := splitField(c.Field); lang != "" {
			one.Extra = v.fieldLabel(key) + " (" + v.LanguageName(lang) + ")"
		}
		for _, row := range t.First {
			if i < len(row) && row[i] != "" && one.Sample == "" {
				one.Sample = shortened(row[i], 90)
			}
		}
		v.Columns = append(v.Columns, one)
	}
	for _, row := range t.First {
		cells := make([]string, len(t.Columns))
		for i := range cells {
			if i < len(row) {
				cells[i] = shortened(row[i], 140)
			}
		}
		v.First = append(v.First, cells)
	}
}

// fieldLabel is what people call a field of a table.
func (p page) fieldLabel(key string) string {
	if text, ok := own(p.Printer, "exchange-field-"+strings.NewReplacer(".", "-", "_", "-").Replace(key)); ok {
		return text
	}
	if rest, one := strings.CutPrefix(key, "appearance."); one {
		return p.T("list-appearances") + ": " + p.FieldName(rest)
	}
	return p.FieldName(key)
}

// splitField is a field of a table without its language, and that.
func splitField(field string) (key, lang string) {
	for _, known := range exchange.Fields() {
		if field == known {
			return field, ""
		}
		if rest, ok := strings.CutPrefix(field, known+"."); ok {
			return known, rest
		}
	}
	return field, ""
}

func shortened(text string, most int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// item is one fact-check for the view.
func (v *dryView) item(n int, i *exchange.Item, e exchange.Existing, chosen url.Values, scheme factcheck.Scheme) dryItem {
	out := dryItem{N: n, Place: i.At.File, Lang: v.Lang, Dir: "ltr", Earlier: len(i.Earlier)}
	if i.Row > 0 {
		out.Place = v.Text("studio.exchange-row", "Row", fmt.Sprint(i.Row))
	}
	v.findings(&out, i, scheme)
	if i.Check == nil {
		v.Unread++
		return out
	}
	f := i.Check
	out.Readable, out.Title, out.Slug, out.Lang, out.Dir = true, title(f), string(f.Slug), string(f.Language), f.Language.Dir()
	for _, lang := range f.Languages() {
		out.Languages = append(out.Languages, string(lang))
	}
	proposed := e.Proposed(i)
	there, joins := e.Conflict(i)
	out.Do, out.Rename, out.Joins = string(proposed.Do), string(proposed.Slug), joins
	if there != nil {
		out.Taken = string(there.Slug)
		v.Taken++
	} else {
		v.Free++
	}
	if chosen != nil {
		out.Do = chosen.Get(fmt.Sprintf("do.%d", n))
		if typed := chosen.Get(fmt.Sprintf("slug.%d", n)); typed != "" {
			out.Rename = typed
		}
	}
	return out
}

// findings puts what is said of an item into the view: what was left out, and
// what is to be mended, in the words of people who fill in forms.
func (v *dryView) findings(out *dryItem, i *exchange.Item, scheme factcheck.Scheme) {
	var rules problem.List
	for _, f := range i.Findings {
		if strings.HasPrefix(f.Code, "exchange-") || i.Check == nil {
			out.Left = append(out.Left, v.told(f))
		} else if f.Severity == problem.Error || f.Code == "missing" {
			rules = append(rules, f.Problem)
		}
	}
	if i.Check == nil {
		return
	}
	for _, q := range v.atFields(rules, i.Check, scheme) {
		if len(out.Mend) == mostFindings {
			break
		}
		out.Mend = append(out.Mend, q.Message)
	}
}

// mostFindings is how many findings of one fact-check are listed.
const mostFindings = 20

// told is a finding in a sentence, with its place where that is not the whole.
func (v *dryView) told(f exchange.Finding) string {
	text := f.Message
	if key := "import-" + strings.TrimPrefix(f.Code, "exchange-"); v.T(key) != "studio."+key {
		text = v.T(key, "Value", shortened(f.Value, 80))
	}
	switch {
	case f.Column != "":
		return v.Text("studio.exchange-cell", "Row", fmt.Sprint(f.Row), "Column", f.Column) + " " + text
	case f.Code != "" && f.Line > 1 && f.Row == 0:
		return v.Text("studio.exchange-line", "Line", fmt.Sprint(f.Line)) + " " + text
	}
	return text
}
