package likeness

import "math"

// Levels are the widths at which a picture is compared, px: where it lies is
// found at the first, and made out more closely at each that follows.
var levels = [...]int{GlanceWidth, 160, Width}

// Widths of pictures for Compare and for Glance, px.
const (
	Width       = 320
	GlanceWidth = 80
)

// Enough is the likeness from which on a picture is the same. Those of one
// design that say different things reach 0.7.
const Enough = 0.78

// Compare looks for a picture, Width px wide, at a frame of the query and near
// it. The likeness is the correlation of what both show in detail: 1 for the
// same, about 0 for pictures that have nothing to do with each other. at is
// where the picture lies.
func (q *Query) Compare(g *Grey, f Frame) (likeness float64, at Frame) {
	for _, width := range levels {
		likeness, f = q.refine(g, width, f)
	}
	return likeness, f
}

// Glance is Compare at the first level alone, for a picture of any width: it
// tells which pictures are worth comparing.
func (q *Query) Glance(g *Grey, f Frame) (likeness float64, at Frame) {
	return q.refine(g, levels[0], f)
}

// sharpness is the radius of what counts as detail, as a part of the width.
const sharpness = 24

// Distance is how far the greys of a picture are from the query's in a frame,
// on average, 0 to 255. It tells themes apart, which are alike in detail.
func (q *Query) Distance(g *Grey, f Frame) float64 {
	width := levels[0]
	v := view{g.scaled(min(1, float64(width)/float64(g.W))), q.grey.scaled(min(1, float64(width)/f.W)), 0}
	v.scale = float64(v.q.W) / float64(q.grey.W)
	sum, n := 0.0, 0.0
	v.each(f, func(i int, value float32) { sum, n = sum+float64(abs(v.g.pix[i]-value)), n+1 })
	if n == 0 {
		return 255
	}
	return sum / n
}

// view is a picture and the query at the same scale.
type view struct {
	g, q  *Grey   // in detail
	scale float64 // of q, by that of the query
}

func (q *Query) view(g *Grey, width int, f Frame) view {
	k := min(1, float64(width)/f.W)
	small := g
	if g.W > width {
		small = g.scaled(float64(width) / float64(g.W))
	}
	radius := max(1, width/sharpness)
	reduced := q.grey.scaled(k)
	return view{small.detail(radius), reduced.detail(max(1, int(float64(radius)*k*f.W/float64(width)+0.5))), float64(reduced.W) / float64(q.grey.W)}
}

// refine moves and scales a frame as long as the likeness grows.
func (q *Query) refine(g *Grey, width int, f Frame) (float64, Frame) {
	v := q.view(g, width, f)
	best := v.likeness(f)
	for step := 2.0; step >= 0.25; step /= 2 {
		for improved, rounds := true, 0; improved && rounds < 12; rounds++ {
			improved = false
			for _, move := range moves {
				d := step * f.W / float64(width)
				next := f.moved(move[0]*d, move[1]*d, move[2]*d)
				if l := v.likeness(next); l > best+1e-6 {
					best, f, improved = l, next, true
				}
			}
		}
	}
	return best, f
}

// moves are steps to the right, down, and outwards at all sides.
var moves = [...][3]float64{{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}

func (f Frame) moved(dx, dy, out float64) Frame {
	k := (f.W + 2*out) / f.W
	w, h := f.W*k, f.H*k
	return Frame{f.X + dx - (w-f.W)/2, f.Y + dy - (h-f.H)/2, w, h}
}

// likeness is the correlation of the picture and the query's pixels in a frame.
func (v view) likeness(f Frame) float64 {
	var n, sg, sq, sgg, sqq, sgq float64
	v.each(f, func(i int, value float32) {
		a, b := float64(v.g.pix[i]), float64(value)
		n++
		sg += a
		sq += b
		sgg += a * a
		sqq += b * b
		sgq += a * b
	})
	if n < 0.5*float64(len(v.g.pix)) {
		return 0
	}
	spread := (sgg - sg*sg/n) * (sqq - sq*sq/n)
	if spread <= 0 {
		return 0
	}
	return (sgq - sg*sq/n) / math.Sqrt(spread)
}

// each gives, for each pixel of the picture that the query shows, the query's
// value there, from its four neighbours.
func (v view) each(f Frame, do func(i int, value float32)) {
	kx, ky := v.scale*f.W/float64(v.g.W), v.scale*f.H/float64(v.g.H)
	for y := range v.g.H {
		qy := v.scale*f.Y + (float64(y)+0.5)*ky - 0.5
		y0 := int(math.Floor(qy))
		if y0 < 0 || y0+1 >= v.q.H {
			continue
		}
		fy := float32(qy - float64(y0))
		above, below := v.q.pix[y0*v.q.W:(y0+1)*v.q.W], v.q.pix[(y0+1)*v.q.W:(y0+2)*v.q.W]
		for x := range v.g.W {
			qx := v.scale*f.X + (float64(x)+0.5)*kx - 0.5
			x0 := int(math.Floor(qx))
			if x0 < 0 || x0+1 >= v.q.W {
				continue
			}
			fx := float32(qx - float64(x0))
			top := above[x0] + fx*(above[x0+1]-above[x0])
			bottom := below[x0] + fx*(below[x0+1]-below[x0])
			do(y*v.g.W+x, top+fy*(bottom-top))
		}
	}
}
