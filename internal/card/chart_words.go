package card

import (
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// chartWords says in sentences what a chart shows, for alt texts: its title,
// its kind, its note, and every figure with its name. original is the language
// of names that lack the printer's.
func chartWords(c *factcheck.Chart, text factcheck.ChartText, lang, original factcheck.Lang, format func(float64) string, out *message.Printer) string {
	d := description{chart: c, lang: lang, original: original, format: format, out: out}
	items := make([]string, len(c.Series))
	for i := range c.Series {
		items[i] = d.series(i)
	}
	if c.Kind == factcheck.Stack {
		items = make([]string, len(c.Categories))
		for i := range c.Categories {
			items[i] = d.division(i)
		}
	}
	said := []string{text.Title, out.Text("card.chart-" + string(c.Kind)), text.Note, d.join(items)}
	var sentences []string
	for _, s := range said {
		if s = strings.TrimSpace(s); s != "" {
			sentences = append(sentences, sentence(s, lang))
		}
	}
	return inParagraph(sentences)
}

// description is a chart that is put into words.
type description struct {
	chart          *factcheck.Chart
	lang, original factcheck.Lang
	format         func(float64) string
	out            *message.Printer
}

// series are the figures of a series by category.
func (d description) series(i int) string {
	s := d.chart.Series[i]
	var items []string
	for k, v := range s.Values {
		if k < len(d.chart.Categories) {
			items = append(items, d.pair(d.chart.Categories[k].Name, v))
		}
	}
	return d.group(s.Name, items)
}

// division are the figures of a category by series.
func (d description) division(i int) string {
	var items []string
	for _, s := range d.chart.Series {
		if i < len(s.Values) {
			items = append(items, d.pair(s.Name, s.Values[i]))
		}
	}
	return d.group(d.chart.Categories[i].Name, items)
}

func (d description) join(items []string) string {
	return strings.Join(items, d.out.Text("card.chart-next"))
}

// pair is a figure with its name.
func (d description) pair(name factcheck.Localised, v float64) string {
	if n := d.name(name); n != "" {
		return d.out.Text("card.chart-pair", "Name", n, "Value", d.format(v))
	}
	return d.format(v)
}

// group are figures with the name that they share.
func (d description) group(name factcheck.Localised, items []string) string {
	if n := d.name(name); n != "" {
		return d.out.Text("card.chart-group", "Name", n, "Items", d.join(items))
	}
	return d.join(items)
}

func (d description) name(name factcheck.Localised) string {
	text, _ := name.In(d.lang, d.original)
	return strings.TrimSpace(text)
}
