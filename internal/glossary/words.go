package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"rebut/internal/search"
)

// word is a word of a text, from byte start up to byte end.
type word struct {
	text       string
	stems      []string // of the word, and of what may be its singular
	start, end int
}

func (w word) same(other word) bool {
	return slices.ContainsFunc(w.stems, func(stem string) bool { return slices.Contains(other.stems, stem) })
}

// wordsOf are the words of a text.
func wordsOf(text string) (out []word) {
	at, state := 0, -1
	for rest := text; rest != ""; {
		var segment string
		segment, rest, state = uniseg.FirstWordInString(rest, state)
		out = apart(out, segment, at)
		at += len(segment)
	}
	return out
}

// apart adds the parts of a segment that have letters: of "l’immigration" two.
func apart(out []word, segment string, at int) []word {
	start := 0
	for i, r := range segment + "'" {
		if r != '\'' && r != '’' && r != 'ʼ' || i < len(segment) && uncut(segment, i) {
			continue
		}
		if part := segment[start:i]; strings.ContainsFunc(part, inWord) {
			out = append(out, word{text: part, start: at + start, end: at + i})
		}
		start = i + utf8.RuneLen(r)
	}
	return out
}

// uncut tells the apostrophe of Ukrainian and its like ("здоров’я"), which
// stands for a sound within a word.
func uncut(segment string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(segment[:i])
	return unicode.Is(unicode.Cyrillic, r)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// reading is a translation as words are looked for in it.
type reading struct {
	stem  func(string) string
	stems []string
	plain string // for scripts without spaces
}

func (g *Glossary) reading(text string) reading {
	r := reading{stem: search.Stemmer(string(g.to)), plain: strings.ToLower(text)}
	for _, w := range wordsOf(text) {
		r.stems = append(r.stems, r.stem(w.text))
	}
	return r
}

// has reports whether all words of a form are there.
func (r reading) has(form string) bool {
	if strings.Contains(r.plain, strings.ToLower(form)) {
		return true
	}
	for _, w := range wordsOf(form) {
		want := r.stem(w.text)
		if unspaced(w.text) || !r.like(want) {
			return false
		}
	}
	return true
}

// unspaced tells words of scripts without spaces, whose boundaries nobody knows.
func unspaced(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func (r reading) like(want string) bool {
	for _, is := range r.stems {
		if alike(is, want) {
			return true
		}
	}
	return false
}

// What makes two stems alike, in letters: one within the other, which has at
// least so many and lacks at most so many, or a common beginning of two thirds.
// Stems of Arabic, which has no vowels in them, are shorter.
const (
	leastWithin = 3
	leastArabic = 2
	mostAround  = 4
	leastCommon = 4
)

func alike(a, b string) bool {
	if a == b || a == "" || b == "" {
		return a == b
	}
	short, long := []rune(a), []rune(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	least := leastWithin
	if unicode.Is(unicode.Arabic, long[0]) {
		least = leastArabic
	}
	if len(short) >= least && len(long)-len(short) <= mostAround && strings.Contains(string(long), string(short)) {
		return true
	}
	n := 0
	for n < len(short) && short[n] == long[n] {
		n++
	}
	return n >= leastCommon && 3*n >= 2*len(long)
}
