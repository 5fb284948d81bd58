package typography

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// settled reports whether no rule can change anything in a text, which is so
// for nearly every text that was mended once. It looks only at what stands
// beside each other and never parses: true is certain, false says nothing.
func settled(text string, style style, hidden func(rune) bool) bool {
	last := rune(0)
	for i, r := range text {
		if hidden != nil && hidden(r) || typed(last, r) || style.french && frenchMoves(last, r, text[i:]) {
			return false
		}
		last = r
	}
	return !strings.Contains(text, "...") && norm.NFC.IsNormalString(text)
}

// typed reports whether a character is one that people type for another, or
// may be one after the last.
func typed(last, r rune) bool {
	switch r {
	case '\'', '"':
		return true
	case ' ':
		return last == ' '
	case '-':
		return last >= '0' && last <= '9'
	}
	return false
}

// frenchMoves reports whether the spaces of French may change at a character,
// which rest begins with.
func frenchMoves(last, r rune, rest string) bool {
	held := last == nbsp || last == nnbsp
	switch r {
	case '«':
		after := strings.TrimPrefix(rest, "«")
		return !strings.HasPrefix(after, string(nbsp)) && !strings.HasPrefix(after, string(nnbsp))
	case '»', '%', '$', ':':
		return !held
	case ';', '!', '?':
		return unicode.IsSpace(last)
	}
	return false
}
