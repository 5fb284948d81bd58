package page

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
)

type embedView struct {
	frame
	Draft       draft
	Fact        []factcheck.EmphasisSpan
	Why         string
	Claim       string
	Rating      rating
	Publishers  []phrase // of the first sources
	More        int      // sources beyond those
	Corrections int
	Corrected   dated
	Withdrawn   bool
	Reason      phrase
	Page        string // absolute address of the page
	Script      string
}

// maxPublishers is how many sources an embed names.
const maxPublishers = 2

// Embed is the card that partners frame. It is not indexed; the page is.
func (s *Set) Embed(e factcheck.Edition) ([]byte, error) {
	title, sources := s.title(e), e.Sources
	if e.Withdrawn != nil {
		title, sources = s.print(e.Lang).T("withdrawn"), nil
	}
	f := s.frame(e.Lang, title, func(l factcheck.Lang) string { return address.Page(l, e.Slug) }, nil)
	f.NoIndex, f.Manifest = true, "" // an embed is no app
	v := embedView{
		frame: f, Draft: s.draft(e, f.words), Fact: e.Text.Fact.Spans(), Why: e.Text.Why, Claim: e.Text.Claim,
		Rating: s.rating(e.Rating, e.Lang), More: max(0, len(sources)-maxPublishers),
		Corrections: len(e.Corrections), Page: f.Canonical, Script: s.cfg.Path(address.Assets + "embed-frame.js"),
	}
	for _, src := range sources[:min(maxPublishers, len(sources))] {
		name := src.Short
		if len(name) == 0 {
			name = src.Publisher
		}
		v.Publishers = append(v.Publishers, s.phrase(name, e.Lang, e.Language))
	}
	if c := newestFirst(e.Corrections); len(c) > 0 {
		v.Corrected = f.date(c[0].Date)
	}
	if e.Withdrawn != nil {
		v.Withdrawn, v.Reason = true, s.phrase(e.Withdrawn.Reason, e.Lang, e.Language)
	}
	return s.execute("embed.html", v)
}
