package site_test

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"rebut/internal/oembed"
	"rebut/internal/site"
)

const retracted = "[withdrawn]\ndate = 2026-11-20\nreason = { en = \"The study was retracted.\", fr = \"L’étude a été retirée.\" }\n"

// embeddable is a site with a fact-check of every kind.
func embeddable(t *testing.T) *site.FS {
	t.Helper()
	return tree(t, map[string]string{
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]\naliases = [\"pots\"]", "Kettles boil water at *100 °C*", french),
		"cups":    check("status = \"published\"\nrevision = 2\ntopics = [\"cold\"]", "Cups keep tea warm", french), // the translation is stale
		"pans":    check("status = \"withdrawn\"\ntopics = [\"heat\"]", "Pans are cold", retracted),
		"spoons":  check("status = \"review\"\ntopics = [\"steel\"]", "Spoons stir tea", ""),
	})
}

func ask(t *testing.T, tree *site.FS, address string, maxWidth int) (oembed.Answer, error) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return tree.OEmbed(oembed.Request{URL: u, MaxWidth: maxWidth, Format: "json"})
}

// Every address of the site that shows something can be embedded, however it
// was copied.
func TestWhateverIsShownCanBeEmbedded(t *testing.T) {
	tree := embeddable(t)
	for address, want := range map[string]string{ // type, title, what the answer shows
		"/en/kettles/":                          "rich|Kettles boil water at 100 °C|/en/kettles/embed/\"",
		"/en/kettles":                           "rich|Kettles boil water at 100 °C|/en/kettles/embed/\"",
		"/en/kettles/index.html":                "rich|Kettles boil water at 100 °C|/en/kettles/embed/\"",
		"/en/kettles/?utm_source=x&theme=dark#": "rich|Kettles boil water at 100 °C|/en/kettles/embed/\"",
		"/en/pots/":                             "rich|Kettles boil water at 100 °C|/en/kettles/embed/\"",
		"/en/pots/embed/":                       "rich|Kettles boil water at 100 °C|/en/kettles/embed/\"",
		"/fr/kettles/":                          "rich|[Ébauche de traduction] Une bouilloire fait bouillir l’eau à 100 °C|/fr/kettles/embed/\"",
		"/en/kettles/embed/?theme=dark&accent=B3201F&layout=compact&x=1": "rich|Kettles boil water at 100 °C|/en/kettles/embed/?accent=b3201f&amp;layout=compact&amp;theme=dark\"",
		"/fr/cups/":                              "rich|Cups keep tea warm|/en/cups/embed/\"", // hidden: the original stands in
		"/en/pans/":                              "rich|This fact-check has been withdrawn|The study was retracted.",
		"/":                                      "rich|Fact-checks – Rebut|/en/embed/\"",
		"/fr/":                                   "rich|Vérifications – Rebut|/fr/embed/\"",
		"/en/topics/heat/":                       "rich|Heat – Rebut|/en/topics/heat/embed/\"",
		"/en/kettles/statement-link.png":         "photo|Kettles boil water at 100 °C|/en/kettles/statement-link.png",
		"/en/kettles/statement-link-dark.png":    "photo|Kettles boil water at 100 °C|/en/kettles/statement-link-dark.png",
		"/en/pots/statement-link.png?download=1": "photo|Kettles boil water at 100 °C|/en/kettles/statement-link.png",
		"/fr/kettles/statement-link-w480.png":    "photo|[Ébauche de traduction] Une bouilloire fait bouillir l’eau à 100 °C|/fr/kettles/statement-link.png",
	} {
		for _, start := range []string{"https://rebut.example", "http://REBUT.example:80"} {
			a, err := ask(t, tree, start+address, 0)
			if err != nil {
				t.Errorf("%s: %v", address, err)
				continue
			}
			if want := strings.Split(want, "|"); a.Type != want[0] || a.Title != want[1] || !strings.Contains(a.HTML+a.URL, want[2]) {
				t.Errorf("%s: %s %q\n%s, want %q", address, a.Type, a.Title, a.HTML+a.URL, want)
			}
		}
	}
}

func TestWhatIsNotShownCannotBeEmbedded(t *testing.T) {
	tree := embeddable(t)
	for _, address := range []string{
		"https://rebut.example/en/spoons/", "https://rebut.example/en/nothing/", "https://rebut.example/xx/kettles/", "https://rebut.example/fr/pans/",
		"https://rebut.example/en/kettles/kit.zip", "https://rebut.example/en/kettles/qr.png", "https://rebut.example/en/kettles/nothing.png", "https://rebut.example/fr/cups/statement-link.png",
		"https://rebut.example/en/about/", "https://rebut.example/en/topics/nothing/", "https://rebut.example/en/feed.rss", "https://rebut.example/404.html",
		"https://rebut.example/assets/site.css", "https://rebut.example//en/kettles/", "https://rebut.example/en/../en/kettles/",
		"https://other.example/en/kettles/", "https://rebut.example.evil.example/en/kettles/", "https://rebut.example:8443/en/kettles/",
		"https://rebut.example@evil.example/en/kettles/", "https://user@rebut.example/en/kettles/", "ftp://rebut.example/en/kettles/", "//rebut.example/en/kettles/", "/en/kettles/", "kettles", "javascript:alert(1)",
	} {
		if a, err := ask(t, tree, address, 0); !errors.Is(err, oembed.ErrUnknown) {
			t.Errorf("%s: %v, %+v", address, err, a)
		}
	}
}

// What a static host hands out is what a server answers without sizes.
func TestPrebuiltAnswersAreThoseOfTheServer(t *testing.T) {
	tree := embeddable(t)
	for name, address := range map[string]string{
		"en/kettles/oembed": "/en/kettles/", "fr/kettles/oembed": "/fr/kettles/", "en/pans/oembed": "/en/pans/", "en/pots/oembed": "/en/pots/", "en/topics/heat/oembed": "/en/topics/heat/",
	} {
		a, err := ask(t, tree, "https://rebut.example"+address, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"json", "xml"} {
			want, err := a.Bytes(format)
			if got := read(t, tree, name+"."+format); err != nil || got != string(want) {
				t.Errorf("%s.%s:\n%s\nwant\n%s (%v)", name, format, got, want, err)
			}
		}
	}
	if tree.Has("fr/cups/oembed.json") {
		t.Error("a hidden translation has an answer of its own")
	}
}

// Pages lead to answers that are there.
func TestPagesLeadToTheirAnswers(t *testing.T) {
	tree := embeddable(t)
	for name, answer := range map[string]string{
		"en/kettles/index.html": "en/kettles/oembed", "en/pots/index.html": "en/kettles/oembed", "en/pans/index.html": "en/pans/oembed", "fr/topics/heat/index.html": "fr/topics/heat/oembed",
	} {
		page := read(t, tree, name)
		for _, link := range []string{`type="application/json+oembed"`, `type="text/xml+oembed"`} {
			format := map[bool]string{true: "json", false: "xml"}[strings.Contains(link, "json")]
			if want := fmt.Sprintf(`href="https://rebut.example/%s.%s"`, answer, format); !strings.Contains(page, link) || !strings.Contains(page, want) || !tree.Has(answer+"."+format) {
				t.Errorf("%s does not lead to %s", name, want)
			}
		}
	}
}
