package search

import (
	"encoding/binary"
	"strings"
)

// shard is the index of one language, read from bytes that may be anything:
// every reader stops where its section ends, and numbers that lead nowhere
// give nothing.
type shard struct {
	lang  string
	stop  map[string]bool
	parts [sections][]byte
	docs  int // number of documents
	vocab int // number of words
	owner any // of the bytes; nil: they are Go's

	words   []entry  // in the order of their bytes
	masks   []uint64 // for each word, a bit for each of its letters, told apart by their lowest six bits
	lengths []uint8  // for each word, its number of letters
	letters string   // of all words, one after the other

	sounds map[rune]byte    // of letters
	names  map[string][]int // words of claimants' names, by their sound
}

// openShard cuts a shard into its sections.
func openShard(data []byte) (*shard, bool) {
	const head = 4 * sections
	if len(data) < head {
		return nil, false
	}
	s, rest := &shard{stop: map[string]bool{}}, data[head:]
	for i := range sections {
		n := int(order.Uint32(data[4*i:]))
		if n > len(rest) {
			return nil, false
		}
		s.parts[i], rest = rest[:n:n], rest[n:]
	}
	s.lang = string(s.parts[secLang])
	for w := range strings.SplitSeq(string(s.parts[secStop]), "\n") {
		s.stop[w] = true
	}
	s.docs, s.vocab = len(s.parts[secDocStart])/4, len(s.parts[secPostStart])/4
	if len(s.parts[secNext]) != 3*s.vocab || len(rest) > 0 || !s.readWords() {
		return nil, false
	}
	s.weigh()
	s.sounds = soundsOf()
	s.names = s.nameSounds()
	return s, true
}

// weigh computes the masses, which every query needs many of.
func (s *shard) weigh() {
	counts := make([]int, s.vocab)
	for id := range counts {
		counts[id] = s.documents(id)
	}
	for id := range s.words {
		df := counts[id]
		s.forms(id, func(form int) { df += counts[form] })
		s.words[id].mass = idf(df, s.docs)
	}
}

// at is the part of a section from the place that a table names.
func (s *shard) at(table, section, i int) cursor {
	start := int(order.Uint32(s.parts[table][4*i:]))
	return cursor{s.parts[section][min(start, len(s.parts[section])):]}
}

// cursor reads numbers and bytes until its bytes end.
type cursor struct{ b []byte }

// number reads a varint; 0 where there is none or it is larger than any count.
func (c *cursor) number() int {
	if b := c.b; len(b) > 0 && b[0] < 0x80 {
		c.b = b[1:]
		return int(b[0])
	}
	n, size := binary.Uvarint(c.b)
	if size <= 0 || n > 1<<31 {
		c.b = nil
		return 0
	}
	c.b = c.b[size:]
	return int(n)
}

func (c *cursor) byte() byte {
	if len(c.b) == 0 {
		return 0
	}
	b := c.b[0]
	c.b = c.b[1:]
	return b
}

func (c *cursor) bytes(n int) []byte {
	n = min(n, len(c.b))
	part := c.b[:n:n]
	c.b = c.b[n:]
	return part
}

// documents is the number of documents that have a word.
func (s *shard) documents(id int) int {
	c := s.at(secPostStart, secPostings, id)
	return min(c.number(), s.docs)
}

// record is a document's own data.
type record struct {
	id, stored []byte
	texts      cursor
}

func (s *shard) record(doc int) record {
	c := s.at(secDocStart, secDocs, doc)
	if doc+1 < s.docs {
		c.b = c.b[:min(len(c.b), max(0, int(order.Uint32(s.parts[secDocStart][4*doc+4:]))-int(order.Uint32(s.parts[secDocStart][4*doc:]))))]
	}
	r := record{id: c.bytes(c.number())}
	r.stored = c.bytes(c.number())
	r.texts = c
	return r
}

// sequence reads the words of a short text into list.
func (s *shard) sequence(c *cursor, list []int) []int {
	n := c.number()
	for range min(n, len(c.b)) {
		id := 0
		if b := c.b; len(b) >= 2 && b[0] >= 0x80 && b[1] < 0x80 { // as most
			id, c.b = int(b[0]&0x7f)|int(b[1])<<7, b[2:]
		} else {
			id = c.number()
		}
		if id < s.vocab {
			list = append(list, id)
		}
	}
	return list
}
