package claimsearch

import "rebut/internal/search"

// mostFound is how many fact-checks a text finds at most, over all pages.
const mostFound = 200

// relevant are the hits of a text, the best first: the fact-check that answers
// it, and those that have more than half of its words. A search for one word
// lists all that are about it; a fact-check that shares one word of several
// with a text is no result.
func relevant(x *search.Index, query string) []search.Hit {
	found := x.Match(query, search.Options{Limit: mostFound})
	asked := len(x.Words(query))
	var out []search.Hit
	for i, hit := range found.Hits {
		if i == 0 && found.Confident || 2*len(hit.Matched) > asked {
			out = append(out, hit)
		}
	}
	return out
}
