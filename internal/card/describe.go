package card

import (
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// described are the ways to tell in words what a picture's design shows beside
// the texts of every fact-check, longest first: its number, chart and receipt.
func (p *Press) described(j Job, out *message.Printer) [3][]string {
	var ways [3][]string
	d, e := p.design(j.Design), j.Edition
	if d == nil {
		return ways
	}
	for _, need := range d.Needs {
		switch {
		case !has(e, need):
		case need == NeedsNumber:
			ways[0] = p.describedNumber(e, out)
		case need == NeedsChart:
			ways[1] = describedChart(e, out)
		case need == NeedsReceipt:
			ways[2] = p.describedReceipt(e, out)
		}
	}
	return ways
}

// describedNumber is the figure with what it measures.
func (p *Press) describedNumber(e factcheck.Edition, out *message.Printer) []string {
	said := []string{}
	for _, name := range []string{"figure", "figure-label"} {
		if ways := p.wordsOf(e).texts[name]; len(ways) > 0 {
			said = append(said, ways[0].text)
		}
	}
	return []string{sentence(out.Text("kit.number", "Text", strings.Join(said, " ")), out.Lang())}
}

// describedReceipt is the passage of the source, or its translation, behind the
// source's name.
func (p *Press) describedReceipt(e factcheck.Edition, out *message.Printer) []string {
	source, _ := e.Source(e.Receipt.Source)
	passage := p.wordsOf(e).texts["passage"]
	if source == nil || len(passage) == 0 {
		return nil
	}
	name, _ := source.Short.In(e.Lang, e.Language)
	if name == "" {
		name, _ = source.Publisher.In(e.Lang, e.Language)
	}
	return []string{sentence(out.Text("kit.receipt", "Source", name, "Quote", passage[0].text), out.Lang())}
}

// describedChart is the chart in words: with all its values, with those that it
// is about, and without any.
func describedChart(e factcheck.Edition, out *message.Printer) []string {
	format := func(v float64) string { return out.Number(v, e.Chart.Unit, e.Chart.Decimals) }
	var ways []string
	for _, c := range []factcheck.Chart{*e.Chart, inShort(*e.Chart), {Kind: e.Chart.Kind}} {
		ways = append(ways, chartWords(&c, e.Text.Chart, e.Lang, e.Language, format, out))
	}
	return ways
}

// inShort is a chart with only what it is about: the highlighted categories or
// series where there are any, and of categories in order the first and the last.
func inShort(c factcheck.Chart) factcheck.Chart {
	if slices.ContainsFunc(c.Series, func(s factcheck.ChartSeries) bool { return s.Highlight }) {
		c.Series = slices.DeleteFunc(slices.Clone(c.Series), func(s factcheck.ChartSeries) bool { return !s.Highlight })
	}
	about := func(i int) bool { return c.Categories[i].Highlight }
	switch {
	case c.Kind == factcheck.Line || c.Kind == factcheck.Slope:
		about = func(i int) bool { return i == 0 || i == len(c.Categories)-1 }
	case !slices.ContainsFunc(c.Categories, func(k factcheck.Category) bool { return k.Highlight }):
		return c
	}
	return chosen(c, about)
}

// chosen is a chart with some of its categories.
func chosen(c factcheck.Chart, take func(int) bool) factcheck.Chart {
	out := c
	out.Categories, out.Series = nil, slices.Clone(c.Series)
	for i := range out.Series {
		out.Series[i].Values = nil
	}
	for k, category := range c.Categories {
		if !take(k) {
			continue
		}
		out.Categories = append(out.Categories, category)
		for i, s := range c.Series {
			if k < len(s.Values) {
				out.Series[i].Values = append(out.Series[i].Values, s.Values[k])
			}
		}
	}
	return out
}
