package feed

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// The sitemap as another program reads it, by namespace.
type readSitemap struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc     string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
		LastMod string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 lastmod"`
		Links   []struct {
			Lang string `xml:"hreflang,attr"`
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/1999/xhtml link"`
		Images []string `xml:"http://www.google.com/schemas/sitemap-image/1.1 image>loc"`
	} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

func siteMapOf(cfg *config.Config, list []*factcheck.FactCheck) *SiteMap {
	var editions []factcheck.Edition
	for _, f := range list {
		editions = append(editions, cfg.Editions(f)...)
	}
	return NewSiteMap(cfg, cfg.Offered(list), editions)
}

func sitemap(t *testing.T, list ...*factcheck.FactCheck) readSitemap {
	t.Helper()
	cfg, _ := fixture(t)
	raw, err := siteMapOf(cfg, list).Whole(func(e factcheck.Edition) []Picture { return []Picture{linkPicture(e)} })
	if err != nil {
		t.Fatal(err)
	}
	var m readSitemap
	if err := xml.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSitemapListsWhatMayBeFound(t *testing.T) {
	m := sitemap(t, bridges(), withdrawn())
	var got []string
	for _, u := range m.URLs {
		got = append(got, strings.TrimPrefix(u.Loc, "https://example.org/facts")+" "+u.LastMod)
	}
	want := []string{
		"/en/ 2026-03-05", "/en/about/ ", "/en/heard/ ", "/en/corrections/ 2026-04-01", "/en/gallery/ 2026-03-05", "/en/topics/bridges/ 2026-03-05", "/en/topics/lake-example/ 2026-03-05", "/en/lake-example-bridges/ 2026-03-05",
		"/fr/ 2026-03-05", "/fr/about/ ", "/fr/heard/ ", "/fr/corrections/ 2026-04-01", "/fr/gallery/ 2026-03-05", "/fr/topics/bridges/ 2026-03-05", "/fr/topics/lake-example/ 2026-03-05", "/fr/lake-example-bridges/ 2026-03-05",
		"/ar/ ", "/ar/about/ ", "/ar/heard/ ", "/ar/corrections/ 2026-04-01", "/ar/gallery/ ", // its one fact-check is a draft
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSitemapAlternatesAreReciprocal(t *testing.T) {
	m := sitemap(t, bridges())
	links := map[string][]string{}
	for _, u := range m.URLs {
		for _, l := range u.Links {
			if !strings.HasPrefix(l.Href, "https://example.org/facts/"+l.Lang+"/") {
				t.Errorf("%s: %s as %s", u.Loc, l.Href, l.Lang)
			}
			links[u.Loc] = append(links[u.Loc], l.Href)
		}
	}
	for from, list := range links {
		if !slices.Contains(list, from) {
			t.Errorf("%s does not name itself", from)
		}
		for _, to := range list {
			if !slices.Equal(links[to], list) {
				t.Errorf("%s names %s, which names others: %v, %v", from, to, list, links[to])
			}
		}
	}
	page := "https://example.org/facts/fr/lake-example-bridges/"
	if want := []string{strings.Replace(page, "/fr/", "/en/", 1), page}; !slices.Equal(links[page], want) {
		t.Errorf("%s has the alternates %v, want %v", page, links[page], want)
	}
}

func TestSitemapNamesPictures(t *testing.T) {
	m := sitemap(t, bridges())
	last := m.URLs[7]
	if want := []string{last.Loc + "statement-link.png"}; !slices.Equal(last.Images, want) {
		t.Errorf("pictures of %s: %v, want %v", last.Loc, last.Images, want)
	}
}

func TestSitemapSaysOnlyDaysItKnows(t *testing.T) {
	f := bridges()
	f.Published, f.Modified, f.Corrections = factcheck.Date{Year: 2026, Month: 3}, factcheck.Date{}, nil
	for _, u := range sitemap(t, f).URLs {
		if u.LastMod != "" {
			t.Errorf("%s: lastmod %s of a month", u.Loc, u.LastMod)
		}
	}
}

func TestRobotsNamesTheSitemap(t *testing.T) {
	cfg, _ := fixture(t)
	if got, want := string(Robots(cfg)), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/facts/sitemap.xml\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSitemapLeavesEmptyLanguagesOut(t *testing.T) {
	english := bridges()
	english.Texts = factcheck.Texts{"en": english.Texts["en"]}
	for _, u := range sitemap(t, english).URLs {
		if !strings.HasPrefix(u.Loc, "https://example.org/facts/en/") || len(u.Links) > 0 {
			t.Errorf("%s with %d alternates", u.Loc, len(u.Links))
		}
	}
}
