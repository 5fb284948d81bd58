package page

import (
	"strconv"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/snippet"
)

type partnersView struct {
	frame
	Draft   draft
	Fact    []factcheck.EmphasisSpan
	Back    string // address of the fact-check's page
	Link    string // the same, absolute
	Embed   string // absolute address of the embed, as it stands in the code
	Preview string // the same on this host
	Code    string // what partners paste, as HTML
	Height  int    // px of the embed in the full layout
	Compact int    // px of the embed in the compact one
	Accent  string // colour of the site, "#rrggbb"
	Lists   []listCode
	Sources []feedGroup
	Style   string
	Script  string
}

// listCode is the code for a list that is always of the latest.
type listCode struct {
	ID, Code string
	Name     phrase
}

// feedGroup is the feeds of everything, or of a topic.
type feedGroup struct {
	Name  phrase
	Feeds []feedLink
}

// Partners is the page of an edition for those who want to show it elsewhere:
// the code, with a choice of looks and a preview where scripts run, the address
// alone for systems that read oEmbed, lists and feeds. editions are those of the
// same fact-check.
func (s *Set) Partners(e factcheck.Edition, editions []factcheck.Edition) ([]byte, error) {
	f := s.frame(e.Lang, s.print(e.Lang).T("partners"), func(l factcheck.Lang) string { return address.Share(l, e.Slug) }, editions)
	f.Section, f.NoIndex, f.Alternates, f.OEmbed = "list", true, nil, s.oembedOf(e)
	v := partnersView{
		frame: f, Draft: s.draft(e, f.words), Fact: e.Text.Fact.Spans(),
		Back: s.cfg.Path(address.Page(e.Lang, e.Slug)), Link: s.cfg.URL(address.Page(e.Lang, e.Slug)),
		Embed: s.cfg.URL(address.Embed(e.Lang, e.Slug)), Preview: s.cfg.Path(address.Embed(e.Lang, e.Slug)),
		Code:   s.snippets().FactCheck(e, snippet.Options{}),
		Height: snippet.Height(e, snippet.Options{}), Compact: snippet.Height(e, snippet.Options{Layout: "compact"}),
		Accent: s.theme(false).Accent.String(),
		Lists:  s.listCodes(e, f.words), Sources: s.feedGroups(e, f.words),
		Style: s.cfg.Path(address.Assets + "partners.css"), Script: s.cfg.Path(address.Assets + "partners.js"),
	}
	v.Security = framing
	return s.execute("partners.html", v)
}

// listCodes are the codes for everything and for the topics of an edition.
func (s *Set) listCodes(e factcheck.Edition, w words) []listCode {
	out := []listCode{{"latest", s.snippets().List(e.Lang, "", snippet.Options{}), phrase{Text: w.T("all")}}}
	for i, topic := range e.Topics {
		out = append(out, listCode{"topic-" + strconv.Itoa(i+1), s.snippets().List(e.Lang, topic, snippet.Options{}), s.topicName(topic, e.Lang)})
	}
	return out
}

// feedGroups are the feeds of everything and of the topics of an edition.
func (s *Set) feedGroups(e factcheck.Edition, w words) []feedGroup {
	out := []feedGroup{{phrase{Text: w.T("all")}, s.feeds("", func(kind string) string { return address.Feed(e.Lang, kind) })}}
	for _, topic := range e.Topics {
		out = append(out, feedGroup{s.topicName(topic, e.Lang), s.feeds("", func(kind string) string { return address.TopicFeed(e.Lang, topic, kind) })})
	}
	return out
}
