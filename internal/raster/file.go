package raster

import (
	"image"
	"io"
)

// PNG writes the scene as a PNG file with its metadata, in one call of Write.
// It refuses scenes that Validate refuses and keywords that PNG does not allow.
func (p *Painter) PNG(w io.Writer, s *Scene, meta []Meta) error {
	chunks, err := textChunks(meta)
	if err != nil {
		return err
	}
	e := p.encoders.Get().(*pngEncoder)
	defer p.encoders.Put(e)
	return p.onCanvas(s, func(c *canvas) error {
		return e.indexed(w, c, chunks)
	}, func() error {
		img := p.riches.Get().(*image.RGBA)
		defer p.riches.Put(img)
		p.paintRich(s, img)
		if c := paletted(img); c != nil {
			return e.indexed(w, c, chunks)
		}
		return e.rgb(w, img, chunks)
	})
}
