package feed

import (
	"bytes"
	"encoding/json"
)

// The types below write JSON Feed 1.1 (jsonfeed.org/version/1.1).
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`           // the feed's identity, also in its archives
	NextURL     string       `json:"next_url,omitempty"` // what is older
	Description string       `json:"description,omitempty"`
	Icon        string       `json:"icon"` // square
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language"`
	Hubs        []jsonHub    `json:"hubs,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type jsonHub struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type jsonItem struct {
	ID            string           `json:"id"`
	URL           string           `json:"url"`
	Title         string           `json:"title"`
	ContentHTML   string           `json:"content_html"`
	Summary       string           `json:"summary,omitempty"`
	Image         string           `json:"image,omitempty"`
	DatePublished string           `json:"date_published,omitempty"`
	DateModified  string           `json:"date_modified,omitempty"`
	Tags          []string         `json:"tags,omitempty"`
	Language      string           `json:"language"`
	Attachments   []jsonAttachment `json:"attachments,omitempty"`
	Change        *changeData      `json:"_rebut,omitempty"`
}

type jsonAttachment struct {
	URL      string `json:"url"`
	MIMEType string `json:"mime_type"`
	Title    string `json:"title,omitempty"` // the alternative text; the format has no field for it
	Size     int    `json:"size_in_bytes,omitempty"`
}

// JSON is the feed as JSON Feed 1.1.
func JSON(f Feed) ([]byte, error) {
	items, err := f.items()
	if err != nil {
		return nil, err
	}
	h := f.head("json", items)
	doc := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1",
		Title:   h.Title, HomePageURL: h.Page, FeedURL: h.Feed, NextURL: h.Older, Description: h.Description, Icon: h.Icon, Language: h.Lang,
		Authors: []jsonAuthor{{Name: h.Author, URL: h.AuthorURL}},
		Items:   make([]jsonItem, 0, len(items)),
	}
	for _, hub := range h.Hubs {
		doc.Hubs = append(doc.Hubs, jsonHub{"WebSub", hub})
	}
	for _, it := range items {
		doc.Items = append(doc.Items, it.json(h.Lang))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // a file of its own, never inside HTML
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (it item) json(lang string) jsonItem {
	out := jsonItem{ID: it.ID, URL: it.Address, Title: it.Title, ContentHTML: it.Content, Summary: it.Summary, Language: lang, Change: it.Change}
	if !it.Published.IsZero() {
		out.DatePublished = rfc3339(it.Published)
	}
	if !it.Updated.IsZero() {
		out.DateModified = rfc3339(it.Updated)
	}
	for _, t := range it.Topics {
		out.Tags = append(out.Tags, t.Name)
	}
	if p := it.Picture; p != nil {
		out.Image = p.URL
		out.Attachments = []jsonAttachment{{URL: p.URL, MIMEType: p.MIME, Title: p.Alt, Size: p.Bytes}}
	}
	return out
}
