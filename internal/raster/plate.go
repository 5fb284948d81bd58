package raster

import (
	"crypto/sha256"
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"github.com/fogleman/gg"
)

// plateKey tells plates apart: a digest of all that a scene shows but texts.
type plateKey [sha256.Size]byte

func (s *Scene) plateKey() plateKey {
	b := make([]byte, 0, 2048)
	lengths := func(values ...float64) {
		for _, v := range values {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	colours := func(values ...color.NRGBA) {
		for _, c := range values {
			b = append(b, c.R, c.G, c.B, c.A)
		}
	}
	rect := func(r Rect) { lengths(r.X, r.Y, r.W, r.H) }
	lengths(float64(s.Width), float64(s.Height))
	colours(s.Ground)
	for i := range s.Shapes {
		sh := &s.Shapes[i]
		b = append(b, byte(sh.Form))
		rect(sh.Box)
		lengths(sh.Radius, sh.From, sh.To, sh.StrokeWidth, float64(len(sh.Points)))
		for _, p := range sh.Points {
			lengths(p.X, p.Y)
		}
		colours(sh.Fill, sh.Stroke)
		if sh.Picture != nil {
			rect(sh.Picture.Crop)
			lengths(float64(len(sh.Picture.Name)))
			b = append(b, sh.Picture.Name...)
		}
	}
	return sha256.Sum256(b)
}

// plate is the scene without its texts on a canvas. It is shared: callers copy
// it.
func (p *Painter) plate(s *Scene) *canvas {
	return p.plates.get(s.plateKey(), func() *canvas {
		c := newCanvas(s.Width, s.Height, s.Ground)
		p.shapes(c, s.Shapes)
		if c.full {
			c.rows = nil
		}
		c.tables = nil
		return c
	})
}

// richPlate is the scene without its texts in any number of colours. It is
// shared: callers copy it.
func (p *Painter) richPlate(s *Scene) *image.RGBA {
	return p.richPlates.get(s.plateKey(), func() *image.RGBA {
		c := newTruecolour(s.Width, s.Height, opaque(s.Ground)) // pictures have no holes
		p.shapes(c, s.Shapes)
		return c.RGBA
	})
}

func (p *Painter) shapes(dst surface, shapes []Shape) {
	for _, sh := range shapes {
		if rich, ok := dst.(truecolour); ok && sh.Form == Photo {
			p.photo(rich.RGBA, sh)
		} else if sh.Fill.A != 0 && sh.Form != Polyline && sh.Form != Photo {
			if sh.crisp() {
				dst.fill(sh.Bounds().pixels(), sh.Fill)
			} else {
				dst.blend(p.coverage(sh, dst.bounds(), filled), 0, 0, sh.Fill)
			}
		}
		if sh.Stroke.A != 0 && sh.StrokeWidth > 0 {
			dst.blend(p.coverage(sh, dst.bounds(), stroked), 0, 0, sh.Stroke)
		}
	}
}

// Ways to paint a path.
func filled(dc *gg.Context)  { dc.Fill() }
func stroked(dc *gg.Context) { dc.Stroke() }

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
func (p *Painter) coverage(sh Shape, clip image.Rectangle, paint func(*gg.Context)) *mask {
	b := sh.Bounds().Inset(-sh.StrokeWidth/2 - 1)
	box := image.Rect(int(math.Floor(b.X)), int(math.Floor(b.Y)), int(math.Ceil(b.Right())), int(math.Ceil(b.Bottom()))).Intersect(clip)
	if box.Empty() {
		return &mask{}
	}
	img := p.riches.Get().(*image.RGBA)
	defer p.riches.Put(img)
	resize(img, box.Dx(), box.Dy())
	clear(img.Pix)
	dc := gg.NewContextForRGBA(img)
	dc.Translate(-float64(box.Min.X), -float64(box.Min.Y))
	dc.SetColor(color.White)
	dc.SetLineWidth(sh.StrokeWidth)
	dc.SetLineCapButt()
	trace(dc, sh)
	paint(dc)
	m := &mask{left: box.Min.X, top: box.Min.Y, width: box.Dx(), height: box.Dy(), steps: make([]uint8, box.Dx()*box.Dy())}
	for i := range m.steps {
		m.steps[i] = img.Pix[4*i+3]
	}
	quantise(m.steps)
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
	case Rectangle, Photo:
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
