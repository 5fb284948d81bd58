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
	page, err := set.FactCheck(e, Extras{Pictures: pictures(e), Apps: apps("A caption", "An alt."), QR: address.QR(lang, e.Slug), Kit: true, Editions: cfg.Editions(e.FactCheck)})
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
		if attr(n, "data-theme") != "" && around(n, "class", "app") == nil {
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

// Each app shows the first design in the format that suits it best. All files are
// folded away, with a picture of what each other design looks like, which no
// poster can have.
func TestAppsShowWhatSuitsThem(t *testing.T) {
	doc := pageOf(t, "en", everyKind)
	at := "/en/a-slug/"
	var open, folded, offered []string
	for _, n := range doc.all("img") {
		switch line := attr(n, "src") + " " + attr(n, "alt"); {
		case around(n, "class", "app") != nil:
			open = append(open, attr(around(n, "class", "app"), "id")+" "+line+" "+attr(n, "loading"))
		case within(n, "details") != nil:
			folded = append(folded, line)
		}
	}
	if want := []string{"on-chats " + at + "statement-square-light.png Short. ", "on-posts " + at + "statement-link-light.png Short. lazy"}; !slices.Equal(open, want) {
		t.Errorf("apps show %q, want %q", open, want)
	}
	if want := []string{at + "sandwich-square-light-1.png Short.", at + "sandwich-square-light-2.png ", at + "qr.png QR code that leads to this page"}; !slices.Equal(folded, want) {
		t.Errorf("folded: %q, want %q", folded, want)
	}
	for _, n := range doc.all("a") {
		if app := around(n, "class", "app"); app != nil {
			offered = append(offered, attr(app, "id")+" "+attr(n, "download"))
		}
	}
	if want := []string{
		"on-chats a-slug-en-statement-square-light.png", "on-chats a-slug-en-statement-square-dark.png",
		"on-posts a-slug-en-statement-link-light.png", "on-posts a-slug-en-statement-link-dark.png",
	}; !slices.Equal(offered, want) {
		t.Errorf("apps offer %q, want %q", offered, want)
	}
	var summaries []string
	for _, n := range doc.all("summary") {
		if around(n, "class", "share") != nil {
			summaries = append(summaries, content(n))
		}
	}
	if want := []string{"Words to go with the picture", "All designs and sizes", "Posters to print · QR code of this page"}; !slices.Equal(summaries, want) {
		t.Errorf("summaries %q, want %q", summaries, want)
	}
	for _, n := range doc.all("a") {
		if file := attr(n, "download"); strings.HasSuffix(file, ".pdf") && around(n, "id", "to-print") == nil {
			t.Errorf("%s does not stand among the posters", file)
		}
	}
}

// What the script looks for: every app knows its formats and words, and every
// file is found by design, format and theme.
func TestTheScriptFindsItsFiles(t *testing.T) {
	doc := pageOf(t, "en", everyKind)
	fields := map[string]string{}
	for _, n := range doc.all("textarea") {
		fields[attr(n, "id")] = content(n)
	}
	var apps []string
	for _, n := range doc.all("input") {
		if attr(n, "name") != "app" {
			continue
		}
		app := attr(n, "value") + " takes " + attr(n, "data-fits") + ": " + fields[attr(n, "data-caption")]
		for _, pair := range strings.Fields(attr(n, "data-alts")) {
			design, id, _ := strings.Cut(pair, "=")
			app += "; " + design + " " + fields[id]
		}
		apps = append(apps, app)
	}
	if want := []string{
		"chats takes square link: A caption; statement An alt.; sandwich An alt. Slides.",
		"posts takes link: A caption #tag; statement An alt.; sandwich An alt. Cut.",
	}; !slices.Equal(apps, want) {
		t.Errorf("got\n%q, want\n%q", apps, want)
	}
	found := map[string][]string{}
	for _, n := range doc.all("a") {
		if item, list := within(n, "li"), within(n, "ul"); attr(n, "data-theme") != "" && around(n, "id", "everything") != nil {
			look := strings.Join([]string{attr(list, "data-design"), attr(item, "data-format"), attr(n, "data-theme")}, "-")
			found[look] = append(found[look], attr(n, "href"))
		}
	}
	if len(found) != 12 || !slices.Equal(found["statement-portrait-dark"], []string{"statement-portrait-dark.png"}) ||
		!slices.Equal(found["sandwich-square-light"], []string{"sandwich-square-light-1.png", "sandwich-square-light-2.png"}) {
		t.Errorf("%d looks: %v", len(found), found)
	}
}

// Words stand once, however many apps take them, and say which those are.
func TestWordsAreNamedAfterTheirApps(t *testing.T) {
	labels := func(doc document) (out []string) {
		for _, n := range doc.all("label") {
			if around(n, "id", "words") != nil {
				out = append(out, content(n))
			}
		}
		return out
	}
	const alt = "Description for people who cannot see the picture (alt text)"
	want := []string{"Caption (Chats)", "Caption (Posts)", alt, alt + ", The sandwich (Chats)", alt + ", The sandwich (Posts)", "Link to this page"}
	if got := labels(pageOf(t, "en", everyKind)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, n := range pageOf(t, "ar", everyKind).all("span") {
		if inner := n.FirstChild; content(n) == "Chats" && inner.Type == html.TextNode && attr(n, "lang") != "en" {
			t.Error("an English name is not marked on an Arabic page")
		}
	}
}

// A project may have no apps: then there is nothing to choose, and the same
// panel.
func TestSharingWithoutApps(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	e := edition(t, cfg, sample(""), "en")
	everywhere := []App{{Formats: []string{"link"}, Caption: "A caption", Alts: map[string]string{"statement": "An alt.", "sandwich": "An alt."}}}
	page, err := set.FactCheck(e, Extras{Pictures: everyKind(e), Apps: everywhere})
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, page)
	for _, n := range doc.all("fieldset") {
		if attr(n, "class") == "apps" && !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) {
			t.Error("one app is offered as a choice")
		}
	}
	texts := 0
	for _, n := range doc.all("textarea") {
		if around(n, "id", "words") != nil {
			texts++
		}
	}
	if texts != 2 {
		t.Errorf("%d texts, want caption and alt text", texts)
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

// around is the element around another that has an attribute of a value, or nil.
func around(n *html.Node, key, value string) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if attr(p, key) == value {
			return p
		}
	}
	return nil
}

func within(n *html.Node, element string) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == element {
			return p
		}
	}
	return nil
}
