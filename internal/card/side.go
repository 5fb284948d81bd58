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
	panel := c.width() - side - c.columns(c.plan.Columns.Claim) - c.units(g.Panel)
	out.marks = append(out.marks, rectangle("panel", raster.Rect{X: panel, W: c.width() - panel, H: height}, "panel"))

	width := min(c.columns(c.plan.Columns.Fact), panel-side-c.units(g.Panel))
	header := c.header(width)
	top := c.plan.Margin.Top
	if header.height > 0 {
		top = out.add(header, 0, top) + c.units(g.Header)
	}
	bottom := height - c.plan.Margin.Bottom
	sources, hasSources := c.sources(width)
	if hasSources {
		out.text(sources, side, bottom-sources.height())
		bottom -= sources.height() + c.units(g.Foot)
	}
	fact, fits := c.fact(width, bottom-top, c.plan.Fact.Min, c.plan.Fact.Max)
	if fits {
		fact = c.shaped(fact)
	}
	out.text(fact, side, top)

	claim, claimFits := c.sidePanel(fact.layout.Size/Dominance, top)
	out.add(claim, panel, 0)
	return out, fits && claimFits && !broken(out)
}

// sidePanel is what stands on the panel: the chip flush with its start edge, on
// a line with the header; the claim, at most largest px, from the fact's first
// line on; the publisher at the foot.
func (c *composer) sidePanel(largest, top float64) (sketch, bool) {
	var out sketch
	g, pad := c.plan.Gaps, c.units(c.plan.Gaps.Panel)
	width := c.columns(c.plan.Columns.Claim)
	chip, _ := c.chip(width, pad)
	chipTop := math.Round(c.plan.Margin.Top + c.plan.Label*0.36 - chip.height/2)
	out.add(chip, 0, chipTop)
	top = max(top, chipTop+chip.height+c.units(g.Chip))

	brand, _ := c.brand(width)
	foot := float64(c.plan.Height) - c.plan.Margin.Bottom - brand.height
	out.add(brand, pad, foot)

	room := foot - c.units(g.Claim) - top
	claim := c.heard(c.plan.Claim.Min, width)
	largest = min(c.plan.Claim.Max, largest)
	cost := math.Inf(1)
	for size := snap(largest); size >= c.plan.Claim.Min; size-- {
		try := c.heard(size, width)
		if try.height > room || broken(try) {
			continue
		}
		quote := try.blocks[len(try.blocks)-1].layout
		if k := unevenness(quote) + 1 - size/largest; k < cost {
			claim, cost = try, k
		}
	}
	out.add(claim, pad, top)
	return out, claim.height <= room
}

// broken reports whether a text of the part had to be cut inside a word or
// does not fit its width.
func broken(s sketch) bool {
	for _, b := range s.blocks {
		if b.layout.Broken > 0 || b.layout.Overflow {
			return true
		}
	}
	return false
}
