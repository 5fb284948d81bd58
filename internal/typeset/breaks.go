package typeset

import (
	"slices"
	"unicode"

	"github.com/go-text/typesetting/language"
)

// breaks lists the places where a line may end, ascending: the line break
// opportunities of UAX #14 (strict: small kana start no line), which are ends,
// and the ends of words in scripts without spaces, less those that languages and
// figures forbid; and the end of every block.
func (p *prepared) breaks(ends []int) []int {
	var stops []int
	for _, b := range p.blocks {
		if b.start == b.end {
			continue
		}
		text := p.text.plain[b.start:b.end]
		n := 0
		for n < len(ends) && ends[n] <= b.end {
			n++
		}
		found := p.wordBreaks(b, slices.Clip(ends[:n]))
		ends = ends[n:]
		slices.Sort(found)
		for _, at := range slices.Compact(found) {
			if at < b.end && !keeps(text, at-b.start) && p.heads[at] && !p.text.holdsOn(at) {
				stops = append(stops, at)
			}
		}
		stops = append(stops, b.end)
	}
	return stops
}

// eastAsianStop reports whether a rune is a full-width stop or comma.
func eastAsianStop(r rune) bool {
	switch r {
	case '。', '、', '，', '；', '：', '！', '？':
		return true
	}
	return false
}

// hangul reports whether a rune is a Korean letter or syllable.
func hangul(r rune) bool { return language.LookupScript(r) == language.Hangul }

// koreanWord reports whether a break between two runes without a space would
// part a Korean word, with the figures and Latin letters in it. Headlines break
// between words only (KLREQ, section 3.1.2; CSS word-break: keep-all).
func koreanWord(prev, next rune) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return hangul(prev) && word(next) || hangul(next) && word(prev)
}
