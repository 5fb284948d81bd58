package search

import "math"

// evidence is what the comparison of one document with the query gives.
type evidence struct {
	doc      int
	record   record
	features Vector
	share    float64   // BM25F's score as a share of what the query could earn
	claim    float64   // share of the claim that the query has
	query    float64   // share of the query that the short texts have
	cosine   float64   // of the query and the short texts as vectors of words
	matched  []float64 // for each unit, how well the short texts have it; −1: only the long ones do
}

// compare computes a document's features; those that are set beside others
// are still absolute.
func (v *view) compare(c scored, e *evidence) {
	n := int(v.docs) * len(v.units)
	*e = evidence{doc: c.doc, record: v.s.record(c.doc), share: c.score / v.mass, matched: v.rows[n : n+len(v.units)]}
	e.features[FeatWords] = e.share
	v.docs++
	var sum sums
	for texts := e.record.texts; len(texts.b) > 0; {
		kind := texts.byte()
		v.ids = v.s.sequence(&texts, v.ids[:0])
		v.text(kind, v.ids, e, &sum)
	}
	if length := math.Sqrt(sum.length); length > 0 && v.norm > 0 {
		e.cosine = sum.words / (length * v.norm)
		e.features[FeatGrams] = sum.grams / (length * v.gnorm)
	}
	v.query(e)
}

// sums are what the cosines are made of; every word of a document counts
// once, and so do the forms of a word of the query.
type sums struct{ words, grams, length float64 }

// text compares a short text with the query, word by word.
func (v *view) text(kind byte, ids []int, e *evidence, s *sums) {
	total, found, numbers, agree := 0.0, 0.0, 0, 0
	for _, id := range ids {
		k := v.word(id)
		total += k.mass
		if k.number {
			numbers++
		}
		seen := &k.seen
		if k.unit >= 0 {
			seen = &v.units[k.unit].seen
			found += k.mass * k.share
			e.matched[k.unit] = max(e.matched[k.unit], k.share)
			if k.number {
				agree++
			}
		}
		if *seen != v.docs {
			*seen = v.docs
			s.count(k, v.units)
		}
	}
	if total == 0 {
		return
	}
	switch share := found / total; {
	case kind == kindTitle:
		e.features[FeatTitle] = max(e.features[FeatTitle], share)
	case kind == kindClaim && share > e.claim:
		e.claim = share
		e.features[FeatNumbers] = agreement(numbers, agree)
	}
}

func (s *sums) count(k *known, units []unit) {
	s.length += square(k.mass)
	s.grams += k.mass * k.grams
	if k.unit >= 0 {
		s.words += k.mass * units[k.unit].weight * k.mass * k.share
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
	found := 0.0
	for i, share := range e.matched {
		if share == 0 {
			continue
		}
		u := &v.units[i]
		e.query += u.worth * share / v.mass
		e.features[FeatCount] += u.weight * share * min(1, u.mass/v.rarest)
		if u.caps {
			found += u.worth * share
		}
	}
	if v.named > 0 {
		e.features[FeatNames] = found / v.named
	}
}
