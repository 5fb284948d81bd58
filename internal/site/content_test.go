package site_test

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/project"
	"rebut/internal/site"
)

const settings = `
languages = ["en", "fr"]
[translations]
unreviewed = "mark"
stale = "hide"
[[formats]]
id = "link"
name = "Link"
width = 1200
height = 630
type = "png"
safe = { top = 40, right = 40, bottom = 40, left = 40 }
`

// check is a fact-check's file: head goes before its sections, tail after.
func check(head, fact, tail string) string {
	return `
language = "en"
published = 2026-11-01
modified = 2026-11-01
rating = "false"
designs = ["statement"]
` + head + `
[text.en]
claim = "Drinks are served cold everywhere."
fact = "` + fact + `"
why = "A kettle heats water until it boils; people use it while it is hot."
technique = "Overgeneralisation: one cold cup stands for all."
verdict = "It is wrong: kettles boil water."
body = "Water boils at about 100 °C [@s]."
[[appearances]]
claimant = "Somebody"
quote = "Drinks are served cold everywhere."
date = 2026-01-02
url = "https://example.org/a"
seen = "original"
[[sources]]
id = "s"
title = "On boiling"
publisher = "Kettle Review"
url = "https://example.org/s"
finding = "Water boils at about 100 °C at sea level."
seen = "original"
` + tail
}

const french = `
[text.fr]
translates = 1
reviewed = false
claim = "Les boissons sont servies froides partout."
fact = "Une bouilloire fait bouillir l’eau à *100 °C*"
why = "Une bouilloire chauffe l’eau jusqu’à ce qu’elle bout."
technique = "Généralisation : une tasse froide vaut pour toutes."
verdict = "C’est faux : les bouilloires font bouillir l’eau."
body = "L’eau bout à environ 100 °C [@s]."
`

func tree(t *testing.T, checks map[string]string) *site.FS {
	t.Helper()
	own := fstest.MapFS{"rebut.toml": {Data: []byte(settings)}}
	for slug, text := range checks {
		own["claims/"+slug+".toml"] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Problems.HasErrors() {
		t.Fatal(p.Problems)
	}
	return p.Site
}

func read(t *testing.T, tree *site.FS, name string) string {
	t.Helper()
	text, err := tree.ReadFile(name)
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

func TestFilesOfAFactCheck(t *testing.T) {
	tree := tree(t, map[string]string{
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]\naliases = [\"pots\"]", "Kettles boil water at *100 °C*", french),
		"cups":    check("status = \"published\"\nrevision = 2\ntopics = [\"cold\"]", "Cups keep tea warm", french), // the translation is stale
		"spoons":  check("status = \"review\"\ntopics = [\"steel\"]", "Spoons stir tea", ""),
	})
	var got []string
	for _, name := range tree.Names() {
		if strings.Contains(name, "/oembed.") || strings.Contains(name, "/share/") { // oembed_test.go
			continue
		}
		if !strings.HasPrefix(name, "assets/") && !strings.Contains(name, "/gallery/") && !strings.Contains(name, "/ratings/") && !strings.Contains(name, "-w") { // gallery_test.go
			got = append(got, name)
		}
	}
	want := strings.Fields(`
404.html api/index.html api/openapi.json api/v1/corrections.json
api/v1/fact-checks.json api/v1/fact-checks/cups.json api/v1/fact-checks/cups.pictures.json
api/v1/fact-checks/kettles.json api/v1/fact-checks/kettles.pictures.json api/v1/fact-checks/pots.json api/v1/fact-checks/pots.pictures.json
api/v1/ratings.json api/v1/topics.json claimreview.json embed.js
en/about/index.html en/corrections/feed.atom en/corrections/feed.json en/corrections/feed.rss en/corrections/index.html
en/cups/embed/index.html en/cups/index.html en/cups/kit.json en/cups/kit.zip en/cups/qr.png en/cups/statement-link-contrast.png en/cups/statement-link-dark.png en/cups/statement-link.png
en/embed/index.html en/feed.atom en/feed.json en/feed.rss en/heard/index.html en/index.html
en/kettles/embed/index.html en/kettles/index.html en/kettles/kit.json en/kettles/kit.zip en/kettles/qr.png en/kettles/statement-link-contrast.png en/kettles/statement-link-dark.png en/kettles/statement-link.png
en/pots/embed/index.html en/pots/index.html en/pots/kit.json en/pots/kit.zip en/pots/statement-link-contrast.png en/pots/statement-link-dark.png en/pots/statement-link.png
en/site.webmanifest
en/topics/cold/embed/index.html en/topics/cold/feed.atom en/topics/cold/feed.json en/topics/cold/feed.rss en/topics/cold/index.html
en/topics/heat/embed/index.html en/topics/heat/feed.atom en/topics/heat/feed.json en/topics/heat/feed.rss en/topics/heat/index.html
feeds.opml
fr/about/index.html fr/corrections/feed.atom fr/corrections/feed.json fr/corrections/feed.rss fr/corrections/index.html fr/cups/embed/index.html fr/cups/index.html fr/embed/index.html fr/feed.atom fr/feed.json fr/feed.rss fr/heard/index.html fr/index.html
fr/kettles/embed/index.html fr/kettles/index.html fr/kettles/kit.json fr/kettles/kit.zip fr/kettles/qr.png fr/kettles/statement-link-contrast.png fr/kettles/statement-link-dark.png fr/kettles/statement-link.png
fr/pots/embed/index.html fr/pots/index.html fr/pots/kit.json fr/pots/kit.zip fr/pots/statement-link-contrast.png fr/pots/statement-link-dark.png fr/pots/statement-link.png
fr/site.webmanifest
fr/topics/heat/embed/index.html fr/topics/heat/feed.atom fr/topics/heat/feed.json fr/topics/heat/feed.rss fr/topics/heat/index.html
index.html offline.html robots.txt sitemap.xml sw.js`)
	if !slices.Equal(got, want) {
		t.Errorf("files\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheAddressOfAHiddenTranslationLeadsOn(t *testing.T) {
	tree := tree(t, map[string]string{"cups": check("status = \"published\"\nrevision = 2\naliases = [\"mugs\"]\ntopics = [\"cold\"]", "Cups keep tea warm",
		french+"[[corrections]]\ndate = 2026-11-01\nrevision = 2\nwhat = { en = \"Cold was wrong.\", fr = \"Froid était faux.\" }\n")})
	for _, name := range []string{"fr/cups/index.html", "fr/mugs/index.html"} {
		page := read(t, tree, name)
		for _, want := range []string{`href="/en/cups/"`, "Cups keep tea warm", `content="noindex`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, page)
			}
		}
		if strings.Contains(page, "Une bouilloire") {
			t.Errorf("%s shows the hidden text", name)
		}
	}
	if read(t, tree, "fr/cups/embed/index.html") != read(t, tree, "en/cups/embed/index.html") {
		t.Error("the embed of the hidden translation is not that of the original")
	}
	if log := read(t, tree, "fr/corrections/index.html"); !strings.Contains(log, "Froid était faux.") || !strings.Contains(log, `lang="en"`) {
		t.Errorf("the French log does not tell of the correction:\n%s", log)
	}
	if strings.Contains(read(t, tree, "fr/index.html")+read(t, tree, "fr/feed.rss")+read(t, tree, "sitemap.xml"), "/fr/cups/") {
		t.Error("a list leads to the hidden translation")
	}
}

func TestAWithdrawalIsToldInHiddenLanguagesToo(t *testing.T) {
	tree := tree(t, map[string]string{"cups": check("status = \"withdrawn\"\nrevision = 2\ntopics = [\"cold\"]\n[withdrawn]\ndate = 2026-11-20\nreason = { en = \"Broken.\", fr = \"Cassées.\" }",
		"Cups keep tea warm", french)}) // the translation is stale
	for _, name := range []string{"fr/cups/index.html", "fr/cups/embed/index.html", "fr/feed.rss", "fr/topics/cold/feed.rss", "fr/corrections/index.html"} {
		if !strings.Contains(read(t, tree, name), "Cassées.") {
			t.Errorf("%s does not tell of the withdrawal", name)
		}
		if strings.HasSuffix(name, "embed/index.html") && strings.Contains(read(t, tree, name), "<title>Une bouilloire") {
			t.Errorf("%s is still titled with the fact", name)
		}
	}
}

func TestAWithdrawnFactCheckKeepsItsPageAndSaysWhy(t *testing.T) {
	tree := tree(t, map[string]string{
		"cups": check("status = \"published\"\ntopics = [\"heat\"]", "Cups keep tea warm", ""),
		"kettles": check("status = \"withdrawn\"\ntopics = [\"steel\"]\n[withdrawn]\ndate = 2026-11-20\nreason = \"The kettle was broken.\"",
			"Kettles boil water", ""),
	})
	for _, name := range []string{"en/kettles/index.html", "en/kettles/embed/index.html", "en/corrections/index.html",
		"en/feed.rss", "en/feed.atom", "en/feed.json", "en/topics/steel/feed.rss"} {
		if !strings.Contains(read(t, tree, name), "The kettle was broken.") {
			t.Errorf("%s does not say why", name)
		}
	}
	if !tree.Gone("en/kettles/index.html") || tree.Gone("en/cups/index.html") || tree.Gone("en/nothing/index.html") {
		t.Error("the withdrawn one, and no other, is gone")
	}
	for _, name := range []string{"en/index.html", "en/topics/steel/index.html", "sitemap.xml"} {
		if strings.Contains(read(t, tree, name), "/kettles/") {
			t.Errorf("%s names it", name)
		}
	}
	if reviews := read(t, tree, "claimreview.json"); !strings.Contains(reviews, `"dateDeleted": "2026-11-20"`) || strings.Count(reviews, `"ClaimReview"`) != 1 {
		t.Errorf("the reviews do not say that it was withdrawn:\n%s", reviews)
	}
	for _, name := range tree.Names() {
		if strings.HasPrefix(name, "en/kettles/") && strings.HasSuffix(name, ".png") {
			t.Errorf("there is %s", name)
		}
	}
}

func TestDraftTranslationsAreMarkedAndNotIndexed(t *testing.T) {
	tree := tree(t, map[string]string{"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water", french)})
	page := read(t, tree, "fr/kettles/index.html")
	if !strings.Contains(page, "noindex") || !strings.Contains(page, `"creativeWorkStatus"`) {
		t.Errorf("the draft's page is not marked:\n%s", page)
	}
	if strings.Contains(read(t, tree, "en/kettles/index.html"), "noindex") {
		t.Error("the original's page is kept from search engines")
	}
	for _, name := range []string{"sitemap.xml", "claimreview.json"} {
		if text := read(t, tree, name); strings.Contains(text, "https://rebut.example/fr/kettles/\"") || strings.Contains(text, "<loc>https://rebut.example/fr/kettles/</loc>") {
			t.Errorf("%s names the draft:\n%s", name, text)
		}
	}
}

func TestEarlierAddressesLeadOn(t *testing.T) {
	tree := tree(t, map[string]string{"kettles": check("status = \"published\"\ntopics = [\"heat\"]\naliases = [\"pots\"]", "Kettles boil water", "")})
	page := read(t, tree, "en/pots/index.html")
	if !strings.Contains(page, `http-equiv="refresh"`) || !strings.Contains(page, "/en/kettles/") {
		t.Errorf("the earlier address says\n%s", page)
	}
	if to := tree.Moved("en/pots/index.html"); to != "/en/kettles/" || tree.Moved("en/kettles/index.html") != "" {
		t.Errorf("readers are sent on to %q", to)
	}
	if read(t, tree, "en/pots/statement-link.png") != read(t, tree, "en/kettles/statement-link.png") {
		t.Error("the pictures differ")
	}
	if strings.Contains(read(t, tree, "sitemap.xml"), "pots") {
		t.Error("the sitemap names the earlier address")
	}
}

func TestFeedsKnowTheSizeOfPictures(t *testing.T) {
	tree := tree(t, map[string]string{"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water", "")})
	picture := read(t, tree, "en/kettles/statement-link.png")
	if len(picture) < 1000 || !strings.HasPrefix(picture, "\x89PNG") {
		t.Fatalf("the picture has %d bytes", len(picture))
	}
	if feed := read(t, tree, "en/feed.rss"); !strings.Contains(feed, `length="`+strconv.Itoa(len(picture))+`"`) {
		t.Errorf("the feed does not say that the picture has %d bytes", len(picture))
	}
}

// TestSearchEnginesAreShownFewPictures: the first design in the first theme,
// wide, square and for link previews, however many there are; and no poster.
func TestSearchEnginesAreShownFewPictures(t *testing.T) {
	own := fstest.MapFS{
		"rebut.toml":          {Data: []byte("languages = [\"en\"]\n")}, // all formats and themes that Rebut has
		"claims/kettles.toml": {Data: []byte(strings.Replace(check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water", ""), `["statement"]`, `["statement", "versus"]`, 1))},
	}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || p.Site == nil {
		t.Fatal(err, p.Problems)
	}
	at := "https://rebut.example/en/kettles/"
	want := []string{at + "statement-link.png", at + "statement-wide.png", at + "statement-square.png"}
	if !p.Site.Has("en/kettles/versus-square.png") || !p.Site.Has("en/kettles/statement-a4.pdf") {
		t.Fatal("the project draws too little to show anything")
	}
	var data struct{ Image []struct{ URL string } }
	_, markup, _ := strings.Cut(read(t, p.Site, "en/kettles/index.html"), `<script type="application/ld+json">`)
	markup, _, _ = strings.Cut(markup, "</script>")
	if err := json.Unmarshal([]byte(markup), &data); err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, image := range data.Image {
		named = append(named, image.URL)
	}
	if !slices.Equal(named, want) {
		t.Errorf("the page's structured data name %v, want %v", named, want)
	}
	var mapped struct {
		Images []string `xml:"url>image>loc"`
	}
	if err := xml.Unmarshal([]byte(read(t, p.Site, "sitemap.xml")), &mapped); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(mapped.Images, want) {
		t.Errorf("the sitemap names %v, want %v", mapped.Images, want)
	}
}
