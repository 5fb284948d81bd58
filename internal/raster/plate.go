package raster

import (
	"image"
	"image/color"
	"math"

	"github.com/fogleman/gg"
)

// plate is the scene without its texts. It is shared: callers copy it.
func (p *Painter) plate(s *Scene) *image.RGBA {
	key := (&Scene{Width: s.Width, Height: s.Height, Ground: s.Ground, Shapes: s.Shapes}).String()
	if img, ok := p.plates.Get(key); ok {
		return img
	}
	img := paintPlate(s)
	p.plates.Add(key, img)
	return img
}

func paintPlate(s *Scene) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, s.Width, s.Height))
	dc := gg.NewContextForRGBA(img)
	dc.SetColor(opaque(s.Ground)) // pictures have no holes
	dc.Clear()
	for _, sh := range s.Shapes {
		if sh.Fill.A != 0 && sh.Form != Polyline {
			if sh.crisp() {
				trace(dc, sh)
				dc.SetColor(sh.Fill)
				dc.Fill()
			} else {
				coverage(sh, img.Rect, (*gg.Context).Fill).blend(img, 0, 0, sh.Fill)
			}
		}
		if sh.Stroke.A != 0 && sh.StrokeWidth > 0 {
			coverage(sh, img.Rect, (*gg.Context).Stroke).blend(img, 0, 0, sh.Stroke)
		}
	}
	return img
}

func opaque(c color.NRGBA) color.NRGBA {
	c.A = 0xff
	return c
}

// crisp reports whether the shape's filled edges lie between pixels.
func (sh Shape) crisp() bool {
	whole := func(v float64) bool { return v == math.Trunc(v) }
	b := sh.Box
	return sh.Form == Rectangle && sh.Radius <= 0 && whole(b.X) && whole(b.Y) && whole(b.W) && whole(b.H)
}

// coverage is a shape as gg fills or strokes it, in the same few steps from
// paper to ink as glyphs.
func coverage(sh Shape, clip image.Rectangle, paint func(*gg.Context)) *mask {
	b := sh.Bounds().Inset(-sh.StrokeWidth/2 - 1)
	box := image.Rect(int(math.Floor(b.X)), int(math.Floor(b.Y)), int(math.Ceil(b.Right())), int(math.Ceil(b.Bottom()))).Intersect(clip)
	if box.Empty() {
		return &mask{}
	}
	dc := gg.NewContext(box.Dx(), box.Dy())
	dc.Translate(-float64(box.Min.X), -float64(box.Min.Y))
	dc.SetColor(color.White)
	dc.SetLineWidth(sh.StrokeWidth)
	dc.SetLineCapButt()
	trace(dc, sh)
	paint(dc)
	m := &mask{left: box.Min.X, top: box.Min.Y, width: box.Dx(), height: box.Dy(), coverage: make([]uint8, box.Dx()*box.Dy())}
	pix := dc.Image().(*image.RGBA).Pix
	for i := range m.coverage {
		m.coverage[i] = pix[4*i+3]
	}
	m.quantise()
	return m
}

// Bounds is the box around the shape's geometry, without its stroke.
func (sh Shape) Bounds() Rect {
	if sh.Form != Polygon && sh.Form != Polyline {
		x, y := min(sh.Box.X, sh.Box.Right()), min(sh.Box.Y, sh.Box.Bottom())
		return Rect{x, y, math.Abs(sh.Box.W), math.Abs(sh.Box.H)}
	}
	if len(sh.Points) == 0 {
		return Rect{}
	}
	lo, hi := sh.Points[0], sh.Points[0]
	for _, p := range sh.Points {
		lo.X, lo.Y = min(lo.X, p.X), min(lo.Y, p.Y)
		hi.X, hi.Y = max(hi.X, p.X), max(hi.Y, p.Y)
	}
	return Rect{lo.X, lo.Y, hi.X - lo.X, hi.Y - lo.Y}
}

// trace makes the shape gg's current path.
func trace(dc *gg.Context, sh Shape) {
	b := sh.Box
	dc.NewSubPath()
	switch sh.Form {
	case Rectangle:
		if sh.Radius > 0 {
			dc.DrawRoundedRectangle(b.X, b.Y, b.W, b.H, min(sh.Radius, b.W/2, b.H/2))
		} else {
			dc.DrawRectangle(b.X, b.Y, b.W, b.H)
		}
	case Ellipse:
		dc.DrawEllipse(b.X+b.W/2, b.Y+b.H/2, b.W/2, b.H/2)
	case Arc:
		dc.DrawEllipticalArc(b.X+b.W/2, b.Y+b.H/2, b.W/2, b.H/2, gg.Radians(sh.From), gg.Radians(sh.To))
	case Polygon, Polyline:
		for i, p := range sh.Points {
			if i == 0 {
				dc.MoveTo(p.X, p.Y)
			} else {
				dc.LineTo(p.X, p.Y)
			}
		}
		if sh.Form == Polygon {
			dc.ClosePath()
		}
	}
}
