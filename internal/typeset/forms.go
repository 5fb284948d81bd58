package typeset

import (
	"slices"
	"unicode"

	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// form is what the glyphs of a rune are to look like.
type form uint8

const (
	ordinary form = iota
	superior      // small and raised, by the face's own glyphs (sups)
	raised        // the same made from ordinary glyphs, where a face has no others
	fraction      // figures around a slash (frac)
	bare          // the glyphs without any choice, to compare others with
)

// formsOf is the form of each rune of a span.
func formsOf(span Span, text []rune) []form {
	out := make([]form, len(text))
	switch {
	case span.Position == Superscript:
		for i := range out {
			out[i] = superior
		}
	case span.Fractions:
		for i, r := range text {
			if r == '/' || r == '⁄' {
				markFraction(text, i, out)
			}
		}
	}
	return out
}

// markFraction marks the figures around a slash: one to three on each side,
// with no other slash, point or comma joined to them, as in a date.
func markFraction(text []rune, slash int, out []form) {
	lo, hi := slash, slash+1
	for lo > 0 && unicode.IsDigit(text[lo-1]) {
		lo--
	}
	for hi < len(text) && unicode.IsDigit(text[hi]) {
		hi++
	}
	above, below := slash-lo, hi-slash-1
	if above < 1 || above > 3 || below < 1 || below > 3 {
		return
	}
	if lo > 0 && joinsFigures(text[lo-1]) || hi+1 < len(text) && joinsFigures(text[hi]) && unicode.IsDigit(text[hi+1]) {
		return
	}
	for i := lo; i < hi; i++ {
		out[i] = fraction
	}
}

func joinsFigures(r rune) bool { return slices.Contains([]rune("/⁄.,"), r) || unicode.IsLetter(r) }

// holdsOn reports whether a rune is raised and stays with the one before it.
func (s *source) holdsOn(at int) bool {
	return s.forms[at] == superior && (s.forms[at-1] == superior || !unicode.IsSpace(s.plain[at-1]))
}

var (
	sups, frac = ot.MustNewTag("sups"), ot.MustNewTag("frac")
	pnum, tnum = ot.MustNewTag("pnum"), ot.MustNewTag("tnum")
	lnum       = ot.MustNewTag("lnum")
	liga, clig = ot.MustNewTag("liga"), ot.MustNewTag("clig")
)

// features are the OpenType features that an item is shaped with, beside
// HarfBuzz's defaults: those of its form that its face offers. Tracked text has
// no ligatures (CSS Text 3, section 8.2).
func (p *prepared) features(it *item) []harfbuzz.Feature {
	var out []harfbuzz.Feature
	turn := func(tag ot.Tag, value uint32) {
		if it.face.open().offers[tag] {
			out = append(out, harfbuzz.Feature{Tag: tag, Value: value, Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd})
		}
	}
	switch {
	case it.form == bare:
		return nil
	case it.form == superior:
		turn(sups, 1)
	case it.form == fraction:
		turn(frac, 1)
	case p.tabular(it):
		turn(tnum, 1)
		turn(lnum, 1)
	default:
		turn(pnum, 1)
		turn(lnum, 1)
	}
	if p.tracking(it.script) != 0 {
		turn(liga, 0)
		turn(clig, 0)
	}
	return out
}

// The size of raised glyphs ÷ that of the text, and how high above the baseline
// their tops stand, in capital heights: as Libre Franklin's own superiors.
const (
	raisedSize = 0.62
	raisedTop  = 1.14
)

// raise decides how a superscript is set: with the face's superior glyphs when
// it has one for every rune, else with smaller ones of a heavier face, whose
// strokes match the text's. In one number the two are not mixed.
func (p *prepared) raise(it *item) {
	own := p.shapeText(it, it.start, it.end)
	it.form = bare
	plain := p.shapeText(it, it.start, it.end)
	if allDiffer(own.glyphs, plain.glyphs) {
		it.form = superior
		return
	}
	it.form = raised
	if heavier := it.face.family.face(it.face.Weight + 200); heavier.drawsAll(p.text.drawn[it.start:it.end]) {
		it.face = heavier
	}
	capitals := p.main.open().metrics.capHeight * p.main.family.scale
	it.em *= raisedSize
	it.rise = capitals * (raisedTop - raisedSize)
}

// allDiffer reports whether every glyph that shows is another one.
func allDiffer(a, b []glyph) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].id == b[i].id && a[i].box.Width != 0 {
			return false
		}
	}
	return true
}
