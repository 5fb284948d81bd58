package search

// block calls each for the words of a block, in order, until it returns false.
func (s *shard) block(b int, each func(id int, word []byte) bool) bool {
	c := s.at(secBlocks, secWords, b)
	var buf [256 + maxWord]byte
	word := buf[:0]
	for i := b * blockSize; i < min((b+1)*blockSize, s.vocab); i++ {
		shared, n := int(c.byte()), int(c.byte())
		word = append(word[:min(shared, len(word))], c.bytes(n)...)
		if !each(i, word) {
			return false
		}
	}
	return true
}

// text appends the text of a word.
func (s *shard) text(id int, buf []byte) []byte {
	c, word := s.at(secBlocks, secWords, id/blockSize), buf
	for range id%blockSize + 1 {
		shared, n := int(c.byte()), int(c.byte())
		word = append(word[:min(shared, len(word))], c.bytes(n)...)
	}
	return word
}

// find is the id of a word, or -1.
func (s *shard) find(word string) int {
	found := -1
	if b := s.blockOf(word); b >= 0 {
		s.block(b, func(i int, w []byte) bool {
			if string(w) == word {
				found = i
			}
			return string(w) < word
		})
	}
	return found
}

// blockOf is the last block whose first word is not after word, or -1.
func (s *shard) blockOf(word string) int {
	low, high := 0, len(s.parts[secBlocks])/4
	for low < high {
		mid := (low + high) / 2
		c := s.at(secBlocks, secWords, mid)
		c.byte()
		if n := int(c.byte()); string(c.bytes(n)) <= word {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low - 1
}

// lower is the id of the first word that is not before prefix; the number of
// words if all are.
func (s *shard) lower(prefix string) int {
	b := max(0, s.blockOf(prefix))
	id := min((b+1)*blockSize, s.vocab)
	if b < len(s.parts[secBlocks])/4 {
		s.block(b, func(i int, w []byte) bool {
			if string(w) >= prefix {
				id = i
			}
			return string(w) < prefix
		})
	}
	return id
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

// prefixed calls each with the words that begin with a prefix, in order.
func (s *shard) prefixed(prefix string, each func(id int, word []byte)) {
	for b := max(0, s.blockOf(prefix)); b < len(s.parts[secBlocks])/4; b++ {
		more := s.block(b, func(id int, w []byte) bool {
			begin := string(w[:min(len(w), len(prefix))])
			if begin == prefix {
				each(id, w)
			}
			return begin <= prefix
		})
		if !more {
			return
		}
	}
}

// shape is what a word can be passed over by without reading it.
type shape struct {
	mask    uint64
	letters uint8 // at most 255
}

// shapesOf are the shapes of all words.
func (s *shard) shapesOf() []shape {
	list := make([]shape, s.vocab)
	for b := range len(s.parts[secBlocks]) / 4 {
		s.block(b, func(id int, word []byte) bool {
			n := 0
			for _, r := range string(word) {
				list[id].mask |= 1 << (r & 63)
				n++
			}
			list[id].letters = uint8(min(n, 255))
			return true
		})
	}
	return list
}
