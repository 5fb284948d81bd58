package card

import (
	"math"

	"rebut/internal/raster"
)

// stack is a card whose parts stand above each other: header, fact and why on
// the ground, then the claim and the footer on a panel that fills the lower
// end of the picture.
type stack struct {
	header, rated, footer sketch
	fact, why             block
	hasWhy                bool
	fits                  bool
}

// steps is the number of sizes tried between the smallest and the largest.
const steps = 16

// stack composes the card at the largest common scale at which it fits.
func (c *composer) stack() (sketch, bool) {
	width := c.columns(12)
	fixed := stack{header: c.header(width), footer: c.footer(width)}
	best := c.stackAt(fixed, 0)
	lo, hi := 0, steps+1 // fits at lo, not at hi
	for best.fits && hi-lo > 1 {
		mid := (lo + hi) / 2
		if try := c.stackAt(fixed, float64(mid)/steps); try.fits {
			best, lo = try, mid
		} else {
			hi = mid
		}
	}
	return c.assembleStack(best), best.fits
}

// stackAt sets the texts at a scale t from 0 (smallest) to 1 (largest), and
// then the fact as large as the room that is left allows.
func (c *composer) stackAt(fixed stack, t float64) stack {
	s, g := fixed, c.plan.Gaps
	s.rated = c.rated(c.plan.Claim.at(t), c.columns(c.plan.Columns.Claim))
	room := float64(c.plan.Height) - c.plan.Margin.Top - c.panelHeight(s) - c.units(g.Panel)
	if s.header.height > 0 {
		room -= s.header.height + c.units(max(g.Kicker, g.Fact))
	}
	if s.hasWhy = c.plan.Why.Min > 0 && c.words.why.text != ""; s.hasWhy {
		s.why = c.why(c.plan.Why.at(t), c.columns(c.plan.Columns.Why))
		room -= s.why.height() + c.units(g.Fact)
	}
	s.fact, s.fits = c.fact(c.columns(c.plan.Columns.Fact), room, c.plan.Fact.at(t), c.plan.Fact.Max)
	return s
}

// panelHeight is the height from the panel's top edge to the picture's lower
// edge.
func (c *composer) panelHeight(s stack) float64 {
	g := c.plan.Gaps
	return s.rated.height + c.units(g.Claim) + c.units(g.Foot) + s.footer.height + c.plan.Margin.Bottom
}

func (c *composer) assembleStack(s stack) sketch {
	var out sketch
	side, g := c.plan.Margin.Side, c.plan.Gaps
	panel := math.Round(float64(c.plan.Height) - c.panelHeight(s))
	out.marks = append(out.marks, rectangle("panel", raster.Rect{Y: panel, W: c.width(), H: float64(c.plan.Height) - panel}, "panel"))
	y := c.plan.Margin.Top
	if s.header.height > 0 {
		y = out.add(s.header, 0, y) + c.units(max(g.Kicker, g.Fact))
	}
	y = out.text(s.fact, side, y)
	if s.hasWhy {
		out.text(s.why, side, y+c.units(g.Fact))
	}
	y = out.add(s.rated, side, panel) + c.units(g.Claim)
	out.marks = append(out.marks, rectangle("rule", raster.Rect{X: side, Y: y, W: c.columns(12), H: 2}, "panel_ink"))
	out.add(s.footer, side, y+c.units(g.Foot))
	return out
}
