package raster

import (
	"image"

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
	ground := s.Ground
	ground.A = 0xff // pictures have no holes
	dc.SetColor(ground)
	dc.Clear()
	for _, sh := range s.Shapes {
		draw(dc, sh)
	}
	return img
}

func draw(dc *gg.Context, sh Shape) {
	if sh.Fill.A != 0 && sh.Form != Polyline {
		outline(dc, sh)
		dc.SetColor(sh.Fill)
		dc.Fill()
	}
	if sh.Stroke.A != 0 && sh.StrokeWidth > 0 {
		outline(dc, sh)
		dc.SetColor(sh.Stroke)
		dc.SetLineWidth(sh.StrokeWidth)
		dc.SetLineCapButt()
		dc.Stroke()
	}
	dc.ClearPath()
}

// outline traces the shape as gg's current path.
func outline(dc *gg.Context, sh Shape) {
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
