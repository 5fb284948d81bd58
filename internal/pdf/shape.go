package pdf

import (
	"math"

	"rebut/internal/raster"
)

// shapes draws the scene's shapes, in px of the scene with the vertical axis
// pointing down. Neighbours of the same role that are a
// figure are one; all others are decoration.
func (d *document) shapes() {
	list := d.scene.Shapes
	d.content.op("q")
	d.content.matrix(d.sheet.scale, 0, 0, -d.sheet.scale, d.sheet.x, d.sheet.y)
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j].Role == list[i].Role {
			j++
		}
		if alt := d.meta.Figures[list[i].Role]; alt != "" {
			d.content.tagged("Figure", d.tags.figure(list[i].Role, alt, d.meta.Links[list[i].Role], d.onSheet(list[i:j])))
		} else {
			d.content.artifact("")
		}
		d.group(list[i:j])
		d.content.op("EMC")
		i = j
	}
	d.content.op("Q")
}

// group draws shapes of one role. Neighbours that are opaque, of one colour and
// without a stroke are filled at once, so that no hairline shows between them.
func (d *document) group(list []raster.Shape) {
	for i := 0; i < len(list); {
		if list[i].Form == raster.Photo {
			d.photo(&list[i])
			i++
			continue
		}
		j := i + 1
		for list[i].Fill.A == 0xff && j < len(list) && joins(&list[i], &list[j]) {
			j++
		}
		d.fill(list[i:j])
		if sh := &list[i]; sh.Stroke.A != 0 && sh.StrokeWidth > 0 {
			d.stroke(sh)
		}
		i = j
	}
}

func joins(a, b *raster.Shape) bool {
	flat := func(s *raster.Shape) bool {
		return s.Form == raster.Rectangle && s.Radius <= 0 && s.Stroke.A == 0 && s.Box.W >= 0 && s.Box.H >= 0
	}
	return flat(a) && flat(b) && a.Fill == b.Fill
}

func (d *document) fill(list []raster.Shape) {
	if list[0].Fill.A == 0 || list[0].Form == raster.Polyline {
		return
	}
	d.colour(list[0].Fill, "rg")
	for i := range list {
		d.content.trace(&list[i])
		d.overrun(&list[i])
	}
	d.content.op("f")
}

func (d *document) stroke(sh *raster.Shape) {
	d.colour(sh.Stroke, "RG")
	d.content.op("w", sh.StrokeWidth)
	d.content.op("j", 1) // round joins and butt caps, as raster has them
	d.content.op("J", 0)
	out := *sh
	if sh.Form == raster.Polyline {
		out.Points = d.pastEdges(sh.Points)
	}
	d.content.trace(&out)
	if sh.Form == raster.Arc || sh.Form == raster.Polyline {
		d.content.op("S")
	} else {
		d.content.op("s")
	}
}

// trace makes the shape the current path.
func (c *content) trace(sh *raster.Shape) {
	b := sh.Box
	switch sh.Form {
	case raster.Rectangle, raster.Photo:
		if r := min(sh.Radius, b.W/2, b.H/2); r > 0 {
			c.rounded(b, r)
		} else {
			c.op("re", b.X, b.Y, b.W, b.H)
		}
	case raster.Ellipse:
		c.arc(b, 0, 360)
		c.op("h")
	case raster.Arc:
		c.arc(b, sh.From, sh.To)
	case raster.Polygon, raster.Polyline:
		c.polygon(sh.Points)
		if sh.Form == raster.Polygon && len(sh.Points) > 0 {
			c.op("h")
		}
	}
	if sh.Form > raster.Photo || len(sh.Points) == 0 && (sh.Form == raster.Polygon || sh.Form == raster.Polyline) {
		c.op("m", b.X, b.Y) // a path that paints nothing
	}
}

func (c *content) polygon(points []raster.Point) {
	for i, p := range points {
		if i == 0 {
			c.op("m", p.X, p.Y)
		} else {
			c.op("l", p.X, p.Y)
		}
	}
}

// arc is part of the ellipse in a box, as curves of at most a quarter turn.
func (c *content) arc(b raster.Rect, from, to float64) {
	cx, cy, rx, ry := b.X+b.W/2, b.Y+b.H/2, b.W/2, b.H/2
	n := max(1, int(math.Ceil(math.Abs(to-from)/90)))
	step := (to - from) / float64(n) * math.Pi / 180
	k := 4. / 3 * math.Tan(step/4) // of the tangent that the handles are long
	a := from * math.Pi / 180
	c.op("m", cx+rx*math.Cos(a), cy+ry*math.Sin(a))
	for range n {
		sin0, cos0 := math.Sincos(a)
		a += step
		sin1, cos1 := math.Sincos(a)
		c.op("c", cx+rx*(cos0-k*sin0), cy+ry*(sin0+k*cos0), cx+rx*(cos1+k*sin1), cy+ry*(sin1-k*cos1), cx+rx*cos1, cy+ry*sin1)
	}
}

// rounded is a rectangle with corners of radius r.
func (c *content) rounded(b raster.Rect, r float64) {
	const k = 0.5522847498 // handles of a quarter circle, of its radius
	h := r * (1 - k)
	left, top, right, bottom := b.X, b.Y, b.Right(), b.Bottom()
	c.op("m", left+r, top)
	c.op("l", right-r, top)
	c.op("c", right-h, top, right, top+h, right, top+r)
	c.op("l", right, bottom-r)
	c.op("c", right, bottom-h, right-h, bottom, right-r, bottom)
	c.op("l", left+r, bottom)
	c.op("c", left+h, bottom, left, bottom-h, left, bottom-r)
	c.op("l", left, top+r)
	c.op("c", left, top+h, left+h, top, left+r, top)
	c.op("h")
}
