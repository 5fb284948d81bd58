package page

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Paging is where a page of a list stands among the others. Pages are numbered
// from the oldest, so that a page keeps what it shows; the front page, at the
// list's own address, has the newest.
type Paging struct {
	Number int // 1 is the oldest page; 0 the front page
	Older  int // number of the page before; 0 for none
	Newer  int // number of the page after; 0 for the front page
}

// pages is the navigation between the pages of a list.
type pages struct {
	words
	Newer, Older string // addresses; "" for none
	Numbers      []pageLink
}

// pageLink is one entry of the navigation: the front page or a numbered one.
type pageLink struct {
	Text, Href    string
	Current, Skip bool // Skip: pages are left out before this one
}

// pages links a page to its neighbours, the front page and the oldest. It names
// no other numbers, and so a page changes only when one of its neighbours comes.
// Nil where there is one page only.
func (s *Set) pages(lang factcheck.Lang, list string, at Paging) *pages {
	if at == (Paging{}) {
		return nil
	}
	to := func(n int) string { return s.cfg.Path(address.Numbered(list, n)) }
	w := s.print(lang)
	nav := &pages{words: w, Numbers: []pageLink{{Text: w.T("newest"), Href: to(0), Current: at.Number == 0}}}
	if at.Number > 0 {
		nav.Newer = to(at.Newer)
	}
	if at.Older > 0 {
		nav.Older = to(at.Older)
	}
	last := 0
	for _, n := range []int{at.Newer, at.Number, at.Older, 1} {
		if n == 0 || n == last {
			continue
		}
		nav.Numbers = append(nav.Numbers, pageLink{w.print.Whole(n), to(n), n == at.Number, last > n+1})
		last = n
	}
	return nav
}

// numbered makes a frame that of a numbered page, title and heading being the
// list's. The pages of other languages have other fact-checks: the menu leads
// to their front pages.
func (f *frame) numbered(s *Set, list string, at Paging) {
	if at.Number == 0 {
		return
	}
	own := address.Numbered(list, at.Number)
	f.Canonical, f.Alternates = s.cfg.URL(own), nil
	for i := range f.Languages {
		if f.Languages[i].Current {
			f.Languages[i].Href = s.cfg.Path(own)
		}
	}
}

// pageName is what a numbered page is called, "" for the front page.
func (w words) pageName(at Paging) string {
	if at.Number == 0 {
		return ""
	}
	return w.T("page", "Number", w.print.Whole(at.Number))
}
