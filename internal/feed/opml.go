package feed

import (
	"encoding/xml"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// The types below write OPML 2.0 (opml.org/spec2.opml), section "Subscription
// lists".
type opmlDocument struct {
	XMLName xml.Name      `xml:"opml"`
	Version string        `xml:"version,attr"`
	Head    opmlHead      `xml:"head"`
	Body    []opmlOutline `xml:"body>outline"`
}

type opmlHead struct {
	Title      string `xml:"title"`
	OwnerName  string `xml:"ownerName"`
	OwnerEmail string `xml:"ownerEmail,omitempty"`
	OwnerID    string `xml:"ownerId"`
	Docs       string `xml:"docs"`
}

// opmlOutline is a feed, or a group of them, which has a text alone.
type opmlOutline struct {
	Text        string        `xml:"text,attr"`
	Title       string        `xml:"title,attr,omitempty"`
	Type        string        `xml:"type,attr,omitempty"`
	Version     string        `xml:"version,attr,omitempty"`
	Description string        `xml:"description,attr,omitempty"`
	Language    string        `xml:"language,attr,omitempty"`
	HTMLURL     string        `xml:"htmlUrl,attr,omitempty"`
	XMLURL      string        `xml:"xmlUrl,attr,omitempty"`
	Outlines    []opmlOutline `xml:"outline"`
}

// Directory is what /feeds.opml lists: languages with the topics that have a
// feed in each.
type Directory []InLanguage

// InLanguage are the feeds of a language.
type InLanguage struct {
	Lang   factcheck.Lang
	Topics []string // ids
}

// OPML lists all feeds in RSS, the format that every reader of such lists
// knows: of each language everything, the topics, the ratings and the
// corrections.
func OPML(cfg *config.Config, msgs *message.Catalog, list Directory) ([]byte, error) {
	owner := line(localised(cfg, cfg.Organisation.Name, cfg.DefaultLanguage()))
	doc := opmlDocument{Version: "2.0", Head: opmlHead{
		Title: owner, OwnerName: owner, OwnerEmail: line(cfg.Organisation.Contact), OwnerID: cfg.URL(address.Home), Docs: "https://opml.org/spec2.opml",
	}}
	for _, in := range list {
		group := opmlOutline{Text: message.LanguageName(in.Lang)}
		for _, f := range in.feeds(cfg, msgs) {
			group.Outlines = append(group.Outlines, f.outline())
		}
		doc.Body = append(doc.Body, group)
	}
	return marshalXML(doc)
}

func (in InLanguage) feeds(cfg *config.Config, msgs *message.Catalog) []Feed {
	all := Feed{Cfg: cfg, Msgs: msgs, Lang: in.Lang}
	out := []Feed{all}
	for _, id := range in.Topics {
		f := all
		f.Topic = id
		out = append(out, f)
	}
	for _, rating := range cfg.Ratings {
		f := all
		f.Rating = rating.ID
		out = append(out, f)
	}
	corrections := all
	corrections.Corrections = true
	return append(out, corrections)
}

func (f Feed) outline() opmlOutline {
	h := f.head("rss", nil)
	return opmlOutline{
		Text: h.Title, Title: h.Title, Type: "rss", Version: "RSS2", Description: h.Description, Language: h.Lang, HTMLURL: h.Page, XMLURL: h.Self,
	}
}
