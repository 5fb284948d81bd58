package page

import (
	"fmt"
	"html/template"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/prose"
)

type aboutView struct {
	frame
	Methodology, Funding, Policy template.HTML
	Ratings                      []explained
	Contact                      string // mail address; "" for none
	Follow                       []followed
}

// followed is something that there are feeds of.
type followed struct {
	Name  string
	Feeds []feedLink
}

// About is the page on methodology, funding, the corrections policy and the
// feeds. langs are the languages that its menu offers.
func (s *Set) About(lang factcheck.Lang, langs []factcheck.Lang) ([]byte, error) {
	f := s.frame(lang, s.print(lang).T("about"), address.About, s.inEach(langs, lang))
	f.Section, f.Description = "about", f.T("about-description", "Organisation", f.Site.Name)
	f.Social = &social{Title: f.T("about-title", "Organisation", f.Site.Name), Description: f.Description, Type: "website"}
	v := aboutView{frame: f, Contact: s.cfg.Organisation.Contact, Ratings: s.scale(lang)}
	s.follow(&v, lang)
	for _, part := range []struct {
		to   *template.HTML
		from factcheck.Localised
	}{
		{&v.Methodology, s.cfg.Organisation.Methodology}, {&v.Funding, s.cfg.Organisation.Funding}, {&v.Policy, s.cfg.Organisation.Corrections},
	} {
		text, err := s.organisationText(part.from, lang)
		if err != nil {
			return nil, err
		}
		*part.to = text
	}
	return s.execute("about.html", v)
}

// follow adds all feeds of a language but those of topics: the pages of those
// lead to them.
func (s *Set) follow(v *aboutView, lang factcheck.Lang) {
	corrections := s.correctionsFeeds(lang, v.frame)
	v.Follow = []followed{{v.T("all"), v.Feeds}, {v.T("feeds-corrections"), corrections}}
	v.MoreFeeds = corrections
	for i := range v.Ratings {
		r := &v.Ratings[i]
		r.Feeds = s.feeds(s.documentTitle(r.Word.Text, lang), func(kind string) string { return address.RatingFeed(lang, r.ID, kind) })
		v.MoreFeeds = append(v.MoreFeeds, r.Feeds...)
	}
}

// organisationText is one of the organisation's own Markdown texts. Where the
// language has none it is the default language's, marked as such for readers
// and screen readers.
func (s *Set) organisationText(l factcheck.Localised, lang factcheck.Lang) (template.HTML, error) {
	p := s.phrase(l, lang, s.cfg.DefaultLanguage())
	text, err := prose.HTML(p.Text, nil)
	if err != nil {
		return "", fmt.Errorf("text of the organisation: %w", err)
	}
	if p.Lang == "" {
		return text, nil
	}
	// Lang is a tag in canonical form and Dir one of two words: safe as they are.
	return template.HTML(`<div lang="`+p.Lang+`" dir="`+p.Dir+`">`) + text + "</div>", nil
}
