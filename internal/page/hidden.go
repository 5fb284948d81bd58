package page

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
)

type hiddenView struct {
	frame
	Elsewhere []elsewhere
}

// elsewhere is the same fact-check in a language that shows it.
type elsewhere struct {
	Lang, Dir, Href string
	Fact            string
	Draft           bool
}

// Hidden is the page at the address of a translation that is not shown: its
// original has changed since, or nobody has reviewed it. The address may have
// been public before, so it keeps answering and leads to the editions that are
// shown.
func (s *Set) Hidden(lang factcheck.Lang, slug factcheck.Slug, editions []factcheck.Edition) ([]byte, error) {
	f := s.frame(lang, s.print(lang).T("hidden"), func(l factcheck.Lang) string { return address.Page(l, slug) }, editions)
	f.Section, f.NoIndex, f.Alternates = "list", true, nil
	v := hiddenView{frame: f}
	for _, e := range editions {
		v.Elsewhere = append(v.Elsewhere, elsewhere{
			Lang: string(e.Lang), Dir: e.Lang.Dir(), Href: s.cfg.Path(address.Page(e.Lang, e.Slug)),
			Fact: e.Text.Fact.Plain(), Draft: e.Marked})
	}
	return s.execute("hidden.html", v)
}
