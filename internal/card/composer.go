package card

import (
	"math"

	"rebut/internal/config"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// composition is a composed picture in logical coordinates, before colours.
type composition struct {
	sketch
	picture  string    // design and format, as in the address
	findings []finding // why it must not be published
}

// composer lays out one picture of an edition.
type composer struct {
	fonts  *typeset.Library
	words  words
	types  map[string]TypeStyle
	plan   Plan // scaled to the format, its parts complete
	design string
	format *config.Format
	slide  int               // which of the plan's slides, from 0
	family map[string]string // of the theme, by "headline" and "text"
	rtl    bool
	photos Photos
	logo   *raster.Picture // of the organisation; nil for none
	codes  *codes

	t     float64            // the common scale of sizes: 0 is the smallest, 1 the largest
	fixed map[string]float64 // sizes that are settled, by part, px
	set   map[setting]block  // texts set before, for the next try

	laid       map[place]*node // parts laid out before, of those that are always the same
	fixedParts map[string]bool // which parts are
}

// compose arranges the picture, and finds out what is to blame where it does
// not fit.
func (c *composer) compose() *composition {
	root, fits := c.solve()
	s := c.sketch(root)
	findings := c.missing(s)
	if !fits {
		findings = append(findings, c.blame(s)...)
	}
	if c.rtl {
		s.mirror(c.width())
	}
	if fits {
		findings = append(findings, c.inspect(s)...)
	}
	return &composition{sketch: s, picture: c.picture(), findings: findings}
}

// width and height are those of the picture, px.
func (c *composer) width() float64  { return float64(c.plan.Width) }
func (c *composer) height() float64 { return float64(c.plan.Height) }

// units are n spacing units in px, on whole pixels.
func (c *composer) units(n float64) float64 { return math.Round(n * c.plan.Unit) }

// columns is the width of n columns of the grid with the gutters between them.
func (c *composer) columns(n int) float64 {
	column := (c.width() - 2*c.plan.Margin.Side - 11*c.plan.Gutter) / 12
	return math.Round(float64(n)*column + float64(n-1)*c.plan.Gutter)
}

// style is the type style of a part and its name.
func (c *composer) style(p Part) (TypeStyle, string) {
	name := p.style()
	s := c.types[name]
	if p.Ink != "" {
		s.Ink = p.Ink
		if s.Emphasis == "" {
			s.Emphasis = p.Ink
		}
	}
	if p.Emphasis != "" {
		s.Emphasis = p.Emphasis
	}
	if s.Scale != "" {
		name = s.Scale
	}
	return s, name
}

// style is the name of a part's type style.
func (p Part) style() string {
	switch {
	case p.Style != "":
		return p.Style
	case p.Text != "":
		return p.Text
	}
	return string(p.Draw)
}

// sizes are the smallest and the largest size of a part's text.
func (c *composer) sizes(p Part) Range {
	_, scale := c.style(p)
	return c.plan.Sizes[scale]
}

// size is the size of a part's text in the present try.
func (c *composer) size(name string, p Part) float64 {
	if size, settled := c.fixed[name]; settled {
		return size
	}
	return snap(c.sizes(p).at(c.t))
}

// snap puts a size on the grid that typeset.Fit uses.
func snap(size float64) float64 { return math.Floor(size/typeset.Step) * typeset.Step }

// mirror turns the start edge to the right.
func (s *sketch) mirror(width float64) {
	for i, m := range s.marks {
		s.marks[i] = m.mirrored(width)
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		b.x = width - b.x - b.layout.Width
	}
}
