package search

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// scored is a document of a shard and what the first stage gives it.
type scored struct {
	doc   int
	score float64
}

// shortlist is the number of documents that the second stage looks at.
const shortlist = 50

// scratch is memory that queries use again.
type scratch struct {
	total, part []float64 // for each document; part is zero between uses
	touched     []int
	slots       []int32 // for each word: its place in a view's list + 1; zero between uses
}

func (s *scratch) reset(docs, words int) {
	if cap(s.total) < docs {
		s.total, s.part = make([]float64, docs), make([]float64, docs)
	}
	if cap(s.slots) < words {
		s.slots = make([]int32, words)
	}
	s.total, s.part, s.slots = s.total[:docs], s.part[:docs], s.slots[:words]
	clear(s.total)
}

// best are the documents that have most of the query, by BM25F.
func (s *shard) best(units []unit, n int, m *Model, sc *scratch) []scored {
	for i := range units {
		u, weight := &units[i], units[i].worth(m)
		switch len(u.alts) {
		case 0:
		case 1:
			s.one(u.alts[0], weight, sc.total)
		default:
			s.several(u, weight, sc)
		}
	}
	return top(n, sc.total)
}

// list is where a word's postings stand, and how many there are.
func (s *shard) list(word int) (postings []byte, n int) {
	c := s.at(secPostStart, secPostings, word)
	n = c.number()
	return c.b, n
}

// next reads a posting: how many documents further, and its impact. The last
// result is false where the bytes end.
func next(b []byte) (step int, impact byte, rest []byte, ok bool) {
	if len(b) >= 2 && b[0] < 0x80 {
		return int(b[0]), b[1], b[2:], true
	}
	n, size := binary.Uvarint(b)
	if size <= 0 || size >= len(b) || n > 1<<31 {
		return 0, 0, nil, false
	}
	return int(n), b[size], b[size+1:], true
}

// one adds up the postings of a unit with one word.
func (s *shard) one(a alternative, weight float64, total []float64) {
	b, n := s.list(a.word)
	doc := 0
	for range n {
		step, impact, rest, ok := next(b)
		if doc += step; !ok || doc >= len(total) {
			return
		}
		total[doc] += weight * (a.share * float64(impact) / 255)
		b = rest
	}
}

// several counts the forms of one word together: each further one earns of
// what is left to full impact.
func (s *shard) several(u *unit, weight float64, sc *scratch) {
	sc.touched = sc.touched[:0]
	for _, a := range u.alts {
		b, n := s.list(a.word)
		doc := 0
		for range n {
			step, impact, rest, ok := next(b)
			if doc += step; !ok || doc >= len(sc.part) {
				break
			}
			if sc.part[doc] == 0 {
				sc.touched = append(sc.touched, doc)
			}
			sc.part[doc] = 1 - (1-sc.part[doc])*(1-a.share*float64(impact)/255)
			b = rest
		}
	}
	for _, doc := range sc.touched {
		sc.total[doc] += weight * sc.part[doc]
		sc.part[doc] = 0
	}
}

// postings calls each with the documents of a word and its impact until each
// returns false.
func (s *shard) postings(word int, each func(doc int, impact byte) bool) {
	b, n := s.list(word)
	doc := 0
	for range n {
		step, impact, rest, ok := next(b)
		if doc += step; !ok || doc >= s.docs || !each(doc, impact) {
			return
		}
		b = rest
	}
}

// top are the n documents with the highest scores, the highest first, equal
// ones in the order of the index.
func top(n int, total []float64) []scored {
	limit := nth(n, total)
	list := make([]scored, 0, n+1)
	for doc, score := range total {
		if score > 0 && score >= limit {
			list = append(list, scored{doc, score})
		}
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), a.doc-b.doc) })
	return list[:min(n, len(list))]
}

// nth is the n-th highest score, 0 if fewer are above that. It keeps the
// highest in a heap whose first is the lowest.
func nth(n int, total []float64) float64 {
	heap := make([]float64, n)
	for _, score := range total {
		if score <= heap[0] {
			continue
		}
		i := 0
		for {
			child := 2*i + 1
			if child+1 < n && heap[child+1] < heap[child] {
				child++
			}
			if child >= n || heap[child] >= score {
				break
			}
			heap[i], i = heap[child], child
		}
		heap[i] = score
	}
	return heap[0]
}
