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
	s := setter{c: &d.content, sheet: &d.sheet, size: run.Size * d.sheet.scale}
	for _, c := range clusters(run, plain) {
		d.cluster(&s, t, run, c, baseline)
	}
	s.end()
}

// cluster shows a cluster as one glyph, whatever it is made of: there are
// programs that read words apart where glyphs overlap or leave the baseline, as
// marks and all letters of Nastaliq do. Further pieces of its text are empty
// glyphs: behind it, or before it in text that runs to the left, for lines are
// written from left to right.
func (d *document) cluster(s *setter, t *raster.Text, run *typeset.Run, c cluster, baseline float64) {
	left, right := c.extent()
	width := round((right - left) * emUnits / run.Size)
	x, y := t.X+left, t.Y+baseline
	if face := run.Face; len(c.glyphs) == 1 && c.glyphs[0].Advance > 0 {
		// Kerning is a step to the next glyph, so that a letter is one glyph.
		width = round(face.Advance(c.glyphs[0].ID) * emUnits / face.UnitsPerEm())
	}
	groups := d.groups(run, c, left, baseline)
	texts := pieces(c.text)
	if d.pictured(run, groups[0]) {
		texts = []string{c.text}
	}
	if run.RTL {
		for i := len(texts) - 1; i > 0; i-- {
			s.show(d.fonts.glyph(run.Face, nil, texts[i], 0), x, y)
		}
	}
	text := texts[0]
	for _, group := range groups {
		s.show(d.fonts.glyph(run.Face, group, text, width), x, y)
		text, width = wordJoiner, 0
	}
	if !run.RTL {
		for _, more := range texts[1:] {
			s.show(d.fonts.glyph(run.Face, nil, more, 0), t.X+right, y)
		}
	}
}

// pictured reports whether a group is a picture.
func (d *document) pictured(run *typeset.Run, group []part) bool {
	return len(group) == 1 && d.fonts.look(run.Face, group[0].id).strike.pixels != nil
}

// groups are the glyphs of a cluster that one glyph of the file can show: all
// outlines together, and each picture for itself.
func (d *document) groups(run *typeset.Run, c cluster, left, baseline float64) [][]part {
	var outlines []part
	var out [][]part
	for _, g := range c.glyphs {
		p := part{g.ID, [2]int{round((g.X - left) * emUnits / run.Size), round((baseline - g.Y) * emUnits / run.Size)}}
		switch look := d.fonts.look(run.Face, g.ID); {
		case look.strike.pixels != nil:
			out = append(out, []part{p})
		case look.outline:
			outlines = append(outlines, p)
		}
	}
	if len(outlines) > 0 || len(out) == 0 {
		out = append(out, outlines)
	}
	return out
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
// where PDF puts the next glyph without being told. It writes points: Chrome's
// viewer joins lines of text that is scaled.
type setter struct {
	c     *content
	sheet *sheet
	size  float64 // of letters, points
	font  *embedded
	x, y  float64 // of the pen, points; NaN: it has no place yet
	array bool    // an array of strings and steps is open
	text  bool    // a string in it is open
}

// maxStep is the longest step that is made within a line, 1/1000 em.
const maxStep = 8000

// show shows a glyph at a place of the scene.
func (s *setter) show(g *glyph, x, y float64) {
	x, y = s.sheet.x+x*s.sheet.scale, s.sheet.y-y*s.sheet.scale
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
		s.c.op("Tm", 1, 0, 0, 1, x, y)
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
