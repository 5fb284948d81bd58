package card

import (
	"rebut/internal/typeset"
)

// footer names the sources at the start and the publisher at the end, in one
// or two lines as wide as the grid.
func (c *composer) footer(width float64) sketch {
	var s sketch
	brand, taken := c.brand(width / 2)
	s.add(brand, width/2, 0)
	s.height = brand.height
	if b, ok := c.sources(width - taken - 2*c.plan.Gutter); ok {
		s.height = max(s.height, s.text(b, 0, max(s.blocks[0].baseline()-b.baseline(), 0)))
	}
	return s
}

// brand is the wordmark and the short address at the end edge of a box: above
// each other, or on a single line as far as there is room. The second result
// is the width that they take.
func (c *composer) brand(width float64) (sketch, float64) {
	var s sketch
	address := c.ending("address", c.types.Address, c.words.address, width)
	taken := address.layout.TextWidth()
	if c.plan.FootRows > 1 {
		mark := c.ending("brand", c.types.Brand, c.words.brand, width)
		s.text(mark, 0, 0)
		s.height = s.text(address, 0, mark.baseline()+address.layout.LineHeight-address.baseline())
		return s, max(taken, mark.layout.TextWidth())
	}
	s.height = s.text(address, 0, 0)
	gap := c.units(1.5)
	mark := c.ending("brand", c.types.Brand, c.words.brand, max(width-taken-gap, 0))
	if !mark.layout.Overflow && len(mark.layout.Lines) == 1 && taken+gap+mark.layout.TextWidth() <= width*brandShare {
		s.text(mark, 0, s.blocks[0].baseline()-mark.baseline())
		taken += gap + mark.layout.TextWidth()
	}
	return s, taken
}

// brandShare is the part of its half of a one-line footer that the publisher
// may take before the wordmark, which the address mostly repeats, is left out.
const brandShare = 0.8

// ending is a short text at the end edge of a box.
func (c *composer) ending(role string, style TypeStyle, text phrase, width float64) block {
	p := c.paragraph(style, text.text, text.lang)
	p.Align = typeset.End
	return block{role: role, from: text.from, plain: text.text, inks: []Role{style.Ink}, layout: c.fonts.Set(p, c.plan.Foot, width)}
}

// sources sets the longest way of naming the sources that fits; false when
// there is none to name.
func (c *composer) sources(width float64) (block, bool) {
	var b block
	for _, line := range c.words.sources {
		p := c.paragraph(c.types.Sources, line.text, line.lang)
		p.MaxLines, p.Balance = c.plan.FootRows, true
		b = block{role: "sources", from: line.from, plain: line.text, inks: []Role{c.types.Sources.Ink}, layout: c.fonts.Set(p, c.plan.Foot, width)}
		if !b.layout.Overflow && b.layout.Broken == 0 {
			return b, true
		}
	}
	return b, len(c.words.sources) > 0
}
