package search

import (
	"math/bits"
	"sort"
)

// shape is what a word can be passed over by without reading it.
type shape struct {
	mask    uint64
	letters uint8
}

// ascii tells words whose letters are bytes.
func (s *shard) ascii(id int) bool { return int(s.shapes[id].letters) == len(s.word(id)) }

// readWords takes the word list apart; false if it is none.
func (s *shard) readWords() bool {
	c, last := cursor{s.parts[secWords]}, 0
	s.letters, s.starts, s.shapes = make([]byte, 0, 2*len(c.b)), make([]uint32, 1, s.vocab+1), make([]shape, 0, s.vocab)
	for range s.vocab {
		shared, n := int(c.byte()), int(c.byte())
		if shared > len(s.letters)-last || shared+n > maxWord || n > len(c.b) {
			return false
		}
		s.letters = append(s.letters, s.letters[last:last+shared]...)
		last = len(s.letters) - shared
		s.letters = append(s.letters, c.bytes(n)...)
		s.starts = append(s.starts, uint32(len(s.letters)))
		s.shapes = append(s.shapes, shapeOf(s.letters[last:]))
	}
	return len(c.b) == 0
}

func shapeOf(word []byte) (w shape) {
	for _, r := range string(word) {
		w.mask |= 1 << (r & 63)
		w.letters++
	}
	return w
}

// lacks is the number of letters, told apart as far as masks do, that one word
// has and the other lacks.
func lacks(one, other uint64) int { return bits.OnesCount64(one &^ other) }

// word is the text of a word.
func (s *shard) word(id int) []byte { return s.letters[s.starts[id]:s.starts[id+1]] }

// find is the id of a word, or -1.
func (s *shard) find(word string) int {
	if id := s.lower(word); id < s.vocab && string(s.word(id)) == word {
		return id
	}
	return -1
}

// lower is the id of the first word that is not before prefix; the number of
// words if all are.
func (s *shard) lower(prefix string) int {
	return sort.Search(s.vocab, func(id int) bool { return string(s.word(id)) >= prefix })
}

// prefixed calls each with the words that begin with a prefix, in order.
func (s *shard) prefixed(prefix string, each func(id int)) {
	for id := s.lower(prefix); id < s.vocab; id++ {
		if w := s.word(id); len(w) < len(prefix) || string(w[:len(prefix)]) != prefix {
			return
		}
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
