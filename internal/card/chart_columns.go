package card

import (
	"math"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// Proportions of columns.
const (
	columnPart  = 0.64 // of the pitch that a column takes, where it may be so broad
	columnSlant = 0.8  // the most that a column is broad, as a part of the highest one
	widestPitch = 2.2  // the most that columns stand apart, in widths of a column
	nameGap     = 0.4  // between names, em
	leastHeight = 0.3  // the least that the highest column takes of the height
)

// columns draws standing bars: figures above them, names below all.
func (p plot) columns(c *factcheck.Chart, width, height float64) (sketch, bool) {
	n := float64(len(c.Categories))
	pitch := width / n
	least := p.barsOf(c, barSizes{p.size, p.size, p.size}, pitch-nameGap*p.size, typeset.Center)
	return p.fitted(width, height, func(t float64) (sketch, bool) {
		z := barSizes{name: p.between(min(pitch*0.12, height*0.06, 1.4*p.size), t), value: p.between(min(pitch*0.2, height*0.1), t),
			strong: p.between(min(pitch*0.26, height*0.14), t)}
		z.value = min(z.value, max(snap(z.strong*0.75), p.size))
		columns := p.barsOf(c, z, pitch-nameGap*z.name, typeset.Center)
		s, ok := p.standing(columns, pitch, width, height)
		return s, ok && lineCount(columns) <= lineCount(least) // names do not grow into more lines
	})
}

func lineCount(bars []bar) float64 {
	return widest(bars, func(b bar) float64 { return float64(len(b.name.layout.Lines)) })
}

func (p plot) standing(columns []bar, pitch, width, height float64) (sketch, bool) {
	var s sketch
	size := columns[0].name.layout.Size
	names := widest(columns, func(b bar) float64 { return extent(b.name) })
	over := widest(columns, func(b bar) float64 { return inkAbove(b.name) })
	if names > 0 {
		names += math.Round(0.5 * size)
	}
	length, before := barScale(p.tops(columns), height-names-p.stroke(hairline))
	ok := length*span(columns) >= leastHeight*height && !p.crowded(columns, pitch)
	zero := height - names - p.stroke(hairline) - before
	thick := p.thickness(min(pitch*columnPart, max(columnSlant*length, thickest*p.size)), width)
	step := min(pitch, max(widestPitch*thick, widest(columns, func(b bar) float64 { return max(b.name.width(), b.value.width()) + size })))
	zero = math.Round(zero)
	p.zero(&s, raster.Rect{Y: zero, W: width})
	for i, b := range columns {
		x := width/2 + (float64(i)-float64(len(columns)-1)/2)*step
		p.column(&s, b, x, zero, thick, length)
		s.put(b.name, x-b.name.width()/2, height-names+math.Round(0.5*size)+over)
	}
	return s, ok
}

// tops are the columns with the room of their figures; what stands above the
// zero line comes behind it, as barScale counts from below.
func (p plot) tops(columns []bar) []arm {
	var out []arm
	for _, b := range columns {
		out = append(out, arm{b.part, extent(b.value) + figureGap(b.value) + p.stroke(hairline)})
	}
	return out
}

// crowded reports whether figures would touch each other.
func (p plot) crowded(columns []bar, pitch float64) bool {
	return widest(columns, func(b bar) float64 { return b.value.width() }) > pitch-0.3*p.size
}

// column draws a standing bar from the zero line and the figure at its end.
func (p plot) column(s *sketch, b bar, x, zero, thick, length float64) {
	l := barLength(b.part, length)
	box := raster.Rect{X: math.Round(x - thick/2), Y: zero - l, W: thick, H: l}
	figure := zero - l - figureGap(b.value) - inkBelow(b.value) - b.value.height()
	if b.part < 0 {
		box.Y = zero
		figure = zero + l + figureGap(b.value) + inkAbove(b.value)
	}
	s.marks = append(s.marks, p.body("bar", box, b.solid)...)
	s.put(b.value, x-b.value.width()/2, figure)
}
