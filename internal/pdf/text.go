package pdf

import (
	"fmt"
	"image/color"
	"math"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// smallestSize is the size of letters below which nothing is shown, px: steps
// between glyphs are fractions of it.
const smallestSize = 0.01

// texts sets the scene's texts, each as an element of the structure.
func (d *document) texts() {
	for i := range d.scene.Texts {
		t := &d.scene.Texts[i]
		kind := "P"
		if t.Role == d.meta.Heading {
			kind = "H1"
		}
		d.content.tagged(kind, d.tags.element(kind, t))
		d.content.op("BT")
		plain := []rune(t.Plain)
		for _, line := range t.Layout.Lines {
			for j := range line.Runs {
				d.run(t, &line.Runs[j], plain, line.Baseline)
			}
		}
		d.content.op("ET")
		d.content.op("EMC")
	}
}

func (d *document) run(t *raster.Text, run *typeset.Run, plain []rune, baseline float64) {
	if run.Size < smallestSize {
		return
	}
	d.colour(inkOf(t, run.Ink), "rg")
	s := setter{c: &d.content, size: run.Size}
	for _, c := range clusters(run, plain) {
		if c.simple(baseline) {
			g := c.glyphs[0]
			s.show(d.shown(run.Face, g, c.text), t.X+g.X, t.Y+g.Y)
			continue
		}
		s.end()
		d.content.actual(c.text)
		d.spell(&s, t, run.Face, c, baseline)
		s.end()
		d.content.op("EMC")
	}
	s.end()
}

// spell shows a cluster of several glyphs, or of one beside the baseline.
// Extractors take it to reach from the first glyph to the end of the last one,
// and words to end where these leave the baseline, as every letter of Nastaliq
// does. So empty glyphs on the baseline stand at both ends.
func (d *document) spell(s *setter, t *raster.Text, face *typeset.Face, c cluster, baseline float64) {
	letter := c.letter()
	list, left, right := c.ordered()
	end := d.fonts.glyph(face, anchor, wordJoiner)
	s.show(end, t.X+left, t.Y+baseline)
	for _, g := range list {
		text := wordJoiner
		if g == c.glyphs[letter] {
			text = c.text
		}
		s.show(d.shown(face, g, text), t.X+g.X, t.Y+g.Y)
	}
	s.show(end, t.X+right, t.Y+baseline)
}

// shown is the glyph to show. One without ink that the layout gives no room,
// though its face does, stands for an invisible character.
func (d *document) shown(face *typeset.Face, g typeset.Glyph, text string) *glyph {
	if g.Advance == 0 && face.Advance(g.ID) != 0 && len(face.Outline(g.ID)) == 0 && !face.Pictorial() {
		return d.fonts.glyph(face, anchor, text)
	}
	return d.fonts.glyph(face, g.ID, text)
}

// inkOf is the colour of a run; one without a colour of its own has the first.
func inkOf(t *raster.Text, i int) color.NRGBA {
	switch {
	case len(t.Inks) == 0:
		return color.NRGBA{A: 0xff}
	case i < 0 || i >= len(t.Inks):
		return t.Inks[0]
	}
	return t.Inks[i]
}

// setter shows glyphs one after another at places of their own. The pen is
// where PDF puts the next glyph without being told.
type setter struct {
	c     *content
	size  float64 // px
	font  *embedded
	x, y  float64 // of the pen, px; NaN: it has no place yet
	array bool    // an array of strings and steps is open
	text  bool    // a string in it is open
}

// maxStep is the longest step that is made within a line, 1/1000 em.
const maxStep = 8000

func (s *setter) show(g *glyph, x, y float64) {
	if s.font != g.font {
		s.end()
		fmt.Fprintf(s.c, "/%s ", g.font.resource)
		s.c.op("Tf", s.size)
		s.font, s.y = g.font, math.NaN()
	}
	// A step is subtracted, so it is positive to the left.
	step := math.Round((s.x-x)*10*emUnits/s.size) / 10
	if !(math.Abs(y-s.y) < 0.0005) || !(math.Abs(step) <= maxStep) {
		s.end()
		s.c.op("Tm", 1, 0, 0, -1, x, y)
		s.x, s.y, step = x, y, 0
	}
	if !s.array {
		s.c.WriteByte('[')
		s.array = true
	}
	if step != 0 {
		s.endString()
		s.c.number(step)
		s.x -= step * s.size / emUnits
	}
	if !s.text {
		s.c.WriteByte('<')
		s.text = true
	}
	fmt.Fprintf(s.c, "%0*X", s.font.digits(), g.code)
	s.x += float64(g.width) * s.size / emUnits
}

func (s *setter) endString() {
	if s.text {
		s.c.WriteByte('>')
		s.text = false
	}
}

// end closes what is open.
func (s *setter) end() {
	s.endString()
	if s.array {
		s.c.WriteString("] ")
		s.c.op("TJ")
		s.array = false
	}
}
