package search

import (
	"math"
	"slices"
)

// view is the query as a shard sees it: what the first stage asks for and what
// the second knows. Its memory serves the next query again.
type view struct {
	s      *shard
	m      *Model
	units  []unit
	unitOf map[string]int // for each word of the query, its unit
	alts   []alternative  // of all units
	mass   float64        // what the units are worth together
	named  float64        // what those with a capital are worth
	rarest float64        // what a word tells that one document has
	norm   float64        // length of the query as a vector of words
	grams  gramTable
	gnorm  float64   // length of the query as a vector of sequences of letters
	words  []known   // of the index, as far as they were looked up
	slots  []int32   // for each word of the index: its place in words + 1
	docs   int32     // documents compared so far
	rows   []float64 // for each document of the shortlist, a number for each unit
	ids    []int
}

// known is what the second stage needs of a word of the index.
type known struct {
	share  float64 // of a match
	mass   float64 // inverse document frequency of the word's stem
	grams  float64 // letters in common with the query, times the query's length
	word   int32
	unit   int32 // of the query that it answers; −1: none
	seen   int32 // the last document that counted it
	ready  bool  // mass, grams and number are filled in
	number bool
}

// begin forgets the last query.
func (v *view) begin(s *shard, m *Model) {
	v.s, v.m, v.units, v.alts, v.words, v.docs = s, m, v.units[:0], v.alts[:0], v.words[:0], 0
	v.mass, v.named, v.rarest = 0, 0, idf(1, s.docs)
	if v.unitOf == nil {
		v.unitOf = map[string]int{}
	}
}

// prepare begins the second stage with slots that are zero; done must end it.
func (v *view) prepare(slots []int32, rows int) {
	v.slots = slots
	v.rows = slices.Grow(v.rows[:0], rows*len(v.units))[:rows*len(v.units)]
	clear(v.rows)
	sum := 0.0
	for i := range v.units {
		u := &v.units[i]
		v.mass += u.worth
		sum += square(u.weight * u.mass)
		if u.caps {
			v.named += u.worth
		}
		for _, a := range u.alts {
			k := v.slot(a.word)
			if k.share < a.share {
				k.unit, k.share = int32(i), a.share
			}
		}
	}
	v.norm = math.Sqrt(sum)
	v.gnorm = v.grams.fill(v.units)
}

// done leaves the slots empty for the next query.
func (v *view) done() {
	for i := range v.words {
		v.slots[v.words[i].word] = 0
	}
	v.slots = nil
}

func (v *view) slot(word int) *known {
	if v.slots[word] == 0 {
		v.words = append(v.words, known{word: int32(word), unit: -1})
		v.slots[word] = int32(len(v.words))
	}
	return &v.words[v.slots[word]-1]
}

func square(x float64) float64 { return x * x }

// word looks a word of the index up.
func (v *view) word(id int) *known {
	k := v.slot(id)
	if !k.ready {
		k.ready, k.number, k.mass, k.grams = true, v.s.words[id].number, v.massOf(k), v.grams.common(v.s.word(id))
	}
	return k
}

func (v *view) massOf(k *known) float64 {
	if k.unit >= 0 {
		return v.units[k.unit].mass
	}
	if !v.m.has(StepStems) {
		return idf(v.s.documents(int(k.word)), v.s.docs)
	}
	return v.s.words[k.word].mass
}
