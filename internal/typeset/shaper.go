package typeset

import (
	"sync"

	"github.com/go-text/typesetting/font"
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
	defer mendFilters(f)()
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
