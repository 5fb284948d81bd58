package feed

import (
	"encoding/xml"
	"fmt"
	"slices"

	"rebut/internal/address"
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

// Limits of the protocol.
const (
	maxSitemapURLs = 50000
	maxPageImages  = 1000
)

// Sitemap is /sitemap.xml: in every language with fact-checks the list, the about and
// corrections pages, the topics and the fact-checks of the list, in its order.
// Withdrawn fact-checks and editions that carry the draft mark are left out,
// and so are topics that have no other. pictures gives an edition's graphics
// and may be nil. It fails when there are more pages than one sitemap holds.
func Sitemap(cfg *config.Config, list []*factcheck.FactCheck, pictures func(factcheck.Edition) []Picture) ([]byte, error) {
	m := siteMap{cfg: cfg, offered: cfg.Offered(list), editions: map[factcheck.Lang][]factcheck.Edition{}}
	for _, lang := range cfg.Languages {
		m.editions[lang] = settled(cfg.EditionsIn(list, lang))
	}
	doc := urlSet{Space: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml",
		Image: "http://www.google.com/schemas/sitemap-image/1.1"}
	for _, lang := range m.offered {
		doc.URLs = append(doc.URLs, m.language(lang, list, pictures)...)
	}
	if n := len(doc.URLs); n > maxSitemapURLs {
		return nil, fmt.Errorf("a sitemap holds %d addresses; the site has %d", maxSitemapURLs, n)
	}
	return marshalXML(doc)
}

// settled are the editions without the draft mark.
func settled(editions []factcheck.Edition) []factcheck.Edition {
	return slices.DeleteFunc(editions, func(e factcheck.Edition) bool { return e.Marked })
}

type siteMap struct {
	cfg      *config.Config
	offered  []factcheck.Lang                       // those with something to read
	editions map[factcheck.Lang][]factcheck.Edition // without the draft mark
}

func (m siteMap) language(lang factcheck.Lang, list []*factcheck.FactCheck, pictures func(factcheck.Edition) []Picture) []sitemapURL {
	every := func(factcheck.Lang) bool { return true }
	out := []sitemapURL{
		m.url(address.List, lang, every, newest(m.editions[lang])),
		m.url(address.About, lang, every, factcheck.Date{}),
		m.url(address.Corrections, lang, every, newestCorrection(m.cfg, list, lang)),
	}
	for _, id := range topicsOf(m.editions[lang]) {
		path := func(l factcheck.Lang) string { return address.Topic(l, id) }
		has := func(l factcheck.Lang) bool { return len(about(m.editions[l], id)) > 0 }
		out = append(out, m.url(path, lang, has, newest(about(m.editions[lang], id))))
	}
	for _, e := range m.editions[lang] {
		path := func(l factcheck.Lang) string { return address.Page(l, e.Slug) }
		has := func(l factcheck.Lang) bool {
			return slices.ContainsFunc(m.editions[l], func(other factcheck.Edition) bool { return other.FactCheck == e.FactCheck })
		}
		u := m.url(path, lang, has, Updated(e))
		if pictures != nil {
			for _, p := range pictures(e) {
				u.Images = append(u.Images, imageLoc{m.cfg.URL(p.Path)})
			}
			u.Images = u.Images[:min(len(u.Images), maxPageImages)]
		}
		out = append(out, u)
	}
	return out
}

// url is the entry of a page that exists in the languages that has reports.
// The alternates name all of them, the page's own language included, and only
// where there is more than one.
func (m siteMap) url(path func(factcheck.Lang) string, lang factcheck.Lang, has func(factcheck.Lang) bool, changed factcheck.Date) sitemapURL {
	u := sitemapURL{Loc: m.cfg.URL(path(lang))}
	if changed.Day != 0 { // the protocol's schema takes no month or year alone
		u.LastMod = changed.String()
	}
	for _, other := range m.offered {
		if has(other) {
			u.Alternates = append(u.Alternates, alternate{Rel: "alternate", Hreflang: string(other), Href: m.cfg.URL(path(other))})
		}
	}
	if len(u.Alternates) < 2 {
		u.Alternates = nil
	}
	return u
}

func newest(editions []factcheck.Edition) factcheck.Date {
	var last factcheck.Date
	for _, e := range editions {
		last = later(last, Updated(e))
	}
	return last
}

// newestCorrection is the day of the last correction or withdrawal that the
// corrections page of a language lists.
func newestCorrection(cfg *config.Config, list []*factcheck.FactCheck, lang factcheck.Lang) factcheck.Date {
	var last factcheck.Date
	for _, f := range list {
		if _, shown := cfg.Edition(f, lang); !shown {
			continue
		}
		for _, c := range f.Corrections {
			last = later(last, c.Date)
		}
		if f.Withdrawn != nil {
			last = later(last, f.Withdrawn.Date)
		}
	}
	return last
}

func topicsOf(editions []factcheck.Edition) []string {
	var ids []string
	for _, e := range editions {
		ids = append(ids, e.Topics...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func about(editions []factcheck.Edition, topic string) []factcheck.Edition {
	var out []factcheck.Edition
	for _, e := range editions {
		if slices.Contains(e.Topics, topic) {
			out = append(out, e)
		}
	}
	return out
}
