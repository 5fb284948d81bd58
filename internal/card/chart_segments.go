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
