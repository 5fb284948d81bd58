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
	fixed := stack{header: c.header(width), footer: c.footer(width), hasWhy: c.plan.Why.Min > 0 && c.words.why.text != ""}
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
	if best.fits {
		best.fact = c.shaped(best.fact)
		c.growWhy(&best)
	}
	card := c.assembleStack(best)
	return card, best.fits && !broken(card)
}

// stackAt sets the texts at a scale t from 0 (smallest) to 1 (largest), and
// then the fact as large as the room that is left allows.
func (c *composer) stackAt(fixed stack, t float64) stack {
	s := fixed
	s.rated = c.rated(c.plan.Claim.at(t), c.columns(c.plan.Columns.Claim))
	if s.hasWhy {
		s.why = c.why(c.plan.Why.at(t), c.columns(c.plan.Columns.Why), false)
	}
	s.fact, s.fits = c.fact(c.columns(c.plan.Columns.Fact), c.room(s), c.plan.Fact.at(t), c.plan.Fact.Max)
	return s
}

// growWhy sets the reason larger where the fact leaves room, as it does when it
// would need one more line to grow, and sees to it that its last line is not a
// scrap.
func (c *composer) growWhy(s *stack) {
	if !s.hasWhy {
		return
	}
	width := c.columns(c.plan.Columns.Why)
	largest := min(c.plan.Why.Max, s.fact.layout.Size/Dominance)
	for size := snap(largest); size >= s.why.layout.Size; size-- {
		try := *s
		try.why = c.why(size, width, false)
		if c.room(try) >= s.fact.height() && !widowed(try.why.layout) {
			*s = try
			return
		}
	}
	if widowed(s.why.layout) {
		s.why = c.why(s.why.layout.Size, width, true)
	}
}

// room is the height that the other parts leave to the fact.
func (c *composer) room(s stack) float64 {
	room := float64(c.plan.Height) - c.factTop(s) - c.panelHeight(s) - c.units(c.plan.Gaps.Panel)
	if s.hasWhy {
		room -= s.why.height() + c.units(c.plan.Gaps.Fact)
	}
	return room
}

// factTop is where the fact's first capitals begin.
func (c *composer) factTop(s stack) float64 {
	if s.header.height == 0 {
		return c.plan.Margin.Top
	}
	return c.plan.Margin.Top + s.header.height + c.units(c.plan.Gaps.Header)
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
	if c.plan.Decor == Ripples {
		out.marks = append(out.marks, c.ripples()...)
	}
	out.add(s.header, 0, c.plan.Margin.Top)
	out.text(s.fact, side, c.factTop(s))
	if s.hasWhy {
		// The reason leads over to the claim: what room is left stands above it.
		out.text(s.why, side, panel-c.units(g.Panel)-s.why.height())
	}
	y := out.add(s.rated, side, panel) + c.units(g.Claim)
	out.marks = append(out.marks, rectangle("rule", raster.Rect{X: side, Y: math.Round(y), W: c.columns(12), H: 2}, "muted"))
	out.add(s.footer, side, y+c.units(g.Foot))
	return out
}

// ripples are rings around the lower end corner, in the space that an app
// covers with its buttons: what is heard, spreading.
func (c *composer) ripples() []mark {
	var marks []mark
	reach := c.plan.Margin.Bottom - c.units(5)
	band := reach / 11
	for i := range 5 {
		r := reach - band/2 - float64(i)*2*band
		marks = append(marks, mark{stroke: "ground", Shape: raster.Shape{Role: "ripple", Form: raster.Ellipse, StrokeWidth: band,
			Box: raster.Rect{X: c.width() - r, Y: float64(c.plan.Height) - r, W: 2 * r, H: 2 * r}}})
	}
	r := band
	return append(marks, mark{fill: "rule", Shape: raster.Shape{Role: "ripple", Form: raster.Ellipse,
		Box: raster.Rect{X: c.width() - r, Y: float64(c.plan.Height) - r, W: 2 * r, H: 2 * r}}})
}
