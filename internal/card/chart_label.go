package card

import (
	"fmt"
	"math"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// set sets a label in at most width px, in a box as wide as its longest line.
func (p plot) set(role string, text phrase, style typeset.Style, ink Role, size, width float64, align typeset.Align) block {
	dir := typeset.LTR
	if p.rtl {
		dir = typeset.RTL
	}
	para := typeset.Paragraph{Spans: []typeset.Span{{Text: text.text}}, Lang: string(text.lang), Direction: dir, Style: style,
		Align: align, Balance: true}
	l := p.fonts.Set(para, size, max(width, 0))
	if tight := p.fonts.Set(para, size, math.Ceil(l.TextWidth())); len(tight.Lines) == len(l.Lines) && tight.Broken == l.Broken && !tight.Overflow {
		l = tight
	}
	return block{role: role, from: text.from, lang: text.lang, plain: text.text, inks: []Role{ink}, layout: l}
}

// category is the name of a category.
func (p plot) category(c *factcheck.Chart, i int) phrase {
	return p.named(c.Categories[i].Name, fmt.Sprintf("chart.categories[%d].name", i))
}

// series is the name of a series; it may be empty.
func (p plot) series(c *factcheck.Chart, i int) phrase {
	return p.named(c.Series[i].Name, fmt.Sprintf("chart.series[%d].name", i))
}

func (p plot) named(name factcheck.Localised, path string) phrase {
	text, lang := name.In(p.lang, p.original)
	if lang == "" {
		lang = p.lang
	}
	return phrase{text: joined(text), lang: lang, from: origin{path: path}}
}

// figure is a value as it is written.
func (p plot) figure(v float64, series int) phrase {
	return phrase{text: noBreaks(p.format(v)), lang: p.lang, from: origin{path: fmt.Sprintf("chart.series[%d].values", series)}}
}

// name sets a category's or a series' name.
func (p plot) name(role string, text phrase, strong, rivals bool, size, width float64, align typeset.Align) block {
	switch {
	case strong:
		return p.set(role, text, p.strong, "ink", size, width, align)
	case rivals:
		return p.set(role, text, p.label, p.quiet(), size, width, align)
	}
	return p.set(role, text, p.label, "ink", size, width, align)
}

// quiet is the ink of names that others outdo.
func (p plot) quiet() Role {
	if p.ground == "panel" {
		return "panel_ink"
	}
	return "muted"
}

// number sets a value, on one line.
func (p plot) number(text phrase, strong bool, size float64) block {
	ink := Role("ink")
	if strong {
		ink = "accent"
	}
	return p.set("value", text, p.value, ink, size, raster.MaxSide, typeset.Start)
}

// ink is the box around what a label draws, in logical coordinates.
func (p plot) ink(b block) raster.Rect {
	l := b.layout.Ink
	x := l.Left
	if p.rtl {
		x = b.layout.Width - l.Right
	}
	return raster.Rect{X: b.x + x, Y: b.y - b.rise() + l.Top, W: max(l.Right-l.Left, 0), H: max(l.Bottom-l.Top, 0)}
}

// inkAbove and inkBelow are how far a label's ink may reach over its optical box,
// px.
func inkAbove(b block) float64 { return max(b.rise()-b.layout.Ink.Top, 0) }
func inkBelow(b block) float64 { return max(b.layout.Ink.Bottom-b.rise()-b.height(), 0) }

// extent is the height that a label needs for all of its ink.
func extent(b block) float64 { return inkAbove(b) + b.height() + inkBelow(b) }

// width is the width of a label's box; 0 where it is empty.
func (b *block) width() float64 {
	if len(b.layout.Lines) == 0 || b.plain == "" {
		return 0
	}
	return b.layout.Width
}

// put puts a label at a place, unless it is empty.
func (s *sketch) put(b block, x, y float64) {
	if b.plain != "" {
		s.text(b, x, y)
	}
}

// widest is the largest of what f says of the items, at least 0.
func widest[T any](items []T, f func(T) float64) float64 {
	most := 0.0
	for _, item := range items {
		most = max(most, f(item))
	}
	return most
}
