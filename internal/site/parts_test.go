package site_test

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/site"
)

// TestALargeSiteHasASitemapOfParts: together they name what one sitemap would.
func TestALargeSiteHasASitemapOfParts(t *testing.T) {
	m := manyChecks(t, feed.MaxAddresses/2)
	tree := m.tree()
	var index struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Parts   []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal([]byte(read(t, tree, "sitemap.xml")), &index); err != nil {
		t.Fatal(err)
	}
	var found []string
	for i, part := range index.Parts {
		name := strings.TrimPrefix(part.Loc, siteAddress)
		locs := locations(t, read(t, tree, name))
		if len(locs) > feed.PartAddresses || part.LastMod == "" || !tree.Has(name) {
			t.Errorf("part %d, %s of %q: %d addresses", i, name, part.LastMod, len(locs))
		}
		found = append(found, locs...)
	}
	var editions []factcheck.Edition
	for _, f := range m.content.FactChecks {
		editions = append(editions, m.content.Config.Editions(f)...)
	}
	whole, err := feed.NewSiteMap(m.content.Config, m.content.Config.Languages, editions).Whole(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := locations(t, string(whole))
	slices.Sort(want)
	if slices.Sort(found); !slices.Equal(found, want) || len(want) <= feed.MaxAddresses {
		t.Errorf("the parts name %d addresses, one sitemap names %d", len(found), len(want))
	}
	if len(index.Parts) != 6 {
		t.Errorf("%d parts", len(index.Parts))
	}
}

func locations(t *testing.T, sitemap string) []string {
	t.Helper()
	var m struct {
		Locs []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal([]byte(sitemap), &m); err != nil {
		t.Fatal(err)
	}
	return m.Locs
}

type dataFeed struct {
	URL     string
	PartOf  struct{ URL string }                    `json:"isPartOf"`
	HasPart []struct{ URL string }                  `json:"hasPart"`
	Feed    []struct{ Item []struct{ URL string } } `json:"dataFeedElement"`
}

func readReviews(t *testing.T, tree *site.FS, name string) (doc dataFeed, urls []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(read(t, tree, name)), &doc); err != nil {
		t.Fatal(err)
	}
	for _, element := range doc.Feed {
		urls = append(urls, element.Item[0].URL)
	}
	return doc, urls
}

// TestReviewsComeInParts: claimreview.json has the newest, its parts have all.
func TestReviewsComeInParts(t *testing.T) {
	m := manyChecks(t, 33)
	tree := m.tree()
	main, found := readReviews(t, tree, "claimreview.json")
	if len(found) != 20 || found[0] != siteAddress+"en/check-0032/" || len(main.HasPart) != 3 {
		t.Errorf("claimreview.json has %d reviews, the first %s, and %d parts", len(found), found[0], len(main.HasPart))
	}
	for _, part := range main.HasPart {
		doc, urls := readReviews(t, tree, strings.TrimPrefix(part.URL, siteAddress))
		if doc.URL != part.URL || doc.PartOf.URL != main.URL || len(urls) != 20 {
			t.Errorf("%s is %s, part of %s, and has %d reviews", part.URL, doc.URL, doc.PartOf.URL, len(urls))
		}
		found = append(found, urls...)
	}
	want := append(entriesOf(m, "en", ""), entriesOf(m, "fr", "")...)
	slices.Sort(want)
	slices.Sort(found)
	if !slices.Equal(slices.Compact(found), want) {
		t.Errorf("found %d reviews of %d", len(found), len(want))
	}
	if doc, urls := readReviews(t, manyChecks(t, 10).tree(), "claimreview.json"); len(urls) != 20 || doc.HasPart != nil {
		t.Errorf("a small site has %d reviews in one file and the parts %v", len(urls), doc.HasPart)
	}
}
