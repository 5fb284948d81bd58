package address

import "testing"

// The addresses are a contract; a change here breaks links that people have
// shared.
func TestAddressesAreTheContract(t *testing.T) {
	for want, got := range map[string]string{
		"/fr/":                                 List("fr"),
		"/fr/housing-costs-causes/":            Page("fr", "housing-costs-causes"),
		"/zh-Hans/housing-costs-causes/embed/": Embed("zh-Hans", "housing-costs-causes"),
		"/en/topics/housing/":                  Topic("en", "housing"),
		"/en/corrections/":                     Corrections("en"),
		"/en/about/":                           About("en"),
		"/en/about/#rating-half-true":          Rating("en", "half-true"),
		"/zh-Hans/heard/":                      Heard("zh-Hans"),
		"/zh-Hans/heard/tell/":                 Tell("zh-Hans"),
		"/assets/heard/fr.bin":                 HeardIndex("fr"),
		"/assets/heard/fr.json":                HeardTexts("fr"),
		"/en/feed.atom":                        Feed("en", "atom"),
		"/en/topics/housing/feed.json":         TopicFeed("en", "housing", "json"),
		"/en/":                                 Numbered(List("en"), 0),
		"/en/page/2/":                          Numbered(List("en"), 2),
		"/en/topics/housing/page/1/":           Numbered(Topic("en", "housing"), 1),
		"/en/topics/housing/feed-3.json":       Part(TopicFeed("en", "housing", "json"), 3),
		"/sitemap-12.xml":                      Part(Sitemap, 12),
		"/en/housing-costs-causes/statement-square.png":       Picture("en", "housing-costs-causes", "statement", "square", "", 0, "png"),
		"/en/housing-costs-causes/statement-chat-dark.jpg":    Picture("en", "housing-costs-causes", "statement", "chat", "dark", 0, "jpg"),
		"/en/housing-costs-causes/sandwich-square-dark-2.png": Picture("en", "housing-costs-causes", "sandwich", "square", "dark", 2, "png"),
		"/en/a/share/":                   Share("en", "a"),
		"/en/a/oembed.xml":               OEmbed("en", "a", "xml"),
		"/en/topics/housing/oembed.json": TopicOEmbed("en", "housing", "json"),
		"/ar/embed/":                     ListEmbed("ar"),
		"/ar/topics/housing/embed/":      TopicEmbed("ar", "housing"),
		"/fr/ratings/half-true/feed.rss": RatingFeed("fr", "half-true", "rss"),
		"/fr/corrections/feed.json":      CorrectionsFeed("fr", "json"),
		"/api/v1/fact-checks/a.json":     APIFactCheck("a"),
		"/en/a/kit.zip":                  Kit("en", "a"),
		"/en/a/kit.json":                 KitList("en", "a"),
		"/en/a/qr.png":                   QR("en", "a"),
		"/en/a/statement-square-r2.png":  Revised(Picture("en", "a", "statement", "square", "", 0, "png"), 2),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestLanguageOfWhatSomebodyHeard(t *testing.T) {
	for path, want := range map[string]string{"/fr/heard/tell/": "fr", "/heard/tell/": "", "/fr/heard/": "", "/fr/tell/": "", "/fr/heard/tell": ""} {
		if lang, ok := TellIn(path); string(lang) != want && ok || ok != (want != "") {
			t.Errorf("%s is told in %q", path, lang)
		}
	}
	for path, want := range map[string]string{
		"/en/heard/": "en", "/zh-Hans/heard/": "zh-Hans", "/heard/": "", "/en/heard": "", "/en/topics/heard/": "", "/en/": "", "//heard/": "",
		"/en/heard/index.html": "", "en/heard/": "",
	} {
		if lang, ok := HeardIn(path); ok != (want != "") || ok && string(lang) != want {
			t.Errorf("HeardIn(%q) = %q, %t; want %q", path, lang, ok, want)
		}
	}
}

func TestFileAndPathAreInverse(t *testing.T) {
	for path, file := range map[string]string{
		"/":                "index.html",
		"/en/":             "en/index.html",
		"/en/x/embed/":     "en/x/embed/index.html",
		"/robots.txt":      "robots.txt",
		"/en/myindex.html": "en/myindex.html",
		NotFound:           "404.html",
	} {
		if got := File(path); got != file {
			t.Errorf("File(%q) = %q, want %q", path, got, file)
		}
		if got := Path(file); got != path {
			t.Errorf("Path(%q) = %q, want %q", file, got, path)
		}
	}
}

func TestReservedSlugsAreThePagesOfALanguage(t *testing.T) {
	for _, page := range []string{Topic("en", "x"), Corrections("en"), About("en"), Numbered(List("en"), 1), ListEmbed("en"), RatingFeed("en", "x", "rss")} {
		var slug string
		for _, s := range ReservedSlugs() {
			if prefix := Page("en", s); len(page) >= len(prefix) && page[:len(prefix)] == prefix {
				slug = string(s)
			}
		}
		if slug == "" {
			t.Errorf("no reserved slug keeps %s free", page)
		}
	}
	if !Reserved("topics") || Reserved("housing-costs-causes") {
		t.Error("Reserved does not follow the list")
	}
}
