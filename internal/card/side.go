package card

import (
	"math"

	"rebut/internal/raster"
)

// side is a card with the fact at the start and the claim in a panel along the
// end edge.
func (c *composer) side() (sketch, bool) {
	var out sketch
	side, g, height := c.plan.Margin.Side, c.plan.Gaps, float64(c.plan.Height)
	panelWidth := c.columns(c.plan.Columns.Claim) + side
	panel := c.width() - panelWidth
	inner := panelWidth - side - c.units(3)
	out.marks = append(out.marks, rectangle("panel", raster.Rect{X: panel, W: panelWidth, H: height}, "panel"))

	width := panel - side - c.units(4)
	header := c.header(width)
	y := c.plan.Margin.Top
	if header.height > 0 {
		y = out.add(header, 0, y) + c.units(g.Kicker)
	}
	sources, hasSources := c.sources(width)
	bottom := height - c.plan.Margin.Bottom
	if hasSources {
		bottom -= sources.height()
		out.text(sources, side, bottom)
		bottom -= c.units(g.Panel)
	}
	fact, fits := c.fact(width, bottom-y, c.plan.Fact.Min, c.plan.Fact.Max)
	out.text(fact, side, y)

	brand := c.brand(inner)
	foot := height - c.plan.Margin.Bottom - brand.height
	out.add(brand, panel+c.units(3), foot)
	room := foot - c.units(g.Claim)
	rated := c.rated(c.plan.Claim.Min, inner)
	for i := steps; i > 0; i-- {
		size := min(c.plan.Claim.at(float64(i)/steps), fact.layout.Size/Dominance)
		if try := c.rated(max(size, c.plan.Claim.Min), inner); try.height <= room && !broken(try) {
			rated = try
			break
		}
	}
	out.add(rated, panel+c.units(3), 0)
	return out, fits && rated.height <= room && !broken(rated)
}

// broken reports whether a text of the part had to be cut inside a word or
// does not fit its width.
func broken(s sketch) bool {
	for _, b := range s.blocks {
		if b.layout.Broken > 0 || b.layout.Overflow {
			return true
		}
	}
	return math.IsNaN(s.height)
}
