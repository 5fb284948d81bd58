package search

import (
	"strings"
	"unicode/utf8"
)

// Bounds of a signature, in characters.
const (
	maxName   = 80 // before the handle
	maxHandle = 20
	maxAfter  = 40 // what may follow: a date
)

// signature is where the signature begins that a text ends with, as in
// “— Jane Doe (@janedoe) May 3, 2024”; the text's length without one:
//
//	[—–-] ?[^—–\r\n]{1,80}\(@[A-Za-z0-9_]{1,20}\)[^\r\n]{0,40}$
func signature(text string) int {
	first := len(text)
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], "(@")
		if at < 0 || utf8.RuneCountInString(text[at:]) > 3+maxHandle+maxAfter || strings.ContainsAny(text[at:], "\r\n") {
			return first
		}
		if end = at; signed(text[at+2:]) {
			first = min(first, dash(text[:at], first))
		}
	}
}

// signed tells texts that begin with a handle and its bracket and end soon.
func signed(text string) bool {
	name := span(text, func(r rune) bool { return r == '_' || r|0x20 >= 'a' && r|0x20 <= 'z' || isDigit(r) })
	return name > 0 && name <= maxHandle && name < len(text) && text[name] == ')' && utf8.RuneCountInString(text[name+1:]) <= maxAfter
}

// dash is where the first of the dashes stands that a name can follow up to
// the end of a text, or none.
func dash(text string, none int) int {
	var after rune
	for n := 0; text != "" && n <= maxName+1; n++ { // characters between the dash and the end
		r, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
		long := r == '—' || r == '–'
		if (long || r == '-') && (n > 0 && n <= maxName || n > maxName && after == ' ') {
			none = len(text)
		}
		if long || r == '\r' || r == '\n' {
			return none
		}
		after = r
	}
	return none
}
