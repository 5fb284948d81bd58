package page

import (
	"strings"

	"rebut/internal/factcheck"
)

// appearance is one time that somebody made the claim.
type appearance struct {
	words
	Claimant, Role, Place phrase
	Quote                 phrase
	Date                  dated
	Link                  webLink
	Archived              string
	Seen                  string // how the writer saw it; "" for the original
}

func (s *Set) appearance(a factcheck.Appearance, e factcheck.Edition, w words) appearance {
	lang := a.Language
	if lang == "" {
		lang = e.Language
	}
	return appearance{
		words: w, Claimant: s.phrase(a.Claimant, e.Lang, e.Language), Role: s.phrase(a.Role, e.Lang, e.Language),
		Place: s.phrase(a.Place, e.Lang, e.Language), Quote: inLanguage(a.Quote, lang, e.Lang), Date: w.date(a.Date),
		Link: outside(a.URL), Archived: outside(a.Archived).Href, Seen: w.seen(a.Seen),
	}
}

// seen is the note on how a page was seen; the original needs none.
func (w words) seen(seen factcheck.Seen) string {
	switch seen {
	case factcheck.SeenCopy:
		return w.T("seen-copy")
	case factcheck.SeenQuoted:
		return w.T("seen-quoted")
	}
	return ""
}

// kind is what people call a kind of source.
func (w words) kind(kind factcheck.Kind) string {
	switch kind {
	case factcheck.Study:
		return w.T("kind-study")
	case factcheck.Statistics:
		return w.T("kind-statistics")
	case factcheck.Report:
		return w.T("kind-report")
	case factcheck.Journalism:
		return w.T("kind-journalism")
	case factcheck.Statement:
		return w.T("kind-statement")
	case factcheck.Law:
		return w.T("kind-law")
	}
	return ""
}

// source is one entry of the list of sources.
type source struct {
	words
	Anchor    string // id of the element
	Kind      string // what it is, such as a study; "" where nobody noted it
	Title     phrase
	Publisher phrase
	Authors   string
	Date      dated
	Finding   phrase
	Link      webLink
	Archived  string
	Seen      string
	Accessed  dated
}

func (s *Set) sources(e factcheck.Edition, w words) []source {
	var out []source
	for i, src := range e.Sources {
		out = append(out, source{
			words: w, Anchor: sourceAnchor(i + 1), Kind: w.kind(src.Kind), Title: inLanguage(src.Title, src.Language, e.Lang), Publisher: s.phrase(src.Publisher, e.Lang, e.Language),
			Authors: strings.Join(src.Authors, w.T("comma")), Date: w.date(src.Date), Finding: s.phrase(src.Finding, e.Lang, e.Language),
			Link: outside(src.URL), Archived: outside(src.Archived).Href, Seen: w.seen(src.Seen), Accessed: w.date(src.Accessed),
		})
	}
	return out
}

// correction is one public note of a change.
type correction struct {
	words
	Date dated
	What phrase
}

// corrections lists the newest first.
func (s *Set) corrections(e factcheck.Edition, w words) []correction {
	var out []correction
	for _, c := range newestFirst(e.Corrections) {
		out = append(out, correction{w, w.date(c.Date), s.phrase(c.What, e.Lang, e.Language)})
	}
	return out
}
