package card

import (
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// has reports whether an edition has what a design needs.
func has(e factcheck.Edition, need Need) bool {
	switch need {
	case NeedsNumber:
		return e.HasNumber()
	case NeedsChart:
		return e.HasChart()
	case NeedsReceipt:
		return e.HasReceipt()
	}
	return e.HasSandwich()
}

// figures puts the texts of the number, the receipt and the chart.
func (p *Press) figures(e factcheck.Edition, put func(string, ...phrase), own func(key, text string) phrase,
	marked func(key string, text factcheck.Emphasised) phrase, out *message.Printer) {
	if e.Number != nil {
		figure := e.Text.Number.Figure
		if figure == "" {
			figure = out.Number(e.Number.Value, e.Number.Unit, e.Number.Decimals)
		}
		put("figure", own("number.figure", figure))
		put("figure-label", own("number.label", e.Text.Number.Label))
		put("figure-source", p.sourceLine(e, e.Number.Source, "number.source", out)...)
	}
	if e.Chart != nil {
		put("chart-title", marked("fact", e.Text.Fact))
		if e.Text.Chart.Title != "" {
			put("chart-title", marked("chart.title", factcheck.Emphasised(e.Text.Chart.Title)))
		}
		put("chart-note", own("chart.note", e.Text.Chart.Note))
		put("chart-source", p.sourceLine(e, e.Chart.Source, "chart.source", out)...)
	}
	if e.Receipt != nil {
		p.receipt(e, put, own, out)
	}
}

// receipt puts the passage in its own language, or its translation where there
// is one.
func (p *Press) receipt(e factcheck.Edition, put func(string, ...phrase), own func(key, text string) phrase, out *message.Printer) {
	r := e.Receipt
	lang := r.Language
	if s, _ := e.Source(r.Source); lang == "" && s != nil {
		lang = s.Language
	}
	if lang == "" {
		lang = e.Language
	}
	passage := phrase{text: quoted(p.msgs.In(lang), r.Passage), lang: lang, from: origin{path: "receipt.passage"}}
	put("passage", passage)
	if t := e.Text.Receipt.Translation; t != "" {
		put("passage", own("receipt.translation", quoted(out, t)))
		if !e.Text.Receipt.Official {
			put("passage-translation", phrase{text: out.Text("card.translated"), lang: out.Lang()})
		}
	}
	put("passage-source", p.sourceLine(e, r.Source, "receipt.source", out)...)
}

// sourceLine names one source: publisher, title and year, then ever less.
func (p *Press) sourceLine(e factcheck.Edition, id, path string, out *message.Printer) []phrase {
	s, _ := e.Source(id)
	if s == nil {
		return nil
	}
	name, _ := s.Short.In(e.Lang, e.Language)
	full, _ := s.Publisher.In(e.Lang, e.Language)
	if name == "" {
		name = full
	}
	date := ""
	if s.Date.Year > 0 {
		date = out.Text("card.separator") + out.Date(s.Date)
	}
	var ways []phrase
	for _, way := range [][2]string{{full, date}, {name, date}, {name, ""}, {host(s.URL), ""}} {
		if way[0] == "" {
			continue
		}
		shown := isolate(way[0]) + way[1]
		ways = append(ways, phrase{text: out.Count("card.sources", 1, "Names", shown), lang: e.Lang, from: origin{path: path}})
	}
	return ways
}
