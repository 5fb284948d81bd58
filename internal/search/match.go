package search

import (
	"bytes"
	"cmp"
	"math"
	"slices"
)

// candidate is a document of some shard that may answer the query.
type candidate struct {
	evidence
	view   *view
	beside Vector // features, some beside the best of the shortlists
	rank   float64
	next   float64 // the highest cosine of another
}

func (c *candidate) id() []byte { return c.record.id }

// scratch is memory that a query uses and the next one uses again.
type scratch struct {
	tally
	slots []int32 // for each word of a shard; zero between uses
	views []*view // of each shard that has documents for the query
	found []candidate
	order []*candidate
}

// defaultLimit is the number of hits where nobody asks for another.
const defaultLimit = 5

// Match finds the fact-checks that have to do with a query.
func (x *Index) Match(query string, o Options) (a Answer) {
	sc := x.memory()
	defer x.scratch.Put(sc)
	m := cmp.Or(o.Model, x.model)
	limit := cmp.Or(max(0, o.Limit), defaultLimit)
	list := x.ranked(query, m, limit, o.Lang, sc)
	list = list[:min(len(list), limit)]
	sc.explain(list[:min(len(list), explained)])
	a.Hits = make([]Hit, len(list))
	words := make([]string, 0, 8*len(list))
	for i, c := range list {
		from := len(words)
		words = c.words(words)
		a.Hits[i] = Hit{ID: string(c.id()), Lang: c.view.s.lang, Score: c.rank, Probability: round(m.probability(c.signs())),
			Matched: words[from:len(words):len(words)], Stored: stored(c.record.stored)}
	}
	a.Confident = len(a.Hits) > 0 && a.Hits[0].Probability >= m.Threshold
	return a
}

// stored copies what bytes may hold that are mapped.
func stored(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return bytes.Clone(b)
}

// Candidate is a fact-check of the second stage with what it is judged by.
type Candidate struct {
	ID       string
	Features Vector
	Signs    [Signs]float64
}

// Examine is Match for those who learn a model: all candidates, the best
// first.
func (x *Index) Examine(query string, o Options) []Candidate {
	sc := x.memory()
	defer x.scratch.Put(sc)
	var out []Candidate
	for _, c := range x.ranked(query, cmp.Or(o.Model, x.model), o.Limit, o.Lang, sc) {
		out = append(out, Candidate{ID: string(c.id()), Features: c.beside, Signs: c.signs()})
	}
	return out
}

func (x *Index) memory() *scratch {
	if sc, ok := x.scratch.Get().(*scratch); ok {
		return sc
	}
	return &scratch{}
}

// ranked are the fact-checks of the shortlists, each once, the best first.
func (x *Index) ranked(query string, m *Model, limit int, lang string, sc *scratch) []*candidate {
	words, n := x.withoutStops(clean(query, m)), 0
	sc.found = sc.found[:0]
	for _, s := range x.shards {
		if lang != "" && base(lang) != base(s.lang) {
			continue
		}
		if n == len(sc.views) {
			sc.views = append(sc.views, &view{})
		}
		if sc.candidates(sc.views[n], s, words, m, max(shortlist, limit)) {
			n++
		}
	}
	sc.rank(m)
	if n > 1 {
		sc.distinct()
	}
	sc.margins()
	return sc.order
}

// withoutStops leaves out the stop words of the language that the query has most
// of, lest they count as rare words in the other languages.
func (x *Index) withoutStops(words []queryWord) []queryWord {
	most, own := 0, map[string]bool(nil)
	for _, s := range x.shards {
		n := 0
		for _, w := range words {
			if s.stop[w.text] {
				n++
			}
		}
		if n > most {
			most, own = n, s.stop
		}
	}
	return slices.DeleteFunc(words, func(w queryWord) bool { return own[w.text] })
}

// candidates adds a shard's shortlist; false where it has nothing.
func (sc *scratch) candidates(v *view, s *shard, words []queryWord, m *Model, n int) bool {
	v.begin(s, m)
	v.ask(words)
	best := sc.best(v, n)
	if len(best) == 0 {
		return false
	}
	if len(sc.slots) < s.vocab {
		sc.slots = make([]int32, s.vocab)
	}
	v.prepare(sc.slots, len(best))
	defer v.done()
	for _, b := range best {
		sc.found = append(sc.found, candidate{view: v})
		v.compare(b, &sc.found[len(sc.found)-1].evidence)
	}
	return true
}

// rank sets features beside the best of the shortlists and orders by them.
func (sc *scratch) rank(m *Model) {
	var best Vector
	for i := range sc.found {
		for k := range best {
			best[k] = max(best[k], sc.found[i].features[k])
		}
	}
	sc.order = sc.order[:0]
	for i := range sc.found {
		c := &sc.found[i]
		c.beside = c.features
		for _, k := range [...]int{FeatWords, FeatGrams, FeatCount} {
			c.beside[k] = ratio(c.features[k], best[k])
		}
		c.rank = c.features[FeatWords]
		if m.has(StepRanking) {
			c.rank = m.Weights.times(c.beside)
		}
		c.rank = round(c.rank)
		sc.order = append(sc.order, c)
	}
	slices.SortStableFunc(sc.order, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), bytes.Compare(a.id(), b.id()))
	})
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// times is the sum of products.
func (v *Vector) times(w Vector) float64 {
	sum := 0.0
	for i := range v {
		sum += v[i] * w[i]
	}
	return sum
}

// round leaves six decimals, in which all machines agree.
func round(x float64) float64 { return math.Floor(x*1e6+0.5) / 1e6 }

// distinct keeps each fact-check's best text.
func (sc *scratch) distinct() {
	seen := make(map[string]bool, len(sc.order))
	sc.order = slices.DeleteFunc(sc.order, func(c *candidate) bool {
		again := seen[string(c.id())]
		seen[string(c.id())] = true
		return again
	})
}

// margins tells each candidate the highest cosine of another.
func (sc *scratch) margins() {
	first, second := 0.0, 0.0
	for _, c := range sc.order {
		if c.cosine > first {
			first, second = c.cosine, first
		} else {
			second = max(second, c.cosine)
		}
	}
	for _, c := range sc.order {
		if c.next = first; c.cosine == first {
			c.next = second
		}
	}
}
