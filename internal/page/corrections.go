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
	PageName string        // "" on the front page
	Policy   template.HTML // "" on other pages than the front page
	Entries  []correctionEntry
	Pages    *pages // nil where there is one page only
}

// correctionEntry is one line of the public log.
type correctionEntry struct {
	correction
	Href      string
	Fact      phrase
	Draft     bool // Fact is a translation that must carry the mark
	Withdrawn bool
	Changes   []rewritten
	Earlier   earlier
}

// earlier leads to a picture as it was before a correction.
type earlier struct{ Href, Text string } // Href "": none

// Earlier is the path of a picture as it was before a revision; "" for none.
type Earlier func(e factcheck.Edition, revision int) string

// LogEntry is a line of the public log: a correction or the withdrawal of a
// fact-check.
type LogEntry struct {
	Edition    factcheck.Edition // in which the fact is told
	Correction int               // index of the correction; -1 for the withdrawal
}

// date is the day of the correction or withdrawal.
func (l LogEntry) date() factcheck.Date {
	if l.Correction < 0 {
		return l.Edition.Withdrawn.Date
	}
	return l.Edition.Corrections[l.Correction].Date
}

// Log lists the corrections of the editions, published or withdrawn, and the
// withdrawals, the newest first.
func Log(editions []factcheck.Edition) []LogEntry {
	var out []LogEntry
	for _, e := range editions {
		for i := range e.Corrections {
			out = append(out, LogEntry{e, i})
		}
		if e.Withdrawn != nil {
			out = append(out, LogEntry{e, -1})
		}
	}
	slices.SortStableFunc(out, func(a, b LogEntry) int {
		return cmp.Or(b.date().Compare(a.date()), cmp.Compare(a.Edition.Slug, b.Edition.Slug))
	})
	return out
}

// Corrections is a page of the public log in a language, each entry with the
// words and a picture as they were before, where they are known. A fact-check that is not shown
// in the language stands in it with another edition. langs are the languages
// that its menu offers.
func (s *Set) Corrections(lang factcheck.Lang, langs []factcheck.Lang, log []LogEntry, past Past, at Paging) ([]byte, error) {
	f := s.frame(lang, s.print(lang).T("corrections"), address.Corrections, s.inEach(langs, lang))
	v := correctionsView{PageName: f.pageName(at), Pages: s.pages(lang, address.Corrections(lang), at)}
	if v.PageName != "" {
		f.Title = s.documentTitle(f.T("corrections")+" – "+v.PageName, lang)
	} else {
		var err error
		if v.Policy, err = s.organisationText(s.cfg.Organisation.Corrections, lang); err != nil {
			return nil, err
		}
	}
	f.numbered(s, address.Corrections(lang), at)
	f.Section, f.Description = "corrections", f.T("corrections-description", "Organisation", f.Site.Name)
	f.MoreFeeds, f.Feeds = f.Feeds, s.correctionsFeeds(lang, f)
	f.Social = &social{Title: f.T("corrections"), Description: f.Description, Type: "website"}
	for _, entry := range log {
		v.Entries = append(v.Entries, s.logEntry(entry, f, past))
	}
	v.frame = f
	return s.execute("corrections.html", v)
}

func (s *Set) correctionsFeeds(lang factcheck.Lang, f frame) []feedLink {
	return s.feeds(s.documentTitle(f.T("corrections"), lang), func(kind string) string { return address.CorrectionsFeed(lang, kind) })
}

func (s *Set) logEntry(in LogEntry, f frame, past Past) correctionEntry {
	e, lang := in.Edition, factcheck.Lang(f.Lang)
	out := correctionEntry{Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Draft: e.Marked, Withdrawn: in.Correction < 0,
		Fact: s.phrase(factcheck.Localised{e.Lang: e.Text.Fact.Plain()}, lang, e.Lang)}
	var what factcheck.Localised // told in the page's language, where it is written in it
	if out.Withdrawn {
		what = e.Withdrawn.Reason
	} else {
		c := e.Corrections[in.Correction]
		what, out.Earlier = c.What, s.earlier(past.picture(e, c.Revision), f.words)
		out.Changes = s.changes(past, e, c.Revision, f.words)
	}
	out.correction = correction{f.words, f.date(in.date()), s.phrase(what, lang, e.Language)}
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
