package studio

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
)

// tableName is the field that is a chart's table.
const tableName = "chart.table"

// table is a chart's figures as a form shows them: a row for each category, a
// column for each series, and empty ones to go on in.
type table struct {
	Columns, Rows []tableLine
}

// tableLine is a row or a column.
type tableLine struct {
	List, Key string
	Name      []field // one
	Highlight []field // one
	Cells     []field // of a row
	Place     string  // its number from 1
}

// Says is what a row or a column is called: its name, or its number.
func (l tableLine) Says() string {
	for _, f := range l.Name {
		if f.Value != "" {
			return f.Value
		}
	}
	return l.Place
}

// lineOf is a row or a column with the form that it is in.
type lineOf struct {
	V editView
	L tableLine
}

// Line is a row or a column for its template.
func (v editView) Line(l tableLine) lineOf { return lineOf{v, l} }

func (t table) each(do func(*field)) {
	for _, lines := range [][]tableLine{t.Columns, t.Rows} {
		for i := range lines {
			for _, fields := range [][]field{lines[i].Name, lines[i].Highlight, lines[i].Cells} {
				for j := range fields {
					do(&fields[j])
				}
			}
		}
	}
}

// The largest chart has so many rows and columns (factcheck, shape); a form
// shows two empty rows and an empty column more than are filled, up to these.
const (
	mostRows, mostColumns = 12, 6
	spareRows, fewestRows = 2, 3
)

// chart is the step of the form in which a chart is made.
func (b form) chart(t *factcheck.Text, at string, lang factcheck.Lang) group {
	c := factcheck.Chart{}
	if b.check.Chart != nil {
		c = *b.check.Chart
	}
	kind := b.field("choice", "chart.kind", "chart-kind", string(c.Kind), 0, "")
	kind.Options = []option{{"", b.t("chart-none"), c.Kind == ""}}
	for _, k := range []factcheck.ChartKind{factcheck.Bars, factcheck.Columns, factcheck.Line, factcheck.Slope, factcheck.Stack} {
		kind.Options = append(kind.Options, option{string(k), b.t("chart-" + string(k)), k == c.Kind})
	}
	baseline := ""
	if c.Baseline != nil {
		baseline = strconv.FormatFloat(*c.Baseline, 'f', -1, 64)
	}
	figures := b.field("table", tableName, "chart-table", "", 0, "")
	figures.Table = b.table(c, lang)
	return group{Title: b.t("step-chart"), Lead: b.t("lead-chart"), Fields: []field{
		kind,
		b.field("line", at+"chart.title", "chart-title", t.Chart.Title, factcheck.MaxFact, lang),
		b.field("line", at+"chart.note", "chart-note", t.Chart.Note, factcheck.MaxLabel, lang),
		figures,
		b.unit("chart.unit", c.Unit), b.field("line", "chart.decimals", "decimals", decimals(c.Decimals), 0, ""),
		b.field("line", "chart.baseline", "chart-baseline", baseline, 0, ""),
		b.sourceChoice("chart.source", "chart-source", c.Source),
	}}
}

// decimals is a number of decimals; none is not said.
func decimals(n int) string {
	if n == 0 {
		return ""
	}
	return itoa(n)
}

func (b form) table(c factcheck.Chart, lang factcheck.Lang) (out table) {
	was := factcheck.Chart{}
	if b.saved == nil {
		was = c
	} else if b.saved.Chart != nil {
		was = *b.saved.Chart
	}
	columns := lineKeys(c.Series, was.Series, func(s factcheck.ChartSeries) factcheck.Localised { return s.Name })
	rows := lineKeys(c.Categories, was.Categories, func(c factcheck.Category) factcheck.Localised { return c.Name })
	for i, key := range withSpare(columns, len(columns)+1, mostColumns) {
		s := factcheck.ChartSeries{}
		if i < len(c.Series) {
			s = c.Series[i]
		}
		out.Columns = append(out.Columns, b.line(columnsOf, key, "chart-series", s.Name, s.Highlight, lang, i+1))
	}
	for i, key := range withSpare(rows, max(len(rows)+spareRows, fewestRows), mostRows) {
		category := factcheck.Category{}
		if i < len(c.Categories) {
			category = c.Categories[i]
		}
		row := b.line(rowsOf, key, "chart-category", category.Name, category.Highlight, lang, i+1)
		for j, column := range out.Columns {
			value := ""
			if j < len(c.Series) && i < len(c.Series[j].Values) {
				value = strconv.FormatFloat(c.Series[j].Values[i], 'f', -1, 64)
			}
			row.Cells = append(row.Cells, b.field("line", cell(column.Key, key), "chart-value", value, 0, ""))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// tableKeys are what the form calls the rows and columns, in their order.
func (b form) tableKeys() (rows, columns []string) {
	if b.check.Chart == nil {
		return nil, nil
	}
	for _, line := range b.table(*b.check.Chart, b.check.Language).Rows {
		rows = append(rows, line.Key)
	}
	for _, line := range b.table(*b.check.Chart, b.check.Language).Columns {
		columns = append(columns, line.Key)
	}
	return rows, columns
}

// typedTable are what a form that was sent calls those in which something stands.
func typedTable(form url.Values) func() (rows, columns []string) {
	return func() (rows, columns []string) {
		b := binder{form: form}
		return b.used(distinct(form[rowsOf]), distinct(form[columnsOf]))
	}
}

// inTable names problems of rows and columns, which the rules count, as the form
// calls those.
func inTable(list problem.List, keys func() (rows, columns []string)) problem.List {
	rows, columns := keys()
	out := slices.Clone(list)
	for i, q := range out {
		parts := strings.Split(q.File, ".")
		if len(parts) < 3 || parts[0] != "chart" {
			continue
		}
		switch parts[1] {
		case "categories":
			parts[2] = keyed(rows, parts[2])
		case "series":
			parts[2] = keyed(columns, parts[2])
			if len(parts) == 5 && parts[3] == "values" {
				parts[4] = keyed(rows, parts[4])
			}
		}
		out[i].File = strings.Join(parts, ".")
	}
	return out
}

// keyed is the key of a place; the place itself where it has none.
func keyed(keys []string, place string) string {
	if i, err := strconv.Atoi(place); err == nil && i < len(keys) {
		return keys[i]
	}
	return place
}

func (b form) line(list, key, label string, name factcheck.Localised, lit bool, lang factcheck.Lang, place int) tableLine {
	at := list + "." + key
	return tableLine{List: list, Key: key, Place: itoa(place),
		Name:      b.texts("line", at+".name", label, name, lang, false)[:1], // translators have the others
		Highlight: []field{b.field("tick", at+".highlight", "chart-highlight", map[bool]string{true: "on"}[lit], 0, "")}}
}

// withSpare are keys with those of empty lines behind them, called by their
// place, up to so many.
func withSpare(keys []string, n, most int) []string {
	for len(keys) < min(n, most) {
		keys = append(keys, "new-"+itoa(len(keys)))
	}
	return keys
}

// lineKeys are what the form calls rows or columns: each by the number of the
// saved one that it came of, which keeps its names in other languages, or "new-"
// and its place.
func lineKeys[T any](now, saved []T, name func(T) factcheck.Localised) []string {
	keys, taken := make([]string, len(now)), map[int]bool{}
	claim := func(same func(was, is T) bool) {
		for i, is := range now {
			j := slices.IndexFunc(saved, func(was T) bool { return same(was, is) })
			if keys[i] == "" && j >= 0 && !taken[j] {
				keys[i], taken[j] = itoa(j), true
			}
		}
	}
	claim(func(was, is T) bool { return reflect.DeepEqual(was, is) })
	claim(func(was, is T) bool { return len(name(is)) > 0 && reflect.DeepEqual(name(was), name(is)) })
	for i := range keys {
		if keys[i] == "" && i < len(saved) && !taken[i] && len(now) == len(saved) {
			keys[i], taken[i] = itoa(i), true
		}
	}
	for i := range keys {
		if keys[i] == "" {
			keys[i] = "new-" + itoa(i)
		}
	}
	return keys
}

// chartNames are the names of a chart in the language of a translation.
func (b form) chartNames(lang factcheck.Lang) []group {
	c := b.check.Chart
	if c == nil {
		return nil
	}
	g := group{Title: b.t("step-chart-names"), Lead: b.t("lead-chart-names")}
	add := func(at, key string, name factcheck.Localised) {
		if len(name) > 0 && name[""] == "" {
			g.Fields = append(g.Fields, b.texts("line", at+".name", key, name, lang, true)...)
		}
	}
	for i, category := range c.Categories {
		add(rowsOf+"."+itoa(i), "chart-category", category.Name)
	}
	for i, series := range c.Series {
		add(columnsOf+"."+itoa(i), "chart-series", series.Name)
	}
	if len(g.Fields) == 0 {
		return nil
	}
	return []group{g}
}

// receipt is the step of the form for a passage of a source.
func (b form) receipt(t *factcheck.Text, at string, lang factcheck.Lang) group {
	r := factcheck.Receipt{}
	if b.check.Receipt != nil {
		r = *b.check.Receipt
	}
	in := b.check.PassageLanguage()
	if in == "" {
		in = lang
	}
	return group{Title: b.t("step-receipt"), Lead: b.t("lead-receipt"), Fields: append([]field{
		b.field("text", "receipt.passage", "receipt-passage", r.Passage, factcheck.MaxPassage, in),
		b.sourceChoice("receipt.source", "receipt-source", r.Source),
		b.language("receipt.language", "receipt-language", r.Language),
	}, b.translatedReceipt(t, at, lang)...)}
}

func (b form) translatedReceipt(t *factcheck.Text, at string, lang factcheck.Lang) []field {
	return []field{
		b.field("text", at+"receipt.translation", "receipt-translation", t.Receipt.Translation, factcheck.MaxPassage, lang),
		b.field("tick", at+"receipt.official", "receipt-official", map[bool]string{true: "on"}[t.Receipt.Official], 0, ""),
	}
}

// sourceChoice chooses one of the sources.
func (b form) sourceChoice(name, key, chosen string) field {
	f := b.field("choice", name, key, chosen, 0, "")
	f.Options = []option{{"", "–", chosen == ""}}
	for _, s := range b.check.Sources {
		f.Options = append(f.Options, option{s.ID, s.Title, s.ID == chosen})
	}
	if s, _ := b.check.Source(chosen); s == nil && chosen != "" {
		f.Options = append(f.Options, option{chosen, chosen, true})
	}
	return f
}

// unit chooses how values are written.
func (b form) unit(name string, chosen factcheck.Unit) field {
	f := b.field("choice", name, "number-unit", string(chosen), 0, "")
	f.Options = []option{{"", b.t("unit-none"), chosen == ""}, {"percent", b.t("unit-percent"), chosen == factcheck.Percent}, {"CAD", b.t("unit-cad"), chosen == "CAD"}}
	if !slices.ContainsFunc(f.Options, func(o option) bool { return o.Chosen }) {
		f.Options = append(f.Options, option{string(chosen), string(chosen), true})
	}
	return f
}

func (b form) seen(name string, chosen factcheck.Seen) field {
	f := b.field("choice", name, "seen", string(chosen), 0, "")
	for _, k := range []factcheck.Seen{"", factcheck.SeenOriginal, factcheck.SeenCopy, factcheck.SeenQuoted} {
		text := "–"
		if k != "" {
			text = b.t("seen-" + string(k))
		}
		f.Options = append(f.Options, option{string(k), text, k == chosen})
	}
	return f
}

// otherLanguages are languages that sources in Canada and about migration are
// written in, beside those of the site.
func otherLanguages() []factcheck.Lang {
	return []factcheck.Lang{"en", "fr", "de", "it", "nl", "pt", "pl", "ru", "tr", "sv", "ja", "ko", "zh-Hans", "zh-Hant"}
}

// language chooses the language of words; none stands for the fact-check's own.
func (b form) language(name, key string, chosen factcheck.Lang) field {
	f := b.field("choice", name, key, string(chosen), 0, "")
	f.Options = []option{{"", "–", chosen == ""}}
	for _, lang := range distinctLanguages(b.cfg.Languages, otherLanguages(), []factcheck.Lang{chosen}) {
		f.Options = append(f.Options, option{string(lang), message.LanguageName(lang), lang == chosen})
	}
	return f
}

func distinctLanguages(lists ...[]factcheck.Lang) (out []factcheck.Lang) {
	for _, lang := range slices.Concat(lists...) {
		if lang != "" && !slices.Contains(out, lang) {
			out = append(out, lang)
		}
	}
	return out
}

// designs chooses the designs that a fact-check is drawn in.
func (b form) designs() field {
	f := b.field("choices", "designs", "designs", "", 0, "")
	for _, d := range b.drawn {
		f.Options = append(f.Options, option{d.ID, nameOf(d.Name, b.Lang(), d.ID), slices.Contains(b.check.Designs, d.ID)})
	}
	for _, id := range b.check.Designs {
		if !slices.ContainsFunc(f.Options, func(o option) bool { return o.Value == id }) {
			f.Options = append(f.Options, option{id, id, true})
		}
	}
	return f
}

// designOf is the first design that is drawn of what somebody fills in here; ""
// for none.
func designOf(designs card.Designs, need card.Need) string {
	for _, d := range designs {
		if slices.Contains(d.Needs, need) {
			return d.ID
		}
	}
	return ""
}

// retype shows in fields that hold no value of theirs what was typed there.
func retype(groups []group, typed url.Values, mistakes map[string]problem.Mistake) {
	each(groups, func(f *field) {
		if _, wrong := mistakes[f.Name]; wrong && typed.Has(f.Name) {
			f.Value = typed.Get(f.Name)
		}
	})
}

// chartTable reports whether a value that two people changed is in the table of
// the chart, or all of it.
func chartTable(path string) bool {
	return path == "chart" || strings.HasPrefix(path, rowsOf) || strings.HasPrefix(path, columnsOf)
}
