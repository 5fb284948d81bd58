package pdf

import (
	"math"

	"rebut/internal/raster"
)

// atEdge is how near to an edge of the scene a shape's edge lies on it, px.
const atEdge = 0.5

// overrun adds to the path of a filled shape what makes it reach over the
// bleed: the straight edges that lie on an edge of the scene, drawn outwards. The
// shape itself, its rounded corners too, stays as it is on the trimmed page.
func (d *document) overrun(sh *raster.Shape) {
	w, h, far := float64(d.scene.Width), float64(d.scene.Height), d.sheet.reach
	for _, e := range straight(sh) {
		x0, x1 := spread(min(e[0].X, e[1].X), max(e[0].X, e[1].X), w, far)
		y0, y1 := spread(min(e[0].Y, e[1].Y), max(e[0].Y, e[1].Y), h, far)
		switch {
		case math.Abs(e[0].X) <= atEdge && math.Abs(e[1].X) <= atEdge:
			d.content.op("re", -far, y0, far+min(e[0].X, e[1].X), y1-y0)
		case math.Abs(e[0].X-w) <= atEdge && math.Abs(e[1].X-w) <= atEdge:
			right := max(e[0].X, e[1].X)
			d.content.op("re", right, y0, w+far-right, y1-y0)
		case math.Abs(e[0].Y) <= atEdge && math.Abs(e[1].Y) <= atEdge:
			d.content.op("re", x0, -far, x1-x0, far+min(e[0].Y, e[1].Y))
		case math.Abs(e[0].Y-h) <= atEdge && math.Abs(e[1].Y-h) <= atEdge:
			bottom := max(e[0].Y, e[1].Y)
			d.content.op("re", x0, bottom, x1-x0, h+far-bottom)
		}
	}
}

// spread lengthens the stretch of an edge that begins or ends at a corner of
// the scene, whose side is limit long, over the bleed beside it.
func spread(lo, hi, limit, far float64) (float64, float64) {
	if math.Abs(lo) <= atEdge {
		lo = -far
	}
	if math.Abs(hi-limit) <= atEdge {
		hi = limit + far
	}
	return lo, hi
}

// straight is the shape's straight edges.
func straight(sh *raster.Shape) [][2]raster.Point {
	var points []raster.Point
	switch sh.Form {
	case raster.Rectangle:
		b := sh.Box
		r := max(0, min(sh.Radius, b.W/2, b.H/2))
		return [][2]raster.Point{
			{{X: b.X + r, Y: b.Y}, {X: b.Right() - r, Y: b.Y}}, {{X: b.Right(), Y: b.Y + r}, {X: b.Right(), Y: b.Bottom() - r}},
			{{X: b.X + r, Y: b.Bottom()}, {X: b.Right() - r, Y: b.Bottom()}}, {{X: b.X, Y: b.Y + r}, {X: b.X, Y: b.Bottom() - r}},
		}
	case raster.Polygon:
		points = sh.Points
	}
	var out [][2]raster.Point
	for i, p := range points {
		out = append(out, [2]raster.Point{p, points[(i+1)%len(points)]})
	}
	return out
}

// pastEdges is a line whose ends, where they lie on an edge of the scene, are
// drawn on over the bleed.
func (d *document) pastEdges(points []raster.Point) []raster.Point {
	out := append([]raster.Point(nil), points...)
	if n := len(out); n >= 2 {
		first, last := d.past(points[0], points[1]), d.past(points[n-1], points[n-2])
		out[0], out[n-1] = first, last
	}
	return out
}

// past is the end of a line that comes from another point.
func (d *document) past(end, from raster.Point) raster.Point {
	dx, dy := end.X-from.X, end.Y-from.Y
	length := math.Hypot(dx, dy)
	onX := math.Abs(end.X) <= atEdge || math.Abs(end.X-float64(d.scene.Width)) <= atEdge
	onY := math.Abs(end.Y) <= atEdge || math.Abs(end.Y-float64(d.scene.Height)) <= atEdge
	if length == 0 || !(onX && math.Abs(dx) > length/4 || onY && math.Abs(dy) > length/4) {
		return end
	}
	far := 4 * d.sheet.reach / length
	return raster.Point{X: end.X + dx*far, Y: end.Y + dy*far}
}
