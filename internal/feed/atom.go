package feed

import (
	"encoding/xml"

	"rebut/internal/factcheck"
)

// The types below write Atom 1.0, RFC 4287.
type atomFeed struct {
	XMLName  xml.Name    `xml:"feed"`
	Space    string      `xml:"xmlns,attr"`
	Media    string      `xml:"xmlns:media,attr"`
	History  string      `xml:"xmlns:fh,attr,omitempty"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomPerson  `xml:"author"` // of every entry
	Rights   string      `xml:"rights,omitempty"`
	Icon     string      `xml:"icon,omitempty"` // square
	Logo     string      `xml:"logo,omitempty"`
	Links    []atomLink  `xml:"link"`
	Archive  *mark       `xml:"fh:archive"`
	Entries  []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name  string `xml:"name"`
	URI   string `xml:"uri,omitempty"`
	Email string `xml:"email,omitempty"`
}

type atomLink struct {
	Rel      string `xml:"rel,attr"`
	Type     string `xml:"type,attr,omitempty"`
	Hreflang string `xml:"hreflang,attr,omitempty"`
	Title    string `xml:"title,attr,omitempty"`
	Length   int    `xml:"length,attr,omitempty"` // bytes
	Href     string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Categories []atomCategory `xml:"category"`
	Links      []atomLink     `xml:"link"`
	Summary    string         `xml:"summary,omitempty"`
	Content    atomContent    `xml:"content"`
	Media      *mediaContent  `xml:"media:content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomContent struct {
	Type  string `xml:"type,attr"`
	Value string `xml:",cdata"` // clean HTML
}

// Atom is the feed as Atom 1.0.
func Atom(f Feed) ([]byte, error) {
	items, err := f.items()
	if err != nil {
		return nil, err
	}
	h := f.head("atom", items)
	doc := atomFeed{
		Space: atomSpace, Media: mediaSpace, Lang: h.Lang,
		ID: h.Feed, Title: h.Title, Subtitle: h.Description, Updated: rfc3339(h.Updated), Rights: h.Rights, Icon: h.Icon, Logo: h.Logo,
		Author: atomPerson{Name: h.Author, URI: h.AuthorURL, Email: h.Contact},
		Links:  []atomLink{{Rel: "alternate", Type: "text/html", Hreflang: h.Lang, Href: h.Page}},
	}
	if h.RightsURL != "" {
		doc.Links = append(doc.Links, atomLink{Rel: "license", Href: h.RightsURL}) // RFC 4946
	}
	doc.Links = append(h.links("application/atom+xml", f.Archive), doc.Links...)
	doc.History, doc.Archive = history(f.Archive)
	for _, it := range items {
		doc.Entries = append(doc.Entries, it.atom(h))
	}
	return marshalXML(doc)
}

func (it item) atom(h head) atomEntry {
	out := atomEntry{
		ID: it.ID, Title: it.Title, Updated: rfc3339(it.Updated), Summary: it.Summary,
		Links:   []atomLink{{Rel: "alternate", Type: "text/html", Hreflang: h.Lang, Href: it.Address}},
		Content: atomContent{Type: "html", Value: it.Content},
		Media:   it.media(factcheck.Lang(h.Lang)),
	}
	if !it.Published.IsZero() {
		out.Published = rfc3339(it.Published)
	}
	for _, t := range it.Topics {
		out.Categories = append(out.Categories, atomCategory{Term: t.ID, Label: t.Name})
	}
	if p := it.Picture; p != nil {
		out.Links = append(out.Links, atomLink{Rel: "enclosure", Type: p.MIME, Title: p.Alt, Length: p.Bytes, Href: p.URL})
	}
	return out
}
