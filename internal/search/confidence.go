package search

import "math"

// signs are what tells whether a hit is an answer.
func (c *candidate) signs() [Signs]float64 {
	return [Signs]float64{
		SignConstant: 1,
		SignCosine:   c.cosine,
		SignGrams:    c.features[FeatGrams],
		SignClaim:    c.claim,
		SignQuery:    c.query,
		SignShare:    c.share,
		SignCount:    math.Log1p(c.features[FeatCount]),
		SignMargin:   max(0, c.cosine-c.next),
		SignSize:     math.Log1p(float64(c.view.s.docs)) / 10,
	}
}

// probability is that of a logistic regression.
func (m *Model) probability(s [Signs]float64) float64 {
	sum := 0.0
	for i := range s {
		sum += m.Signs[i] * s[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
