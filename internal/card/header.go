package card

import (
	"math"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// header says what the picture is: "Fact-check" behind a bar from the start
// edge, or on a draft the band that says so. It may be empty. The sketch's x
// runs from the picture's edge, its y from the top of the capitals.
func (c *composer) header(width float64) sketch {
	var s sketch
	side := c.plan.Margin.Side
	if c.words.draft.text != "" {
		b := c.label("draft", c.types.Draft, c.words.draft, c.plan.Label, width)
		pad := c.chipPad()
		s.marks = append(s.marks, rectangle("draft", raster.Rect{Y: -pad, W: side + b.layout.Width + pad, H: b.height() + 2*pad}, "chip"))
		s.height = s.text(b, side, 0) + pad
		return s
	}
	if !c.plan.Kicker {
		return s
	}
	b := c.kicker(width)
	s.height = s.text(b, side, 0)
	thick := math.Round(c.plan.Label * 0.36)
	s.marks = append(s.marks, rectangle("bar", raster.Rect{Y: math.Round((s.height - thick) / 2), W: side - c.units(1), H: thick}, "rule"))
	return s
}

// kicker is "Fact-check", with the topic where it fits on the line.
func (c *composer) kicker(width float64) block {
	style, text := c.types.Kicker, c.words.kicker
	b := c.label("kicker", style, text, c.plan.Label, width)
	if c.words.topic.text == "" {
		return b
	}
	p := c.paragraph(style, "", text.lang)
	p.Spans = []typeset.Span{{Text: text.text + "  "}, {Text: c.words.topic.text, Ink: 1}}
	layout := c.fonts.Set(p, c.plan.Label, width)
	if len(layout.Lines) != 1 || layout.Overflow {
		return b
	}
	b.layout, b.plain, b.inks = layout, text.text+"  "+c.words.topic.text, []Role{style.Ink, style.Emphasis}
	return b
}
