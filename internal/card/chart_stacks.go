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
// labels of the segments below it.
func (p plot) stacks(c *factcheck.Chart, width, height float64) (sketch, bool) {
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
	rivals := slices.ContainsFunc(c.Series, func(s factcheck.ChartSeries) bool { return s.Highlight })
	var stops []stop
	at, others := 0.0, 0
	for k, part := range stackShares(c)[i] {
		g := segment{part: part, strong: c.Series[k].Highlight}
		size := z.value
		if g.strong {
			size = z.strong
		} else {
			g.texture = hollow + texture(others%3)
			others++
		}
		g.figure = p.number(p.figure(c.Series[k].Values[i], k), g.strong, size)
		g.name = p.name("series", p.series(c, k), g.strong, rivals, z.name, max(z.column, part*width), typeset.Start)
		r.segments = append(r.segments, g)
		stops = append(stops, stop{at: at, after: max(g.figure.width(), g.name.width())})
		r.labels = max(r.labels, segmentLabel(g))
		at += part * width
	}
	var ok bool
	r.starts, ok = spread(stops, 0, width, 0.7*p.size)
	return r, ok
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

// segmentLabel is the height of a figure with the name below it.
func segmentLabel(g segment) float64 {
	h := extent(g.figure)
	if g.name.width() > 0 {
		h += extent(g.name) + math.Round(0.2*g.name.layout.Size)
	}
	return h
}

// stack draws a bar with its labels; what had to move is led to.
func (p plot) stack(s *sketch, r row, y, thick, lead, width float64) {
	gap := p.stroke(thinLine)
	figures := widest(r.segments, func(g segment) float64 { return inkAbove(g.figure) + g.figure.height() })
	last := 0.0
	for _, g := range r.segments {
		last += g.part
	}
	at := 0.0
	for i, g := range r.segments {
		from, to := math.Round(at*width), math.Round((at+g.part)*width)
		at += g.part
		if g.part > 0 && to-from < hairline {
			to = from + hairline
		}
		box := raster.Rect{X: from, Y: y, W: to - from, H: thick}
		if i+1 < len(r.segments) && box.W > 2*gap {
			box.W -= gap // the ground between segments
		}
		if box.W > 0 {
			s.marks = append(s.marks, p.textured(box, g.texture)...)
		}
		x, top := r.starts[i], y+thick+lead
		if mid := from + (to-from)/2; x > from+1 || x+1 < from || to-from < gap {
			line := []raster.Point{{X: mid, Y: y + thick + 0.15*lead}, {X: x + 0.3*g.figure.width(), Y: top - 0.1*lead}}
			s.marks = append(s.marks, dashed("leader", line, p.stroke(hairline), 0, "muted")...)
		}
		s.put(g.figure, x, top+figures-g.figure.height())
		s.put(g.name, x, top+figures+inkBelow(g.figure)+math.Round(0.2*g.name.layout.Size)+inkAbove(g.name))
	}
}

// textured is a segment.
func (p plot) textured(box raster.Rect, t texture) []mark {
	switch t {
	case accented:
		return p.body("segment", box, true)
	case solid:
		return []mark{rectangle("segment", box, "muted")}
	}
	marks := p.body("segment", box, false)
	if inner := box.Inset(p.stroke(hairline)); t == striped && inner.W > 0 && inner.H > 0 {
		marks = append(marks, hatched("segment-stripe", inner, p.stroke(hairline), 5*p.stroke(hairline), "muted")...)
	}
	return marks
}
