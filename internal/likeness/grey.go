package likeness

import (
	"image"
	"image/draw"
)

// Grey is a picture in shades of grey, 0 to 255, row by row.
type Grey struct {
	W, H int // px
	pix  []float32
}

// Reduced is a picture in grey and at most width px wide. Each of its pixels is
// the average of those that it stands for; a narrower picture keeps its size.
func Reduced(img image.Image, width int) *Grey {
	g := greyOf(img)
	if g.W <= width {
		return g
	}
	return g.scaled(float64(width) / float64(g.W))
}

// greyOf takes a picture's luma (ITU-R BT.601), over white where it lets
// something through.
func greyOf(img image.Image) *Grey {
	b := img.Bounds()
	g := &Grey{W: b.Dx(), H: b.Dy(), pix: make([]float32, b.Dx()*b.Dy())}
	if ycc, ok := img.(*image.YCbCr); ok {
		for y := range g.H {
			for x := range g.W {
				g.pix[y*g.W+x] = float32(ycc.Y[ycc.YOffset(b.Min.X+x, b.Min.Y+y)])
			}
		}
		return g
	}
	row := image.NewRGBA(image.Rect(0, 0, g.W, 1))
	for y := range g.H {
		draw.Draw(row, row.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, img, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
		for x := range g.W {
			p := row.Pix[4*x:]
			g.pix[y*g.W+x] = 0.299*float32(p[0]) + 0.587*float32(p[1]) + 0.114*float32(p[2])
		}
	}
	return g
}

// scaled makes a picture smaller by a factor of at most 1, rounded so that
// sides are whole numbers.
func (g *Grey) scaled(k float64) *Grey {
	w, h := max(1, int(k*float64(g.W)+0.5)), max(1, int(k*float64(g.H)+0.5))
	if w >= g.W && h >= g.H {
		return g
	}
	narrow := &Grey{W: w, H: g.H, pix: make([]float32, w*g.H)}
	spans := spansOf(g.W, w)
	for y := range g.H {
		for x, s := range spans {
			narrow.pix[y*w+x] = s.average(g.pix[y*g.W:], 1)
		}
	}
	out := &Grey{W: w, H: h, pix: make([]float32, w*h)}
	for y, s := range spansOf(g.H, h) {
		for x := range w {
			out.pix[y*w+x] = s.average(narrow.pix[x:], w)
		}
	}
	return out
}

// span is the part of a row that one pixel of a smaller row stands for; the
// first and the last pixel count in part.
type span struct {
	first, last         int
	firstPart, lastPart float32
}

func spansOf(from, to int) []span {
	out := make([]span, to)
	k := float64(from) / float64(to)
	for i := range out {
		a, b := float64(i)*k, min(float64(i+1)*k, float64(from))
		s := span{first: int(a), last: min(int(b), from-1)}
		s.firstPart, s.lastPart = float32(float64(s.first+1)-a), float32(b-float64(s.last))
		if s.first == s.last {
			s.firstPart, s.lastPart = float32(b-a), 0
		}
		out[i] = s
	}
	return out
}

func (s span) average(pix []float32, step int) float32 {
	sum, weight := s.firstPart*pix[s.first*step], s.firstPart
	for i := s.first + 1; i < s.last; i++ {
		sum += pix[i*step]
		weight++
	}
	if s.last > s.first && s.lastPart > 0 {
		sum += s.lastPart * pix[s.last*step]
		weight += s.lastPart
	}
	return sum / weight
}

// detail is a picture without what changes slowly over it: each pixel less the
// average of those at most radius px away in x and y.
func (g *Grey) detail(radius int) *Grey {
	t := sums(g.W, g.H, func(i int) float32 { return g.pix[i] })
	out := &Grey{W: g.W, H: g.H, pix: make([]float32, len(g.pix))}
	for y := range g.H {
		y0, y1 := max(0, y-radius), min(g.H, y+radius+1)
		for x := range g.W {
			x0, x1 := max(0, x-radius), min(g.W, x+radius+1)
			out.pix[y*g.W+x] = g.pix[y*g.W+x] - float32(t.in(x0, y0, x1, y1)/float64((x1-x0)*(y1-y0)))
		}
	}
	return out
}

// table holds the sums of all pixels above and left of each (Crow, 1984).
type table struct {
	w   int // of the picture, px
	sum []float64
}

func sums(w, h int, value func(i int) float32) table {
	t := table{w, make([]float64, (w+1)*(h+1))}
	for y := range h {
		row := 0.0
		for x := range w {
			row += float64(value(y*w + x))
			t.sum[(y+1)*(w+1)+x+1] = t.sum[y*(w+1)+x+1] + row
		}
	}
	return t
}

// in is the sum of the pixels from (x0, y0) up to but not including (x1, y1).
func (t table) in(x0, y0, x1, y1 int) float64 {
	n := t.w + 1
	return t.sum[y1*n+x1] - t.sum[y0*n+x1] - t.sum[y1*n+x0] + t.sum[y0*n+x0]
}
