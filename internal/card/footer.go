package card

import (
	"rebut/internal/typeset"
)

// footer names the sources at the start and the publisher at the end, in one
// row as wide as the grid.
func (c *composer) footer(width float64) sketch {
	var s sketch
	brand := c.brand(width - c.columns(c.plan.Columns.Sources) - c.plan.Gutter)
	s.add(brand, width-c.columns(12-c.plan.Columns.Sources), 0)
	s.height = brand.height
	if b, ok := c.sources(c.columns(c.plan.Columns.Sources)); ok {
		s.height = max(s.height, s.text(b, 0, 0))
	}
	return s
}

// brand is the wordmark above the short address, at the end edge of a box.
func (c *composer) brand(width float64) sketch {
	var s sketch
	for _, line := range []struct {
		role  string
		style TypeStyle
		text  phrase
	}{{"brand", c.types.Brand, c.words.brand}, {"address", c.types.Address, c.words.address}} {
		p := c.paragraph(line.style, line.text.text, line.text.lang)
		p.Align = typeset.End
		b := block{role: line.role, from: line.text.from, plain: line.text.text, inks: []Role{line.style.Ink}, layout: c.fonts.Set(p, c.plan.Foot, width)}
		y := 0.0
		if s.height > 0 {
			// The address stands one line below the wordmark.
			y = s.blocks[0].y + b.layout.LineHeight
		}
		s.height = s.text(b, 0, y)
	}
	return s
}

// sourceRows is the most lines that the sources take.
const sourceRows = 2

// sources sets the longest way of naming the sources that fits; false when
// there is none to name.
func (c *composer) sources(width float64) (block, bool) {
	var b block
	for _, line := range c.words.sources {
		p := c.paragraph(c.types.Sources, line.text, line.lang)
		p.MaxLines, p.Balance = sourceRows, true
		b = block{role: "sources", from: line.from, plain: line.text, inks: []Role{c.types.Sources.Ink}, layout: c.fonts.Set(p, c.plan.Foot, width)}
		if !b.layout.Overflow && b.layout.Broken == 0 {
			return b, true
		}
	}
	return b, len(c.words.sources) > 0
}
