package exchange

import (
	"bufio"
	"encoding"
	"encoding/csv"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/problem"
)

// Export writes fact-checks, one after the other as it goes, in the order of
// their slugs: in JSON the whole model, in CSV a row for each language, in
// ClaimReview the published reviews that carry no draft mark. whole opens a
// fact-check that is known by its outline only; nil for those that never are.
func Export(w io.Writer, kind Kind, cfg *config.Config, list []*factcheck.FactCheck, today factcheck.Date, whole func(*factcheck.FactCheck) (*factcheck.FactCheck, error)) error {
	sorted := slices.SortedFunc(slices.Values(list), func(a, b *factcheck.FactCheck) int { return strings.Compare(string(a.Slug), string(b.Slug)) })
	out := bufio.NewWriter(w)
	var each func(*factcheck.FactCheck) error
	var end func() error
	switch kind {
	case JSON:
		each, end = jsonExport(out, cfg, today)
	case CSV:
		each, end = csvExport(out)
	case ClaimReview:
		each, end = reviewExport(out, cfg)
	default:
		return mistake("use json, csv or claimreview", "%s is no kind of file that is exported", problem.Quote(string(kind)))
	}
	for _, f := range sorted {
		if whole != nil {
			var err error
			if f, err = whole(f); err != nil {
				return err
			}
		}
		if err := each(f); err != nil {
			return err
		}
	}
	if err := end(); err != nil {
		return err
	}
	return out.Flush()
}

// Name is what an exported file is called: it says its day.
func Name(kind Kind, today factcheck.Date) string {
	return map[Kind]string{JSON: "fact-checks-" + today.String() + ".json", CSV: "fact-checks-" + today.String() + ".csv", ClaimReview: "claimreview-" + today.String() + ".json"}[kind]
}

// MIME is the media type of an exported file.
func MIME(kind Kind) string {
	return map[Kind]string{JSON: "application/json", CSV: "text/csv; charset=utf-8", ClaimReview: "application/ld+json"}[kind]
}

// separated writes elements of a JSON list.
func separated(out *bufio.Writer, indent string) func(element []byte) error {
	n := 0
	return func(element []byte) error {
		between := ",\n" + indent
		if n++; n == 1 {
			between = "\n" + indent
		}
		_, _ = out.WriteString(between) // Flush tells
		_, err := out.Write(element)
		return err
	}
}

func jsonExport(out *bufio.Writer, cfg *config.Config, today factcheck.Date) (each func(*factcheck.FactCheck) error, end func() error) {
	site, _ := json.Marshal(cfg.Organisation.Address) // a text always can be
	_, _ = out.WriteString("{\n  \"exported\": \"" + today.String() + "\",\n  \"site\": " + string(site) + ",\n  \"" + modelKey + "\": [")
	write := separated(out, "    ")
	return func(f *factcheck.FactCheck) error {
			one, err := modelOf(f)
			if err != nil {
				return err
			}
			return write(one)
		}, func() error {
			_, err := out.WriteString("\n  ]\n}\n")
			return err
		}
}

func reviewExport(out *bufio.Writer, cfg *config.Config) (each func(*factcheck.FactCheck) error, end func() error) {
	_, _ = out.WriteString("[") // Flush tells
	write := separated(out, "")
	return func(f *factcheck.FactCheck) error {
			if f.Status != factcheck.Published {
				return nil
			}
			for _, e := range cfg.Editions(f) {
				if e.Marked {
					continue
				}
				review, err := feed.ClaimReview(cfg, e)
				if err != nil {
					return err
				}
				if review != nil {
					if err := write(review); err != nil {
						return err
					}
				}
			}
			return nil
		}, func() error {
			_, err := out.WriteString("\n]\n")
			return err
		}
}

// csvExport begins with the mark by which spreadsheets know UTF-8.
func csvExport(out *bufio.Writer) (each func(*factcheck.FactCheck) error, end func() error) {
	_, _ = out.WriteString("\ufeff") // Flush tells
	w := csv.NewWriter(out)
	w.UseCRLF = true
	columns := slices.Concat(checkFields()[:3], textFields(), checkFields()[3:])
	_ = w.Write(columns)
	return func(f *factcheck.FactCheck) error {
			for _, lang := range f.Languages() {
				cells := make([]string, len(columns))
				for i, field := range columns {
					cells[i] = Escape(cell(f, lang, field))
				}
				if err := w.Write(cells); err != nil {
					return err
				}
			}
			return nil
		}, func() error {
			w.Flush()
			return w.Error()
		}
}

// cell is what a fact-check has in a column. What is of no language stands in
// the row of the original.
func cell(f *factcheck.FactCheck, lang factcheck.Lang, field string) string {
	if slices.Contains(textFields(), field) {
		v, _ := leaf(reflect.ValueOf(f.Texts[lang]).Elem(), field)
		return cellOf(v)
	}
	switch field {
	case "slug":
		return string(f.Slug)
	case "original":
		return string(f.Language)
	case "language":
		return string(lang)
	}
	if lang != f.Language {
		return ""
	}
	list, rest, _ := strings.Cut(field, ".")
	var in any
	switch list {
	case "sources":
		return written(reflect.ValueOf(f.Sources))
	case "appearances":
		return written(reflect.ValueOf(f.Appearances))
	case "number":
		if in = f.Number; f.Number == nil {
			return ""
		}
	case "receipt":
		if in = f.Receipt; f.Receipt == nil {
			return ""
		}
	case "topics":
		return strings.Join(f.Topics, "\n")
	default:
		return cellOf(reflect.ValueOf(map[string]any{"status": f.Status, "revision": f.Revision, "published": f.Published, "modified": f.Modified, "rating": f.Rating, "aliases": f.Aliases, "designs": f.Designs}[field]))
	}
	v, _ := leaf(reflect.ValueOf(in).Elem(), rest)
	return cellOf(v)
}

// cellOf is a value as a cell has it: lists one to a line.
func cellOf(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case factcheck.Date:
		return x.String()
	case encoding.TextMarshaler:
		text, _ := x.MarshalText() // values of the model can be written
		return string(text)
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		if v.Bool() {
			return "yes"
		}
	case reflect.Int:
		if v.Int() != 0 {
			return strconv.FormatInt(v.Int(), 10)
		}
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Slice:
		var out []string
		for i := range v.Len() {
			out = append(out, cellOf(v.Index(i)))
		}
		return strings.Join(out, "\n")
	}
	return ""
}
