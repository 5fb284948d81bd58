package page

import (
	"net/url"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// history is what happened to a fact-check since it was first published, and
// how readers can have more put right.
type history struct {
	words
	Corrections []revised // newest first
	Published   dated
	Report      string // address to report a mistake to: of a form, or for mail; "" for none
	Policy      string // address of how mistakes are corrected
}

// revised is a correction with the words and a picture as they were before.
type revised struct {
	correction
	Changes []rewritten
	Earlier earlier
}

func (s *Set) history(e factcheck.Edition, x Extras, f frame) history {
	out := history{words: f.words, Published: f.date(e.Published), Report: s.report(e, f), Policy: f.Site.About + "#policy"}
	changes := newestFirst(e.Corrections)
	for i, c := range s.corrections(e, f.words) {
		next := revised{correction: c}
		next.Earlier = s.earlier(x.Past.picture(e, changes[i].Revision), f.words)
		next.Changes = s.changes(x.Past, e, changes[i].Revision, f.words)
		out.Corrections = append(out.Corrections, next)
	}
	return out
}

// report is where a mistake on the page of an edition is reported to, with the
// page and its fact filled in (RFC 6068).
func (s *Set) report(e factcheck.Edition, f frame) string {
	org := s.cfg.Organisation
	fact := e.Text.Fact.Plain()
	if form := address.Outside(org.Form(f.Canonical, fact)); form != "" {
		return form
	}
	if org.Contact == "" {
		return ""
	}
	field := func(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
	return "mailto:" + org.Contact + "?subject=" + field(f.T("report-subject", "Fact", fact)) + "&body=" + field(f.Canonical+"\r\n\r\n")
}

// relatedItem is another fact-check about the same things.
type relatedItem struct {
	words
	Href   string
	Fact   []factcheck.EmphasisSpan
	Rating rating
	Draft  bool
}

// related shows nothing of other fact-checks but address, fact and rating, and
// that one is a draft, so that little else of them concerns this page.
func (s *Set) related(list []factcheck.Edition, w words) []relatedItem {
	var out []relatedItem
	for _, e := range list {
		out = append(out, relatedItem{
			words: w, Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Fact: e.Text.Fact.Spans(), Rating: s.rating(e.Rating, e.Lang), Draft: e.Marked,
		})
	}
	return out
}
