package feed

import (
	"encoding/xml"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// The types below write a sitemap index (sitemaps.org, "Using Sitemap index
// files").
type sitemapIndex struct {
	XMLName xml.Name     `xml:"sitemapindex"`
	Space   string       `xml:"xmlns,attr"`
	Parts   []sitemapLoc `xml:"sitemap"`
}

type sitemapLoc struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// SitemapPart is a part of a sitemap index.
type SitemapPart struct {
	Number  int            // 0 is that of Lists
	Changed factcheck.Date // the day on which a page of it last changed
}

// Index is /sitemap.xml of a larger site: it leads to its parts.
func (m *SiteMap) Index(parts []SitemapPart) ([]byte, error) {
	doc := sitemapIndex{Space: sitemapSpace}
	for _, p := range parts {
		doc.Parts = append(doc.Parts, sitemapLoc{m.cfg.URL(address.Part(address.Sitemap, p.Number)), lastMod(p.Changed)})
	}
	return marshalXML(doc)
}

// ListsChanged is the day on which the pages of Lists last changed.
func (m *SiteMap) ListsChanged() factcheck.Date {
	var last factcheck.Date
	for _, dates := range m.lists {
		last = later(later(last, dates.all), dates.corrections)
	}
	return last
}

// ListFacts is all that Lists depends on, as fmt prints it.
func (m *SiteMap) ListFacts() any {
	out := map[factcheck.Lang]listDates{}
	for lang, dates := range m.lists {
		out[lang] = *dates
	}
	return []any{m.offered, out}
}

// PartOf is a part with the editions; ok is false where none of them is for
// search engines, as the protocol has no empty sitemap.
func PartOf(number int, editions []factcheck.Edition) (part SitemapPart, ok bool) {
	part.Number = number
	for _, e := range editions {
		if settled(e) {
			part.Changed, ok = later(part.Changed, Updated(e)), true
		}
	}
	return part, ok
}
