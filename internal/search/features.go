package search

import "math"

// evidence is what the comparison of one document with the query gives.
type evidence struct {
	doc      int
	features Vector
	share    float64 // BM25F's score as a share of what the query could earn
	claim    float64 // share of the claim that the query has
	query    float64 // share of the query that the short texts have
	cosine   float64 // of the query and the short texts as vectors of words
	matched  []float64
}

// compare computes a document's features; those that are set beside others
// are still absolute.
func (v *view) compare(c scored) evidence {
	e := evidence{doc: c.doc, share: c.score / v.mass, matched: v.row()}
	e.features[FeatWords] = e.share
	v.docs++
	var sum sums
	rec := v.s.record(c.doc)
	var buf [64]int
	ids := buf[:0]
	for {
		kind, list, more := rec.next(v.s, ids)
		if !more {
			break
		}
		ids = list
		v.text(kind, ids, &e)
		v.add(ids, &sum)
	}
	if length := math.Sqrt(sum.length); length > 0 && v.norm > 0 {
		e.cosine = sum.words / (length * v.norm)
		e.features[FeatGrams] = sum.grams / (length * v.gnorm)
	}
	v.query(&e)
	return e
}

// row is memory for a number for each unit.
func (v *view) row() []float64 {
	n := len(v.units)
	if len(v.rows) < n {
		v.rows = make([]float64, n*shortlist)
	}
	row := v.rows[:n:n]
	v.rows = v.rows[n:]
	return row
}

// sums are what the cosines are made of; every word of a document counts
// once, and so do the forms of a word of the query.
type sums struct{ words, grams, length float64 }

func (v *view) add(ids []int, s *sums) {
	for _, id := range ids {
		k := v.word(id)
		seen := &k.seen
		if k.unit >= 0 {
			seen = &v.units[k.unit].seen
		}
		if *seen == v.docs {
			continue
		}
		*seen = v.docs
		s.length += square(k.mass)
		s.grams += k.mass * k.grams
		if k.unit >= 0 {
			s.words += k.mass * v.units[k.unit].weight * k.mass * k.share
		}
	}
}

// text compares a short text with the query, word by word.
func (v *view) text(kind byte, ids []int, e *evidence) {
	total, found, numbers, agree := 0.0, 0.0, 0, 0
	for _, id := range ids {
		k := v.word(id)
		total += k.mass
		if k.number {
			numbers++
		}
		if k.unit < 0 {
			continue
		}
		if k.number {
			agree++
		}
		found += k.mass * k.share
		e.matched[k.unit] = max(e.matched[k.unit], k.share)
	}
	if total == 0 {
		return
	}
	switch kind {
	case kindTitle:
		e.features[FeatTitle] = max(e.features[FeatTitle], found/total)
	case kindClaim:
		if share := found / total; share > e.claim {
			e.claim = share
			e.features[FeatNumbers] = agreement(numbers, agree)
		}
	}
}

// agreement is 1 if all numbers are the query's, −1 if none is.
func agreement(numbers, agree int) float64 {
	if numbers == 0 {
		return 0
	}
	return float64(2*agree-numbers) / float64(numbers)
}

// query sums up how much of the query the short texts have.
func (v *view) query(e *evidence) {
	names, found := 0.0, 0.0
	rarest := idf(1, v.s.docs)
	for i := range v.units {
		u := &v.units[i]
		worth := u.worth(v.m)
		e.query += worth * e.matched[i] / v.mass
		e.features[FeatCount] += u.weight * e.matched[i] * min(1, u.mass/rarest)
		if u.caps {
			names += worth
			found += worth * e.matched[i]
		}
	}
	if names > 0 {
		e.features[FeatNames] = found / names
	}
}
