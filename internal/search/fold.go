package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold gives letters one form however they were typed: compatibility forms
// are resolved, accents and other marks that people leave out dropped, Arabic
// letters unified and digits of all scripts made 0 to 9. Upper case stays, for
// the parts of hashtags.
func fold(text string) string {
	if plain(text) {
		return text
	}
	return norm.NFC.String(strings.Map(foldRune, norm.NFKD.String(text)))
}

// plain tells ASCII, which is folded already.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// dropped are the ranges of code points that folding leaves out: soft hyphen,
// combining accents, Hebrew points, Arabic vowel signs and tatweel, joiners
// and marks of direction, variation selectors.
var dropped = [...][2]rune{
	{0xad, 0xad}, {0x300, 0x36f}, {0x591, 0x5bd}, {0x5bf, 0x5bf}, {0x5c1, 0x5c2}, {0x5c4, 0x5c5}, {0x610, 0x61a}, {0x640, 0x640},
	{0x64b, 0x65f}, {0x670, 0x670}, {0x6d6, 0x6dc}, {0x6df, 0x6e4}, {0x6e7, 0x6e8}, {0x6ea, 0x6ed}, {0x200b, 0x200f},
	{0x202a, 0x202e}, {0x2060, 0x2064}, {0x2066, 0x2069}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
}

// zeros are the first digits of the scripts whose digits people type: Arabic,
// Persian and Urdu, Nko, and the Indic scripts from Devanagari to Tibetan.
var zeros = [...]rune{0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0}

func foldRune(r rune) rune {
	if r < 0xad {
		return r
	}
	for _, span := range dropped {
		if r >= span[0] && r <= span[1] {
			return -1
		}
	}
	for _, zero := range zeros {
		if r >= zero && r <= zero+9 {
			return '0' + r - zero
		}
	}
	return sameLetter(r)
}

// sameLetter unifies letters that keyboards and habits of typing vary.
func sameLetter(r rune) rune {
	switch r {
	case 'ى', 'ی', 'ې', 'ے': // alef maksura, Farsi yeh, Pashto e, yeh barree
		return 'ي'
	case 'ک', 'ڪ':
		return 'ك'
	case 'ة', 'ہ', 'ھ', 'ە', 'ۀ', 'ۂ', 'ۃ': // teh marbuta; the hehs of Urdu and Persian
		return 'ه'
	case 'ٱ':
		return 'ا'
	case 'ς':
		return 'σ'
	case 'ı':
		return 'i'
	case 'ø', 'Ø':
		return 'o'
	case 'đ', 'Đ':
		return 'd'
	case 'ł', 'Ł':
		return 'l'
	case '’', 'ʼ', '‘', '′', '＇':
		return '\''
	}
	return r
}

// lower is the lower case of each letter by itself, as JavaScript has it for
// single code points too.
func lower(word string) string { return strings.Map(unicode.ToLower, word) }
