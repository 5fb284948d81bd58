package search

import "slices"

// Words are the different words of a query that it is looked up by, without
// stop words: what Hit.Matched has some of.
func (x *Index) Words(query string) []string {
	var out []string
	for _, w := range x.withoutStops(clean(query, x.model)) {
		if !slices.Contains(out, w.text) {
			out = append(out, w.text)
		}
	}
	return out
}
