package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// tabular reports whether the figures of an item are all to be as wide.
func (p *prepared) tabular(it *item) bool {
	return p.style.Figures == Tabular && (it.form == ordinary || it.form == raised)
}

// figureSet are the ten figures from zero on, as one face draws them.
type figureSet struct {
	face   *Face
	script language.Script
	zero   rune
}

// even gives the figures of an item the width of the widest of their ten, for
// the faces whose figures differ in width and that offer no others. The caller
// holds the shaper's lock.
func (p *prepared) even(s *shaper, it *item, glyphs []glyph) {
	for i := range glyphs {
		g := &glyphs[i]
		zero := zeroOf(p.text.drawn[g.cluster])
		if zero == 0 || !g.tracked || i > 0 && glyphs[i-1].cluster == g.cluster {
			continue
		}
		set := figureSet{it.face, it.script, zero}
		widest, ok := p.widest[set]
		if !ok {
			widest = p.widestFigure(s, it, zero)
			p.widest[set] = widest
		}
		natural := float64(s.face.HorizontalAdvance(font.GID(g.id)))
		g.advance = max(widest, natural)
		g.dx += (g.advance - natural) / 2
	}
}

// widestFigure is the largest advance of the ten figures from zero on.
func (p *prepared) widestFigure(s *shaper, it *item, zero rune) float64 {
	widest := float64(0)
	for figure := zero; figure < zero+10; figure++ {
		s.buffer.Clear()
		s.buffer.Props = harfbuzz.SegmentProperties{Language: p.lang, Script: it.script, Direction: harfbuzz.LeftToRight}
		s.buffer.AddRunes([]rune{figure}, 0, 1)
		if s.shape(p.features(it)) && len(s.buffer.Pos) == 1 && s.buffer.Info[0].Glyph != 0 {
			widest = max(widest, float64(s.buffer.Pos[0].XAdvance))
		}
	}
	return widest
}

// zeroOf is the zero of the ten figures that a rune belongs to; 0 for a rune
// that is none.
func zeroOf(r rune) rune {
	for _, span := range unicode.Nd.R16 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return r - (r-rune(span.Lo))%10
		}
	}
	for _, span := range unicode.Nd.R32 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return r - (r-rune(span.Lo))%10
		}
	}
	return 0
}
