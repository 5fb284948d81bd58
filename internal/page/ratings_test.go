package page

import (
	"strings"
	"testing"

	"rebut/internal/config"
)

// Every chip of a fact-check leads to what the rating means; those of the scale
// itself lead nowhere, and those of embeds neither: they would open in the frame.
func TestRatingsAreExplained(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	pages := everyPage(t, set, cfg, sample(""), "fr")
	for _, name := range []string{"list", "topic", "factcheck", "heard, answered"} {
		doc, links := parse(t, pages[name]), 0
		for _, chip := range doc.withClass("rating") {
			if chip.Data == "a" && attr(chip, "href") == "/facts/fr/about/#rating-misleading" {
				links++
			}
		}
		if links == 0 {
			t.Errorf("%s: no chip leads to its explanation", name)
		}
	}
	for _, chip := range parse(t, pages["embed"]).withClass("rating") {
		if chip.Data != "span" {
			t.Error("the chip of an embed is a link")
		}
	}
	about := parse(t, pages["about"])
	scale := about.all("dl")
	if len(scale) != 1 {
		t.Fatalf("%d scales", len(scale))
	}
	var anchors []string
	for _, div := range (document{scale[0]}).all("div") {
		anchors = append(anchors, attr(div, "id"))
		if dd := (document{div}).all("dd"); len(dd) != 2 || attr(dd[0], "class") != "" || attr(dd[1], "class") != "feeds" {
			t.Errorf("%s has no meaning, or no feeds", attr(div, "id"))
		}
	}
	if got := strings.Join(anchors, " "); got != "rating-true rating-half-true rating-missing-context rating-misleading rating-false" {
		t.Errorf("scale: %s", got)
	}
	if got := content(about.all("dd")[8]); got != "Les données contredisent l’affirmation." {
		t.Errorf("meaning of the last: %q", got)
	}
}

func TestASchemeOfOnesOwnNeedsNoMeanings(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	cfg.Ratings = []config.Rating{{ID: "no", Value: 1, Shape: config.Cross}}
	page, err := set.About("en", cfg.Languages)
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, page)
	if dd := doc.all("dd"); len(doc.all("dt")) != 1 || len(dd) != 2 || content(dd[0]) != "" || !strings.Contains(string(page), "<dd hidden></dd>") {
		t.Errorf("%d words, %d meanings", len(doc.all("dt")), len(dd))
	}
	if r := set.linkedRating("gone", "en"); r.Href != "" || r.Word.Text != "gone" {
		t.Errorf("a rating that the scheme no longer has: %+v", r)
	}
}
