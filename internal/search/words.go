package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word of a text.
type token struct {
	text string // folded, lower case, without what the script's rule takes off

	caps bool // written with a capital or in capitals
}

// maxWord is the length in bytes beyond which a word is cut: no language's
// words are longer, addresses and noise are.
const maxWord = 48

// scanner cuts folded text into words.
type scanner struct {
	text string
	out  []token
	tag  bool // inside a hashtag or handle
}

// words are the words of a text in their order. Letters, marks and digits make
// words; a digit after a letter begins a new one ("covid19" is "covid", "19",
// while "5g" stays whole), and single letters of alphabets are dropped, which
// are what apostrophes leave ("l'asile", "Canada's"). Scripts without spaces
// give pairs of neighbouring characters. Hashtags and handles come apart where
// capitals begin.
func words(text string) []token {
	const usual = 6 // bytes of a word and what parts it from the next
	s := scanner{text: fold(text), out: make([]token, 0, len(text)/usual+1)}
	for len(s.text) > 0 {
		r, size := utf8.DecodeRuneInString(s.text)
		switch {
		case r == '#' || r == '@':
			s.tag, s.text = true, s.text[size:]
		case isDigit(r):
			s.number()
		case unspaced(r):
			s.pairs()
		case inWord(r):
			s.word()
		default:
			s.tag = s.tag && r == '_'
			s.text = s.text[size:]
		}
	}
	return s.out
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func inWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

// unspaced tells the scripts that put no spaces between words: Thai, Lao,
// Myanmar, Khmer, kana and Han.
func unspaced(r rune) bool {
	return r >= 0xe01 && r <= 0xeff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff ||
		r >= 0x3041 && r <= 0x30ff || r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff ||
		r >= 0x20000 && r <= 0x3ffff
}

// span is the length in bytes of the beginning whose runes all satisfy in.
func span(text string, in func(rune) bool) int {
	end := strings.IndexFunc(text, func(r rune) bool { return !in(r) })
	if end < 0 {
		return len(text)
	}
	return end
}

func (s *scanner) word() {
	end := span(s.text, func(r rune) bool { return inWord(r) && !isDigit(r) && !unspaced(r) })
	word := s.text[:end]
	s.text = s.text[end:]
	for word != "" {
		n := len(word)
		if s.tag {
			n = camel(word)
		}
		s.add(word[:n])
		word = word[n:]
	}
}

// camel is the length of the first part of a word that is written in camel
// case: up to a capital after a small letter, or up to the last of several
// capitals before a small letter ("USElection" is "US", "Election").
func camel(word string) int {
	runes := []rune(word)
	size := 0
	for i := range runes {
		if i > 0 && unicode.IsUpper(runes[i]) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			return size
		}
		size += utf8.RuneLen(runes[i])
	}
	return len(word)
}

func (s *scanner) add(word string) {
	first, size := utf8.DecodeRuneInString(word)
	caps := unicode.IsUpper(first)
	text := cut(light(lower(word)))
	if size == len(word) || utf8.RuneCountInString(text) < 2 {
		return
	}
	s.out = append(s.out, token{text: text, caps: caps})
}

// cut shortens a word to maxWord bytes, between characters.
func cut(word string) string {
	if len(word) <= maxWord {
		return word
	}
	end := maxWord
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// number reads digits with what groups them ("10,000" is "10000"), a decimal
// part ("2.5") and letters that follow at once ("5g"; "100k" is "100000").
func (s *scanner) number() {
	text := s.digits()
	for len(s.text) > 1 && (s.text[0] == ',' || s.text[0] == '.') && isDigit(rune(s.text[1])) {
		s.text = s.text[1:]
		part := s.digits()
		if len(part) != 3 {
			text += "." + part
			break
		}
		text += part
	}
	unit := span(s.text, func(r rune) bool { return inWord(r) && !isDigit(r) && !unspaced(r) })
	letters := lower(s.text[:unit])
	s.text = s.text[unit:]
	if letters == "k" && !strings.Contains(text, ".") {
		letters = "000"
	}
	s.out = append(s.out, token{text: cut(text + letters)})
}

func (s *scanner) digits() string {
	end := span(s.text, isDigit)
	digits := s.text[:end]
	s.text = s.text[end:]
	return digits
}

// pairs reads a run of a script without spaces: every two neighbouring
// characters, with the marks on them, are a word.
func (s *scanner) pairs() {
	end := span(s.text, unspaced)
	var parts []string
	for _, r := range s.text[:end] {
		if unicode.Is(unicode.M, r) && len(parts) > 0 {
			parts[len(parts)-1] += string(r)
		} else if inWord(r) {
			parts = append(parts, string(r))
		}
	}
	s.text = s.text[end:]
	for i := range parts {
		if i+1 < len(parts) {
			s.out = append(s.out, token{text: cut(parts[i] + parts[i+1])})
		} else if len(parts) == 1 {
			s.out = append(s.out, token{text: cut(parts[i])})
		}
	}
}
