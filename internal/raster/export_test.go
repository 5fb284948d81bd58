package raster

import "image"

// PaintRich paints a scene in RGB, also one that a canvas could hold.
func (p *Painter) PaintRich(s *Scene) *image.RGBA {
	img := new(image.RGBA)
	p.paintRich(s, img)
	return img
}

// Colours is the size of the palette that a scene gets; 0 when it gets none.
func (p *Painter) Colours(s *Scene) int {
	n := 0
	p.onCanvas(s, func(c *canvas) error { n = len(c.palette); return nil }, func() error { return nil })
	return n
}
