package card

import (
	"math"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/typeset"
)

// composition is a composed card in logical coordinates, before colours.
type composition struct {
	sketch
	findings []finding // why it must not be published
}

// composer sets the texts of one edition in one format.
type composer struct {
	fonts  *typeset.Library
	words  words
	types  *Types
	plan   Plan // scaled to the format
	format *config.Format
	family map[string]string // of the theme, by "headline" and "text"
	rtl    bool
}

// compose arranges the card, and finds out what is to blame where it does not
// fit.
func (c *composer) compose() *composition {
	s, fits := c.arrange()
	findings := c.missing(s)
	if !fits {
		findings = append(findings, c.blame(s)...)
	}
	if c.rtl {
		s.mirror(c.width())
	}
	return &composition{sketch: s, findings: findings}
}

func (c *composer) arrange() (sketch, bool) {
	if c.plan.Composition == Side {
		return c.side()
	}
	return c.stack()
}

// scaled is the plan for a picture of w×h px: all lengths by the same factor,
// so that nothing is distorted.
func (p Plan) scaled(w, h int) (out Plan) {
	f := min(float64(w)/float64(p.Width), float64(h)/float64(p.Height))
	out = p
	out.Width, out.Height = w, h
	for _, v := range []*float64{&out.Unit, &out.Gutter, &out.Margin.Top, &out.Margin.Bottom, &out.Margin.Side, &out.Label, &out.Foot,
		&out.Fact.Min, &out.Fact.Max, &out.Why.Min, &out.Why.Max, &out.Claim.Min, &out.Claim.Max} {
		*v *= f
	}
	return out
}

// planFor is the plan of a format: its own, else that of the nearest shape.
func (d *Design) planFor(f *config.Format) Plan {
	if p, ok := d.Format[f.ID]; ok {
		return p.scaled(f.Width, f.Height)
	}
	var best Plan
	distance := math.Inf(1)
	for _, id := range d.formats() {
		p := d.Format[id]
		off := math.Abs(math.Log(float64(f.Width) / float64(f.Height) * float64(p.Height) / float64(p.Width)))
		if off < distance {
			best, distance = p, off
		}
	}
	return best.scaled(f.Width, f.Height)
}

// width is the width of the picture, px.
func (c *composer) width() float64 { return float64(c.plan.Width) }

// units are n spacing units in px, on whole pixels.
func (c *composer) units(n float64) float64 { return math.Round(n * c.plan.Unit) }

// columns is the width of n columns of the grid with the gutters between them.
func (c *composer) columns(n int) float64 {
	column := (c.width() - 2*c.plan.Margin.Side - 11*c.plan.Gutter) / 12
	return math.Round(float64(n)*column + float64(n-1)*c.plan.Gutter)
}

// paragraph is a text in a style of the design.
func (c *composer) paragraph(style TypeStyle, text string, lang factcheck.Lang) typeset.Paragraph {
	dir := typeset.LTR
	if c.rtl {
		dir = typeset.RTL
	}
	return typeset.Paragraph{
		Spans: []typeset.Span{{Text: text}}, Lang: string(lang), Direction: dir,
		Style: typeset.Style{Family: c.family[style.Family], Weight: style.Weight, Leading: style.Leading, Tracking: style.Tracking},
	}
}

// label sets a short text on one line, in a box as wide as the text.
func (c *composer) label(role string, style TypeStyle, text phrase, size, width float64) block {
	p := c.paragraph(style, text.text, text.lang)
	l := c.fonts.Set(p, size, width)
	if !l.Overflow && len(l.Lines) == 1 {
		l = c.fonts.Set(p, size, math.Ceil(l.TextWidth()))
	}
	return block{role: role, from: text.from, plain: text.text, inks: []Role{style.Ink}, layout: l}
}

// overhang is how far a text's hanging quotation marks stand out of its box at
// the start edge, px.
func (c *composer) overhang(l *typeset.Layout) float64 {
	if c.rtl {
		return l.Ink.Right - l.Width
	}
	return -l.Ink.Left
}

// spare is how far marks may hang out at the start edge of the grid without
// leaving the format's safe area, px.
func (c *composer) spare() float64 {
	if c.rtl {
		return c.plan.Margin.Side - float64(c.format.Safe.Right)
	}
	return c.plan.Margin.Side - float64(c.format.Safe.Left)
}

// claim sets the claim as a quotation; its opening mark hangs in the margin
// where that is at least spare px wide.
func (c *composer) claim(size, width, spare float64) block {
	p := c.paragraph(c.types.Claim, c.words.claim.text, c.words.claim.lang)
	p.Balance, p.Hang = true, true
	b := c.body("claim", c.types.Claim, p, c.words.claim, size, width)
	if c.overhang(b.layout) > spare {
		p.Hang = false
		b = c.body("claim", c.types.Claim, p, c.words.claim, size, width)
	}
	return b
}

// why sets the reason; even evens its lines out.
func (c *composer) why(size, width float64, even bool) block {
	p := c.paragraph(c.types.Why, c.words.why.text, c.words.why.lang)
	p.Hang, p.Balance = true, even
	return c.body("why", c.types.Why, p, c.words.why, size, width)
}

// widowed reports whether the last line of a paragraph is a mere scrap of its
// width.
func widowed(l *typeset.Layout) bool {
	n := len(l.Lines)
	return n > 1 && l.Lines[n-1].Width < shortLine*l.TextWidth()
}

// shortLine is the part of a paragraph's width that its last line must fill.
const shortLine = 0.4

func (c *composer) body(role string, style TypeStyle, p typeset.Paragraph, text phrase, size, width float64) block {
	return block{role: role, from: text.from, plain: text.text, inks: []Role{style.Ink}, layout: c.fonts.Set(p, snap(size), width)}
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
