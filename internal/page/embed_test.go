package page

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

func embedOf(t *testing.T, f *factcheck.FactCheck, lang factcheck.Lang, past Past) document {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example")
	page, err := set.Embed(edition(t, cfg, f, lang), EmbedExtras{Editions: cfg.Editions(f), Past: past})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, page)
}

// class are the elements of a class.
func (d document) class(name string) []*html.Node {
	var out []*html.Node
	for n := range d.root.Descendants() {
		if slices.Contains(strings.Fields(attr(n, "class")), name) {
			out = append(out, n)
		}
	}
	return out
}

// In a frame only the other languages may take the place of the embed.
func TestLinksOfEmbedsLeaveTheFrame(t *testing.T) {
	doc := embedOf(t, sample(""), "fr", Past{})
	var inside []string
	for _, a := range doc.all("a") {
		switch {
		case attr(a, "target") == "_blank":
		case attr(a, "hreflang") != "" && attr(a.Parent.Parent, "class") == "panel languages":
			inside = append(inside, attr(a, "href"))
		case attr(a, "class") != "fresh" && attr(a.Parent.Parent, "class") != "notice":
			t.Errorf("a link to %q stays in the frame", attr(a, "href"))
		}
	}
	if !slices.ContainsFunc(doc.all("a"), func(a *html.Node) bool { return strings.HasSuffix(attr(a, "href"), "/a-slug/share/") }) {
		t.Error("no link leads to the page for partners")
	}
	if want := []string{"/en/a-slug/embed/", "/fr/a-slug/embed/", "/ar/a-slug/embed/"}; !slices.Equal(inside, want) {
		t.Errorf("languages lead to %v, want %v", inside, want)
	}
}

// The newest correction is seen at once where there is room for it, and says
// what it changed of what the embed shows.
func TestEmbedsShowTheNewestCorrection(t *testing.T) {
	f := sample("")
	f.Corrections = append([]factcheck.Correction{{Date: factcheck.Date{Year: 2026, Month: 6, Day: 1}, Revision: 1, What: factcheck.Localised{"en": "An older one"}}}, f.Corrections...)
	past := Past{Changes: func(factcheck.Edition, int) []factcheck.Change {
		return []factcheck.Change{{Lang: "en", Field: "fact", Before: "The guess in English", After: "The fact in English"}, {Lang: "en", Field: "technique", Before: "Old", After: "New"}}
	}}
	doc := embedOf(t, f, "en", past)
	shown := doc.class("corrected")
	if len(shown) != 1 || !strings.Contains(content(shown[0]), "What changed") || strings.Contains(content(shown[0]), "older") {
		t.Fatalf("%d corrections", len(shown))
	}
	if _, open := lookup(shown[0], "open"); !open {
		t.Error("the correction is folded away, though there is room")
	}
	if del := doc.all("del"); len(del) != 1 || content(del[0]) != "guess" {
		t.Errorf("%d texts are struck out", len(del))
	}

	f.Texts["en"].Why, f.Texts["en"].Claim = strings.Repeat("a reason ", 31), strings.Repeat("a claim ", 25)
	f.Corrections[1].What = factcheck.Localised{"en": strings.Repeat("changed ", 30)}
	shown = embedOf(t, f, "en", past).class("corrected")
	if _, open := lookup(shown[0], "open"); open {
		t.Error("a long correction takes the room of a long claim")
	}
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func TestAnEmbedOfWhatWasWithdrawnTellsNoFact(t *testing.T) {
	f := sample("")
	f.Status, f.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{Date: f.Modified, Reason: factcheck.Localised{"en": "It rested on a slip."}}
	set, cfg := siteAt(t, "https://rebut.example")
	page, err := set.Embed(edition(t, cfg, f, "en"), EmbedExtras{})
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"The fact in English", "The myth", "The reason", "class=\"rating\"", "<textarea"} {
		if bytes.Contains(page, []byte(gone)) {
			t.Errorf("it has %q", gone)
		}
	}
	if !bytes.Contains(page, []byte("It rested on a slip.")) {
		t.Error("it does not say why")
	}
}

// A list shows as much as stays below the height at which frames are cut, has
// some more for those who ask, and the others on its page.
func TestEmbedsOfListsComeInBlocks(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	e := edition(t, cfg, sample(""), "en")
	page, err := set.EmbedList("en", cfg.Languages, slices.Repeat([]Item{{Edition: e}}, EmbedListSize))
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, page)
	all, folded := len(doc.class("fact")), 0
	for _, n := range doc.class("fact") {
		for at := n; at != nil; at = at.Parent {
			if at.Data == "details" {
				folded++
			}
		}
	}
	if all != EmbedListSize || folded != EmbedListSize-embedBlock {
		t.Errorf("%d entries, %d of them folded away", all, folded)
	}
	if way := doc.class("read"); attr(way[0], "href") != "https://rebut.example/en/" {
		t.Errorf("all are at %s", attr(way[0], "href"))
	}
	if list := doc.class("items"); attr(list[0], "data-chosen") != "/en/{slug}/embed/" {
		t.Errorf("chosen ones are at %q", attr(list[0], "data-chosen"))
	}
}
