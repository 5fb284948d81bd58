package typeset

import (
	"compress/gzip"
	"embed"
	"io"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
)

// Scripts without spaces between words. Lines break where a list of words says
// that one ends; see words/README.md.

//go:embed words/*.txt.gz
var wordFiles embed.FS

// lexicons are the word lists of a library, each read when first needed.
type lexicons struct{ thai, lao, khmer lexicon }

// of is the list for a script, or nil for scripts that need none.
func (l *lexicons) of(s language.Script) *lexicon {
	switch s {
	case language.Thai:
		return l.thai.open("thai")
	case language.Lao:
		return l.lao.open("lao")
	case language.Khmer:
		return l.khmer.open("khmer")
	}
	return nil
}

// withoutSpaces reports whether a rune is of a script that has a word list.
func withoutSpaces(r rune) bool {
	s := language.LookupScript(r)
	return s == language.Thai || s == language.Lao || s == language.Khmer
}

// lexicon is a list of words.
type lexicon struct {
	once  sync.Once
	words []string        // sorted
	first map[rune][2]int // the words that begin with a rune
}

// open reads the list. The lists are part of the program, so reading them
// fails only in a broken build; there are then no words, and no breaks.
func (x *lexicon) open(name string) *lexicon {
	x.once.Do(func() {
		x.fill(packedLines(wordFiles, "words/"+name+".txt.gz"))
	})
	return x
}

// packedLines are the lines of a compressed list without spaces; none when it
// cannot be read.
func packedLines(files embed.FS, name string) []string {
	file, err := files.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(unpacked)
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}

func (x *lexicon) fill(words []string) {
	x.words, x.first = words, map[rune][2]int{}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		span, ok := x.first[r]
		if !ok {
			span[0] = i
		}
		span[1] = i + 1
		x.first[r] = span
	}
}

// matches calls found with the length in bytes of each word that text starts
// with, shortest first.
func (x *lexicon) matches(text string, found func(n int)) {
	r, n := utf8.DecodeRuneInString(text)
	span, ok := x.first[r]
	if !ok {
		return
	}
	lo, hi := span[0], span[1]
	for {
		lo += sort.SearchStrings(x.words[lo:hi], text[:n])
		if lo == hi || !strings.HasPrefix(x.words[lo], text[:n]) {
			return
		}
		if len(x.words[lo]) == n {
			found(n)
		}
		if n == len(text) {
			return
		}
		_, size := utf8.DecodeRuneInString(text[n:])
		n += size
	}
}

// Costs of a way to part a text into words, of which the cheapest is taken:
// few words, hardly a short one, and as little as possible that is no word.
const (
	wordCost    = 1.0
	shortCost   = 0.6 // more for a word of one or two runes
	unknownCost = 2.5 // for each cluster that is part of no word
)

// part is the places in a text without spaces at which a word ends and the
// next begins, as indices of its runes. Between two clusters that are part of
// no word there is none. whole reports whether text may be parted at a rune
// at all.
func (x *lexicon) part(text []rune, whole func(at int) bool) []int {
	n := len(text)
	offsets := make([]int, n+1) // of each rune, in bytes
	for i, r := range text {
		offsets[i+1] = offsets[i] + utf8.RuneLen(r)
	}
	s := string(text)
	type way struct {
		cost float64
		from int
		word bool
	}
	best := make([]way, n+1)
	for i := 1; i <= n; i++ {
		best[i].cost = -1
	}
	step := func(from, to int, cost float64, word bool) {
		if total := best[from].cost + cost; best[to].cost < 0 || total < best[to].cost {
			best[to] = way{total, from, word}
		}
	}
	for i := 0; i < n; i++ {
		if best[i].cost < 0 {
			continue
		}
		end := i + 1
		for end < n && !whole(end) {
			end++
		}
		step(i, end, unknownCost, false)
		at := i
		x.matches(s[offsets[i]:], func(length int) {
			for offsets[at]-offsets[i] < length {
				at++
			}
			if at < n && !whole(at) {
				return
			}
			cost := wordCost - 0.001*float64((at-i)*(at-i))
			if at-i <= 2 {
				cost += shortCost
			}
			step(i, at, max(cost, 0.1), true)
		})
	}
	var cuts []int
	for i := n; i > 0; i = best[i].from {
		if from := best[i].from; from > 0 && (best[i].word || best[from].word) {
			cuts = append(cuts, from)
		}
	}
	slices.Reverse(cuts)
	return cuts
}

// parts reports whether two neighbouring runes of Thai, Lao or Khmer may be
// parted: vowels that are written before or after their consonant, signs of
// repetition and abbreviation, and what a coeng stacks stay with it.
func parts(prev, next rune) bool {
	switch {
	case prev >= 'เ' && prev <= 'ไ', prev >= 'ເ' && prev <= 'ໄ', prev == '\u17D2':
		return false
	case next == 'ะ', next == 'า', next == 'ำ', next == 'ๅ', next == 'ๆ', next == 'ฯ':
		return false
	case next == 'ະ', next == 'າ', next == 'ຳ', next == 'ໆ', next == 'ຯ', next == 'ຽ':
		return false
	}
	return next != 'ៗ'
}

// wordBreaks adds the ends of words in the stretches of a block that are in a
// script without spaces.
func (p *prepared) wordBreaks(b block, stops []int) []int {
	for start := b.start; start < b.end; {
		s := language.LookupScript(p.text.plain[start])
		end := start + 1
		for end < b.end && (language.LookupScript(p.text.plain[end]) == s || p.text.plain[end] == '\u200D' || p.text.plain[end] == '\u200C') {
			end++
		}
		if words := p.words.of(s); words != nil {
			text := p.text.plain[start:end]
			whole := func(at int) bool { return p.heads[start+at] && parts(text[at-1], text[at]) }
			for _, cut := range words.part(text, whole) {
				stops = append(stops, start+cut)
			}
		}
		start = end
	}
	return stops
}
