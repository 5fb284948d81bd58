package raster

import (
	"image"
	"image/color"
	"math"

	lru "github.com/hashicorp/golang-lru/v2"

	"rebut/internal/typeset"
)

// Sizes of the painter's caches. A card has some 150 different glyphs, of
// 1 to 10 KiB; a plate has 4 bytes a pixel.
const (
	cachedMasks    = 4096
	cachedPlates   = 6
	cachedStickers = 128 // emoji, of up to 256 KiB each
)

// Painter paints scenes. It is safe for concurrent use; its caches change how
// fast it paints, never what.
type Painter struct {
	masks    *lru.Cache[maskKey, *mask]
	stickers *lru.Cache[maskKey, *sticker]
	plates   *lru.Cache[string, *image.RGBA]
}

// NewPainter returns a painter with empty caches.
func NewPainter() *Painter {
	p := &Painter{}
	// New only fails for sizes below 1.
	p.masks, _ = lru.New[maskKey, *mask](cachedMasks)
	p.stickers, _ = lru.New[maskKey, *sticker](cachedStickers)
	p.plates, _ = lru.New[string, *image.RGBA](cachedPlates)
	return p
}

// Paint returns the scene's pixels; all of them are opaque. It refuses scenes
// that Validate refuses.
func (p *Painter) Paint(s *Scene) (*image.RGBA, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	img := clone(p.plate(s))
	for i := range s.Texts {
		p.text(img, &s.Texts[i])
	}
	return img, nil
}

func clone(img *image.RGBA) *image.RGBA {
	out := *img
	out.Pix = append([]uint8(nil), img.Pix...)
	return &out
}

func (p *Painter) text(img *image.RGBA, t *Text) {
	for _, line := range t.Layout.Lines {
		for _, run := range line.Runs {
			ink := t.ink(run.Ink)
			for _, g := range run.Glyphs {
				p.glyph(img, run.Face, run.Size, g, t.X, t.Y, ink)
			}
		}
	}
}

// glyph blends one glyph. Baselines stand on whole pixels, so that the lines
// of a text look alike; horizontally a glyph stands on a quarter of a pixel,
// which keeps the spacing that the font asks for.
func (p *Painter) glyph(img *image.RGBA, face *typeset.Face, size float64, g typeset.Glyph, dx, dy float64, ink color.NRGBA) {
	quarters := int(math.Round((dx + g.X) * subpixels))
	x, sub := floorDiv(quarters, subpixels)
	y := int(math.Round(dy + g.Y))
	if s := p.pictured(face, size, g.ID); s != nil {
		s.stick(img, int(math.Round(dx+g.X)), y)
		return
	}
	m := p.mask(maskKey{face: face, size: size, glyph: g.ID, sub: uint8(sub)})
	m.blend(img, x, y, ink)
}

// pictured is the glyph's picture in colours; nil for one with an outline.
func (p *Painter) pictured(face *typeset.Face, size float64, glyph uint32) *sticker {
	if !face.Pictorial() {
		return nil
	}
	if s := p.sticker(face, size, glyph); s.pixels != nil {
		return s
	}
	return nil
}

// floorDiv is the quotient rounded down and the remainder, never negative.
func floorDiv(a, b int) (quotient, remainder int) {
	quotient, remainder = a/b, a%b
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+b
	}
	return quotient, remainder
}

func (p *Painter) mask(key maskKey) *mask {
	if m, ok := p.masks.Get(key); ok {
		return m
	}
	m := newMask(key)
	p.masks.Add(key, m)
	return m
}
