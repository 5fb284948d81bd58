package pdf

import "rebut/internal/typeset"

// emUnits is the number of units to the em in all fonts of the file.
const emUnits = 1000

// glyph is a glyph of an embedded font.
type glyph struct {
	font  *embedded
	id    uint32 // in the face
	code  int    // in strings of the content, from 1
	width int    // of its advance, 1/emUnits em
	text  string // what it reads on its own
	strike
}

// embedded is a font of the file: the glyphs of a face that the scene shows, in
// the order of first use.
type embedded struct {
	face     *typeset.Face
	resource string // its name in the content
	pictures bool   // the glyphs are pictures: emoji
	glyphs   []*glyph
}

// digits is the number of hexadecimal digits of a code.
func (e *embedded) digits() int {
	if e.pictures {
		return 2
	}
	return 4
}

// maxPictures is the number of glyphs of a font of pictures: codes are one byte.
const maxPictures = 255

// glyphKey: a glyph that reads differently in two places is two glyphs of the
// font, so that programs without ActualText are right too. That a glyph is in a
// file twice costs little once the file is compressed.
type glyphKey struct {
	face *typeset.Face
	id   uint32
	text string
}

type fontKey struct {
	face     *typeset.Face
	pictures bool
}

// fontSet is the fonts of a scene in the order of first use.
type fontSet struct {
	list   []*embedded
	open   map[fontKey]*embedded // takes in further glyphs
	glyphs map[glyphKey]*glyph
}

func newFontSet() *fontSet {
	return &fontSet{open: map[fontKey]*embedded{}, glyphs: map[glyphKey]*glyph{}}
}

// anchor is the number of an empty glyph of no width that no face has.
const anchor = 1 << 16

// glyph is the glyph of a face that reads as text, taken in when it is new.
func (set *fontSet) glyph(face *typeset.Face, id uint32, text string) *glyph {
	key := glyphKey{face, id, text}
	if g, ok := set.glyphs[key]; ok {
		return g
	}
	g := &glyph{id: id, text: text, strike: strikeOf(face, id)}
	g.width = round(face.Advance(id) * emUnits / face.UnitsPerEm())
	g.font = set.font(fontKey{face, g.pixels != nil})
	g.font.glyphs = append(g.font.glyphs, g)
	g.code = len(g.font.glyphs)
	set.glyphs[key] = g
	return g
}

// font is the font that takes in the next glyph of its kind.
func (set *fontSet) font(key fontKey) *embedded {
	e := set.open[key]
	if e == nil || e.pictures && len(e.glyphs) == maxPictures {
		e = &embedded{face: key.face, pictures: key.pictures, resource: resource("F", len(set.list))}
		set.list, set.open[key] = append(set.list, e), e
	}
	return e
}
