package exchange

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// rows makes items of a table's rows. Rows with the same slug are the languages
// of one fact-check; the first says what is not of a language.
func (r *reader) rows(name string, g *grid, t *Table) {
	bySlug := map[string]*Item{}
	for n, cells := range g.rows {
		if len(r.out.Items) > MaxItems {
			return // refused
		}
		row := &row{reader: r, table: t, cells: cells, places: g.places[n], number: g.number[n]}
		slug := row.cell("slug")
		item := bySlug[slug]
		if slug == "" || item == nil {
			item = &Item{At: problem.Position{File: name, Line: g.places[n][0].Line, Column: 1}, Row: g.number[n], cells: map[string]place{}}
			r.out.Items = append(r.out.Items, item)
			bySlug[slug] = item
			row.begin(item, slug)
		}
		row.item = item
		if len(cells) > len(t.Columns) {
			item.find("", "exchange-cells", strconv.Itoa(len(cells)), fmt.Sprintf("row %d has %d cells, but there are %d columns", g.number[n], len(cells), len(t.Columns)), "see whether a text with a separator in it lacks its quotation marks")
		}
		row.fill()
	}
	for _, item := range r.out.Items {
		r.finish(item)
	}
}

// row is one row of a table.
type row struct {
	*reader
	table  *Table
	cells  []string
	places []problem.Position
	number int // as spreadsheets count rows
	item   *Item
	lang   factcheck.Lang // of texts in columns without a language
}

// cell is the first cell with a field; "" for none.
func (w *row) cell(field string) string {
	for i, c := range w.table.Columns {
		if c.Field == field && i < len(w.cells) && w.cells[i] != "" {
			return w.cells[i]
		}
	}
	return ""
}

// begin begins an item with the row.
func (w *row) begin(item *Item, slug string) {
	original := w.language(item, "original")
	if original == "" {
		original = w.language(item, "language")
	}
	if original == "" {
		original = w.usual()
	}
	item.Check = &factcheck.FactCheck{Slug: factcheck.Slug(slug), Status: factcheck.Draft, Language: original, Revision: 1, Texts: factcheck.Texts{}}
}

// usual is the language of a row that names none: the site's first, or the
// first that texts have columns in.
func (w *row) usual() factcheck.Lang {
	used := map[string]bool{}
	for _, c := range w.table.Columns {
		used[c.Field] = true
	}
	if used["claim"] {
		return w.Config.DefaultLanguage()
	}
	for _, lang := range w.Config.Languages {
		if used["claim."+string(lang)] {
			return lang
		}
	}
	return w.Config.DefaultLanguage()
}

// language is what a row says of a language: a tag, or a name.
func (w *row) language(item *Item, field string) (lang factcheck.Lang) {
	cell := w.cell(field)
	if cell == "" {
		return ""
	}
	if named := languageNamed(plainLetters(cell), w.Config.Languages); named != "" {
		return named
	}
	if lang.UnmarshalText([]byte(cell)) != nil {
		w.item = item
		w.refused(w.column(field), field, "exchange-no-tag", cell, "is not a language", "write its tag: en, fr, ar")
		return ""
	}
	return lang
}

func (w *row) column(field string) int {
	return slices.IndexFunc(w.table.Columns, func(c Column) bool { return c.Field == field })
}

// place remembers where a value stands.
func (w *row) place(column int, field string) {
	if column >= 0 && column < len(w.places) {
		w.item.cells[field] = place{w.places[column], w.table.Columns[column].Name, w.number}
	}
}

// refused says that a cell is left out.
func (w *row) refused(column int, field, code, cell, why, hint string) {
	w.place(column, field)
	w.item.find(field, code, cell, problem.Quote(cell)+" "+why+"; it is left out", hint)
}

// fill puts the cells of a row into its item.
func (w *row) fill() {
	if w.lang = w.language(w.item, "language"); w.lang == "" {
		w.lang = w.item.Check.Language
	}
	for i, c := range w.table.Columns {
		if i >= len(w.cells) || c.Field == "" || w.cells[i] == "" {
			continue
		}
		w.value(i, c.Field, w.cells[i])
	}
}

// value puts one cell into the item.
func (w *row) value(column int, field, cell string) {
	f := w.item.Check
	key, lang := languageOf(field)
	if lang == "" {
		lang = w.lang
	}
	if slices.Contains(textFields(), key) {
		if f.Texts[lang] == nil {
			f.Texts[lang] = &factcheck.Text{}
		}
		v, _ := leaf(reflect.ValueOf(f.Texts[lang]).Elem(), key)
		w.set(column, "text."+string(lang)+"."+key, v, cell)
		return
	}
	switch list, rest, deep := strings.Cut(field, "."); {
	case field == "slug", field == "language", field == "original":
		w.place(column, field)
	case field == "rating":
		w.rating(column, cell)
	case field == "topics":
		w.topics(column, cell)
	case field == "sources":
		w.sources(column, cell)
	case field == "appearances":
		w.appearances(column, cell)
	case list == "appearance":
		w.appearance(column, rest, cell)
	case list == "number" && deep:
		if f.Number == nil {
			f.Number = &factcheck.Number{}
		}
		v, _ := leaf(reflect.ValueOf(f.Number).Elem(), rest)
		w.set(column, field, v, cell)
	case list == "receipt" && deep:
		if f.Receipt == nil {
			f.Receipt = &factcheck.Receipt{}
		}
		v, _ := leaf(reflect.ValueOf(f.Receipt).Elem(), rest)
		w.set(column, field, v, cell)
	default:
		v := map[string]any{"status": &f.Status, "revision": &f.Revision, "published": &f.Published, "modified": &f.Modified, "aliases": &f.Aliases, "designs": &f.Designs}[field]
		w.set(column, field, reflect.ValueOf(v).Elem(), cell)
	}
}

// set gives a value what a cell says.
func (w *row) set(column int, field string, v reflect.Value, cell string) {
	w.place(column, field)
	if err := assign(v, cell); err != nil {
		hint := ""
		var m *problem.Mistake
		if errors.As(err, &m) {
			hint = m.Hint
		}
		w.refused(column, field, "exchange-value", cell, "cannot be read here", hint)
	}
}

// assign sets a value of the model from a text. The error is a
// *problem.Mistake.
func assign(v reflect.Value, text string) error {
	if u, ok := v.Addr().Interface().(interface{ UnmarshalTOML(any) error }); ok {
		return u.UnmarshalTOML(text)
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		yes := slices.Contains([]string{"true", "yes", "oui", "vrai", "1", "x"}, strings.ToLower(text))
		if no := slices.Contains([]string{"false", "no", "non", "faux", "0"}, strings.ToLower(text)); !yes && !no {
			return &problem.Mistake{Message: "neither yes nor no", Hint: "write yes or no"}
		}
		v.SetBool(yes)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return &problem.Mistake{Message: "no whole number", Hint: "write a whole number in digits"}
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil {
			return &problem.Mistake{Message: "no number", Hint: "write 11.5, without spaces and signs"}
		}
		v.SetFloat(n)
	case reflect.Slice: // one to a line
		return assignList(v, text)
	}
	return nil
}

func assignList(v reflect.Value, text string) error {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		one := reflect.New(v.Type().Elem()).Elem()
		if err := assign(one, line); err != nil {
			return err
		}
		v.Set(reflect.Append(v, one))
	}
	return nil
}
