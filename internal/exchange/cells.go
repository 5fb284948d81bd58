package exchange

import (
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// rating takes a rating by its id, or by its word in any language.
func (w *row) rating(column int, cell string) {
	w.place(column, "rating")
	if step := byWord(w.Config, cell); step != nil {
		w.item.Check.Rating = step.ID
		return
	}
	w.item.Check.Rating = cell // settled with the others
}

// topics takes topics by their ids or names, between commas, semicolons, bars
// or lines.
func (w *row) topics(column int, cell string) {
	w.place(column, "topics")
	for name := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(",;|\n", r) }) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		id := name
		for _, topic := range w.Config.Topics {
			if strings.EqualFold(topic.ID, name) || slices.ContainsFunc(topic.Name.Languages(), func(l factcheck.Lang) bool { return strings.EqualFold(topic.Name[l], name) }) {
				id = topic.ID
			}
		}
		if !factcheck.ValidID(id) {
			id = strings.Join(strings.Fields(strings.Map(idLetter, plainLetters(id))), "-")
		}
		if id == "" || slices.Contains(w.item.Check.Topics, id) {
			continue
		}
		w.item.Check.Topics = append(w.item.Check.Topics, id)
	}
}

func idLetter(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return ' '
}

// sources takes sources: one to a line, or addresses with spaces, commas or
// semicolons between. A line has values with bars between, each with its key
// ("title: …"); without keys, an address, a date, and then title and publisher
// are told apart.
func (w *row) sources(column int, cell string) {
	w.place(column, "sources")
	for _, line := range lines(cell) {
		var s factcheck.Source
		if w.keyed(column, "sources", line, reflect.ValueOf(&s).Elem(), []string{"url", "date", "title", "publisher"}) {
			w.item.Check.Sources = append(w.item.Check.Sources, s)
		}
	}
}

// appearances takes the times that a claim was made, as sources takes sources.
func (w *row) appearances(column int, cell string) {
	w.place(column, "appearances")
	for _, line := range lines(cell) {
		var a factcheck.Appearance
		if w.keyed(column, "appearances", line, reflect.ValueOf(&a).Elem(), []string{"url", "date", "claimant", "place"}) {
			w.item.Check.Appearances = append(w.item.Check.Appearances, a)
		}
	}
}

// appearance takes one value of the first appearance.
func (w *row) appearance(column int, key, cell string) {
	f := w.item.Check
	if len(f.Appearances) == 0 {
		f.Appearances = []factcheck.Appearance{{}}
	}
	v, _ := leaf(reflect.ValueOf(&f.Appearances[0]).Elem(), key)
	w.set(column, "appearances[0]."+key, v, cell)
}

// lines are the elements of a cell that has several.
func lines(cell string) (out []string) {
	for line := range strings.SplitSeq(cell, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ';' || r == ',' || r == '\t' })
		if len(words) > 1 && !slices.ContainsFunc(words, func(s string) bool { return !web(s) }) {
			out = append(out, words...) // nothing but addresses
			continue
		}
		out = append(out, line)
	}
	return out
}

func web(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// keyed fills a struct from one line. free are the keys of values without one:
// the first two take addresses and dates, the others what is left, in their
// order.
func (w *row) keyed(column int, list, line string, into reflect.Value, free []string) bool {
	some, rest := false, free[2:]
	for _, piece := range pieces(line) {
		key, text, ok := strings.Cut(piece, ": ")
		key, lang, _ := strings.Cut(strings.ToLower(strings.TrimSpace(key)), ".")
		v, known := leaf(into, key)
		if !ok || !known {
			text, lang = piece, ""
			var day factcheck.Date
			switch {
			case web(text):
				key = free[0]
			case day.UnmarshalTOML(text) == nil && !day.IsZero():
				key = free[1]
			case len(rest) > 0:
				key, rest = rest[0], rest[1:]
			default:
				w.refused(column, list, "exchange-piece", text, "is one part too many", "write values with bars between: title: … | publisher: … | date: 2025-06-20 | url: https://…")
				continue
			}
			v, _ = leaf(into, key)
		}
		if err := assignPiece(v, strings.TrimSpace(text), lang); err != nil {
			w.refused(column, list, "exchange-value", piece, "cannot be read here", err.Error())
			continue
		}
		some = true
	}
	return some
}

// pieces are the parts of a line between bars; "\|" is a bar, "\n" a line's end
// and "\\" a backslash.
func pieces(line string) (out []string) {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line):
			i++
			if line[i] == 'n' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(line[i])
			}
		case line[i] == '|':
			out = append(out, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteByte(line[i])
		}
	}
	out = append(out, strings.TrimSpace(b.String()))
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// piece is the inverse of pieces for one value.
func piece(key, text string) string {
	return key + ": " + strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`).Replace(text)
}

func assignPiece(v reflect.Value, text, lang string) error {
	l, ok := v.Addr().Interface().(*factcheck.Localised)
	if !ok {
		return assign(v, text)
	}
	var tag factcheck.Lang
	if err := tag.UnmarshalText([]byte(lang)); err != nil {
		return err
	}
	if *l == nil {
		*l = factcheck.Localised{}
	}
	(*l)[tag] = text
	return nil
}

// written are the elements of a list as a cell has them.
func written(list reflect.Value) string {
	var out []string
	for i := range list.Len() {
		var parts []string
		item := list.Index(i)
		for n := range item.NumField() {
			key := item.Type().Field(n).Tag.Get("toml")
			if l, ok := item.Field(n).Interface().(factcheck.Localised); ok {
				for _, lang := range slices.Sorted(maps.Keys(l)) {
					parts = append(parts, piece(strings.TrimSuffix(key+"."+string(lang), "."), l[lang]))
				}
			} else if text := cellOf(item.Field(n)); text != "" {
				parts = append(parts, piece(key, text))
			}
		}
		out = append(out, strings.Join(parts, " | "))
	}
	return strings.Join(out, "\n")
}

// finish names what a table did not, once all of an item's rows are read.
func (r *reader) finish(i *Item) {
	f := i.Check
	if f.Texts[f.Language] == nil { // nothing was said in the language of the original
		for _, lang := range f.Languages() {
			f.Language = lang
			break
		}
	}
	if f.Original() == nil || f.Original().Claim == "" && f.Slug == "" {
		i.find("", "exchange-claim", "", "the row has no claim: it is left out", "")
		i.Check = nil
		return
	}
	for _, lang := range f.Languages() {
		if t := f.Texts[lang]; lang != f.Language && t.Translates == 0 {
			t.Translates = f.Revision
		}
	}
	named(i)
	if f.Slug != "" && (!factcheck.ValidID(string(f.Slug)) || slices.Contains(r.Config.Scheme(r.Today).Reserved, f.Slug)) {
		i.find("slug", "exchange-slug", string(f.Slug), problem.Quote(string(f.Slug))+" cannot be a name here; another is proposed", "use small letters, digits and hyphens: housing-costs-causes")
		f.Slug = ""
	}
	if f.Slug == "" {
		f.Slug = factcheck.SuggestSlug(claimOf(f), f.Language, r.Today)
	}
	f.Slug = r.unique(f.Slug)
}
