package card

import (
	"math"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// bar is one category of bars or columns.
type bar struct {
	name, value block
	part        float64 // value ÷ largest value of the chart
	strong      bool    // highlighted
	solid       bool    // highlighted, or nothing is
}

// barSizes are the sizes of the texts of bars and columns, px.
type barSizes struct{ name, value, strong float64 }

// barsOf sets the labels of each category, names in at most width px.
func (p plot) barsOf(c *factcheck.Chart, z barSizes, width float64, align typeset.Align) []bar {
	rivals := false
	for _, cat := range c.Categories {
		rivals = rivals || cat.Highlight
	}
	var out []bar
	for i, part := range shares(c)[0] {
		b := bar{part: part, strong: c.Categories[i].Highlight, solid: !rivals || c.Categories[i].Highlight}
		size := z.value
		if b.strong {
			size = z.strong
		}
		b.name = p.name("category", p.category(c, i), b.strong, rivals, z.name, width, align)
		b.value = p.number(p.figure(c.Series[0].Values[i], 0), b.solid, size)
		out = append(out, b)
	}
	return out
}

// Proportions of bars. A bar is at least thinnest times the smallest text, and
// at most thickest times that or a part of the box.
const (
	thinnest     = 0.5
	thickest     = 4.0
	thickestPart = 0.2
	nameColumn   = 0.36 // the most that names beside the bars take of the width
	shortName    = 0.18 // the most of the width that names take which stand beside the bars if they can
	leastBar     = 0.25 // the least that all bars together span of the width
	goodBar      = 0.45 // the same, where texts are larger than they must be
)

// leastBars is the least that bars span of the width with texts on the way t
// from the smallest to the wished sizes.
func leastBars(t float64) float64 {
	if t > 0 {
		return goodBar
	}
	return leastBar
}

// bars draws lying bars: names above them, or beside them where names are
// short or rows many.
func (p plot) bars(c *factcheck.Chart, width, height float64) (sketch, bool) {
	beside := func(t float64) (sketch, bool) {
		return p.barsBeside(p.barsOf(c, p.barSizes(c, height, t), width*nameColumn, typeset.Start), width, height, leastBars(t))
	}
	below := func(t float64) (sketch, bool) {
		return p.barsBelow(p.barsOf(c, p.barSizes(c, height, t), width, typeset.Start), width, height, leastBars(t))
	}
	ways := []func(float64) (sketch, bool){below, beside}
	least := p.barsOf(c, p.barSizes(c, height, 0), width, typeset.Start)
	if widest(least, func(b bar) float64 { return b.name.width() }) <= width*shortName || twoSided(least) {
		ways = []func(float64) (sketch, bool){beside, below}
	}
	s, fits := p.fitted(width, height, ways[0])
	if !fits {
		s, fits = p.fitted(width, height, ways[1])
	}
	return s, fits
}

// barSizes are the sizes of texts that rows of a pitch have room for.
func (p plot) barSizes(c *factcheck.Chart, height, t float64) barSizes {
	pitch := height / float64(len(c.Categories))
	z := barSizes{name: p.between(min(pitch*0.16, 1.5*p.size), t), value: p.between(pitch*0.2, t), strong: p.between(pitch*0.3, t)}
	z.value = min(z.value, max(snap(z.strong*0.75), p.size))
	return z
}

// twoSided reports whether some bars run to the other side of the zero line,
// where a name above the bar would stand far from it.
func twoSided(bars []bar) bool {
	return slices.ContainsFunc(bars, func(b bar) bool { return b.part < 0 })
}

// thickness is that of bars in rows of a pitch, px.
func (p plot) thickness(wished, box float64) float64 {
	return math.Round(max(min(wished, max(thickest*p.size, thickestPart*box)), thinnest*p.size))
}

// barsBelow draws each bar below its name.
func (p plot) barsBelow(bars []bar, width, height, least float64) (sketch, bool) {
	var s sketch
	n := float64(len(bars))
	size := bars[0].name.layout.Size
	label := widest(bars, func(b bar) float64 { return extent(b.name) })
	if label > 0 {
		label += math.Round(0.35 * size)
	}
	figures := widest(bars, func(b bar) float64 { return extent(b.value) })
	pitch := height / n
	thick := p.thickness((pitch-label)*0.62, height)
	row := label + max(thick, figures)
	gap := min((height-n*row)/max(n-1, 1), 0.75*row)
	length, zero := barScale(p.ends(bars), width-p.stroke(hairline))
	zero += p.stroke(hairline) // the line stands before the bars
	ok := row*n+0.55*size*(n-1) <= height && thick >= p.size && length*span(bars) >= least*width
	y := (height - n*row - (n-1)*gap) / 2
	for _, b := range bars {
		s.put(b.name, 0, y+label-math.Round(0.35*size)-inkBelow(b.name)-b.name.height())
		mid := y + label + (row-label)/2
		top := math.Round(mid - thick/2)
		over := 0.0 // where bars run to both sides, the line stands out between them
		if twoSided(bars) {
			over = math.Round(0.15 * size)
		}
		from, to := max(top-over, 0), min(top+thick+over, height)
		p.zero(&s, raster.Rect{X: zero, Y: from, H: to - from})
		p.bar(&s, b, zero, top, thick, length)
		y += row + gap
	}
	return s, ok
}

// barsBeside draws each bar beside its name.
func (p plot) barsBeside(bars []bar, width, height, least float64) (sketch, bool) {
	var s sketch
	n := float64(len(bars))
	size := bars[0].name.layout.Size
	column := widest(bars, func(b bar) float64 { return b.name.width() })
	if column > 0 {
		column += math.Round(0.6 * size)
	}
	texts := widest(bars, func(b bar) float64 { return max(extent(b.name), extent(b.value)) })
	pitch := height / n
	thick := p.thickness(pitch*0.66, height)
	row := max(thick, texts)
	gap := min((height-n*row)/max(n-1, 1), 0.8*row)
	length, zero := barScale(p.ends(bars), width-column-p.stroke(hairline))
	zero += column + p.stroke(hairline)
	ok := row*n+0.35*size*(n-1) <= height && length*span(bars) >= least*width
	first := (height - n*row - (n-1)*gap) / 2
	p.zero(&s, raster.Rect{X: zero, Y: math.Round(first), H: math.Round(height - 2*first)})
	for i, b := range bars {
		y := first + float64(i)*(row+gap)
		s.centred(b.name, 0, y+row/2)
		p.bar(&s, b, zero, math.Round(y+(row-thick)/2), thick, length)
	}
	return s, ok
}

// span is the length from the end of the longest bar on one side of the zero
// line to that on the other, as parts of the largest value's.
func span(bars []bar) float64 {
	if !slices.ContainsFunc(bars, func(b bar) bool { return b.part != 0 }) {
		return 1 // there is nothing to see in any room
	}
	return widest(bars, func(b bar) float64 { return b.part }) + widest(bars, func(b bar) float64 { return -b.part })
}

// ends are the bars with the room of their figures.
func (p plot) ends(bars []bar) []arm {
	var out []arm
	for _, b := range bars {
		out = append(out, arm{b.part, b.value.width() + figureGap(b.value) + p.stroke(hairline)})
	}
	return out
}

// figureGap is the distance of a figure from its bar, px.
func figureGap(b block) float64 { return math.Round(0.3 * b.layout.Size) }

// centred puts a label so that its optical middle stands at y.
func (s *sketch) centred(b block, x, y float64) { s.put(b, x, y-b.height()/2) }

// bar draws a lying bar from the zero line and the figure behind its end.
func (p plot) bar(s *sketch, b bar, zero, top, thick, length float64) {
	l := barLength(b.part, length)
	x, figure := zero, zero+l+figureGap(b.value)
	if b.part == 0 {
		figure += p.stroke(hairline)
	}
	if b.part < 0 {
		x, figure = zero-l, zero-l-figureGap(b.value)-b.value.width()
	}
	s.marks = append(s.marks, p.body("bar", raster.Rect{X: x, Y: top, W: l, H: thick}, b.solid)...)
	s.centred(b.value, figure, top+thick/2)
}

// body is a bar: solid in the accent colour, or hollow.
func (p plot) body(role string, box raster.Rect, solid bool) []mark {
	if box.W <= 0 || box.H <= 0 {
		return nil
	}
	if solid {
		return []mark{rectangle(role, box, "accent")}
	}
	outer := rectangle(role, box, "muted")
	inner := box.Inset(p.stroke(hairline))
	if inner.W <= 0 || inner.H <= 0 {
		return []mark{outer}
	}
	return []mark{outer, rectangle(role+"-inside", inner, p.hollow())}
}

// hollow is what fills bars that are not highlighted.
func (p plot) hollow() Role {
	if p.ground == "panel" {
		return "ground"
	}
	return "panel"
}

// zero draws the zero line along the longer side of a box without breadth: to
// the side of values below zero, so that it covers no bar of others. Bars are
// drawn later, on top.
func (p plot) zero(s *sketch, at raster.Rect) {
	w := p.stroke(hairline)
	if at.H > at.W {
		at.X, at.W = at.X-w, w
	} else {
		at.H = w
	}
	s.marks = append(s.marks, rectangle("zero", at, "ink"))
}
