package card

import (
	"cmp"
	"math"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// course is one series of a line chart or a slope.
type course struct {
	part        []float64 // values ÷ the largest one of the chart
	first, last tag       // figures, and the name, at its ends
	peaks       []peak
	points      []raster.Point
	strong      bool // highlighted, or the only one
	ink         Role
	manner      manner
}

// tag is a label at the end of a line: a figure with a name below or behind
// it. Its y is 0 at the optical middle of the figure.
type tag struct {
	sketch
	width         float64
	before, after float64 // the ink's reach above and below the middle, px
}

// peak is a figure at a turn of a line between its ends.
type peak struct {
	at     int // index of the category
	figure block
	top    bool // above the line
}

// tagged makes a label from a figure and a name.
func tagged(figure, name block, inline bool) tag {
	t := tag{width: figure.width(), before: figure.height()/2 + inkAbove(figure), after: figure.height()/2 + inkBelow(figure)}
	t.put(figure, 0, -figure.height()/2)
	if name.width() == 0 {
		return t
	}
	x, y := 0.0, t.after+inkAbove(name)+math.Round(0.2*name.layout.Size)
	if inline {
		x = figure.width() + math.Round(0.4*name.layout.Size)
		drop := func(b block) float64 { return b.layout.FirstBaseline() - b.rise() }
		y = drop(figure) - figure.height()/2 - drop(name)
	}
	t.put(name, x, y)
	t.width = max(t.width, x+name.width())
	t.before = max(t.before, inkAbove(name)-y)
	t.after = max(t.after, y+name.height()+inkBelow(name))
	return t
}

// lineSizes are the sizes of the texts of lines, px, and how names stand.
type lineSizes struct {
	name, value, strong float64
	column              float64 // the most that a name is wide, px
	inline              bool    // names stand behind figures
}

// lines draws series over categories in order. A slope is a line over two
// categories, between two axes.
func (p plot) lines(c *factcheck.Chart, width, height float64) (sketch, bool) {
	return p.fitted(width, height, func(t float64) (sketch, bool) {
		z := lineSizes{name: p.between(min(1.3*p.size, height*0.05), t), strong: p.between(min(height*0.1, width*0.06), t)}
		z.value = min(p.between(min(height*0.06, width*0.05), t), max(snap(z.strong*0.75), p.size))
		ticks := p.ticks(c, z.name, width)
		var best sketch
		found, least := false, 0.0
		for _, part := range []float64{0.16, 0.22, 0.3, 0.38} {
			for _, inline := range []bool{false, true} {
				z.column, z.inline = width*part, inline
				s, cost, ok := p.linesAt(c, z, ticks, width, height)
				if ok = ok && p.tidy(s, width, height); ok && (!found || cost < least) || !found && best.marks == nil {
					best, least, found = s, cost, ok
				}
			}
		}
		return best, found
	})
}

// linesAt draws the lines at given sizes. The cost grows with how far labels
// stand from their lines, and with the width that they take.
func (p plot) linesAt(c *factcheck.Chart, z lineSizes, ticks []block, width, height float64) (s sketch, cost float64, ok bool) {
	courses := p.courses(c, z)
	r := p.stroke(thickLine)
	f := frame{lo: r, hi: width - r, top: r, bottom: height}
	f.bottom -= math.Round(0.6*z.name) + widest(ticks, extent)
	room := f.bottom
	zero := f.span(c)
	f.bottom -= r // markers of the lowest points stand above the axis
	for _, k := range courses {
		f.top = max(f.top, k.last.before, k.first.before)
		for _, pk := range k.peaks {
			if pk.top {
				f.top = max(f.top, extent(pk.figure)+peakGap(p.size)+2*r)
			} else {
				f.bottom = min(f.bottom, room-extent(pk.figure)-peakGap(p.size)-2*r)
			}
		}
	}
	gap := math.Round(1.1*p.size) + r
	f.lo = widest(courses, func(k course) float64 { return k.first.width }) + gap
	f.hi = width - widest(courses, func(k course) float64 { return k.last.width }) - gap
	if f.hi-f.lo < 0.25*width || f.bottom-f.top < 0.2*height {
		return s, 0, false
	}
	p.axis(&s, c, f, ticks, room, zero, width)
	for i := range courses {
		courses[i].points = f.points(courses[i].part)
	}
	between := 0.35 // em; a name below its figure needs more to be taken for its own
	if !z.inline {
		between = 0.7
	}
	offStart, okStart := p.tags(&s, courses, room, false, gap, 0.35)
	offEnd, okEnd := p.tags(&s, courses, room, true, gap, between)
	p.trace(&s, courses, f)
	return s, max(offStart, offEnd)/height + 0.3*(width-f.hi)/width, okStart && okEnd
}

// courses sets the labels of each series, those of the highlighted ones last,
// so that they lie on top.
func (p plot) courses(c *factcheck.Chart, z lineSizes) []course {
	rivals := slices.ContainsFunc(c.Series, func(s factcheck.ChartSeries) bool { return s.Highlight })
	all := shares(c)
	var out []course
	others := 0
	for i, s := range c.Series {
		k := course{part: all[i], strong: s.Highlight || len(c.Series) == 1, ink: "ink"}
		size := z.value
		if k.strong {
			k.ink, size = "accent", z.strong
		} else {
			k.manner = mannerOf(others)
			others++
			if rivals {
				k.ink = "muted"
			}
		}
		n := len(s.Values) - 1
		name := p.name("series", p.series(c, i), k.strong, rivals, z.name, z.column, typeset.Start)
		k.first = tagged(p.number(p.figure(s.Values[0], i), k.strong, z.value), block{layout: &typeset.Layout{}}, false)
		k.last = tagged(p.number(p.figure(s.Values[n], i), k.strong, size), name, z.inline)
		if len(c.Series) == 1 {
			k.peaks = p.peaks(s.Values, z.value)
		}
		out = append(out, k)
	}
	slices.SortStableFunc(out, func(a, b course) int { return cmp.Compare(btoi(a.strong), btoi(b.strong)) })
	return out
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// peaks are the highest and the lowest point between the ends, where they
// stand out from both.
func (p plot) peaks(values []float64, size float64) []peak {
	lo, hi := slices.Min(values), slices.Max(values)
	var out []peak
	for _, top := range []bool{true, false} {
		extreme := hi
		if !top {
			extreme = lo
		}
		i := slices.Index(values, extreme)
		ends := min(math.Abs(extreme/2-values[0]/2), math.Abs(extreme/2-values[len(values)-1]/2))
		if hi > lo && ends > 0.12*(hi/2-lo/2) {
			out = append(out, peak{i, p.number(p.figure(extreme, 0), false, size), top})
		}
	}
	return out
}
