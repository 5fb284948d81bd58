package search

import (
	"math/bits"
	"sort"
	"strings"
)

// entry is a word of the list.
type entry struct {
	mass   float64 // how much its stem tells
	start  uint32  // of its bytes in the shard's letters
	size   uint8   // number of bytes
	number bool    // it begins with a digit
}

// shape is what a word can be passed over by without reading it.
type shape struct {
	mask    uint64
	letters uint8
}

// readWords takes the word list apart; false if it is none.
func (s *shard) readWords() bool {
	c, last := cursor{s.parts[secWords]}, 0
	letters := make([]byte, 0, 2*len(c.b))
	s.words, s.masks, s.lengths = make([]entry, s.vocab), make([]uint64, s.vocab), make([]uint8, s.vocab)
	for id := range s.vocab {
		shared, n := int(c.byte()), int(c.byte())
		if shared > len(letters)-last || shared+n > maxWord || n > len(c.b) {
			return false
		}
		letters = append(letters, letters[last:last+shared]...)
		last = len(letters) - shared
		letters = append(letters, c.bytes(n)...)
		word := letters[last:]
		w := shapeOf(string(word))
		s.masks[id], s.lengths[id] = w.mask, w.letters
		s.words[id] = entry{start: uint32(last), size: uint8(shared + n), number: len(word) > 0 && isDigit(rune(word[0]))}
	}
	s.letters = string(letters)
	return len(c.b) == 0
}

func shapeOf(word string) (w shape) {
	for _, r := range word {
		w.mask |= 1 << (r & 63)
		w.letters++
	}
	return w
}

// lacks is the number of letters, told apart as far as masks do, that one word
// has and the other lacks.
func lacks(one, other uint64) int { return bits.OnesCount64(one &^ other) }

// word is the text of a word.
func (s *shard) word(id int) string {
	w := &s.words[id]
	return s.letters[w.start : w.start+uint32(w.size)]
}

func (s *shard) shape(id int) shape { return shape{s.masks[id], s.lengths[id]} }

// find is the id of a word, or -1.
func (s *shard) find(word string) int {
	if id := s.lower(word); id < s.vocab && s.word(id) == word {
		return id
	}
	return -1
}

// lower is the id of the first word that is not before prefix; the number of
// words if all are.
func (s *shard) lower(prefix string) int {
	return sort.Search(s.vocab, func(id int) bool { return s.word(id) >= prefix })
}

// prefixed calls each with the words that begin with a prefix, in order.
func (s *shard) prefixed(prefix string, each func(id int)) {
	for id := s.lower(prefix); id < s.vocab && strings.HasPrefix(s.word(id), prefix); id++ {
		each(id)
	}
}

// maxRing bounds the forms of one stem.
const maxRing = 64

// forms calls each with the other words of a word's stem.
func (s *shard) forms(id int, each func(form int)) {
	at := id
	for range maxRing {
		b := s.parts[secNext][3*at:]
		at = int(b[0]) | int(b[1])<<8 | int(b[2])<<16
		if at == id || at >= s.vocab {
			return
		}
		each(at)
	}
}
