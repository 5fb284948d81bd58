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
		var memory [explained]*candidate
		for n := range c.view.units {
			lacking := memory[:0]
			for _, o := range hits[i:] {
				if o.view == c.view && o.matched[n] == 0 {
					lacking = append(lacking, o)
				}
			}
			slices.SortFunc(lacking, func(a, b *candidate) int { return a.doc - b.doc })
			for _, a := range c.view.units[n].alts {
				sc.mark(lacking, n, c.view.s.list(a.word))
			}
		}
	}
}

// mark marks a unit that hits, sorted by document, have by a list's word.
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
			if hits[0].doc == int(p.doc) {
				hits[0].matched[unit] = -1
			}
		}
	}
}

// words adds the query's words that the document has, in the query's order.
func (c *candidate) words(list []string) []string {
	from := len(list)
	for i := range c.view.units {
		if u := &c.view.units[i]; c.matched[i] != 0 && !slices.Contains(list[from:], u.text) {
			list = append(list, u.text)
		}
	}
	return list
}
