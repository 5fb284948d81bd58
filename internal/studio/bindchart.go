package studio

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// A chart's table has a row for each category and a column for each series,
// called as the elements of other lists are: "chart.categories.0.name.en",
// "chart.series.0.name.en", and the cell of both "chart.series.0.values.0".
// Rows and columns in which nothing stands are none.
const (
	rowsOf    = "chart.categories"
	columnsOf = "chart.series"
)

// chart changes what the form has of the chart.
func (b *binder) chart() {
	was := factcheck.Chart{}
	if b.f.Chart != nil {
		was = *b.f.Chart
	}
	own := was
	own.Categories, own.Series = slices.Clone(was.Categories), slices.Clone(was.Series)
	for _, name := range slices.Sorted(maps.Keys(b.form)) {
		switch rest, in := strings.CutPrefix(name, "chart."); {
		case !in || !b.may(name):
		case rest == "baseline":
			b.baseline(name, &own)
		default:
			b.field(name, reflect.ValueOf(&own).Elem(), rest)
		}
	}
	if keys, there := b.form[rowsOf]; there && b.may(rowsOf) {
		b.table(&own, was, distinct(keys), distinct(b.form[columnsOf]))
	} else if b.f.Chart != nil {
		b.elements(rowsOf, reflect.ValueOf(&own.Categories).Elem())
		b.elements(columnsOf, reflect.ValueOf(&own.Series).Elem())
	}
	switch {
	case reflect.DeepEqual(own, factcheck.Chart{}):
		b.f.Chart = nil
	case b.f.Chart == nil || !reflect.DeepEqual(own, was):
		b.f.Chart = &own
	}
}

func (b *binder) baseline(name string, c *factcheck.Chart) {
	if clean(b.form.Get(name)) == "" {
		c.Baseline = nil
		return
	}
	value := 0.0
	if c.Baseline != nil {
		value = *c.Baseline
	}
	b.set(name, reflect.ValueOf(&value).Elem())
	c.Baseline = &value
}

// distinct are the keys of a list, without those that stand twice.
func distinct(keys []string) (out []string) {
	for _, key := range keys {
		if key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// table makes the categories and series that the form has rows and columns for.
func (b *binder) table(own *factcheck.Chart, was factcheck.Chart, rows, columns []string) {
	categories, series := make([]factcheck.Category, len(rows)), make([]factcheck.ChartSeries, len(columns))
	for i, key := range rows {
		if at := elementAt(reflect.ValueOf(was.Categories), key); at >= 0 {
			categories[i] = was.Categories[at]
		}
		b.element(rowsOf+"."+key+".", reflect.ValueOf(&categories[i]).Elem())
	}
	for i, key := range columns {
		if at := elementAt(reflect.ValueOf(was.Series), key); at >= 0 {
			series[i] = was.Series[at]
		}
		b.element(columnsOf+"."+key+".", reflect.ValueOf(&series[i]).Elem())
	}
	usedRows, usedColumns := b.used(rows, columns)
	own.Categories, own.Series = those(categories, rows, usedRows), those(series, columns, usedColumns)
	rows, columns = usedRows, usedColumns
	for i, column := range columns {
		names := make([]string, len(rows))
		for j, row := range rows {
			names[j] = cell(column, row)
		}
		own.Series[i].Values = b.values(names)
	}
}

// named reports whether the form names a row or a column.
func (b *binder) named(line string) bool {
	for name := range b.form {
		if strings.HasPrefix(name, line+".name.") && clean(b.form.Get(name)) != "" {
			return true
		}
	}
	return false
}

// used are the rows and columns in which something stands.
func (b *binder) used(rows, columns []string) (usedRows, usedColumns []string) {
	stands := func(list string, keys []string, cells func(key string) []string) (out []string) {
		for _, key := range keys {
			filled := slices.ContainsFunc(cells(key), func(name string) bool { return clean(b.form.Get(name)) != "" })
			if (filled || b.named(list+"."+key)) && b.form.Get(list+"."+key+".remove") == "" {
				out = append(out, key)
			}
		}
		return out
	}
	usedRows = stands(rowsOf, rows, func(row string) (out []string) {
		for _, column := range columns {
			out = append(out, cell(column, row))
		}
		return out
	})
	usedColumns = stands(columnsOf, columns, func(column string) (out []string) {
		for _, row := range rows {
			out = append(out, cell(column, row))
		}
		return out
	})
	return usedRows, usedColumns
}

// cell is the name of a field of the table.
func cell(column, row string) string { return columnsOf + "." + column + ".values." + row }

// those are the items of some of the keys.
func those[T any](items []T, keys, wanted []string) (out []T) {
	for i, key := range keys {
		if slices.Contains(wanted, key) {
			out = append(out, items[i])
		}
	}
	return out
}

// values are the numbers of a column. Those at its end may be missing still; a
// gap before another number is a mistake.
func (b *binder) values(cells []string) []float64 {
	for len(cells) > 0 && clean(b.form.Get(cells[len(cells)-1])) == "" {
		cells = cells[:len(cells)-1]
	}
	var out []float64
	for _, name := range cells {
		v, mistake := figure(clean(b.form.Get(name)))
		if mistake != nil {
			b.mistakes[name] = *mistake
		}
		out = append(out, v)
	}
	return out
}

var (
	grouped   = regexp.MustCompile(`^[-+]?\d{1,3}(,\d{3})+$`)
	plainForm = regexp.MustCompile(`^[-+]?(\d+([.,]\d*)?|[.,]\d+)$`)
	inGroups  = regexp.MustCompile(`^[-+]?\d{1,3}(,\d{3})+\.\d+$`)
)

// figure reads a number as people and spreadsheets write it in English and
// French: 1234.5, 1234,5, 1 234,5, 1,234.5, $1,234.50, 11 %. What could be
// two numbers is refused: a wrong figure is worse than a question.
func figure(text string) (float64, *problem.Mistake) {
	if text == "" {
		return 0, &problem.Mistake{Message: "a value is missing here", Case: "no-figure"}
	}
	bare := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00A0', '\u202F', '\u2009', '%', '$':
			return -1
		case '\u2212', '\u2013': // a minus sign, and what is typed for one
			return '-'
		}
		return r
	}, text)
	switch {
	case grouped.MatchString(bare) && strings.Count(bare, ",") == 1 && !strings.Contains(text, "$"):
		large, small := strings.ReplaceAll(bare, ",", ""), strings.Replace(bare, ",", ".", 1)
		return 0, &problem.Mistake{Message: problem.Quote(text) + " can be read as two numbers", Hint: "write " + large + " or " + small,
			Case: "two-numbers", Values: problem.Named(text, large, small)}
	case grouped.MatchString(bare), inGroups.MatchString(bare):
		bare = strings.ReplaceAll(bare, ",", "")
	case plainForm.MatchString(bare):
		bare = strings.Replace(bare, ",", ".", 1)
	default:
		return 0, &problem.Mistake{Message: problem.Quote(text) + " is not a number", Case: "number"}
	}
	v, err := strconv.ParseFloat(bare, 64)
	if err != nil {
		return 0, &problem.Mistake{Message: problem.Quote(text) + " is not a number", Case: "number"}
	}
	return v, nil
}
