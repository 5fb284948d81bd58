package typeset

import "sort"

// looseLine is how much of a line's width whole words leave empty before a
// word is parted to fill it.
const looseLine = 0.15

// hyphen is the rune that a face draws hyphens with.
func (f *Face) hyphen() (rune, bool) {
	for _, r := range "\u2010-" {
		if f.has(r) {
			return r, true
		}
	}
	return 0, false
}

// hyphenStretch is the hyphen that a line ending before a rune gets.
func (p *prepared) hyphenStretch(at int) stretch {
	it := p.items[p.itemAt[at-1]]
	r, _ := it.face.hyphen()
	s := it.face.open().shaper
	s.Lock()
	defer s.Unlock()
	gid, _ := s.face.NominalGlyph(r)
	g := glyph{id: uint32(gid), advance: float64(s.face.HorizontalAdvance(gid)), cluster: at - 1}
	g.box, _ = s.face.GlyphExtents(gid)
	return stretch{item: it, start: at, end: at, glyphs: []glyph{g}, inserted: true}
}

// hyphenatedWidth is the width in em of the line [start, at) with a hyphen
// after it.
func (p *prepared) hyphenatedWidth(start, at int) float64 {
	s := p.hyphenStretch(at)
	return p.width(start, at, false) + p.advance(s.item, s.glyphs[0])
}

// partWord ends a line of which whole words leave much empty with part of the
// next word, which ends at stop. It reports false when nothing of it fits.
func (p *prepared) partWord(line *extent, stop int, width float64) bool {
	if line.end > line.start && p.lineWidth(line.start, line.end) >= (1-looseLine)*width {
		return false
	}
	lo := sort.SearchInts(p.hyphens, line.end+1)
	hi := sort.SearchInts(p.hyphens, stop)
	if hi < lo {
		return false
	}
	fits := p.hyphens[lo:hi]
	n := sort.Search(len(fits), func(i int) bool {
		return p.farOff(line.start, fits[i], width) || p.hyphenatedWidth(line.start, fits[i]) > width+slack
	})
	if n == 0 {
		return false
	}
	line.end, line.hyphen = fits[n-1], true
	return true
}

// beforeHyphen is the first place after start where a word can be parted, at
// most stop. A word too wide for its line is not broken after that, so that a
// wider line never holds less of it.
func (p *prepared) beforeHyphen(start, stop int) int {
	if i := sort.SearchInts(p.hyphens, start+1); i < len(p.hyphens) {
		return min(stop, p.hyphens[i])
	}
	return stop
}
