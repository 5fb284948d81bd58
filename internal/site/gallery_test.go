package site_test

import (
	"fmt"
	"image/png"
	"regexp"
	"strings"
	"testing"
)

// Everything that the gallery shows and leads to is there, and each choice
// shows the pictures that it says.
func TestGallery(t *testing.T) {
	tree := tree(t, map[string]string{
		"cups":    check("status = \"published\"\ntopics = [\"cold\"]", "Cups keep tea warm", french),
		"kettles": check("status = \"published\"\ntopics = [\"heat\"]", "Kettles bring water to the boil", ""),
	})
	for name, facts := range map[string][]string{
		"en/gallery/index.html":              {"Cups keep", "Kettles bring", "statement-link-w240.png", "statement-link.png\" download="},
		"en/gallery/topics/cold/index.html":  {"Cups keep", "!Kettles bring"},
		"en/gallery/themes/dark/index.html":  {"Cups keep", "statement-link-dark-w480.png 480w", "statement-link-dark.png\" download=", "!statement-link-w240.png"},
		"en/gallery/apps/bluesky/index.html": {"Kettles bring", `aria-current="page">Bluesky`, "noindex"},
		"fr/gallery/index.html":              {"!Kettles bring"},
	} {
		text := read(t, tree, name)
		for _, want := range facts {
			if absent, found := strings.CutPrefix(want, "!"); found == strings.Contains(text, absent) {
				t.Errorf("%s: %q", name, want)
			}
		}
		for _, m := range regexp.MustCompile(`(?:src|href|srcset)="([^"]*-(?:w240|w480|link|dark)\.png[^"]*)"`).FindAllStringSubmatch(text, -1) {
			for _, candidate := range strings.Split(m[1], ", ") {
				address, _, _ := strings.Cut(candidate, " ")
				if !tree.Has(strings.TrimPrefix(address, "/")) {
					t.Errorf("%s shows %s, which there is not", name, address)
				}
			}
		}
	}
	for _, width := range []int{240, 480} {
		file := read(t, tree, fmt.Sprintf("en/cups/statement-link-w%d.png", width))
		if img, err := png.DecodeConfig(strings.NewReader(file)); err != nil || img.Width != width {
			t.Errorf("%d px: %d px, %v", width, img.Width, err)
		}
	}
}

// A long gallery comes in pages that each have eight fact-checks.
func TestTheGalleryHasPages(t *testing.T) {
	checks := map[string]string{}
	for i := range 20 {
		checks[fmt.Sprintf("cups-%02d", i)] = check("status = \"published\"\ntopics = [\"cold\"]", "Cups keep tea warm", "")
	}
	tree := tree(t, checks)
	for name, want := range map[string]int{"en/gallery/index.html": 12, "en/gallery/page/1/index.html": 8} {
		if got := strings.Count(read(t, tree, name), `<section class="shown"`); got != want {
			t.Errorf("%s shows %d fact-checks, want %d", name, got, want)
		}
	}
}
