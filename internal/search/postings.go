package search

import "encoding/binary"

// posting is a document that has a word, and the word's impact.
type posting struct {
	doc    int32
	impact byte
}

// chunk is memory for postings that are read at once.
type chunk struct {
	list   []posting
	memory [128]posting
}

// postings are those of a word that are still to be read.
type postings struct {
	b    []byte
	left int
	doc  int // the last that was read
	docs int // of the shard
}

func (s *shard) list(word int) postings {
	c := s.at(secPostStart, secPostings, word)
	n := c.number()
	return postings{b: c.b, left: n, docs: s.docs}
}

// more reads the next postings; false where there are none.
func (l *postings) more(c *chunk) bool {
	b, doc, n := l.b, l.doc, min(l.left, len(c.memory))
	for i := range c.memory[:n] {
		step, impact, ok := 0, byte(0), true
		switch {
		case len(b) >= 2 && b[0] < 0x80:
			step, impact, b = int(b[0]), b[1], b[2:]
		case len(b) >= 3 && b[1] < 0x80:
			step, impact, b = int(b[0]&0x7f)|int(b[1])<<7, b[2], b[3:]
		default:
			step, impact, b, ok = next(b)
		}
		if doc += step; !ok || doc >= l.docs {
			n, l.left = i, 0
			break
		}
		c.memory[i] = posting{int32(doc), impact}
	}
	l.b, l.doc, l.left = b, doc, max(0, l.left-n)
	c.list = c.memory[:n]
	return n > 0
}

// next reads a posting: how many documents further, and its impact. The last
// result is false where the bytes end.
func next(b []byte) (step int, impact byte, rest []byte, ok bool) {
	n, size := binary.Uvarint(b)
	if size <= 0 || size >= len(b) || n > 1<<31 {
		return 0, 0, nil, false
	}
	return int(n), b[size], b[size+1:], true
}
