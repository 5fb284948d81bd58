package raster

import (
	"image"
	"sync"
)

// Budgets of the painter's caches, bytes. A card has some 150 different glyphs
// of 1 to 10 KiB; a plate has one byte a pixel, a rich one and a photo four.
const (
	maskBudget      = 16 << 20
	stickerBudget   = 16 << 20
	photoBudget     = 32 << 20
	plateBudget     = 16 << 20
	richPlateBudget = 32 << 20
)

// Painter paints scenes. It is safe for concurrent use; its caches change how
// fast it paints, never what. They hold 112 MiB at most.
type Painter struct {
	masks      *cache[maskKey, *mask]
	stickers   *cache[maskKey, *sticker]
	photos     *cache[photoKey, *image.RGBA]
	plates     *cache[plateKey, *canvas]
	richPlates *cache[plateKey, *image.RGBA]

	scaling  sync.Mutex // one photo at a time
	canvases sync.Pool  // of *canvas, to paint on
	riches   sync.Pool  // of *image.RGBA, likewise
	encoders sync.Pool  // of *pngEncoder
	jpegs    sync.Pool  // of *jpegBuffers
	runs     sync.Pool  // of *runMask
}

// NewPainter returns a painter with empty caches.
func NewPainter() *Painter {
	pixels := func(img *image.RGBA) int { return len(img.Pix) }
	return &Painter{
		masks:    newCache[maskKey](maskBudget, func(m *mask) int { return len(m.steps) }),
		stickers: newCache[maskKey](stickerBudget, (*sticker).size),
		photos:   newCache[photoKey](photoBudget, pixels),
		plates:   newCache[plateKey](plateBudget, func(c *canvas) int { return len(c.rows) + 4*len(c.palette) }),

		richPlates: newCache[plateKey](richPlateBudget, pixels),
		canvases:   sync.Pool{New: func() any { return new(canvas) }},
		riches:     sync.Pool{New: func() any { return new(image.RGBA) }},
		encoders:   sync.Pool{New: func() any { return newPNGEncoder() }},
		jpegs:      sync.Pool{New: func() any { return new(jpegBuffers) }},
		runs:       sync.Pool{New: func() any { return new(runMask) }},
	}
}

// Paint returns the scene's pixels; all of them are opaque. It refuses scenes
// that Validate refuses.
func (p *Painter) Paint(s *Scene) (*image.RGBA, error) {
	img := new(image.RGBA)
	err := p.onCanvas(s, func(c *canvas) error {
		resize(img, s.Width, s.Height)
		c.expand(img)
		return nil
	}, func() error {
		p.paintRich(s, img)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return img, nil
}

// onCanvas hands the scene painted on a canvas to use, which must not keep it;
// where a canvas cannot hold it, rich is called instead.
func (p *Painter) onCanvas(s *Scene, use func(*canvas) error, rich func() error) error {
	if err := s.Validate(); err != nil {
		return err
	}
	if !s.flat() {
		return rich()
	}
	c := p.canvases.Get().(*canvas)
	defer p.canvases.Put(c)
	c.copyFrom(p.plate(s))
	p.texts(c, s.Texts)
	if c.full {
		return rich()
	}
	return use(c)
}

// paintRich paints the scene in RGB.
func (p *Painter) paintRich(s *Scene, img *image.RGBA) {
	resize(img, s.Width, s.Height)
	copy(img.Pix, p.richPlate(s).Pix)
	p.texts(truecolour{img}, s.Texts)
}

// resize makes img one of that size, with undefined pixels.
func resize(img *image.RGBA, width, height int) {
	n := 4 * width * height
	if cap(img.Pix) < n {
		img.Pix = make([]uint8, n)
	}
	*img = image.RGBA{Pix: img.Pix[:n], Stride: 4 * width, Rect: image.Rect(0, 0, width, height)}
}

// flat reports whether the scene has neither photographs nor letters that are
// pictures.
func (s *Scene) flat() bool {
	for i := range s.Shapes {
		if s.Shapes[i].Form == Photo {
			return false
		}
	}
	for i := range s.Texts {
		for _, line := range s.Texts[i].Layout.Lines {
			for _, run := range line.Runs {
				if run.Face.Pictorial() {
					return false
				}
			}
		}
	}
	return true
}
