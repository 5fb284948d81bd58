package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// everyKind is an edition's pictures in two designs, of which one is a carousel
// where it is square, and posters of both.
func everyKind(e factcheck.Edition) []Picture {
	var out []Picture
	for _, design := range []string{"statement", "sandwich"} {
		for _, format := range []string{"portrait", "square", "link", "a4"} {
			slides := 0
			if design == "sandwich" && format == "square" {
				slides = 2
			}
			for _, theme := range []string{"light", "dark"} {
				for slide := min(slides, 1); slide <= slides; slide++ {
					out = append(out, kind(e, design, format, theme, slide, slides))
				}
			}
		}
	}
	return out
}

func kind(e factcheck.Edition, design, format, theme string, slide, slides int) Picture {
	size := map[string][2]int{"portrait": {1080, 1350}, "square": {1080, 1080}, "link": {1200, 630}, "a4": {1240, 1754}}[format]
	mime, ext := "image/png", "png"
	if format == "a4" {
		mime, ext = "application/pdf", "pdf"
	}
	return Picture{
		Path: address.Picture(e.Lang, e.Slug, design, format, theme, slide, ext), Design: design, DesignName: "The " + design, DesignWhat: "What it is",
		Format: format, FormatName: "For " + format, Theme: theme, ThemeName: "In " + theme, MIME: mime, Slide: slide, Slides: slides,
		Width: size[0], Height: size[1], Alt: "Alt of " + design + ".", AltShort: "Short.",
	}
}

func pageOf(t *testing.T, lang factcheck.Lang, pictures func(factcheck.Edition) []Picture) document {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example")
	e := edition(t, cfg, sample(""), lang)
	page, err := set.FactCheck(e, Extras{Pictures: pictures(e), Caption: "A caption", Kit: true, Editions: cfg.Editions(e.FactCheck)})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, page)
}

// spoken is what a link is called by programs that read pages aloud: the texts
// of the elements that label it.
func (d document) spoken(n *html.Node) string {
	var names []string
	for _, id := range strings.Fields(attr(n, "aria-labelledby")) {
		at := slices.IndexFunc(slices.Collect(d.root.Descendants()), func(n *html.Node) bool { return attr(n, "id") == id })
		if at < 0 {
			return "no element has the id " + id
		}
		names = append(names, content(slices.Collect(d.root.Descendants())[at]))
	}
	return strings.Join(names, " | ")
}

// Read out of its place, "Light" would be the name of dozens of links.
func TestDownloadsAreToldApartByTheirNames(t *testing.T) {
	doc := pageOf(t, "en", everyKind)
	var names []string
	for _, n := range doc.all("a") {
		if attr(n, "download") != "" && attr(n, "aria-labelledby") != "" {
			names = append(names, doc.spoken(n))
		}
	}
	var want []string
	for _, p := range everyKind(factcheck.Edition{FactCheck: sample(""), Lang: "en"}) {
		name := strings.Join([]string{p.DesignName, p.FormatName, p.ThemeName}, " | ")
		if p.Slide > 0 {
			name += fmt.Sprintf(" | %d/2", p.Slide)
		}
		want = append(want, name)
	}
	slices.Sort(names)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("links are called\n%s\nwant\n%s", strings.Join(names, "\n"), strings.Join(want, "\n"))
	}
}

func TestSlidesAreNumberedInTheDigitsOfTheLanguage(t *testing.T) {
	set, _ := siteAt(t, "https://rebut.example")
	for lang, want := range map[factcheck.Lang]string{"en": "2/4", "fa": "۲/۴", "bn": "২/৪"} {
		if got := slide(set.print(lang), Picture{Slide: 2, Slides: 4}); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestOneDesignNeedsNoName(t *testing.T) {
	doc := pageOf(t, "en", func(e factcheck.Edition) []Picture { return everyKind(e)[:8] })
	if headings := doc.all("h3"); len(headings) > 0 && content(headings[0]) == "The statement" {
		t.Error("the only design is named")
	}
	for _, n := range doc.all("a") {
		if file := attr(n, "download"); strings.Contains(file, "statement-link.") && doc.spoken(n) != "For link | In light" {
			t.Errorf("%s is called %q", file, doc.spoken(n))
		}
	}
}

// The first design is shown; the others and the posters are folded away, with a
// picture of what each looks like, which no poster can have.
func TestOtherDesignsAreFoldedAway(t *testing.T) {
	doc := pageOf(t, "en", everyKind)
	var open, folded []string
	for _, n := range doc.all("img") {
		if attr(n, "src") == "/assets/logo.png" {
			continue
		}
		line := fmt.Sprintf("%s %s", attr(n, "src"), attr(n, "alt"))
		if within(n, "details") == nil {
			open = append(open, line)
		} else {
			folded = append(folded, line)
		}
	}
	at := "/en/a-slug/"
	if want := []string{at + "statement-portrait-light.png Alt of statement.", at + "statement-square-light.png ", at + "statement-link-light.png "}; !slices.Equal(open, want) {
		t.Errorf("open: %q, want %q", open, want)
	}
	if want := []string{at + "sandwich-square-light-1.png Alt of sandwich.", at + "sandwich-square-light-2.png "}; !slices.Equal(folded, want) {
		t.Errorf("folded: %q, want %q", folded, want)
	}
	var summaries []string
	for _, n := range doc.all("summary") {
		if p := within(n, "section"); p != nil && attr(p, "class") == "share" {
			summaries = append(summaries, content(n))
		}
	}
	if want := []string{"The sandwich What it is", "Posters to print", "Words to go with the picture"}; !slices.Equal(summaries, want) {
		t.Errorf("summaries %q, want %q", summaries, want)
	}
	for _, n := range doc.all("a") {
		if file := attr(n, "download"); strings.HasSuffix(file, ".pdf") && !strings.HasPrefix(content(within(n, "details")), "Posters to print") {
			t.Errorf("%s does not stand among the posters", file)
		}
	}
}

// Where a design has an alt text of its own, it can be copied beside it.
func TestAltTextsCanBeCopied(t *testing.T) {
	texts := map[string]string{}
	for _, n := range pageOf(t, "en", everyKind).all("textarea") {
		texts[attr(n, "id")] = content(n)
	}
	if texts["d1alt"] != "Alt of statement." || texts["d2alt"] != "Alt of sandwich." || texts["caption"] != "A caption" {
		t.Errorf("texts to copy: %q", texts)
	}
	same := func(e factcheck.Edition) []Picture {
		out := everyKind(e)
		for i := range out {
			out[i].Alt = "One for all."
		}
		return out
	}
	if n := len(pageOf(t, "en", same).all("textarea")); n != 3 { // caption, alt, code for partners
		t.Errorf("%d texts to copy, want 3", n)
	}
}

// A project may draw nothing but posters.
func TestPostersAloneAreOffered(t *testing.T) {
	doc := pageOf(t, "en", func(e factcheck.Edition) []Picture {
		return slices.DeleteFunc(everyKind(e), func(p Picture) bool { return p.Image() })
	})
	posters := 0
	for _, n := range doc.all("a") {
		if strings.HasSuffix(attr(n, "download"), ".pdf") {
			posters++
		}
	}
	if posters != 4 || doc.meta("og:image") != "" {
		t.Errorf("%d posters, link preview %q", posters, doc.meta("og:image"))
	}
}

func within(n *html.Node, element string) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == element {
			return p
		}
	}
	return nil
}
