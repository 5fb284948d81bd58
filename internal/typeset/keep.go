package typeset

import (
	"strings"
	"unicode"
)

// keeps reports whether a line must not end before text[at] although UAX #14
// would allow it: at French punctuation set with spaces, before a dash or a
// dot that parts phrases, between the parts of a figure, between a figure and
// its unit or the Chinese "about" before it, between a title and a name.
func keeps(text []rune, at int) bool {
	before := at
	for before > 0 && unicode.IsSpace(text[before-1]) {
		before--
	}
	if before == 0 {
		return false
	}
	prev, next := text[before-1], text[at]
	switch {
	case prev == '\u00AD': // a soft hyphen would have to be drawn
		return true
	case before == at: // no space here
		return rangeOfFigures(text, at) || koreanWord(prev, next) || unicode.IsDigit(next) && strings.ContainsRune("约約第逾", prev)
	case strings.ContainsRune("«‹", prev), strings.ContainsRune("»›:;!?%‰٪؟؛،۔।॥።፣፤។៕·|", next):
		return true
	case strings.ContainsRune("–—", next):
		return at+1 == len(text) || unicode.IsSpace(text[at+1])
	}
	return keepsWords(text[:before], text[at:])
}

// keepsWords reports whether the last word of one text and the first of the
// next, parted by spaces, belong on one line.
func keepsWords(left, right []rune) bool {
	prev, last, first := left[len(left)-1], lastWord(left), word(right)
	switch {
	case unicode.IsDigit(prev) && (thousands(right) || units[first] || perHundred(right)):
		return true
	case unicode.Is(unicode.Sc, prev) || numberSigns[last]:
		return unicode.IsDigit(right[0])
	case lawNumber(first):
		return true
	case hundreds[last] != "":
		return strings.HasPrefix(first, hundreds[last])
	}
	return titles[last] && unicode.IsUpper(right[0])
}

// lawNumber reports whether a word is the number of a bill or an act: one to
// three capitals, a hyphen and figures, as in Bill C-12.
func lawNumber(word string) bool {
	letters, number, ok := strings.Cut(strings.ReplaceAll(word, "\u2011", "-"), "-")
	if !ok || letters == "" || len(letters) > 3 || number == "" {
		return false
	}
	return strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && strings.Trim(number, "0123456789") == ""
}

// rangeOfFigures reports whether text[at] is a digit after a dash after a
// digit, as in 2006–2021.
func rangeOfFigures(text []rune, at int) bool {
	return at >= 2 && unicode.IsDigit(text[at]) && strings.ContainsRune("–-", text[at-1]) && unicode.IsDigit(text[at-2])
}

// thousands reports whether text starts with a group of exactly three digits,
// as in 1 200 000.
func thousands(text []rune) bool {
	n := 0
	for n < len(text) && unicode.IsDigit(text[n]) {
		n++
	}
	return n == 3
}

// perHundred reports whether text starts with "per cent" or its like, in two
// words.
func perHundred(text []rune) bool {
	first := word(text)
	want := hundreds[first]
	if want == "" {
		return false
	}
	rest := text[len([]rune(first)):]
	for len(rest) > 0 && unicode.IsSpace(rest[0]) {
		rest = rest[1:]
	}
	return strings.HasPrefix(word(rest), want)
}

// word is the start of text up to the next space or punctuation that is not
// part of a unit.
func word(text []rune) string {
	for i, r := range text {
		if i > 24 || unicode.IsSpace(r) || strings.ContainsRune(".,;:!?)]»”،؛؟।", r) {
			return string(text[:i])
		}
	}
	return string(text)
}

// lastWord is the end of text from the space before.
func lastWord(text []rune) string {
	for i := len(text); i > 0; i-- {
		if len(text)-i > 24 || unicode.IsSpace(text[i-1]) {
			return string(text[i:])
		}
	}
	return string(text)
}

// hundreds are the first words of "per cent" written as two, with what the
// second starts with.
var hundreds = map[string]string{"per": "cent", "pour": "cent", "في": "الم"}

// numberSigns are the words that stand before a number and stay with it.
var numberSigns = map[string]bool{"n°": true, "nº": true, "No.": true, "no.": true, "nos": true, "№": true, "#": true}

// titles are the words that stay with the name after them.
var titles = setOf("M. MM. Mme Mmes Mr. Mrs. Ms. Mx. Dr. Dr Dre Prof. St. Ste")

// units are the words that stay with the figure before them.
var units = setOf(
	"$ € £ ¢ ° °C °F M$ k$ G$ Md$ $CA $US",
	"km m cm mm km² m² ha kg g t h min s kWh MWh",
	"percent thousand million millions billion billions trillion",
	"mille million millions milliard milliards",
	"ألف آلاف مليون ملايين مليونا مليار مليارات بالمئة بالمائة",
	"ਫ਼ੀਸਦੀ ਫੀਸਦੀ ਪ੍ਰਤੀਸ਼ਤ ਹਜ਼ਾਰ ਲੱਖ ਕਰੋੜ ਮਿਲੀਅਨ ਅਰਬ",
)

func setOf(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			set[w] = true
		}
	}
	return set
}
