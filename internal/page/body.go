package page

import (
	"html/template"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// bodyView is what those who write see of a body.
type bodyView struct {
	frame
	Body    template.HTML
	Sources []source
	Style   string // address of what only fact-checks need
}

// Body is the body of an edition alone, as its page shows it, and the sources
// that its references lead to. It is for those who write, and has no address.
func (s *Set) Body(e factcheck.Edition) ([]byte, error) {
	body, err := s.body(e)
	if err != nil {
		return nil, err
	}
	f := s.frame(e.Lang, s.title(e), func(l factcheck.Lang) string { return address.Page(l, e.Slug) }, nil)
	f.NoIndex, f.Canonical, f.Manifest, f.Feeds = true, "", "", nil
	return s.execute("body.html", bodyView{f, body, s.sources(e, f.words), s.cfg.Path(address.Assets + "factcheck.css")})
}
