package feed

import (
	"encoding/xml"
	"strings"

	"rebut/internal/factcheck"
)

// Namespaces of the elements that RSS 2.0 lacks.
const (
	atomSpace    = "http://www.w3.org/2005/Atom"
	contentSpace = "http://purl.org/rss/1.0/modules/content/"
	dublinCore   = "http://purl.org/dc/elements/1.1/"
	mediaSpace   = "http://search.yahoo.com/mrss/"
)

// The types below write RSS 2.0 as the RSS Advisory Board describes it
// (rssboard.org/rss-specification and its Best Practices Profile): metadata
// before items, description before content:encoded, one enclosure.
type rssDocument struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Content string     `xml:"xmlns:content,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Media   string     `xml:"xmlns:media,attr"`
	History string     `xml:"xmlns:fh,attr,omitempty"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title         string     `xml:"title"`
	Link          string     `xml:"link"`
	Links         []atomLink `xml:"atom:link"` // the first is this document's own
	Description   string     `xml:"description"`
	Language      string     `xml:"language"`
	Copyright     string     `xml:"copyright,omitempty"`
	Editor        string     `xml:"managingEditor,omitempty"` // "address (name)"
	LastBuildDate string     `xml:"lastBuildDate,omitempty"`
	Docs          string     `xml:"docs"`
	Image         *rssImage  `xml:"image"`
	Archive       *mark      `xml:"fh:archive"`
	Items         []rssItem  `xml:"item"`
}

// rssImage is the logo. Its title and link must be the channel's; its size is
// not known, and may be left out.
type rssImage struct {
	URL   string `xml:"url"`
	Title string `xml:"title"`
	Link  string `xml:"link"`
}

type rssItem struct {
	Title       string        `xml:"title"`
	Link        string        `xml:"link"`
	GUID        rssGUID       `xml:"guid"`
	PubDate     string        `xml:"pubDate,omitempty"`
	Updated     string        `xml:"atom:updated"`
	Creator     string        `xml:"dc:creator,omitempty"`
	Language    string        `xml:"dc:language"`
	Categories  []string      `xml:"category"`
	Description string        `xml:"description"` // HTML
	Content     markup        `xml:"content:encoded"`
	Enclosure   *rssEnclosure `xml:"enclosure"`
	Media       *mediaContent `xml:"media:content"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Value     string `xml:",chardata"`
}

// markup is HTML as a CDATA section, which people can read too; encoding/xml
// splits it where the text has "]]>". Unlike other text it is not mended on
// the way out, so it must be clean.
type markup struct {
	Value string `xml:",cdata"`
}

type rssEnclosure struct {
	URL    string `xml:"url,attr"`
	Length int    `xml:"length,attr"` // bytes; 0 for unknown
	Type   string `xml:"type,attr"`
}

// mediaContent is a picture by Media RSS 1.5.1.
type mediaContent struct {
	URL         string     `xml:"url,attr"`
	Medium      string     `xml:"medium,attr"`
	Type        string     `xml:"type,attr"`
	FileSize    int        `xml:"fileSize,attr,omitempty"` // bytes
	Width       int        `xml:"width,attr,omitempty"`    // px
	Height      int        `xml:"height,attr,omitempty"`   // px
	Lang        string     `xml:"lang,attr,omitempty"`
	Title       *mediaText `xml:"media:title"`       // the entry's
	Description *mediaText `xml:"media:description"` // what readers use as alternative text
}

type mediaText struct {
	Type  string `xml:"type,attr"`
	Value string `xml:",chardata"`
}

// asHTML makes plain text HTML. It leaves quotation marks alone, which many
// readers show as their escapes.
var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// RSS is the feed as RSS 2.0.
func RSS(f Feed) ([]byte, error) {
	items, err := f.items()
	if err != nil {
		return nil, err
	}
	h := f.head("rss", items)
	channel := rssChannel{
		Title: h.Title, Link: h.Page, Description: h.Description, Language: h.Lang, Copyright: h.Rights,
		Links:         h.links("application/rss+xml", f.Archive),
		LastBuildDate: rfc822(h.Updated),
		Docs:          "https://www.rssboard.org/rss-specification",
	}
	if h.Contact != "" {
		channel.Editor = h.Contact + " (" + h.Author + ")"
	}
	if h.Logo != "" {
		channel.Image = &rssImage{URL: h.Logo, Title: h.Title, Link: h.Page}
	}
	for _, it := range items {
		channel.Items = append(channel.Items, it.rss(h))
	}
	doc := rssDocument{Version: "2.0", Atom: atomSpace, Content: contentSpace, DC: dublinCore, Media: mediaSpace}
	doc.History, channel.Archive = history(f.Archive)
	doc.Channel = channel
	return marshalXML(doc)
}

func (it item) rss(h head) rssItem {
	out := rssItem{
		Title: it.Title, Link: it.Address, GUID: rssGUID{Permanent: it.Permanent, Value: it.ID},
		PubDate: rfc822(it.Published), Updated: rfc3339(it.Updated),
		Creator: h.Author, Language: h.Lang,
		Description: asHTML.Replace(it.Summary),
		Content:     markup{it.Content},
		Media:       it.media(factcheck.Lang(h.Lang)),
	}
	for _, t := range it.Topics {
		out.Categories = append(out.Categories, t.Name)
	}
	if p := it.Picture; p != nil {
		out.Enclosure = &rssEnclosure{URL: p.URL, Length: p.Bytes, Type: p.MIME}
	}
	return out
}

func (it item) media(lang factcheck.Lang) *mediaContent {
	p := it.Picture
	if p == nil {
		return nil
	}
	m := &mediaContent{URL: p.URL, Medium: "image", Type: p.MIME, FileSize: p.Bytes, Width: p.Width, Height: p.Height, Lang: string(lang)}
	if it.Title != "" {
		m.Title = &mediaText{Type: "plain", Value: it.Title}
	}
	if p.Alt != "" {
		m.Description = &mediaText{Type: "plain", Value: p.Alt}
	}
	return m
}

// marshalXML writes a document with the XML declaration and a final newline.
func marshalXML(document any) ([]byte, error) {
	body, err := xml.MarshalIndent(document, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), body...), '\n'), nil
}
