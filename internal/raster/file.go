package raster

import (
	"bytes"
	"image"
	"image/color"
	"io"
	"slices"
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

// jpegBuffers are what JPEG files are made in.
type jpegBuffers struct {
	planes    image.YCbCr
	try, best bytes.Buffer
}

// JPEG writes the scene as a JPEG file of at most maxBytes bytes with its
// metadata, as EncodeJPEG does with the scene's pixels.
func (p *Painter) JPEG(w io.Writer, s *Scene, maxBytes int, meta []Meta) error {
	segment, err := metaSegments(meta)
	if err != nil {
		return err
	}
	b := p.jpegs.Get().(*jpegBuffers)
	defer p.jpegs.Put(b)
	return p.onCanvas(s, func(c *canvas) error {
		c.planes(&b.planes)
		return encodeJPEG(w, &b.planes, maxBytes, segment, &b.try, &b.best)
	}, func() error {
		img := p.riches.Get().(*image.RGBA)
		defer p.riches.Put(img)
		p.paintRich(s, img)
		return encodeJPEG(w, img, maxBytes, segment, &b.try, &b.best)
	})
}

// planes writes the pixels as luma and chroma. image/jpeg converts every pixel
// of an RGB picture; this converts every colour.
func (c *canvas) planes(img *image.YCbCr) {
	n := c.width * c.height
	plane := func(p []uint8) []uint8 { return slices.Grow(p[:0], n)[:n] }
	*img = image.YCbCr{Y: plane(img.Y), Cb: plane(img.Cb), Cr: plane(img.Cr), YStride: c.width, CStride: c.width,
		SubsampleRatio: image.YCbCrSubsampleRatio444, Rect: c.bounds()}
	var luma, blue, red [maxColours]uint8
	for i, rgb := range c.palette {
		luma[i], blue[i], red[i] = color.RGBToYCbCr(uint8(rgb>>16), uint8(rgb>>8), uint8(rgb))
	}
	for y := range c.height {
		at := y * c.width
		ys, bs, rs := img.Y[at:][:c.width], img.Cb[at:][:c.width], img.Cr[at:][:c.width]
		for x, i := range c.row(y, 0, c.width) {
			ys[x], bs[x], rs[x] = luma[i], blue[i], red[i]
		}
	}
}
