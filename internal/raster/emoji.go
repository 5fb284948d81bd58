package raster

import (
	"bytes"
	"image"
	"image/draw"
	_ "image/jpeg" // a format of pictures in fonts
	_ "image/png"  // the other
	"math"

	xdraw "golang.org/x/image/draw"

	"rebut/internal/typeset"
)

// maxStrike is the longest side of a picture in a font that is decoded, px.
const maxStrike = 1024

// sticker is a glyph in colours, scaled; nil pixels: the glyph is none.
type sticker struct {
	left, top int // of the box, px from the glyph's origin
	pixels    *image.RGBA
}

func (s *sticker) size() int {
	if s.pixels == nil {
		return 0
	}
	return len(s.pixels.Pix)
}

func newSticker(face *typeset.Face, size float64, glyph uint32) *sticker {
	pic, ok := face.Picture(glyph)
	if !ok {
		return &sticker{}
	}
	src := decodeStrike(pic.Data)
	left, top := math.Round(pic.Left*size), math.Round(pic.Top*size)
	w, h := math.Round(pic.Width*size), math.Round(pic.Height*size)
	if src == nil || !within(4*maxSize, left, top) || !within(2*maxSize, w, h) || w < 1 || h < 1 {
		return &sticker{}
	}
	s := &sticker{left: int(left), top: int(top), pixels: image.NewRGBA(image.Rect(0, 0, int(w), int(h)))}
	// Catmull-Rom keeps edges crisp, and takes in all source pixels when it
	// makes a picture smaller.
	xdraw.CatmullRom.Scale(s.pixels, s.pixels.Rect, src, src.Bounds(), xdraw.Src, nil)
	return s
}

// decodeStrike is nil for what is no picture, or a larger one than fonts have.
func decodeStrike(data []byte) image.Image {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width > maxStrike || config.Height > maxStrike || config.Width < 1 || config.Height < 1 {
		return nil
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return src
}

// stick puts a glyph's picture in colours on img; false for a glyph that has
// an outline instead.
func (p *Painter) stick(img *image.RGBA, face *typeset.Face, size float64, g typeset.Glyph, dx, dy float64) bool {
	key := maskKey{face: face, size: size, glyph: g.ID}
	s := p.stickers.get(key, func() *sticker { return newSticker(face, size, g.ID) })
	if s.pixels == nil {
		return false
	}
	at := image.Pt(int(math.Round(dx+g.X))+s.left, int(math.Round(dy+g.Y))+s.top)
	draw.Draw(img, s.pixels.Rect.Add(at), s.pixels, image.Point{}, draw.Over)
	return true
}
