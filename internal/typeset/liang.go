package typeset

import (
	"embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed hyphens/*.txt.gz
var hyphenFiles embed.FS

// hyphenators are the hyphenation patterns of a library, each list read when
// first needed.
type hyphenators struct{ en, fr, es hyphenator }

// of is the patterns for a language, or nil where there are none.
func (h *hyphenators) of(lang string) *hyphenator {
	switch {
	case sameLanguage(lang, "en"):
		return h.en.open("en")
	case sameLanguage(lang, "fr"):
		return h.fr.open("fr")
	case sameLanguage(lang, "es"):
		return h.es.open("es")
	}
	return nil
}

// hyphenator is a list of patterns for F. M. Liang's method (Word Hy-phen-a-tion
// by Com-put-er, Stanford, 1983): a figure between two letters says how much, if
// odd, a hyphen there is wished for, or, if even, unwished; the highest counts.
type hyphenator struct {
	once     sync.Once
	patterns map[string][]byte // by its letters: a level before each and after the last
	words    map[string][]int  // places where words that are exceptions are parted
	longest  int               // letters of the longest pattern
}

// open reads the list. The lists are part of the program, so reading them
// fails only in a broken build; there are then no patterns, and no hyphens.
func (h *hyphenator) open(name string) *hyphenator {
	h.once.Do(func() {
		h.patterns, h.words = map[string][]byte{}, map[string][]int{}
		for _, entry := range packedLines(hyphenFiles, "hyphens/"+name+".txt.gz") {
			if strings.ContainsAny(entry, ".0123456789") {
				h.addPattern(entry)
			} else {
				h.addWord(entry)
			}
		}
	})
	return h
}

func (h *hyphenator) addPattern(entry string) {
	var letters []rune
	levels := []byte{0}
	for _, r := range entry {
		if r >= '0' && r <= '9' {
			levels[len(levels)-1] = byte(r - '0')
			continue
		}
		letters, levels = append(letters, r), append(levels, 0)
	}
	h.patterns[string(letters)] = levels
	h.longest = max(h.longest, len(letters))
}

func (h *hyphenator) addWord(entry string) {
	at, cuts := 0, []int{}
	for _, r := range entry {
		if r == '-' {
			cuts = append(cuts, at)
		} else {
			at++
		}
	}
	h.words[strings.ReplaceAll(entry, "-", "")] = cuts
}

// points lists the places where a word may be parted: before which of its
// letters.
func (h *hyphenator) points(word []rune) []int {
	padded := []rune{'.'}
	for _, r := range word {
		padded = append(padded, unicode.ToLower(r))
	}
	padded = append(padded, '.')
	if cuts, ok := h.words[string(padded[1:len(padded)-1])]; ok {
		return cuts
	}
	levels := make([]byte, len(padded)+1)
	for i := range padded {
		for j := i + 1; j <= len(padded) && j-i <= h.longest; j++ {
			for k, level := range h.patterns[string(padded[i:j])] {
				levels[i+k] = max(levels[i+k], level)
			}
		}
	}
	var out []int
	for i := 1; i < len(word); i++ {
		if levels[i+1]%2 == 1 {
			out = append(out, i)
		}
	}
	return out
}
