package search

import (
	"cmp"
	"math"
	"slices"
)

// candidate is a document of some shard that may answer the query.
type candidate struct {
	evidence
	view   *view
	id     string
	beside Vector // features, some beside the best of the shortlists
	rank   float64
}

// defaultLimit is the number of hits where nobody asks for another.
const defaultLimit = 5

// Match finds the fact-checks that have to do with a query.
func (x *Index) Match(query string, o Options) Answer {
	if o.Model == nil {
		o.Model = x.model
	}
	list := x.ranked(query, o)
	var a Answer
	limit := cmp.Or(max(0, o.Limit), defaultLimit)
	for i, c := range list[:min(len(list), limit)] {
		h := Hit{ID: c.id, Lang: c.view.s.lang, Score: round(c.rank), Matched: c.words(i < explained), Stored: c.view.s.record(c.doc).stored}
		h.Probability = round(o.Model.probability(signs(list, i)))
		a.Hits = append(a.Hits, h)
	}
	a.Confident = len(a.Hits) > 0 && a.Hits[0].Probability >= o.Model.Threshold
	return a
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
	if o.Model == nil {
		o.Model = x.model
	}
	list := x.ranked(query, o)
	out := make([]Candidate, len(list))
	for i, c := range list {
		out[i] = Candidate{ID: c.id, Features: c.beside, Signs: signs(list, i)}
	}
	return out
}

// ranked are the fact-checks of the shortlists, each once, the best first.
func (x *Index) ranked(query string, o Options) []candidate {
	words := x.withoutStops(x.patterns.clean(query, o.Model))
	sc, _ := x.scratch.Get().(*scratch)
	if sc == nil {
		sc = &scratch{}
	}
	defer x.scratch.Put(sc)
	var list []candidate
	for _, s := range x.shards {
		if o.Lang == "" || base(o.Lang) == base(s.lang) {
			list = s.candidates(list, words, o, sc)
		}
	}
	rank(list, o.Model)
	return distinct(list)
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

func (s *shard) candidates(list []candidate, words []queryWord, o Options, sc *scratch) []candidate {
	units := s.units(words, o.Model)
	sc.reset(s.docs, s.vocab)
	best := s.best(units, max(shortlist, o.Limit), o.Model, sc)
	if len(best) == 0 {
		return list
	}
	v := s.view(units, o.Model, sc)
	defer v.done()
	for _, c := range best {
		list = append(list, candidate{evidence: v.compare(c), view: v, id: string(s.record(c.doc).id)})
	}
	return list
}

// rank sets features beside the best of the shortlists and orders by them.
func rank(list []candidate, m *Model) {
	var best Vector
	for i := range list {
		for k := range best {
			best[k] = max(best[k], list[i].features[k])
		}
	}
	for i := range list {
		c := &list[i]
		c.beside = c.features
		for _, k := range []int{FeatWords, FeatGrams, FeatCount} {
			c.beside[k] = ratio(c.features[k], best[k])
		}
		c.rank = c.features[FeatWords]
		if m.has(StepRanking) {
			c.rank = m.Weights.times(c.beside)
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(round(b.rank), round(a.rank)), cmp.Compare(a.id, b.id))
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
func distinct(list []candidate) []candidate {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(c candidate) bool {
		again := seen[c.id]
		seen[c.id] = true
		return again
	})
}

// explained is the number of hits whose long texts are searched for words, too.
const explained = 5

// words are the query's words that the document has, in the query's order.
func (c *candidate) words(long bool) []string {
	var list []string
	for i := range c.view.units {
		u := &c.view.units[i]
		if !slices.Contains(list, u.text) && (c.matched[i] > 0 || long && c.view.s.has(u, c.doc)) {
			list = append(list, u.text)
		}
	}
	return list
}

// has tells whether a document has a unit's word anywhere, in its long texts too.
func (s *shard) has(u *unit, doc int) bool {
	for _, a := range u.alts {
		found := false
		s.postings(a.word, func(d int, _ byte) bool {
			found = d == doc
			return d < doc
		})
		if found {
			return true
		}
	}
	return false
}
