package search

import "math"

// gram is a sequence of four letters (McNamee and Mayfield, 2004), of each the
// lowest 16 bits, the first letter lowest; shorter words have zeros there.
// Letters of other planes that differ in the plane alone do not share words.
type gram uint64

// edge marks the beginning and the end of a word.
const edge = '_'

// then is the sequence one letter on.
func (g gram) then(letter rune) gram { return g>>16 | gram(letter)<<48 }

// hash spreads sequences over 32 bits.
func (g gram) hash() uint32 { return uint32(uint64(g) * 0x9e3779b97f4a7c15 >> 32) }

// eachGram calls each with a word's sequences, edges included, and returns how
// many there are.
func eachGram(word string, each func(gram)) (n int) {
	g, letters := gram(0).then(edge), 1
	for _, letter := range word {
		g = g.then(letter)
		if letters++; letters >= 4 {
			each(g)
			n++
		}
	}
	each(g.then(edge))
	return n + 1
}

// gramTable has what each sequence of a query's letters weighs.
type gramTable struct {
	list  []weighed
	slots []int32    // open addressing by hash: places in list + 1; a power of two
	maybe [64]uint64 // a bit for each value of the highest twelve bits of a hash that the list has
}

type weighed struct {
	gram   gram
	weight float64
}

// fill makes the query's vector of sequences and returns its length. It adds up
// in the order of the query, as sums depend on it.
func (t *gramTable) fill(units []unit) float64 {
	most := 0
	for i := range units {
		most += len(units[i].text)
	}
	size := 64
	for size < 4*most {
		size *= 2
	}
	if len(t.slots) < size {
		t.slots = make([]int32, size)
	}
	clear(t.slots)
	t.list, t.maybe = t.list[:0], [64]uint64{}
	for i := range units {
		u := &units[i]
		n := eachGram(u.text, func(gram) {})
		weight := u.weight * u.mass / math.Sqrt(float64(n))
		eachGram(u.text, func(g gram) { t.add(g, weight) })
	}
	sum := 0.0
	for _, w := range t.list {
		sum += square(w.weight)
	}
	return math.Sqrt(sum)
}

// place is where a sequence is or would be.
func (t *gramTable) place(g gram) *int32 {
	mask := uint32(len(t.slots) - 1)
	at := g.hash() & mask
	for t.slots[at] != 0 && t.list[t.slots[at]-1].gram != g {
		at = (at + 1) & mask
	}
	return &t.slots[at]
}

func (t *gramTable) add(g gram, weight float64) {
	place := t.place(g)
	if *place == 0 {
		t.list = append(t.list, weighed{gram: g})
		*place = int32(len(t.list))
		h := g.hash() >> 20
		t.maybe[h/64] |= 1 << (h % 64)
	}
	t.list[*place-1].weight += weight
}

// common is what the letters of a word of the index have in common with the
// query's.
func (t *gramTable) common(word string) float64 {
	sum := 0.0
	g, letters := gram(0).then(edge), 1
	for _, letter := range word { // as eachGram, without a call for each
		g = g.then(letter)
		if letters++; letters >= 4 && t.may(g) {
			sum += t.weight(g)
		}
	}
	if g = g.then(edge); t.may(g) {
		sum += t.weight(g)
	}
	return sum / math.Sqrt(float64(max(1, letters-2)))
}

// may tells fast that a sequence is not the query's.
func (t *gramTable) may(g gram) bool {
	h := g.hash() >> 20
	return t.maybe[h/64]>>(h%64)&1 != 0
}

func (t *gramTable) weight(g gram) float64 {
	if place := *t.place(g); place != 0 {
		return t.list[place-1].weight
	}
	return 0
}
