package page

import (
	"bytes"
	"slices"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

// numberedPage is a page of the Arabic list of a site in a folder.
func numberedPage(t *testing.T, at Paging) document {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example/facts")
	e := edition(t, cfg, sample(""), "ar")
	page, err := set.List("ar", cfg.Languages, []Item{{Edition: e}}, nil, at)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, page)
}

// within are the elements of a kind in the navigation between pages.
func (d document) within(element string) []*html.Node {
	var out []*html.Node
	for _, nav := range d.all("nav") {
		if attr(nav, "class") == "pages" {
			out = append(out, document{nav}.all(element)...)
		}
	}
	return out
}

func TestPagesLeadToTheirNeighbours(t *testing.T) {
	const newest, newer, older = "الأحدث", "أحدث", "أقدم"
	const list, gap = "/facts/ar/", "…"
	for _, test := range []struct {
		at   Paging
		want []string // text and address of each link
	}{
		{Paging{}, nil},
		{Paging{Older: 1}, []string{newest, list, "1", list + "page/1/", older, list + "page/1/"}},
		{Paging{Older: 6}, []string{newest, list, "6", list + "page/6/", "1", list + "page/1/", older, list + "page/6/"}},
		{Paging{Number: 1}, []string{newer, list, newest, list, "1", list + "page/1/"}},
		{Paging{Number: 4, Older: 3, Newer: 5}, []string{newer, list + "page/5/", newest, list, "5", list + "page/5/", "4", list + "page/4/",
			"3", list + "page/3/", "1", list + "page/1/", older, list + "page/3/"}},
	} {
		d := numberedPage(t, test.at)
		var got []string
		for _, a := range d.within("a") {
			got = append(got, content(a), attr(a, "href"))
			if current := attr(a, "aria-current") == "page"; current != (content(a) == pageText(test.at, newest)) {
				t.Errorf("%+v: %s is the current page: %t", test.at, content(a), current)
			}
			if rel := map[string]string{newer: "prev", older: "next"}[content(a)]; attr(a, "rel") != rel {
				t.Errorf("%+v: %s has rel %q", test.at, content(a), attr(a, "rel"))
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%+v: %q, want %q", test.at, got, test.want)
		}
		if gaps := len(d.within("span")); gaps != map[int]int{6: 1, 3: 1}[test.at.Older] {
			t.Errorf("%+v: %d gaps", test.at, gaps)
		}
	}
}

func pageText(at Paging, newest string) string {
	if at.Number == 0 {
		return newest
	}
	return string(rune('0' + at.Number))
}

// Pages of other languages have other fact-checks: a numbered page is no
// edition of theirs, and its menu leads to their front pages.
func TestANumberedPageIsItsOwn(t *testing.T) {
	d := numberedPage(t, Paging{Number: 2, Older: 1})
	for _, link := range d.all("link") {
		if attr(link, "rel") == "canonical" && attr(link, "href") != "https://rebut.example/facts/ar/page/2/" {
			t.Errorf("canonical is %s", attr(link, "href"))
		}
		if attr(link, "hreflang") != "" {
			t.Errorf("%s is an edition of it", attr(link, "href"))
		}
	}
	for _, a := range d.all("a") {
		want := map[string]string{"en": "/facts/en/", "fr": "/facts/fr/", "ar": "/facts/ar/page/2/", "es": "/facts/es/"}[attr(a, "hreflang")]
		if lang := attr(a, "hreflang"); lang != "" && attr(a, "href") != want {
			t.Errorf("the menu leads to %s, want %s", attr(a, "href"), want)
		}
	}
	if title := content(d.all("title")[0]); title != "تدقيق الحقائق – الصفحة 2 – Rebut" {
		t.Errorf("title %q", title)
	}
	if lead := len(d.all("article")); lead != 1 || attr(d.all("article")[0], "class") != "item" {
		t.Error("an older page has a lead")
	}
	if d.meta("og:url") != "https://rebut.example/facts/ar/page/2/" {
		t.Errorf("og:url %s", d.meta("og:url"))
	}
}

func TestTheTitlesOfPagesDiffer(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	e := edition(t, cfg, sample(""), "en")
	titles := map[string]bool{}
	for n := range 3 {
		at := Paging{Number: n, Older: 1}
		topic, err := set.Topic("en", "a-topic", cfg.Languages, []Item{{Edition: e}}, nil, at)
		if err != nil {
			t.Fatal(err)
		}
		log, err := set.Corrections("en", cfg.Languages, Log([]factcheck.Edition{e}), Past{}, at)
		if err != nil {
			t.Fatal(err)
		}
		titles[content(parse(t, topic).all("title")[0])] = true
		titles[content(parse(t, log).all("title")[0])] = true
		if policy := bytes.Contains(log, []byte(`<div class="prose">`)); policy != (n == 0) {
			t.Errorf("page %d has the policy: %t", n, policy)
		}
	}
	if len(titles) != 6 {
		t.Errorf("six pages have the titles %v", titles)
	}
}

// Entries of one day stand in the order of slugs, whatever edition tells of
// them: languages that show other editions have the same pages.
func TestTheLogHasOneOrder(t *testing.T) {
	_, cfg := siteAt(t, "https://rebut.example")
	a, b := sample(""), sample("")
	a.Slug, b.Slug = "a", "b"
	mixed := Log([]factcheck.Edition{edition(t, cfg, b, "en"), edition(t, cfg, a, "fr")})
	if len(mixed) != 2 || mixed[0].Edition.Slug != "a" {
		t.Errorf("the log begins with %s", mixed[0].Edition.Slug)
	}
}
