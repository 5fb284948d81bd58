package card

import (
	"math"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// frame is the part of the box in which lines run: edges in px, and the values
// at the lower and the upper edge, as parts of the largest one.
type frame struct {
	lo, hi, top, bottom float64
	least, most         float64
}

// span chooses the values at the edges: from the baseline that is asked for,
// else from zero, so that a rise looks as steep as it is, unless all values lie
// so close together that it could not be seen. It reports whether zero lies in
// the frame.
func (f *frame) span(c *factcheck.Chart) bool {
	all := shares(c)
	f.least, f.most = math.Inf(1), math.Inf(-1)
	largest := 0.0
	for i, s := range all {
		f.least, f.most = min(f.least, slices.Min(s)), max(f.most, slices.Max(s))
		for k := range s {
			largest = max(largest, math.Abs(c.Series[i].Values[k]))
		}
	}
	switch {
	case c.Baseline != nil && largest > 0:
		f.least = min(f.least, max(*c.Baseline/largest, -10))
	case f.least > 0 && f.least < closest*f.most:
		f.least = 0
	case f.most < 0 && f.most > closest*f.least:
		f.most = 0
	}
	return f.least <= 0 && f.most >= 0
}

// closest is how close, as a part of the largest value, all values may lie to
// it before lines no longer begin at zero.
const closest = 0.8

// y is where a value stands, px; the middle where all values are equal.
func (f *frame) y(v float64) float64 {
	if f.most <= f.least {
		return (f.top + f.bottom) / 2
	}
	return f.bottom - (v-f.least)/(f.most-f.least)*(f.bottom-f.top)
}

// x is where the i-th of n categories stands, px.
func (f *frame) x(i, n int) float64 {
	return math.Round(f.lo + (f.hi-f.lo)*float64(i)/float64(max(n-1, 1)))
}

func (f *frame) points(values []float64) []raster.Point {
	out := make([]raster.Point, len(values))
	for i, v := range values {
		out[i] = raster.Point{X: f.x(i, len(values)), Y: f.y(v)}
	}
	return out
}

// ticks are the names of the categories, on one line where they fit in half of
// the width.
func (p plot) ticks(c *factcheck.Chart, size, width float64) []block {
	var out []block
	for i := range c.Categories {
		out = append(out, p.name("category", p.category(c, i), false, false, size, width/2-size, typeset.Center))
	}
	return out
}

// axis draws the axis of categories: names below the lines, as many as stand
// apart, always the first and the last; a line at zero, only there, so that no
// other is taken for it; and the two axes of a slope.
func (p plot) axis(s *sketch, c *factcheck.Chart, f frame, ticks []block, room float64, zero bool, width float64) {
	w := p.stroke(hairline)
	n := len(ticks)
	size := p.size
	over := widest(ticks, inkAbove)
	every := 1
	for ; every < n-1; every++ {
		if (n-1)%every == 0 && apart(f, ticks, every, width, 0.8*size) {
			break
		}
	}
	for i, b := range ticks {
		x := f.x(i, n)
		if i%every == 0 {
			s.put(b, tickAt(x, b, width), room+math.Round(0.5*b.layout.Size)+over)
		}
		switch {
		case c.Kind == factcheck.Slope:
			s.marks = append(s.marks, rectangle("axis", raster.Rect{X: x - math.Floor(w/2), W: w, H: math.Round(room)}, "muted"))
		case i%every == 0:
			s.marks = append(s.marks, rectangle("tick", raster.Rect{X: x - math.Floor(w/2), Y: math.Round(room), W: w, H: math.Round(0.25 * size)}, "muted"))
		}
	}
	if zero {
		p.zero(s, raster.Rect{X: f.x(0, n), Y: math.Round(f.y(0)), W: f.x(n-1, n) - f.x(0, n)})
	}
}

// tickAt is the start edge of a name that stands below x, within the box.
func tickAt(x float64, b block, width float64) float64 {
	return max(min(x-b.width()/2, width-b.width()), 0)
}

// apart reports whether every n-th name has room.
func apart(f frame, ticks []block, every int, width, gap float64) bool {
	end := -gap
	for i := 0; i < len(ticks); i += every {
		x := tickAt(f.x(i, len(ticks)), ticks[i], width)
		if x < end+gap {
			return false
		}
		end = x + ticks[i].width()
	}
	return true
}

// tags puts the labels at one end of all lines, apart from each other, and
// leads to those that had to move. They are gap px from the ends and apart em
// from each other. It tells how far the farthest moved.
func (p plot) tags(s *sketch, courses []course, room float64, last bool, gap, apart float64) (off float64, ok bool) {
	order := slices.Clone(courses)
	label := func(k course) (tag, raster.Point) {
		if last {
			return k.last, k.points[len(k.points)-1]
		}
		return k.first, k.points[0]
	}
	slices.SortStableFunc(order, func(a, b course) int {
		_, u := label(a)
		_, v := label(b)
		return compareY(u, v, a.points, b.points)
	})
	var stops []stop
	for _, k := range order {
		t, at := label(k)
		stops = append(stops, stop{at.Y, t.before, t.after})
	}
	ys, ok := spread(stops, 0, room, apart*p.size)
	for i, k := range order {
		t, at := label(k)
		x, from, to := at.X+gap, at.X+p.stroke(thickLine)*1.5, at.X+gap-0.2*p.size
		if !last {
			x, from, to = at.X-gap-t.width, at.X-p.stroke(thickLine)*1.5, at.X-gap+0.2*p.size
		}
		moved := math.Abs(ys[i] - at.Y)
		off = max(off, moved)
		if moved > 0.3*p.size { // leads from the marker to the label
			line := []raster.Point{{X: from, Y: at.Y}, {X: to, Y: ys[i]}}
			s.marks = append(s.marks, dashed("leader", line, p.stroke(hairline), 0, k.ink)...)
		}
		s.add(t.sketch, x, ys[i])
	}
	return off, ok
}

// compareY orders series by where they end, and those that end together by
// where they come from.
func compareY(u, v raster.Point, a, b []raster.Point) int {
	for _, d := range []float64{u.Y - v.Y, a[0].Y - b[0].Y, a[len(a)-1].Y - b[len(b)-1].Y} {
		if d < 0 {
			return -1
		}
		if d > 0 {
			return 1
		}
	}
	return 0
}

// trace draws the lines with their markers and the figures at their peaks.
func (p plot) trace(s *sketch, courses []course, f frame) {
	for _, k := range courses {
		width, r := p.stroke(thinLine), p.stroke(thickLine)
		if k.strong {
			width, r = p.stroke(thickLine), p.stroke(thickLine)*1.25
		}
		if k.strong { // other lines pass below it
			s.marks = append(s.marks, dashed("halo", k.points, width+p.stroke(thinLine), 0, p.ground)...)
		}
		s.marks = append(s.marks, dashed("line", k.points, width, k.manner.dash*width, k.ink)...)
		for _, at := range []raster.Point{k.points[0], k.points[len(k.points)-1]} {
			s.marks = append(s.marks, p.marker(k.manner, at, r, width, k.ink, k.strong)...)
		}
		for _, pk := range k.peaks {
			p.peak(s, k, pk, r, f)
		}
	}
}

// peak marks a turn of a line and writes its figure.
func (p plot) peak(s *sketch, k course, pk peak, r float64, f frame) {
	at, w := k.points[pk.at], pk.figure.width()
	if w > f.hi-f.lo {
		return
	}
	s.marks = append(s.marks, p.marker(k.manner, at, r, r/2, k.ink, true)...)
	y := at.Y - r - peakGap(p.size) - inkBelow(pk.figure) - pk.figure.height()
	if !pk.top {
		y = at.Y + r + peakGap(p.size) + inkAbove(pk.figure)
	}
	s.put(pk.figure, max(min(at.X-w/2, f.hi-w), f.lo), y)
}

// peakGap is the distance of a figure from the marker at its peak, px.
func peakGap(size float64) float64 { return math.Round(0.3 * size) }
