package search

import "math"

// signs are what tells whether a hit of the list is an answer.
func signs(list []candidate, i int) [Signs]float64 {
	c := &list[i]
	s := [Signs]float64{
		SignConstant: 1,
		SignCosine:   c.cosine,
		SignGrams:    c.features[FeatGrams],
		SignClaim:    c.claim,
		SignQuery:    c.query,
		SignShare:    c.share,
		SignCount:    math.Log1p(c.features[FeatCount]),
		SignSize:     math.Log1p(float64(c.view.s.docs)) / 10,
	}
	next := 0.0
	for j := range list {
		if j != i {
			next = max(next, list[j].cosine)
		}
	}
	s[SignMargin] = max(0, c.cosine-next)
	return s
}

// probability is that of a logistic regression.
func (m *Model) probability(s [Signs]float64) float64 {
	sum := 0.0
	for i := range s {
		sum += m.Signs[i] * s[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
