package page

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

func factCheckPage(t *testing.T, lang factcheck.Lang) (document, []byte) {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example")
	page := everyPage(t, set, cfg, sample(""), lang)["factcheck"]
	return parse(t, page), page
}

func TestTheFactLeadsAndTheMythDoesNot(t *testing.T) {
	doc, page := factCheckPage(t, "en")
	if h1 := doc.all("h1"); len(h1) != 1 || content(h1[0]) != "The fact in English" {
		t.Errorf("h1: %v", h1)
	}
	if em := doc.all("em"); len(em) == 0 || content(em[0]) != "fact" {
		t.Error("the marked phrase is not emphasised")
	}
	for _, name := range []string{"og:title", "twitter:title", "description", "og:description", "og:image:alt", "twitter:image:alt"} {
		if got := doc.meta(name); got == "" || strings.Contains(got, "myth") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if title := content(doc.all("title")[0]); !strings.HasPrefix(title, "The fact in English") {
		t.Errorf("title: %q", title)
	}
	if n := bytes.Count(page, []byte("The myth")); n != 1 {
		t.Errorf("the claim stands %d times, want once", n)
	}
}

func TestLinkPreview(t *testing.T) {
	doc, _ := factCheckPage(t, "en")
	for name, want := range map[string]string{
		"og:type": "article", "og:url": "https://rebut.example/en/a-slug/", "og:image": "https://rebut.example/en/a-slug/statement-link.png",
		"og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/png", "twitter:card": "summary_large_image",
		"article:published_time": "2026-06-01", "article:modified_time": "2026-06-02", "robots": "",
	} {
		if got := doc.meta(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestLanguagesOfThePage(t *testing.T) {
	doc, _ := factCheckPage(t, "ar")
	var alternates, feeds, oembed []string
	for _, n := range doc.all("link") {
		switch {
		case attr(n, "hreflang") != "":
			alternates = append(alternates, attr(n, "hreflang")+" "+attr(n, "href"))
		case strings.HasSuffix(attr(n, "type"), "+oembed"):
			oembed = append(oembed, attr(n, "type")+" "+attr(n, "href")+" "+attr(n, "title"))
		case strings.HasPrefix(attr(n, "type"), "application/"):
			feeds = append(feeds, attr(n, "type")+" "+attr(n, "href"))
		}
	}
	if want := []string{"en https://rebut.example/en/a-slug/", "fr https://rebut.example/fr/a-slug/", "ar https://rebut.example/ar/a-slug/",
		"x-default https://rebut.example/en/a-slug/"}; !slices.Equal(alternates, want) {
		t.Errorf("alternates %v, want %v", alternates, want)
	}
	if want := []string{"application/rss+xml /ar/feed.rss", "application/atom+xml /ar/feed.atom", "application/feed+json /ar/feed.json"}; !slices.Equal(feeds, want) {
		t.Errorf("feeds %v, want %v", feeds, want)
	}
	if want := []string{"application/json+oembed https://rebut.example/ar/a-slug/oembed.json [مسودة ترجمة] The fact in Arabic",
		"text/xml+oembed https://rebut.example/ar/a-slug/oembed.xml [مسودة ترجمة] The fact in Arabic"}; !slices.Equal(oembed, want) {
		t.Errorf("oEmbed %q, want %q", oembed, want)
	}
	if root := doc.all("html")[0]; attr(root, "lang") != "ar" || attr(root, "dir") != "rtl" {
		t.Errorf("html: %v", root.Attr)
	}
	var switcher []string
	for _, n := range doc.all("a") {
		if attr(n, "hreflang") != "" && strings.Contains(content(n), "مسودة") {
			switcher = append(switcher, attr(n, "href"))
		}
	}
	if want := []string{"/fr/a-slug/", "/ar/a-slug/"}; !slices.Equal(switcher, want) {
		t.Errorf("shown as drafts: %v, want %v", switcher, want)
	}
}

func TestADraftSaysSoAndIsNotIndexed(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	for name, page := range everyPage(t, set, cfg, sample(""), "ar") {
		doc := parse(t, page)
		notices := slices.DeleteFunc(doc.all("aside"), func(n *html.Node) bool { return attr(n, "class") != "notice" })
		if wants := slices.Contains([]string{"factcheck", "embed", "withdrawn"}, name); wants != (len(notices) == 1) {
			t.Errorf("%s has %d notices", name, len(notices))
		}
		if wants := !slices.Contains([]string{"list", "topic", "corrections", "about", "home", "heard"}, name); wants != (doc.meta("robots") == "noindex") {
			t.Errorf("%s: robots %q", name, doc.meta("robots"))
		}
	}
	doc, _ := factCheckPage(t, "en")
	if len(doc.all("aside")) != 0 {
		t.Error("the original carries a notice")
	}
}

func TestTextsInOtherLanguagesAreMarked(t *testing.T) {
	doc, _ := factCheckPage(t, "ar")
	want := map[string]bool{"Exact words": false, "A title": false, "A finding": false, "A claimant": false, "What changed": false}
	for n := range doc.root.Descendants() {
		if _, ok := want[content(n)]; ok && n.Type == html.ElementNode && attr(n, "lang") == "en" && attr(n, "dir") == "ltr" {
			want[content(n)] = true
		}
	}
	for text, marked := range want {
		if !marked {
			t.Errorf("%q is English on an Arabic page and does not say so", text)
		}
	}
}

func TestCitationsLeadToSources(t *testing.T) {
	doc, _ := factCheckPage(t, "fr")
	ids := map[string]bool{}
	for n := range doc.root.Descendants() {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q stands twice", id)
			}
			ids[id] = true
		}
	}
	found := false
	for _, n := range doc.all("a") {
		if anchor, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && !ids[anchor] {
			t.Errorf("link to #%s leads nowhere", anchor)
		}
		if attr(n, "role") == "doc-noteref" {
			found = attr(n, "href") == "#source-1" && attr(n, "aria-label") == "Source 1\u00a0: A publisher"
		}
	}
	if !found {
		t.Error("the citation is not a link to its source with a name")
	}
}

func TestDownloads(t *testing.T) {
	doc, page := factCheckPage(t, "en")
	var files []string
	for _, n := range doc.all("a") {
		if file := attr(n, "download"); file != "" && around(n, "class", "app") == nil {
			files = append(files, attr(n, "href")+" "+file)
		}
	}
	want := []string{
		"statement-square.png a-slug-en-statement-square.png", "statement-square-dark.png a-slug-en-statement-square-dark.png",
		"statement-link.png a-slug-en-statement-link.png", "statement-link-dark.png a-slug-en-statement-link-dark.png",
		"/en/a-slug/qr.png a-slug-en-qr.png",
	}
	if !slices.Equal(files, want) {
		t.Errorf("downloads %v, want %v", files, want)
	}
	if at, story := bytes.Index(page, []byte(`class="share"`)), bytes.Index(page, []byte(`class="story"`)); at < 0 || at > story {
		t.Error("the graphics do not come before the story")
	}
	for _, n := range doc.all("img") {
		if attr(n, "width") == "" && attr(n, "src") != "/assets/logo.png" {
			t.Errorf("image without size: %v", n.Attr)
		}
	}
}

func TestNotFoundSpeaksAllLanguages(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	doc := parse(t, everyPage(t, set, cfg, sample(""), "en")["not found"])
	var langs []string
	for _, n := range doc.all("section") {
		langs = append(langs, attr(n, "lang"))
	}
	if want := []string{"en", "fr", "ar", "es"}; !slices.Equal(langs, want) {
		t.Errorf("languages %v, want %v", langs, want)
	}
}

func TestHomeAndAliasLeadOn(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	pages := everyPage(t, set, cfg, sample(""), "en")
	for name, want := range map[string]string{"home": "0; url=/facts/en/", "alias": "0; url=/facts/en/a-slug/"} {
		got := ""
		for _, n := range parse(t, pages[name]).all("meta") {
			if attr(n, "http-equiv") == "refresh" {
				got = attr(n, "content")
			}
		}
		if got != want {
			t.Errorf("%s: refresh %q, want %q", name, got, want)
		}
	}
}

func TestTheLogListsTheNewestFirst(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	f := sample("")
	f.Corrections = append(f.Corrections, factcheck.Correction{Date: factcheck.Date{Year: 2026, Month: 7, Day: 1}, What: factcheck.Localised{"en": "Later"}})
	page, err := set.Corrections("en", cfg.Languages, Log([]factcheck.Edition{edition(t, cfg, f, "en")}), Past{}, Paging{})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := bytes.Index(page, []byte("Later")), bytes.Index(page, []byte("What changed")); a < 0 || b < a {
		t.Errorf("the later correction stands at %d, the earlier one at %d", a, b)
	}
}

// What a project has in one language only is marked as that language on the
// pages of others: for voices, hyphens, fonts and direction.
func TestTextsOfAnotherLanguageAreMarked(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	cfg.Topics = []config.Topic{{ID: "a-topic", Name: factcheck.Localised{"en": "Kettles"}}}
	cfg.Rating("misleading").Word = factcheck.Localised{"en": "Misleading"}
	cfg.Organisation.Licence = factcheck.Localised{"en": "Free to share"}
	pages := everyPage(t, set, cfg, sample(""), "ar")
	for text, on := range map[string][]string{
		"Kettles": {"factcheck", "list", "topic"}, "Misleading": {"factcheck", "list", "embed", "about"}, "Free to share": {"factcheck", "list", "about"},
		"A publisher": {"factcheck", "embed"}, "A place": {"factcheck"}, "A role": {"factcheck"},
	} {
		for _, name := range on {
			marked := bytes.Count(pages[name], []byte(`<span lang="en" dir="ltr">`+text+"</span>"))
			if all := bytes.Count(pages[name], []byte(">"+text+"<")); marked == 0 || marked != all {
				t.Errorf("%s: %q is marked %d times of %d", name, text, marked, all)
			}
		}
	}
}
