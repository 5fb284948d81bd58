package typeset

import (
	"sort"
	"strings"
	"unicode"
)

// softHyphen marks a place where a word may be parted.
const softHyphen = '\u00AD'

// What is not hyphenated, beside names and the last word of a paragraph.
const (
	shortWord     = 6  // letters; shorter words stay whole
	longWord      = 60 // letters; longer ones are no words
	lettersBefore = 2  // the hyphen
	lettersAfter  = 3
)

// looseLine is how much of a line's width whole words leave empty before a
// word is parted to fill it.
const looseLine = 0.15

// hyphenate lists the places inside words where a line may end with a hyphen,
// ascending: those of soft hyphens, else those of the patterns of the language.
// Balanced lines have none.
func (p *prepared) hyphenate() []int {
	if !hyphenates(p.para) {
		return nil
	}
	var out []int
	for _, b := range p.blocks {
		for start := b.start; start < b.end; {
			end := start
			for end < b.end && wordRune(p.text.plain[end]) {
				end++
			}
			for _, at := range p.parting(start, end, b.end) {
				if p.takesHyphen(at) {
					out = append(out, at)
				}
			}
			start = end + 1
		}
	}
	return out
}

// hyphenates reports whether a paragraph is to be hyphenated.
func hyphenates(para Paragraph) bool { return para.Hyphenate && !para.Balance }

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == softHyphen
}

// parting lists the places where runes [start, end), a word, may be parted.
func (p *prepared) parting(start, end, last int) (out []int) {
	word := p.text.plain[start:end]
	for i, r := range word {
		if r == softHyphen && i > 0 && i+1 < len(word) {
			out = append(out, start+i+1)
		}
	}
	if out != nil || p.patterns == nil || len(word) < shortWord || len(word) > longWord || p.lastWord(end, last) {
		return out
	}
	if strings.ContainsFunc(string(word), func(r rune) bool { return !unicode.IsLower(r) }) {
		return nil
	}
	if p.insideToken(start, end) {
		return nil
	}
	for _, at := range p.patterns.points(word) {
		if at >= lettersBefore && len(word)-at >= lettersAfter {
			out = append(out, start+at)
		}
	}
	return out
}

// insideToken reports whether runes [start, end) are part of an address, a
// number or a compound: what stands between two spaces has signs for that.
func (p *prepared) insideToken(start, end int) bool {
	text := p.text.plain
	for start > 0 && end-start < 2*longWord && !unicode.IsSpace(text[start-1]) {
		start--
	}
	for end < len(text) && end-start < 4*longWord && !unicode.IsSpace(text[end]) {
		end++
	}
	for i, r := range text[start:end] {
		switch {
		case strings.ContainsRune("/\\@_#&=-\u2011", r):
			return true
		case (r == '.' || r == ':') && start+i+1 < end && wordRune(text[start+i+1]):
			return true
		}
	}
	return false
}

// lastWord reports whether nothing but punctuation follows a word in its
// block.
func (p *prepared) lastWord(end, last int) bool {
	for _, r := range p.text.plain[end:last] {
		if wordRune(r) {
			return false
		}
	}
	return true
}

// takesHyphen reports whether a hyphen can be drawn before a rune: in text from
// left to right of separate letters, by a face that has one.
func (p *prepared) takesHyphen(at int) bool {
	it := p.items[p.itemAt[at-1]]
	_, ok := it.face.hyphen()
	return ok && p.heads[at] && p.text.forms[at-1] == ordinary && !it.rtl() && !joined(it.script)
}

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
