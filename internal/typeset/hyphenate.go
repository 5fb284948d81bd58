package typeset

import (
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
