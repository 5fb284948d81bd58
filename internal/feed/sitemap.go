package feed

import (
	"encoding/xml"
	"slices"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// The types below write the sitemap protocol (sitemaps.org, 0.9) with two
// extensions: other languages as xhtml:link, pictures as image:image. Their
// fields keep the order of the protocol's schema.
type urlSet struct {
	XMLName xml.Name     `xml:"urlset"`
	Space   string       `xml:"xmlns,attr"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	Image   string       `xml:"xmlns:image,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string      `xml:"loc"`
	LastMod    string      `xml:"lastmod,omitempty"`
	Alternates []alternate `xml:"xhtml:link"`
	Images     []imageLoc  `xml:"image:image"`
}

type alternate struct {
	Rel      string `xml:"rel,attr"`
	Hreflang string `xml:"hreflang,attr"`
	Href     string `xml:"href,attr"`
}

type imageLoc struct {
	Loc string `xml:"image:loc"`
}

// maxPageImages is the protocol's limit for one page.
const maxPageImages = 1000

// Sizes of sitemaps, addresses. The protocol takes 50,000 in a file of up to
// 50 MB; small files let one change rewrite little.
const (
	MaxAddresses  = 5000 // of a site that has one sitemap; a larger one has an index of parts
	PartAddresses = 1000 // of a part
)

// SiteMap is what sitemaps tell of: in every language with fact-checks the
// list, the gallery where there are images, the about and corrections pages, the
// topics and the fact-checks of the list, in its order. Withdrawn fact-checks and editions that carry the draft
// mark are left out, and so are topics that have no other. Older pages of lists
// are left out too: what they lead to is there.
type SiteMap struct {
	cfg      *config.Config
	offered  []factcheck.Lang // those with something to read
	editions []factcheck.Edition
	lists    map[factcheck.Lang]*listDates
	size     int // addresses
}

// listDates are the days on which the lists of a language last changed.
type listDates struct {
	all, corrections factcheck.Date
	topics           map[string]factcheck.Date // of those that there is an edition of
}

// NewSiteMap reads what sitemaps need to know of all editions, which are in the
// order of lists. offered are the languages with something to read.
func NewSiteMap(cfg *config.Config, offered []factcheck.Lang, editions []factcheck.Edition) *SiteMap {
	m := &SiteMap{cfg: cfg, offered: offered, editions: editions, lists: map[factcheck.Lang]*listDates{}}
	for _, lang := range offered {
		m.lists[lang] = &listDates{topics: map[string]factcheck.Date{}}
	}
	for _, e := range editions {
		dates := m.lists[e.Lang]
		if dates == nil {
			continue
		}
		dates.corrections = later(dates.corrections, lastCorrection(e.FactCheck))
		if settled(e) {
			m.size++
			dates.add(e)
		}
	}
	for _, dates := range m.lists {
		m.size += 4 + len(dates.topics) // the list, the about, heard and corrections pages
		if m.gallery() {
			m.size++
		}
	}
	return m
}

// gallery reports whether every language has a gallery: all pictures that are
// images. The choices of it repeat what is there.
func (m *SiteMap) gallery() bool {
	return slices.ContainsFunc(m.cfg.Formats, func(f config.Format) bool { return f.Type != config.PDF })
}

func (d *listDates) add(e factcheck.Edition) {
	changed := Updated(e)
	d.all = later(d.all, changed)
	for _, id := range e.Topics {
		d.topics[id] = later(d.topics[id], changed)
	}
}

// settled reports whether search engines shall find an edition.
func settled(e factcheck.Edition) bool { return !e.Marked && e.Status != factcheck.Withdrawn }

// Addresses is how many addresses the sitemaps name.
func (m *SiteMap) Addresses() int { return m.size }

// Whole is /sitemap.xml of a site whose addresses fit in one. pictures gives an
// edition's graphics and may be nil.
func (m *SiteMap) Whole(pictures func(factcheck.Edition) []Picture) ([]byte, error) {
	var urls []sitemapURL
	for _, lang := range m.offered {
		urls = append(urls, m.listURLs(lang)...)
		urls = append(urls, m.editionURLs(lang, m.editions, pictures)...)
	}
	return writeURLs(urls)
}

// Lists is the sitemap of the pages that are no fact-checks.
func (m *SiteMap) Lists() ([]byte, error) {
	var urls []sitemapURL
	for _, lang := range m.offered {
		urls = append(urls, m.listURLs(lang)...)
	}
	return writeURLs(urls)
}

// Part is the sitemap of some editions.
func (m *SiteMap) Part(editions []factcheck.Edition, pictures func(factcheck.Edition) []Picture) ([]byte, error) {
	var urls []sitemapURL
	for _, lang := range m.offered {
		urls = append(urls, m.editionURLs(lang, editions, pictures)...)
	}
	return writeURLs(urls)
}

func (m *SiteMap) editionURLs(lang factcheck.Lang, editions []factcheck.Edition, pictures func(factcheck.Edition) []Picture) []sitemapURL {
	var urls []sitemapURL
	for _, e := range editions {
		if e.Lang == lang && settled(e) {
			urls = append(urls, m.editionURL(e, pictures))
		}
	}
	return urls
}

func writeURLs(urls []sitemapURL) ([]byte, error) {
	return marshalXML(urlSet{Space: sitemapSpace, XHTML: "http://www.w3.org/1999/xhtml",
		Image: "http://www.google.com/schemas/sitemap-image/1.1", URLs: urls})
}

// lastCorrection is the day of the last correction or withdrawal, which the
// corrections page lists.
func lastCorrection(f *factcheck.FactCheck) factcheck.Date {
	var last factcheck.Date
	for _, c := range f.Corrections {
		last = later(last, c.Date)
	}
	if f.Withdrawn != nil {
		last = later(last, f.Withdrawn.Date)
	}
	return last
}
