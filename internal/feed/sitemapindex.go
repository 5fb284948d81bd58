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

// Index is /sitemap.xml of a larger site: it leads to its parts, by number from
// 0, given the day on which each last changed.
func (m *SiteMap) Index(changed []factcheck.Date) ([]byte, error) {
	doc := sitemapIndex{Space: sitemapSpace}
	for n, day := range changed {
		doc.Parts = append(doc.Parts, sitemapLoc{m.cfg.URL(address.Part(address.Sitemap, n)), lastMod(day)})
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
func (m *SiteMap) ListFacts() any { return m.lists }

// PartChanged is the day on which the pages of some editions last changed.
func PartChanged(editions []factcheck.Edition) factcheck.Date {
	var last factcheck.Date
	for _, e := range editions {
		if settled(e) {
			last = later(last, Updated(e))
		}
	}
	return last
}
