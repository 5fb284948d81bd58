package card

import (
	"math"

	"rebut/internal/config"
	"rebut/internal/raster"
)

// rated is the claim as a quotation of somebody else: the chip with the rating,
// beside it "You may have heard", then the claim. The chip hangs from the
// sketch's top edge, which is the panel's.
func (c *composer) rated(claimSize, width float64) sketch {
	var s sketch
	chip, w := c.chip(width, c.chipPad())
	s.add(chip, 0, 0)
	y := chip.height
	if c.plan.Heard {
		label := c.label("label", c.types.Label, c.words.heard, c.plan.Label, width)
		if gap := c.units(1.5); w+gap+label.layout.TextWidth() <= width {
			s.text(label, w+gap, chip.blocks[0].baseline()-label.baseline()) // on the line of the rating's word
		} else {
			y = s.text(label, 0, y+c.units(c.plan.Gaps.Chip))
		}
	}
	s.height = s.text(c.claim(claimSize, width, c.spare()), 0, y+c.units(c.plan.Gaps.Chip))
	return s
}

// heard is "You may have heard" above the claim.
func (c *composer) heard(claimSize, width float64) sketch {
	var s sketch
	y := 0.0
	if c.plan.Heard {
		y = s.text(c.label("label", c.types.Label, c.words.heard, c.plan.Label, width), 0, 0) + c.units(c.plan.Gaps.Chip)
	}
	s.height = s.text(c.claim(claimSize, width, c.units(c.plan.Gaps.Panel)*0.8), 0, y)
	return s
}

// chipPad is the space around the words of the chip and of the draft's band.
func (c *composer) chipPad() float64 { return math.Round(c.plan.Label * 0.7) }

// chip is the rating: a shape and a word on a solid ground, which begin at start
// px from its start edge. The second result is its width.
func (c *composer) chip(width, start float64) (sketch, float64) {
	var s sketch
	size := c.plan.Label
	pad, gap := c.chipPad(), math.Round(size*0.45)
	symbol := math.Round(size * 0.92)
	if c.words.shape == "" {
		symbol, gap = 0, 0
	}
	word := c.label("rating", c.types.Rating, c.words.rating, size, width-start-pad-symbol-gap)
	height := math.Round(word.height() + 2*pad)
	w := start + pad + symbol + gap + word.layout.Width
	s.marks = append(s.marks, rectangle("chip", raster.Rect{W: w, H: height}, "chip"))
	s.marks = append(s.marks, symbolMarks(c.words.shape, raster.Rect{X: start, Y: math.Round((height - symbol) / 2), W: symbol, H: symbol})...)
	s.text(word, start+symbol+gap, math.Round((height-word.height())/2))
	s.height = height
	return s, w
}

// symbolMarks draws a rating's shape in a square box, in the chip's ink.
func symbolMarks(shape config.Shape, b raster.Rect) []mark {
	at := func(x, y float64) raster.Point { return raster.Point{X: b.X + x*b.W, Y: b.Y + y*b.H} }
	stroke := func(role string, points ...raster.Point) mark {
		return mark{Shape: raster.Shape{Role: role, Form: raster.Polyline, Points: points, StrokeWidth: b.W * 0.2}, stroke: "chip_ink"}
	}
	ring := b.Inset(b.W * 0.1)
	switch shape {
	case config.Cross:
		return []mark{stroke("cross", at(0.1, 0.1), at(0.9, 0.9)), stroke("cross", at(0.9, 0.1), at(0.1, 0.9))}
	case config.Check:
		m := stroke("check", at(0.02, 0.52), at(0.36, 0.86), at(0.98, 0.16))
		m.upright = true
		return []mark{m}
	case config.Triangle:
		body := mark{Shape: raster.Shape{Role: "triangle", Form: raster.Polygon,
			Points: []raster.Point{at(0.5, 0.02), at(1.04, 0.96), at(-0.04, 0.96)}}, fill: "chip_ink"}
		return []mark{body, rectangle("triangle", raster.Rect{X: at(0.44, 0).X, Y: at(0, 0.36).Y, W: b.W * 0.12, H: b.H * 0.3}, "chip"),
			rectangle("triangle", raster.Rect{X: at(0.44, 0).X, Y: at(0, 0.74).Y, W: b.W * 0.12, H: b.H * 0.12}, "chip")}
	case config.Half:
		return []mark{
			{Shape: raster.Shape{Role: "half", Form: raster.Ellipse, Box: b.Inset(b.W * 0.07), StrokeWidth: b.W * 0.14}, stroke: "chip_ink"},
			{Shape: raster.Shape{Role: "half", Form: raster.Arc, Box: b.Inset(b.W * 0.07), From: 90, To: 270}, fill: "chip_ink"},
		}
	case config.Gap:
		return []mark{{Shape: raster.Shape{Role: "gap", Form: raster.Arc, Box: ring, From: 0, To: 270, StrokeWidth: b.W * 0.2}, stroke: "chip_ink"}}
	}
	return nil
}
