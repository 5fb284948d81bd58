package search

import (
	"cmp"
	"slices"
)

// scored is a document of a shard and what the first stage gives it.
type scored struct {
	doc   int
	score float64
}

// shortlist is the number of documents that the second stage looks at.
const shortlist = 50

// tally is memory for the first stage, used again by the next query.
type tally struct {
	total, part []float64 // for each document; zero between uses
	docs        []int     // those with a total
	touched     []int     // those with a part
	top         []scored
	read        chunk
}

// best are the documents that have most of the query, by BM25F: the highest
// score first, equal ones in the order of the index.
func (t *tally) best(v *view, n int) []scored {
	if len(t.total) < v.s.docs {
		t.total, t.part = make([]float64, v.s.docs), make([]float64, v.s.docs)
	}
	t.docs = t.docs[:0]
	for i := range v.units {
		switch u := &v.units[i]; len(u.alts) {
		case 0:
		case 1:
			t.one(v.s, u.alts[0], u.worth)
		default:
			t.several(v.s, u)
		}
	}
	return t.highest(n)
}

// earn adds to a document's total.
func (t *tally) earn(doc int, score float64) {
	if t.total[doc] == 0 {
		t.docs = append(t.docs, doc)
	}
	t.total[doc] += score
}

// one adds up the postings of a unit with one word.
func (t *tally) one(s *shard, a alternative, weight float64) {
	for l := s.list(a.word); l.more(&t.read); {
		for _, p := range t.read.list {
			t.earn(int(p.doc), weight*(a.share*float64(p.impact)/255))
		}
	}
}

// several counts the forms of one word together: each further one earns of
// what is left to full impact.
func (t *tally) several(s *shard, u *unit) {
	t.touched = t.touched[:0]
	for _, a := range u.alts {
		for l := s.list(a.word); l.more(&t.read); {
			for _, p := range t.read.list {
				part := &t.part[p.doc]
				if *part == 0 {
					t.touched = append(t.touched, int(p.doc))
				}
				*part = 1 - (1-*part)*(1-a.share*float64(p.impact)/255)
			}
		}
	}
	for _, doc := range t.touched {
		t.earn(doc, u.worth*t.part[doc])
		t.part[doc] = 0
	}
}

// highest are the n documents with the highest totals, and leaves no totals.
func (t *tally) highest(n int) []scored {
	t.top = t.top[:0]
	least := 0.0 // that gets in
	for _, doc := range t.docs {
		score := t.total[doc]
		t.total[doc] = 0
		if score >= least && score > 0 {
			if t.push(scored{doc, score}, n); len(t.top) == n {
				least = t.top[0].score
			}
		}
	}
	slices.SortFunc(t.top, func(a, b scored) int { return after(b, a) })
	return t.top
}

// after is negative for a document that is not to come before another.
func after(a, b scored) int { return cmp.Or(cmp.Compare(a.score, b.score), b.doc-a.doc) }

// push keeps the n best in a heap whose first is the last of them.
func (t *tally) push(s scored, n int) {
	if len(t.top) < n {
		t.top = append(t.top, s)
		for i := len(t.top) - 1; i > 0; {
			parent := (i - 1) / 2
			if after(s, t.top[parent]) >= 0 {
				break
			}
			t.top[i], t.top[parent], i = t.top[parent], s, parent
		}
		return
	}
	if after(s, t.top[0]) > 0 {
		t.sink(s)
	}
}

// sink puts a document in the place of the first.
func (t *tally) sink(s scored) {
	i, n := 0, len(t.top)
	for {
		child := 2*i + 1
		if child+1 < n && after(t.top[child+1], t.top[child]) < 0 {
			child++
		}
		if child >= n || after(t.top[child], s) >= 0 {
			break
		}
		t.top[i], i = t.top[child], child
	}
	t.top[i] = s
}
