package search

import (
	"strings"
	"unicode/utf8"
)

// light takes endings off words of scripts whose inflection is plain to see,
// by rules short enough to be the same in the browser: Arabic after the
// light10 stemmer (Larkey, Ballesteros and Connell, 2007), the northern Indic
// scripts by dropping vowel signs at the end.
func light(word string) string {
	switch r, _ := utf8.DecodeRuneInString(word); {
	case r >= 0x620 && r <= 0x6ff:
		return lightArabic(word)
	case r >= 0x900 && r <= 0xb7f:
		return lightIndic(word)
	}
	return word
}

var (
	arabicPrefixes = [...]string{"وال", "بال", "كال", "فال", "ال", "لل"}
	arabicSuffixes = [...]string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"}
)

func lightArabic(word string) string {
	if rest, found := strings.CutPrefix(word, "و"); found && utf8.RuneCountInString(rest) >= 3 {
		word = rest
	}
	for _, prefix := range arabicPrefixes {
		if rest, found := strings.CutPrefix(word, prefix); found && utf8.RuneCountInString(rest) >= 2 {
			word = rest
			break
		}
	}
	for _, suffix := range arabicSuffixes {
		if rest, found := strings.CutSuffix(word, suffix); found && utf8.RuneCountInString(rest) >= 2 {
			word = rest
		}
	}
	return word
}

// lightIndic drops vowels and nasal signs at the end while two characters are
// left. The blocks from Devanagari to Oriya have one layout of 128 places.
func lightIndic(word string) string {
	runes := []rune(word)
	for len(runes) > 2 && indicEnding(runes[len(runes)-1]) {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}

func indicEnding(r rune) bool {
	place := r & 0x7f
	return r >= 0x900 && r <= 0xb7f && (place >= 1 && place <= 0x14 && place != 4 || place >= 0x3e && place <= 0x4c || place == 0x70)
}
