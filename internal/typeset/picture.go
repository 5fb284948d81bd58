package typeset

import "github.com/go-text/typesetting/font"

// Picture is a glyph that a face holds as a picture in colours: an emoji of a
// face with a CBDT or sbix table.
type Picture struct {
	Data []byte // a PNG or JPEG file
	// The box that the picture fills, in em from the glyph's origin, the y axis
	// pointing down.
	Left, Top, Width, Height float64
}

// Pictorial reports whether some glyphs of the face are pictures.
func (f *Face) Pictorial() bool { return len(f.open().font.BitmapSizes()) > 0 }

// Picture is the glyph's picture, the largest that the face has. It reports
// false for glyphs that are none, which have an Outline.
func (f *Face) Picture(gid uint32) (Picture, bool) {
	if gid > 0xFFFF { // OpenType numbers glyphs in 16 bits
		return Picture{}, false
	}
	content := f.open()
	s := content.shaper
	s.Lock()
	defer s.Unlock()
	bitmap, ok := s.face.GlyphDataBitmap(font.GID(gid))
	if !ok || bitmap.Format != font.PNG && bitmap.Format != font.JPG {
		return Picture{}, false
	}
	box, ok := s.face.GlyphExtents(font.GID(gid))
	if !ok || box.Width <= 0 || box.Height >= 0 {
		return Picture{}, false
	}
	em := content.upem
	return Picture{Data: bitmap.Data, Left: float64(box.XBearing) / em, Top: -float64(box.YBearing) / em,
		Width: float64(box.Width) / em, Height: -float64(box.Height) / em}, true
}
