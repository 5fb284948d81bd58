package search

import "slices"

// explained is the number of hits whose long texts are searched for words, too.
const explained = 5

// explain finds the words that hits have in their long texts alone.
func (sc *scratch) explain(hits []*candidate) {
	for i := range hits {
		c := hits[i]
		if slices.ContainsFunc(hits[:i], func(o *candidate) bool { return o.view == c.view }) {
			continue
		}
		var same []*candidate
		for _, o := range hits[i:] {
			if o.view == c.view {
				same = append(same, o)
			}
		}
		slices.SortFunc(same, func(a, b *candidate) int { return a.doc - b.doc })
		for n := range c.view.units {
			for _, a := range c.view.units[n].alts {
				sc.mark(same, n, c.view.s.list(a.word))
			}
		}
	}
}

// mark marks those among hits, sorted by document, that postings name and whose
// short texts lack the unit.
func (sc *scratch) mark(hits []*candidate, unit int, l postings) {
	for len(hits) > 0 && l.more(&sc.read) {
		if int(sc.read.list[len(sc.read.list)-1].doc) < hits[0].doc {
			continue
		}
		for _, p := range sc.read.list {
			for len(hits) > 0 && hits[0].doc < int(p.doc) {
				hits = hits[1:]
			}
			if len(hits) == 0 {
				return
			}
			if hits[0].doc == int(p.doc) && hits[0].matched[unit] == 0 {
				hits[0].matched[unit] = -1
			}
		}
	}
}

// words are the query's words that the document has, in the query's order.
func (c *candidate) words() []string {
	list := make([]string, 0, 8)
	for i := range c.view.units {
		if u := &c.view.units[i]; c.matched[i] != 0 && !slices.Contains(list, u.text) {
			list = append(list, u.text)
		}
	}
	return list
}
