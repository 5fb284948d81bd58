package feed

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/prose"
)

//go:embed content.html
var contentSource string

// contentTemplate is executed with a content value.
var contentTemplate = template.Must(template.New("content.html").Parse(contentSource))

// content is what content.html shows.
type content struct {
	print *message.Printer

	Lang               factcheck.Lang
	Dir                string
	Draft              string // the note of a draft translation; "" for none
	Withdrawn          string // why it no longer stands; "" when it does, else nothing else is told
	Fact               []factcheck.EmphasisSpan
	Why                string
	Picture            *picture
	ClaimLead, Claim   string
	Verdict, Technique string
	Appearance         *appearance
	Body               template.HTML
	Sources            []source
	Corrections        []correction
	Page               string // absolute address
}

// Label is the text "feed.{key}".
func (c content) Label(key string) string { return c.print.Text("feed." + key) }

type appearance struct {
	Quote         string
	QuoteLang     factcheck.Lang
	By            string // claimant and role, else the address's host: what the link says
	Occasion      string // place and date
	URL, Archived string
	Seen          string // how we saw it, where that was not the original
}

type source struct {
	Authors, Title string
	Lang           factcheck.Lang // of the title; "" when not noted
	Imprint        string         // publisher and date
	URL, Archived  string
	Finding, Seen  string
}

type correction struct{ Date, What string }

func (f Feed) newContent(entry Entry) (string, error) {
	e := entry.Edition
	page := f.Cfg.URL(address.Page(e.Lang, e.Slug))
	body, err := prose.HTML(e.Text.Body, func(id string) prose.Citation {
		_, n := e.Source(id)
		return prose.Citation{Number: n, Href: page + sourceAnchor(n)}
	})
	if err != nil {
		return "", fmt.Errorf("text of %s in %s: %w", e.Slug, e.Lang, err)
	}
	var b bytes.Buffer
	if err := contentTemplate.Execute(&b, f.view(entry, page, body)); err != nil {
		return "", fmt.Errorf("content of %s in %s: %w", e.Slug, e.Lang, err)
	}
	html, err := absolute(clean(b.String()), page)
	if err != nil {
		return "", fmt.Errorf("addresses of %s in %s: %w", e.Slug, e.Lang, err)
	}
	return html, nil
}

// sourceAnchor is the fragment at which a page lists its nth source.
func sourceAnchor(n int) string { return "#source-" + strconv.Itoa(n) }

func (f Feed) view(entry Entry, page string, body template.HTML) content {
	e, print := entry.Edition, f.Msgs.In(entry.Edition.Lang)
	return content{
		print: print,
		Lang:  e.Lang, Dir: e.Lang.Dir(),
		Draft:     draftNote(e, print),
		Withdrawn: withdrawal(e),
		Fact:      e.Text.Fact.Spans(),
		Why:       e.Text.Why,
		Picture:   located(f.Cfg, entry.Picture),
		ClaimLead: print.Text("feed.claim", "Rating", ratingWord(f.Cfg, e)),
		Claim:     e.Text.Claim,
		Verdict:   e.Text.Verdict, Technique: e.Text.Technique,
		Appearance:  shownAppearance(e, print),
		Body:        template.HTML(strings.TrimSpace(string(body))),
		Sources:     sources(e, print),
		Corrections: corrections(e, print),
		Page:        page,
	}
}

// withdrawal is the reason of a withdrawal, "" for what stands.
func withdrawal(e factcheck.Edition) string {
	if e.Status != factcheck.Withdrawn {
		return ""
	}
	return summary(e)
}

func draftNote(e factcheck.Edition, print *message.Printer) string {
	switch {
	case !e.Marked:
		return ""
	case e.State == factcheck.Stale:
		return print.Text("feed.draft-stale")
	}
	return print.Text("feed.draft-unreviewed")
}

// shownAppearance is the first appearance, the one that pages show.
func shownAppearance(e factcheck.Edition, print *message.Printer) *appearance {
	if len(e.Appearances) == 0 {
		return nil
	}
	a := e.Appearances[0]
	comma := print.Text("feed.comma")
	view := &appearance{
		Quote: a.Quote, QuoteLang: quoteLang(a, e),
		By:       joined(comma, text(a.Claimant, e), text(a.Role, e)),
		Occasion: joined(comma, text(a.Place, e), print.Date(a.Date)),
		URL:      address.Outside(a.URL), Archived: address.Outside(a.Archived),
		Seen: seenNote(a.Seen, print),
	}
	if view.By == "" {
		view.By = host(view.URL)
	}
	return view
}

// quoteLang is the language of an appearance's quotation.
func quoteLang(a factcheck.Appearance, e factcheck.Edition) factcheck.Lang {
	if a.Language != "" {
		return a.Language
	}
	return e.Language
}

func sources(e factcheck.Edition, print *message.Printer) []source {
	var out []source
	for _, s := range e.Sources {
		out = append(out, source{
			Authors: joined(", ", s.Authors...), Title: s.Title, Lang: s.Language,
			Imprint: joined(print.Text("feed.comma"), text(s.Publisher, e), print.Date(s.Date)),
			URL:     address.Outside(s.URL), Archived: address.Outside(s.Archived),
			Finding: text(s.Finding, e), Seen: seenNote(s.Seen, print),
		})
	}
	return out
}

// seenNote says that a page was not seen in the original.
func seenNote(seen factcheck.Seen, print *message.Printer) string {
	switch seen {
	case factcheck.SeenCopy:
		return print.Text("feed.seen-copy")
	case factcheck.SeenQuoted:
		return print.Text("feed.seen-quoted")
	}
	return ""
}

func corrections(e factcheck.Edition, print *message.Printer) []correction {
	var out []correction
	for _, c := range e.Corrections {
		out = append(out, correction{Date: print.Date(c.Date), What: text(c.What, e)})
	}
	return out
}

// text is a localised text of a fact-check in the edition's language, else in
// the original's.
func text(l factcheck.Localised, e factcheck.Edition) string {
	s, _ := l.In(e.Lang, e.Language)
	return s
}

// joined is the texts that are not empty, with a separator between them.
func joined(separator string, texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t = line(t); t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, separator)
}
