package factcheck

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// shape is how many categories and series a kind of chart can show.
type shape struct{ leastCategories, mostCategories, leastSeries, mostSeries int }

func (k ChartKind) shape() (s shape, known bool) {
	switch k {
	case Bars, Columns:
		return shape{2, 8, 1, 1}, true
	case Line:
		return shape{2, 12, 1, 4}, true
	case Slope:
		return shape{2, 2, 2, 6}, true
	case Stack:
		return shape{1, 4, 2, 5}, true
	}
	return shape{}, false
}

// fromZero reports whether lengths stand for values, so that an axis that
// begins elsewhere than at nought shows a false proportion.
func (k ChartKind) fromZero() bool { return k == Bars || k == Columns || k == Stack }

// chart checks the figures and their words in every language.
func (k *checker) chart() {
	c := k.f.Chart
	if c == nil {
		k.unused("chart", "title or note", func(t *Text) string { return t.Chart.Title + t.Chart.Note })
		return
	}
	if c.Kind == "" {
		k.missing(key("chart.kind"), `write kind = "bars", "columns", "line", "slope" or "stack"`, "kind of the chart")
	}
	k.unit(key("chart.unit"), c.Unit)
	k.sourceOf("chart", c.Source)
	k.shape(c)
	k.chartValues(c)
	k.baseline(c)
	k.stacks(c)
	k.chartNames(c)
	k.highlights(c)
	if original := k.f.Original(); original != nil && blank(original.Chart.Note) {
		lang := k.f.Language
		k.missing(key("text.%s.chart.note", lang).in(lang), "say what the figures are: “Rents of two-bedroom units, change in 2022”", "note of the chart in "+lang.Name())
	}
}

func (k *checker) shape(c *Chart) {
	s, known := c.Kind.shape()
	if !known {
		return
	}
	count := func(path, name string, n, least, most int) {
		if n >= least && n <= most {
			return
		}
		hint := "leave out what readers can do without, or choose another kind"
		if n < least {
			hint = "add [[chart." + path + "]], or choose another kind"
		}
		k.errorf(key("chart.%s", path), "out-of-range", hint, "%s have %s; this chart has %d", kindName(c.Kind), span(least, most, name), n)
	}
	count("categories", "categories", len(c.Categories), s.leastCategories, s.mostCategories)
	count("series", "series", len(c.Series), s.leastSeries, s.mostSeries)
}

// kindName is a kind in the plural.
func kindName(kind ChartKind) string {
	if kind == Bars || kind == Columns {
		return string(kind)
	}
	return string(kind) + "s"
}

// span is a range as a sentence has it: "2 to 8 categories", "exactly 1 series".
func span(least, most int, name string) string {
	if least == most {
		return fmt.Sprintf("exactly %d %s", least, name)
	}
	return fmt.Sprintf("%d to %d %s", least, most, name)
}

func (k *checker) chartValues(c *Chart) {
	var all []float64
	for i, series := range c.Series {
		where := key("chart.series[%d].values", i)
		if len(series.Values) != len(c.Categories) {
			k.errorf(where, "values-missing", "write one value for each category, in their order",
				"values has %d items for %d categories", len(series.Values), len(c.Categories))
		}
		for j, v := range series.Values {
			k.value(key("chart.series[%d].values[%d]", i, j), v)
		}
		all = append(all, series.Values...)
	}
	k.decimals(key("chart.decimals"), c.Decimals, all...)
}

// baseline refuses truncated axes where lengths stand for values. Lines may
// begin elsewhere than at nought, as long as the note says so.
func (k *checker) baseline(c *Chart) {
	if c.Baseline == nil {
		return
	}
	where, base := key("chart.baseline"), *c.Baseline
	k.value(where, base)
	switch least := c.least(); {
	case base == 0:
	case c.Kind.fromZero():
		k.errorf(where, "truncated-axis", "delete the line; if differences are what matters, draw a line or a slope",
			"%s must begin at 0: cut off, they show a false proportion", kindName(c.Kind))
	case base > least:
		k.errorf(where, "truncated-axis", "write the lowest value or less", "the axis begins at %v, above the value %v", base, least)
	default:
		k.baselineStated(base)
	}
}

func (c *Chart) least() float64 {
	least := math.Inf(1)
	for _, series := range c.Series {
		for _, v := range series.Values {
			least = min(least, v)
		}
	}
	return least
}

// baselineStated checks that every note names the baseline.
func (k *checker) baselineStated(base float64) {
	want := onlyDigits(strconv.FormatFloat(math.Abs(base), 'f', -1, 64))
	for _, lang := range k.f.Languages() {
		t := k.f.Texts[lang]
		if t != nil && !blank(t.Chart.Note) && !strings.Contains(onlyDigits(t.Chart.Note), want) {
			k.warnf(key("text.%s.chart.note", lang).in(lang), "unstated-baseline", fmt.Sprintf("say so: “The axis begins at %v.”", base),
				"the note does not say that the axis begins at %v", base)
		}
	}
}

// onlyDigits are the decimal digits of a text, of any script, as 0–9.
func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.Is(unicode.Nd, r) {
			return -1
		}
		first := r // Unicode has them in runs of ten from nought
		for unicode.Is(unicode.Nd, first-1) {
			first--
		}
		return '0' + (r-first)%10
	}, text)
}

// stacks checks that parts can be parts.
func (k *checker) stacks(c *Chart) {
	if c.Kind != Stack {
		return
	}
	for j := range c.Categories {
		sum := 0.0
		for i, series := range c.Series {
			if j >= len(series.Values) {
				return
			}
			if v := series.Values[j]; v < 0 {
				k.errorf(key("chart.series[%d].values[%d]", i, j), "negative-part", "draw bars instead", "%v cannot be a part of a stack", v)
				return
			}
			sum += series.Values[j]
		}
		tolerance := float64(len(c.Series))*0.5*math.Pow10(-min(max(c.Decimals, 0), MaxDecimals)) + 1e-9
		if c.Unit == Percent && math.Abs(sum-100) > tolerance {
			k.errorf(key("chart.categories[%d]", j), "not-a-whole", "add what is missing as a series of its own, or draw bars",
				"the shares of category %d make %s%%, not 100%%", j+1, strconv.FormatFloat(sum, 'f', -1, 64))
		}
	}
}

// chartNames checks the names of categories and series: the original needs
// them all, other languages that show the chart fall back to it.
func (k *checker) chartNames(c *Chart) {
	for i, category := range c.Categories {
		k.chartName(key("chart.categories[%d].name", i), fmt.Sprintf("name of category %d", i+1), category.Name)
	}
	for i, series := range c.Series {
		if len(c.Series) > 1 || !series.Name.empty() {
			k.chartName(key("chart.series[%d].name", i), fmt.Sprintf("name of series %d", i+1), series.Name)
		}
	}
}

func (k *checker) chartName(where at, name string, l Localised) {
	k.needOriginal(where, name, "say what it shows", l)
	if l.empty() || !blank(l[""]) {
		return
	}
	for _, lang := range k.f.Languages() {
		t := k.f.Texts[lang]
		if lang == k.f.Language || t == nil || blank(t.Chart.Note) || !blank(l[lang]) {
			continue
		}
		if known := k.scheme.Languages; len(known) > 0 && !slices.Contains(known, lang) {
			continue // the text is not shown
		}
		k.warnf(key("%s.%s", where.path, lang).in(lang), "missing", "until it is there, the chart shows it in "+k.f.Language.Name(),
			"no %s in %s", name, lang.Name())
	}
}

// highlights checks that at most one part stands out.
func (k *checker) highlights(c *Chart) {
	const hint = "a chart makes one point; keep the one that it is about"
	one := func(path string, n int, lit func(int) bool) {
		found := false
		for i := range n {
			if lit(i) && found {
				k.errorf(key("chart.%s[%d].highlight", path, i), "several-highlights", hint, "more than one of the %s is highlighted", path)
				return
			}
			found = found || lit(i)
		}
	}
	one("categories", len(c.Categories), func(i int) bool { return c.Categories[i].Highlight })
	one("series", len(c.Series), func(i int) bool { return c.Series[i].Highlight })
}
