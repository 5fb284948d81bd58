package oembed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/snippet"
)

// Answer is what the specification calls a response (section 2.3.4). Addresses
// are absolute, sizes in px.
type Answer struct {
	XMLName         xml.Name `json:"-" xml:"oembed"`
	Type            string   `json:"type" xml:"type"`
	Version         string   `json:"version" xml:"version"`
	Title           string   `json:"title" xml:"title"`
	AuthorName      string   `json:"author_name" xml:"author_name"`
	AuthorURL       string   `json:"author_url" xml:"author_url"`
	ProviderName    string   `json:"provider_name" xml:"provider_name"`
	ProviderURL     string   `json:"provider_url" xml:"provider_url"`
	CacheAge        int      `json:"cache_age" xml:"cache_age"` // s
	ThumbnailURL    string   `json:"thumbnail_url,omitempty" xml:"thumbnail_url,omitempty"`
	ThumbnailWidth  int      `json:"thumbnail_width,omitempty" xml:"thumbnail_width,omitempty"`
	ThumbnailHeight int      `json:"thumbnail_height,omitempty" xml:"thumbnail_height,omitempty"`
	URL             string   `json:"url,omitempty" xml:"url,omitempty"`       // of a photo
	HTML            string   `json:"html,omitempty" xml:"html,omitempty"`     // of what is rich
	Width           int      `json:"width,omitempty" xml:"width,omitempty"`   // of both
	Height          int      `json:"height,omitempty" xml:"height,omitempty"` // likewise
}

// cacheAge is how long, s, a consumer may keep an answer. The frame in it is
// always current; the quotation is what a correction has to reach.
const cacheAge = 3600

// Picture is a file of a picture.
type Picture struct {
	Path          string // address path
	Width, Height int    // px
}

// Maker makes answers for one site; safe for concurrent use.
type Maker struct{ Snippets snippet.Maker }

// FactCheck is the answer for an edition. thumbnails are files of one picture
// that stands for it, of any sizes; the largest that may be is taken.
func (m Maker) FactCheck(e factcheck.Edition, thumbnails []Picture, o snippet.Options, r Request) Answer {
	a := m.answer("rich", m.Snippets.Title(e), e.Lang)
	o.Width = within(snippet.UsualWidth, r.MaxWidth)
	o.Height = within(snippet.Height(e, o), r.MaxHeight)
	a.Width, a.Height = o.Width, o.Height
	a.HTML = m.Snippets.FactCheck(e, r.fluid(o))
	if p, ok := largest(thumbnails, r); ok {
		a.ThumbnailURL, a.ThumbnailWidth, a.ThumbnailHeight = m.Snippets.Config.URL(p.Path), p.Width, p.Height
	}
	return a
}

// List is the answer for the latest of a language, or of one of its topics.
func (m Maker) List(lang factcheck.Lang, topic string, o snippet.Options, r Request) Answer {
	a := m.answer("rich", m.Snippets.ListTitle(lang, topic), lang)
	o.Width, o.Height = within(snippet.UsualWidth, r.MaxWidth), within(snippet.ListHeight, r.MaxHeight)
	a.Width, a.Height = o.Width, o.Height
	a.HTML = m.Snippets.List(lang, topic, r.fluid(o))
	return a
}

// Photo is the answer for a picture of an edition, given its files of all
// sizes, one at least: the largest that may be. Where all are too large, the
// smallest is to be shown smaller than it is.
func (m Maker) Photo(e factcheck.Edition, files []Picture, r Request) Answer {
	a := m.answer("photo", m.Snippets.Title(e), e.Lang)
	p, ok := largest(files, r)
	if !ok {
		p = fitted(slices.MinFunc(files, func(a, b Picture) int { return cmp.Compare(a.Width, b.Width) }), r)
	}
	a.URL, a.Width, a.Height = m.Snippets.Config.URL(p.Path), p.Width, p.Height
	return a
}

// Link is the answer for what belongs to an edition and cannot be shown on a
// page, such as a poster.
func (m Maker) Link(e factcheck.Edition) Answer { return m.answer("link", m.Snippets.Title(e), e.Lang) }

func (m Maker) answer(kind, title string, lang factcheck.Lang) Answer {
	cfg := m.Snippets.Config
	name, _ := cfg.Organisation.Name.In(lang, cfg.DefaultLanguage())
	return Answer{
		Type: kind, Version: "1.0", Title: title, AuthorName: name, AuthorURL: cfg.URL(address.About(lang)),
		ProviderName: name, ProviderURL: cfg.URL(address.Home), CacheAge: cacheAge,
	}
}

// fluid leaves the width of the frame open where none was asked for.
func (r Request) fluid(o snippet.Options) snippet.Options {
	if r.MaxWidth == 0 {
		o.Width = 0
	}
	return o
}

// within is a size that is no larger than most; 0 is no limit.
func within(px, most int) int { return min(px, cmp.Or(most, px)) }

// largest is the largest of the files that is not too large.
func largest(files []Picture, r Request) (found Picture, ok bool) {
	for _, p := range files {
		if p.Width == within(p.Width, r.MaxWidth) && p.Height == within(p.Height, r.MaxHeight) && p.Width > found.Width {
			found, ok = p, true
		}
	}
	return found, ok
}

// fitted is a picture in the size in which it is not too large.
func fitted(p Picture, r Request) Picture {
	scale := min(1, float64(within(p.Width, r.MaxWidth))/float64(p.Width), float64(within(p.Height, r.MaxHeight))/float64(p.Height))
	p.Width, p.Height = max(1, int(float64(p.Width)*scale)), max(1, int(float64(p.Height)*scale))
	return p
}

// Bytes is the answer as a document of a format, "json" or "xml".
func (a Answer) Bytes(format string) ([]byte, error) {
	var b bytes.Buffer
	if format == "xml" {
		b.WriteString(`<?xml version="1.0" encoding="utf-8" standalone="yes"?>` + "\n")
		if err := xml.NewEncoder(&b).Encode(a); err != nil {
			return nil, fmt.Errorf("oembed: %w", err)
		}
		b.WriteByte('\n')
		return b.Bytes(), nil
	}
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(a); err != nil {
		return nil, fmt.Errorf("oembed: %w", err)
	}
	return b.Bytes(), nil
}
