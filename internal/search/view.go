package search

import "math"

// view is what the second stage knows: the query as a shard sees it.
type view struct {
	s     *shard
	m     *Model
	units []unit
	mass  float64 // what the units are worth together
	norm  float64 // length of the query as a vector of words
	grams map[gram]float64
	gnorm float64    // length of the query as a vector of sequences of letters
	maybe [64]uint64 // a bit for each value of gram.place that grams has
	words []known    // of the index, as far as they were looked up
	slots []int32    // for each word of the index: its place in words + 1
	docs  int        // documents compared so far
	rows  []float64  // memory for the next documents
}

// known is what the second stage needs of a word of the index.
type known struct {
	word   int
	unit   int     // of the query that it answers; −1: none
	share  float64 // of a match
	ready  bool    // the rest is filled in
	number bool
	mass   float64 // inverse document frequency of the word's stem
	grams  float64 // letters in common with the query, times the query's length
	seen   int     // the last document that counted it
}

// view begins the second stage; done must end it.
func (s *shard) view(units []unit, m *Model, sc *scratch) *view {
	v := &view{s: s, m: m, units: units, grams: map[gram]float64{}, slots: sc.slots, words: make([]known, 0, 512)}
	sum := 0.0
	for i := range units {
		u := &units[i]
		v.mass += u.worth(m)
		sum += square(u.weight * u.mass)
		for _, a := range u.alts {
			k := v.slot(a.word)
			if k.share < a.share {
				k.unit, k.share = i, a.share
			}
		}
	}
	v.norm = math.Sqrt(sum)
	v.letters()
	return v
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
		v.words = append(v.words, known{word: word, unit: -1})
		v.slots[word] = int32(len(v.words))
	}
	return &v.words[v.slots[word]-1]
}

func square(x float64) float64 { return x * x }

// gram is a sequence of four letters (McNamee and Mayfield, 2004); shorter
// words leave zeros at the end.
type gram [4]rune

// place spreads sequences over the bits of view.maybe, which tells fast that
// one is not the query's.
func (g *gram) place() uint32 {
	return (uint32(g[0])*0x9e3779b1 ^ uint32(g[1])*0x85ebca6b ^ uint32(g[2])*0xc2b2ae35 ^ uint32(g[3])*0x27d4eb2f) >> 20
}

// edge marks the beginning and the end of a word.
const edge = '_'

// gramsOf appends a word's sequences of letters.
func gramsOf(list []gram, word string) []gram {
	var buf [maxWord + 2]rune
	r := append(buf[:0], edge)
	for _, letter := range word {
		r = append(r, letter)
	}
	r = append(r, edge)
	if len(r) < len(gram{}) {
		var g gram
		copy(g[:], r)
		return append(list, g)
	}
	for i := range len(r) - len(gram{}) + 1 {
		list = append(list, gram(r[i:]))
	}
	return list
}

// letters makes the query's vector of sequences of letters. It adds up in the
// order of the query, as sums depend on it.
func (v *view) letters() {
	var all []gram
	for i := range v.units {
		u := &v.units[i]
		own := gramsOf(nil, u.text)
		for _, g := range own {
			if _, again := v.grams[g]; !again {
				all = append(all, g)
			}
			v.grams[g] += u.weight * u.mass / math.Sqrt(float64(len(own)))
			v.maybe[g.place()/64] |= 1 << (g.place() % 64)
		}
	}
	sum := 0.0
	for _, g := range all {
		sum += square(v.grams[g])
	}
	v.gnorm = math.Sqrt(sum)
}

// word looks a word of the index up.
func (v *view) word(id int) *known {
	k := v.slot(id)
	if k.ready {
		return k
	}
	k.ready = true
	var buf [maxWord]byte
	text := v.s.text(id, buf[:0])
	k.number = len(text) > 0 && isDigit(rune(text[0]))
	k.mass = v.massOf(k)
	var grams [maxWord + 2]gram
	list := gramsOf(grams[:0], string(text))
	sum := 0.0
	for i := range list {
		if at := list[i].place(); v.maybe[at/64]&(1<<(at%64)) != 0 {
			sum += v.grams[list[i]]
		}
	}
	k.grams = sum / math.Sqrt(float64(len(list)))
	return k
}

func (v *view) massOf(k *known) float64 {
	if k.unit >= 0 {
		return v.units[k.unit].mass
	}
	if !v.m.has(StepStems) {
		return idf(v.s.documents(k.word), v.s.docs)
	}
	return v.s.masses[k.word]
}
