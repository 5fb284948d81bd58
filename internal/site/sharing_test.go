package site_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
)

// Pages lead on to fact-checks on the same topics that are shown in their
// language, and to no others.
func TestRelatedFactChecks(t *testing.T) {
	tree := tree(t, map[string]string{
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water at *100 °C*", french),
		"pans":    check("status = \"published\"\ntopics = [\"heat\", \"steel\"]", "Pans carry *heat* evenly", ""),
		"pots":    check("status = \"published\"\nrevision = 2\ntopics = [\"heat\"]", "Pots hold two litres", french), // the translation is stale, and hidden
		"cups":    check("status = \"review\"\ntopics = [\"heat\"]", "Cups keep tea warm", ""),
	})
	related := func(name string) string {
		_, rest, _ := strings.Cut(read(t, tree, name), `<section class="related"`)
		part, _, _ := strings.Cut(rest, "</section>")
		return part
	}
	en := related("en/kettles/index.html")
	for _, want := range []string{`href="/en/pans/"`, `href="/en/pots/"`, "<em>heat</em>"} {
		if !strings.Contains(en, want) {
			t.Errorf("English: no %s in\n%s", want, en)
		}
	}
	if strings.Contains(en, "/en/kettles/") || strings.Contains(en, "/cups/") {
		t.Errorf("leads to itself, or to what is not published:\n%s", en)
	}
	if fr := related("fr/kettles/index.html"); fr != "" {
		t.Errorf("French: %s", fr)
	}
}

// Every page that has graphics has its address as a QR code.
func TestTheQRCodeIsAFileOfTheSite(t *testing.T) {
	tree := tree(t, map[string]string{
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water at *100 °C*", ""),
		"pots":    check("status = \"withdrawn\"\ntopics = [\"heat\"]", "Pots hold two litres", "[withdrawn]\ndate = 2026-11-01\nreason = \"Wrong.\"\n"),
	})
	if _, err := png.Decode(bytes.NewReader([]byte(read(t, tree, "en/kettles/qr.png")))); err != nil {
		t.Error(err)
	}
	if page := read(t, tree, "en/kettles/index.html"); !strings.Contains(page, `download="kettles-en-qr.png"`) {
		t.Error("the page does not offer it")
	}
	if tree.Has("en/pots/qr.png") {
		t.Error("a withdrawn fact-check has one")
	}
}

// The words of each app are those that go there, and there is one set of data
// for the review and one for the way to the page.
func TestAPageHasTheWordsOfItsApps(t *testing.T) {
	page := read(t, tree(t, map[string]string{"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water at *100 °C*", "")}), "en/kettles/index.html")
	for _, want := range []string{`id="app-bluesky"`, `data-fits="link"`, `"@type":"ClaimReview"`, `"@type":"BreadcrumbList"`, "/assets/factcheck.css", "/assets/share.js"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, `id="app-tiktok"`) {
		t.Error("an app without a picture is offered")
	}
}
