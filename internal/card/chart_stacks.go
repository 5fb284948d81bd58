package card

import (
	"math"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// segment is the part of a stack that is one series.
type segment struct {
	figure, name block
	part         float64 // value ÷ the largest total of the chart
	texture      texture
	strong       bool
}

// texture is how a segment is filled, to be told from its neighbours in grey.
type texture uint8

const (
	accented texture = iota // highlighted
	hollow
	striped
	solid
)

// stackSizes are the sizes of the texts of stacks, px.
type stackSizes struct {
	name, value, strong float64
	column              float64 // the most that a series' name is wide where its segment is narrower, px
}

// stacks draws one lying bar for each category, divided into series, with the
// labels of the segments below it; a single one stands where the box is high.
func (p plot) stacks(c *factcheck.Chart, width, height float64) (sketch, bool) {
	if len(c.Categories) == 1 && height > standingFrom*width {
		if s, ok := p.fitted(width, height, func(t float64) (sketch, bool) { return p.tower(c, width, height, t) }); ok {
			return s, true
		}
	}
	pitch := height / float64(len(c.Categories))
	return p.fitted(width, height, func(t float64) (s sketch, ok bool) {
		z := stackSizes{name: p.between(min(pitch*0.1, 1.4*p.size), t), strong: p.between(pitch*0.2, t)}
		z.value = min(p.between(pitch*0.13, t), max(snap(z.strong*0.75), p.size))
		for _, em := range []float64{14, 9, 6.5, 5, 4} {
			z.column = em * z.name
			if s, ok = p.stacked(c, z, width, height); ok && p.tidy(s, width, height) {
				return s, true
			}
		}
		return s, false
	})
}

// row is one category of a stack with the places of its labels.
type row struct {
	name     block
	segments []segment
	starts   []float64 // of labels, px
	labels   float64   // height of the labels, px
}

func (p plot) stacked(c *factcheck.Chart, z stackSizes, width, height float64) (sketch, bool) {
	var s sketch
	var rows []row
	ok, fixed := true, 0.0
	for i := range c.Categories {
		r, fits := p.row(c, i, z, width)
		ok = ok && fits
		rows = append(rows, r)
		fixed += r.labels + p.nameHeight(r.name)
	}
	n := float64(len(rows))
	lead := math.Round(0.6 * p.size) // between a bar and its labels
	apart := math.Round(1.1 * p.size)
	room := height - fixed - n*lead
	thick := p.thickness(min(0.75*room/n, (room-apart*(n-1))/n), height)
	gap := min((room-n*thick)/max(n-1, 1), 2.5*apart)
	ok = ok && thick >= p.size*0.9 && (n == 1 && room >= thick || gap >= apart)
	y := (room - n*thick - (n-1)*gap) / 2
	for _, r := range rows {
		s.put(r.name, 0, y+inkAbove(r.name))
		y = math.Round(y + p.nameHeight(r.name))
		p.stack(&s, r, y, thick, lead, width)
		y += thick + lead + r.labels + gap
	}
	return s, ok
}

// nameHeight is the height of a category's name with the gap below it.
func (p plot) nameHeight(b block) float64 {
	if b.width() == 0 {
		return 0
	}
	return extent(b) + math.Round(0.35*b.layout.Size)
}

// row sets the labels of a category and finds their places.
func (p plot) row(c *factcheck.Chart, i int, z stackSizes, width float64) (row, bool) {
	r := row{name: p.name("category", p.category(c, i), c.Categories[i].Highlight, false, z.name, width, typeset.Start)}
	r.segments = p.segments(c, i, z, width)
	var stops []stop
	at := 0.0
	for _, g := range r.segments {
		stops = append(stops, stop{at: at, after: g.labelWidth()})
		r.labels = max(r.labels, labelHeight(g))
		at += g.part * width
	}
	var ok bool
	r.starts, ok = spread(stops, 0, width, 0.7*p.size)
	return r, ok
}

// segments sets the labels of a category; names are no wider than the column,
// or their segment of a bar as long as length.
func (p plot) segments(c *factcheck.Chart, i int, z stackSizes, length float64) []segment {
	rivals := slices.ContainsFunc(c.Series, func(s factcheck.ChartSeries) bool { return s.Highlight })
	var out []segment
	for k, part := range stackShares(c)[i] {
		g := segment{part: part, strong: c.Series[k].Highlight}
		size := z.value
		if g.strong {
			size = z.strong
		} else {
			g.texture = hollow + texture((k-strongBefore(c, k))%3)
		}
		g.figure = p.number(p.figure(c.Series[k].Values[i], k), g.strong, size)
		g.name = p.name("series", p.series(c, k), g.strong, rivals, z.name, max(z.column, part*length), typeset.Start)
		out = append(out, g)
	}
	return out
}

// strongBefore is the number of highlighted series before the k-th.
func strongBefore(c *factcheck.Chart, k int) int {
	n := 0
	for _, s := range c.Series[:k] {
		n += btoi(s.Highlight)
	}
	return n
}

// stackShares are the values of each category, by series, as parts of the
// largest total.
func stackShares(c *factcheck.Chart) [][]float64 {
	all := shares(c)
	out := make([][]float64, len(c.Categories))
	most := 0.0
	for i := range out {
		total := 0.0
		for _, s := range all {
			out[i] = append(out[i], s[i])
			total += s[i]
		}
		most = max(most, total)
	}
	for i := range out {
		for k := range out[i] {
			out[i][k] /= max(most, 1)
		}
	}
	return out
}

// labelWidth is the width of a figure and the name below it.
func (g segment) labelWidth() float64 { return max(g.figure.width(), g.name.width()) }

// labelHeight is the height of a figure with the name below it.
func labelHeight(g segment) float64 {
	h := extent(g.figure)
	if g.name.width() > 0 {
		h += extent(g.name) + math.Round(0.2*g.name.layout.Size)
	}
	return h
}

// stack draws a lying bar with its labels; to those that do not stand under
// their segments it leads.
func (p plot) stack(s *sketch, r row, y, thick, lead, width float64) {
	figures := widest(r.segments, func(g segment) float64 { return inkAbove(g.figure) + g.figure.height() })
	for i, e := range p.edges(r.segments, width) {
		g := r.segments[i]
		p.textured(s, raster.Rect{X: e.from, Y: y, W: e.to - e.from, H: thick}, g.texture)
		x, top := r.starts[i], y+thick+lead
		// A label at the end of the box ends where its segment ends.
		flush := i > 0 && i+1 == len(r.segments) && e.to-e.from < g.labelWidth() && e.to > width-1
		mid := x + g.figure.width()/2
		if flush {
			mid = x + g.labelWidth() - g.figure.width()/2
		}
		if mid < e.from || mid > e.to || e.to-e.from < 0.5*g.figure.width() {
			p.lead(s, raster.Point{X: e.near(mid), Y: y + thick + 0.15*lead}, raster.Point{X: mid, Y: top - 0.15*lead}, g)
		}
		p.segmentLabel(s, g, x, top+figures-g.figure.height(), flush)
	}
}

// edges are where segments begin and end along a bar, px, with some ground
// between them. What is not nothing can be seen.
func (p plot) edges(segments []segment, length float64) []edge {
	gap := p.stroke(thinLine)
	var out []edge
	at := 0.0
	for i, g := range segments {
		e := edge{math.Round(at * length), math.Round((at + g.part) * length)}
		at += g.part
		if g.part > 0 && e.to-e.from < hairline {
			e.from = min(e.from, length-hairline)
			e.to = e.from + hairline
		}
		if i+1 < len(segments) && e.to-e.from > 2*gap {
			e.to -= gap
		}
		out = append(out, e)
	}
	return out
}

// edge is where a segment begins and ends, px.
type edge struct{ from, to float64 }

// near is the place in a segment from which a label at a place is led to, px.
func (e edge) near(at float64) float64 {
	inset := min((e.to-e.from)/2, 6)
	return max(min(at, e.to-inset), e.from+inset)
}

// lead leads from a segment to its label.
func (p plot) lead(s *sketch, from, to raster.Point, g segment) {
	ink := Role("muted")
	if g.strong {
		ink = "accent"
	}
	s.marks = append(s.marks, dashed("leader", []raster.Point{from, to}, p.stroke(hairline), 0, ink)...)
}

// segmentLabel puts a figure with the name below it, aligned at their start
// edges or, flush, at their end edges.
func (p plot) segmentLabel(s *sketch, g segment, x, y float64, flush bool) {
	figure, name := x, x
	if flush {
		figure, name = x+g.labelWidth()-g.figure.width(), x+g.labelWidth()-g.name.width()
	}
	s.put(g.figure, figure, y)
	s.put(g.name, name, y+g.figure.height()+inkBelow(g.figure)+math.Round(0.2*g.name.layout.Size)+inkAbove(g.name))
}

// textured is a segment.
func (p plot) textured(s *sketch, box raster.Rect, t texture) {
	switch {
	case t == accented:
		s.marks = append(s.marks, p.body("segment", box, true)...)
		return
	case box.W <= 0 || box.H <= 0:
		return
	case t == solid:
		s.marks = append(s.marks, rectangle("segment", box, "muted"))
		return
	}
	s.marks = append(s.marks, p.body("segment", box, false)...)
	if inner := box.Inset(p.stroke(hairline)); t == striped && inner.W > 0 && inner.H > 0 {
		s.marks = append(s.marks, hatched("segment-stripe", inner, p.stroke(hairline), 5*p.stroke(hairline), "muted")...)
	}
}
