package card

import (
	"math"

	"rebut/internal/raster"
)

// header says what the picture is: "Fact-check" behind a bar from the start
// edge, or on a draft the band that says so. It may be empty. The sketch's x
// runs from the picture's edge, its y from the top of the capitals.
func (c *composer) header(width float64) sketch {
	var s sketch
	side := c.plan.Margin.Side
	if c.words.draft.text != "" {
		b := c.label("draft", c.types.Draft, c.words.draft, c.plan.Label, width)
		pad := math.Round(c.plan.Label * 0.6)
		s.marks = append(s.marks, rectangle("draft", raster.Rect{Y: -pad, W: side + b.layout.Width + 1.5*pad, H: b.height() + 2*pad}, "chip"))
		s.height = s.text(b, side, 0) + pad
		return s
	}
	if c.plan.Gaps.Kicker == 0 {
		return s
	}
	b := c.label("kicker", c.types.Kicker, c.words.kicker, c.plan.Label, width)
	s.height = s.text(b, side, 0)
	thick := math.Round(c.plan.Label * 0.3)
	s.marks = append(s.marks, rectangle("bar", raster.Rect{Y: math.Round((s.height - thick) / 2), W: side - c.units(1), H: thick}, "rule"))
	return s
}
