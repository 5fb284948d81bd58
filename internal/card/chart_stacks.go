package card

import (
	"math"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
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
