package typeset

import (
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
)

// shaper is what shaping with one face needs. None of it is safe to share, so
// whoever uses it holds the lock; shaping a headline takes some 20 µs.
type shaper struct {
	sync.Mutex
	face   *font.Face
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
}

// newShaper prepares a font for shaping. It changes the font for a moment, so
// the font must not be in use yet.
func newShaper(f *font.Font) *shaper {
	defer floodFilters(f)()
	face := font.NewFace(f)
	return &shaper{face: face, font: harfbuzz.NewFont(face), buffer: harfbuzz.NewBuffer()}
}

// shape shapes the buffer. It reports false when the library panics, as
// go-text/typesetting 0.3.5 does on Indic syllables of hundreds of signs; the
// buffer is then a new one.
func (s *shaper) shape(features []harfbuzz.Feature) (ok bool) {
	defer func() {
		if recover() != nil {
			s.buffer, ok = harfbuzz.NewBuffer(), false
		}
	}()
	s.buffer.Shape(s.font, features)
	return true
}

// floodFilters works around a mistake of go-text/typesetting 0.3.5 (its issue
// 278, mended by its change 279 but in no release yet). harfbuzz.NewFont sums
// up the glyphs of each lookup in a filter, and loses those of every range
// after a long one; the lookup is then never tried on them. Noto Sans Arabic
// so loses the joined forms of ن, ق and ة, and Libre Franklin nearly all its
// kerning. Filters that let every glyph pass cost a little time and are right.
//
// Until the returned function puts them back, and while the filters are made,
// the first range of each list of ranges is stretched over all glyphs (of lists
// of one range too: a lookup has one filter for all its lists), and 64 glyphs
// of each long list of single glyphs are such as fill a filter. Many short
// lists of single glyphs before a list of ranges could still do harm; no font
// that was tried has them. TestJoinedFormsAndKerning and
// TestSentencesShapeLikeHarfBuzz tell when this is no longer needed.
func floodFilters(f *font.Font) (restore func()) {
	var undo []func()
	flood := func(cov tables.Coverage) {
		switch list := cov.(type) {
		case tables.Coverage1:
			if len(list.Glyphs) >= 64 {
				undo = append(undo, fillFilter(list.Glyphs))
			}
		case tables.Coverage2:
			if len(list.Ranges) > 0 {
				first := list.Ranges[0]
				list.Ranges[0].StartGlyphID, list.Ranges[0].EndGlyphID = 0, 0xFFFF
				undo = append(undo, func() { list.Ranges[0] = first })
			}
		}
	}
	for _, lookup := range f.GSUB.Lookups {
		for _, table := range lookup.Subtables {
			flood(table.Cov())
		}
	}
	for _, lookup := range f.GPOS.Lookups {
		for _, table := range lookup.Subtables {
			flood(table.Cov())
		}
	}
	return func() {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}
}

// fillFilter overwrites 64 glyphs with such as set every bit of a filter, and
// returns what puts them back. A filter is three masks of 64 bits, which six
// bits of a glyph's number select: bits 0 to 5, 4 to 9, and 6 to 11.
func fillFilter(glyphs []tables.GlyphID) (restore func()) {
	was := slices.Clone(glyphs[:64])
	for i := range was {
		glyphs[i] = tables.GlyphID(i | i&0xF<<6 | i>>4<<10) // each selection is i, its bits in another order
	}
	return func() { copy(glyphs, was) }
}
