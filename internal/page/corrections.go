package page

import (
	"cmp"
	"html/template"
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

type correctionsView struct {
	frame
	Policy  template.HTML
	Entries []correctionEntry
}

// correctionEntry is one line of the public log.
type correctionEntry struct {
	correction
	Href      string
	Fact      phrase
	Draft     bool // Fact is a translation that must carry the mark
	Withdrawn bool
	Earlier   earlier
}

// earlier leads to a picture as it was before a correction.
type earlier struct{ Href, Text string } // Href "": none

// Earlier is the path of a picture as it was before a revision; "" for none.
type Earlier func(e factcheck.Edition, revision int) string

// Corrections is the public log in a language: the corrections of the editions,
// published or withdrawn, and the withdrawals, the newest first, each with a
// picture as it was before where there is one. A fact-check that is not shown
// in the language stands in it with another edition. langs are the languages
// that its menu offers.
func (s *Set) Corrections(lang factcheck.Lang, langs []factcheck.Lang, editions []factcheck.Edition, before Earlier) ([]byte, error) {
	f := s.frame(lang, s.print(lang).T("corrections"), address.Corrections, s.inEach(langs, lang))
	policy, err := s.organisationText(s.cfg.Organisation.Corrections, lang)
	if err != nil {
		return nil, err
	}
	f.Section, f.Description = "corrections", f.T("corrections-description", "Organisation", f.Site.Name)
	f.Social = &social{Title: f.T("corrections"), Description: f.Description, Type: "website"}
	return s.execute("corrections.html", correctionsView{frame: f, Policy: policy, Entries: s.log(lang, editions, f.words, before)})
}

func (s *Set) log(lang factcheck.Lang, editions []factcheck.Edition, w words, before Earlier) []correctionEntry {
	var out []correctionEntry
	for _, e := range editions {
		entry := correctionEntry{Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Draft: e.Marked,
			Fact: s.phrase(factcheck.Localised{e.Lang: e.Text.Fact.Plain()}, lang, e.Lang)}
		shown := e
		e.Lang = lang // what changed is told in the page's language, where it is written in it
		revisions := newestFirst(e.Corrections)
		for i, c := range s.corrections(e, w) {
			entry.correction, entry.Earlier = c, s.earlier(before(shown, revisions[i].Revision), w)
			out = append(out, entry)
		}
		entry.Earlier = earlier{}
		if e.Withdrawn != nil {
			entry.correction = correction{w, w.date(e.Withdrawn.Date), s.phrase(e.Withdrawn.Reason, e.Lang, e.Language)}
			entry.Withdrawn = true
			out = append(out, entry)
		}
	}
	slices.SortStableFunc(out, func(a, b correctionEntry) int {
		return cmp.Or(cmp.Compare(b.Date.ISO, a.Date.ISO), cmp.Compare(a.Href, b.Href))
	})
	return out
}

func (s *Set) earlier(path string, w words) earlier {
	if path == "" {
		return earlier{}
	}
	return earlier{s.cfg.Path(path), w.print.Text("kit.earlier")}
}

func newestFirst(corrections []factcheck.Correction) []factcheck.Correction {
	out := slices.Clone(corrections)
	slices.SortStableFunc(out, func(a, b factcheck.Correction) int { return b.Date.Compare(a.Date) })
	return out
}

func (s *Set) print(lang factcheck.Lang) words { return words{s.msgs.In(lang)} }
