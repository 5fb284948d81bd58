package page

import (
	"cmp"

	"rebut/internal/factcheck"
)

// reference leads to one of the page's sources: "Source 2: Statistics Canada".
type reference struct {
	Href string // of the entry in the list of sources; "" for none
	Text string
}

func (s *Set) reference(e factcheck.Edition, id string, w words) reference {
	src, n := e.Source(id)
	if src == nil {
		return reference{}
	}
	name, _ := src.Publisher.In(e.Lang, e.Language)
	if short, _ := src.Short.In(e.Lang, e.Language); short != "" {
		name = short
	}
	return reference{"#" + sourceAnchor(n), w.T("cite", "Number", n, "Publisher", name)}
}

// figures are the number and the chart of a fact-check, for reading.
type figures struct {
	words
	Number *numberView // nil for none
	Chart  *table      // nil for none
}

// Any reports whether there is something to show.
func (f figures) Any() bool { return f.Number != nil || f.Chart != nil }

type numberView struct {
	Value  string // as the language writes it, or in its words
	Label  string
	Source reference
}

// table is the data of a chart: a row for each category, a column for each
// series.
type table struct {
	Title  string
	Note   string
	Heads  []phrase // names of the series; none where there is only one without a name
	Rows   []row
	Source reference
}

type row struct {
	Name      phrase
	Values    []string // as the language writes them
	Highlight bool
}

func (s *Set) figures(e factcheck.Edition, w words) figures {
	f := figures{words: w}
	if e.HasNumber() {
		n := e.Number
		value := cmp.Or(e.Text.Number.Figure, w.print.Number(n.Value, n.Unit, n.Decimals))
		f.Number = &numberView{value, e.Text.Number.Label, s.reference(e, n.Source, w)}
	}
	if e.HasChart() {
		f.Chart = s.table(e, w)
	}
	return f
}

func (s *Set) table(e factcheck.Edition, w words) *table {
	c := e.Chart
	t := &table{Title: cmp.Or(factcheck.Emphasised(e.Text.Chart.Title), e.Text.Fact).Plain(), Note: e.Text.Chart.Note, Source: s.reference(e, c.Source, w)}
	for _, series := range c.Series {
		if name := s.phrase(series.Name, e.Lang, e.Language); name.Text != "" || len(c.Series) > 1 {
			t.Heads = append(t.Heads, name)
		}
	}
	for i, category := range c.Categories {
		r := row{Name: s.phrase(category.Name, e.Lang, e.Language), Highlight: category.Highlight}
		for _, series := range c.Series {
			value := ""
			if i < len(series.Values) {
				value = w.print.Number(series.Values[i], c.Unit, c.Decimals)
			}
			r.Values = append(r.Values, value)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// receipt is a passage of a source, word for word.
type receipt struct {
	words
	Passage     phrase
	Cite        string // address of the source; "" for none
	Translation string // ours; "" where the source has the passage in the page's language
	Source      reference
}

func (s *Set) receipt(e factcheck.Edition, w words) receipt {
	if !e.HasReceipt() {
		return receipt{}
	}
	r := receipt{words: w, Passage: inLanguage(e.Receipt.Passage, e.PassageLanguage(), e.Lang),
		Translation: e.Text.Receipt.Translation, Source: s.reference(e, e.Receipt.Source, w)}
	if e.Text.Receipt.Official && r.Translation != "" {
		r.Passage, r.Translation = phrase{Text: r.Translation}, ""
	}
	if src, _ := e.Source(e.Receipt.Source); src != nil {
		r.Cite = outside(src.URL).Href
	}
	return r
}
