package card

import (
	"math"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// Proportions of a standing stack.
const (
	standingFrom = 0.7  // height ÷ width of the box from which a single stack stands
	towerPart    = 0.32 // of the width
)

// tower draws a single stack standing, with the labels beside it.
func (p plot) tower(c *factcheck.Chart, width, height, t float64) (sketch, bool) {
	var s sketch
	thick := math.Round(width * towerPart)
	gap := math.Round(1.4 * p.size)
	z := stackSizes{name: p.between(1.4*p.size, t), value: p.between(1.5*p.size, t), strong: p.between(2*p.size, t), column: width - thick - gap}
	name := p.name("category", p.category(c, 0), false, false, z.name, width, typeset.Start)
	top := math.Round(p.nameHeight(name))
	s.put(name, 0, inkAbove(name))
	segments := p.segments(c, 0, z, 0)
	edges := p.edges(segments, height-top)
	var labels []tag
	var stops []stop
	for i, g := range segments {
		l := tagged(g.figure, g.name, false)
		labels = append(labels, l)
		// A label stands in the middle of its segment.
		stops = append(stops, stop{top + (edges[i].from+edges[i].to)/2 - (l.after-l.before)/2, l.before, l.after})
	}
	ys, ok := spread(stops, 0, height, 0.6*p.size)
	for i, g := range segments {
		e := edges[i]
		p.textured(&s, raster.Rect{Y: top + e.from, W: thick, H: e.to - e.from}, g.texture)
		if y := ys[i] - top; y < e.from || y > e.to {
			p.lead(&s, raster.Point{X: thick + 0.2*p.size, Y: top + e.near(y)}, raster.Point{X: thick + gap - 0.2*p.size, Y: ys[i]}, g)
		}
		s.add(labels[i].sketch, thick+gap, ys[i])
	}
	return s, ok
}
