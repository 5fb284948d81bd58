package page

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

var shipped = os.DirFS("../../templates")

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(shipped)
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

// siteAt is the page set of a site with four languages at an address.
func siteAt(t *testing.T, address string) (*Set, *config.Config) {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(`
languages = ["en", "fr", "ar", "es"]
[organisation]
address = "` + address + `"
contact = "facts@rebut.example"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
logo = "logo.png"
[translations]
unreviewed = "mark"
`)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	set, problems, err := Load(shipped, cfg, msgs)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return set, cfg
}

// sample is a fact-check in which everything that a page may show is set, with
// extra added to each text.
func sample(extra string) *factcheck.FactCheck {
	all := func(s string) factcheck.Localised { return factcheck.Localised{"en": s + extra} }
	text := func(lang string) *factcheck.Text {
		return &factcheck.Text{
			Claim: "The myth in " + lang + extra, Fact: factcheck.Emphasised("The *fact* in " + lang + extra), Why: "The reason" + extra,
			Technique: "Cherry-picking" + extra, Verdict: "The verdict" + extra, Body: "Body [@one]. [@none]\n\n# Heading\n\n" + extra,
			Translates: 1, Translator: "A translator" + extra,
		}
	}
	english := text("English")
	english.Number.Label, english.Chart.Note = "of the whole"+extra, "What the figures are"+extra
	return &factcheck.FactCheck{
		Number: &factcheck.Number{Value: 11, Unit: factcheck.Percent, Source: "two"},
		Chart: &factcheck.Chart{Kind: factcheck.Bars, Unit: "CAD", Source: "one", Categories: []factcheck.Category{{Name: all("Now"), Highlight: true}, {Name: all("Then")}},
			Series: []factcheck.ChartSeries{{Values: []float64{1550, -2}}}},
		Receipt: &factcheck.Receipt{Source: "one", Passage: "Passage" + extra},
		Slug:    "a-slug", Status: factcheck.Published, Language: "en", Revision: 1, Rating: "misleading", Topics: []string{"a-topic"},
		Published: factcheck.Date{Year: 2026, Month: 6, Day: 1}, Modified: factcheck.Date{Year: 2026, Month: 6, Day: 2},
		Texts: factcheck.Texts{"en": english, "ar": text("Arabic"), "fr": text("French")},
		Appearances: []factcheck.Appearance{
			{Claimant: all("A claimant"), Role: all("A role"), Quote: "Exact words" + extra, Place: all("A place"), Date: factcheck.Date{Year: 2024},
				URL: "https://claim.example/" + extra, Archived: "https://archive.example/" + extra, Seen: factcheck.SeenCopy},
			{Claimant: all("Another claimant"), URL: "javascript:alert(1)"},
		},
		Sources: []factcheck.Source{
			{ID: "one", Title: "A title" + extra, Publisher: all("A publisher"), Authors: []string{"A", "B" + extra}, Language: "en", Finding: all("A finding"),
				Date: factcheck.Date{Year: 2025, Month: 5}, URL: "https://www.source.example/" + extra, Seen: factcheck.SeenQuoted, Accessed: factcheck.Date{Year: 2026}},
			{ID: "two", Title: "Another title" + extra, Publisher: all("Another publisher"), URL: "https://two.example/"},
			{ID: "three", Title: "A third title" + extra, Publisher: all("A third publisher"), URL: "data:text/html,x"},
		},
		Corrections: []factcheck.Correction{{Date: factcheck.Date{Year: 2026, Month: 6, Day: 2}, Revision: 1, What: all("What changed")}},
	}
}

func edition(t *testing.T, cfg *config.Config, f *factcheck.FactCheck, lang factcheck.Lang) factcheck.Edition {
	t.Helper()
	e, ok := cfg.Edition(f, lang)
	if !ok {
		t.Fatalf("no edition in %s", lang)
	}
	return e
}

func pictures(e factcheck.Edition) []Picture {
	var out []Picture
	for _, format := range []string{"square", "link"} {
		for _, theme := range []string{"", "dark"} {
			out = append(out, Picture{
				Path: address.Picture(e.Lang, e.Slug, "statement", format, theme, 0, "png"), Design: "statement", Format: format,
				FormatName: "Name of " + format, Theme: theme, ThemeName: "Theme " + theme, MIME: "image/png", Width: 1200, Height: 630,
				Alt: e.Text.Fact.Plain() + ". Alt text.", AltShort: e.Text.Fact.Plain() + ". Short alt text.",
			})
		}
	}
	return out
}

// apps are two apps that take different words.
func apps(caption, alt string) []App {
	return []App{
		{ID: "chats", Name: factcheck.Localised{"en": "Chats"}, Formats: []string{"square", "link"}, Caption: caption, Alts: map[string]string{"statement": alt, "sandwich": alt + " Slides."}},
		{ID: "posts", Name: factcheck.Localised{"": "Posts"}, Formats: []string{"link"}, Caption: caption + " #tag", Alts: map[string]string{"statement": alt, "sandwich": alt + " Cut."}},
		{ID: "none", Name: factcheck.Localised{"": "None"}, Formats: []string{"pin"}, Caption: "Unused", Alts: map[string]string{"statement": "Unused"}},
	}
}

// everyPage makes one page of each kind in a language.
func everyPage(t *testing.T, set *Set, cfg *config.Config, f *factcheck.FactCheck, lang factcheck.Lang) map[string][]byte {
	t.Helper()
	e := edition(t, cfg, f, lang)
	gone := *f
	gone.Status, gone.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{Date: f.Modified, Reason: factcheck.Localised{"en": f.Original().Why}}
	withdrawn := edition(t, cfg, &gone, lang)
	pics := pictures(e)
	items := []Item{{e, &pics[2]}, {e, nil}}
	pages := map[string][]byte{}
	add := func(name string, page []byte, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		pages[name] = page
	}
	past := Past{Picture: func(e factcheck.Edition, revision int) string { return "/" + string(e.Lang) + "/earlier.png" }, Changes: func(e factcheck.Edition, revision int) []factcheck.Change {
		return []factcheck.Change{{Lang: lang, Field: "why", Before: "12: " + e.Text.Why, After: "11: " + e.Text.Why}, {Lang: lang, Field: "body", After: "11: " + e.Text.Body}}
	}}
	page, err := set.FactCheck(e, Extras{
		Pictures: pics, Apps: apps("Caption: "+f.Original().Why, "Alt: "+f.Original().Why), QR: address.QR(lang, f.Slug), Editions: cfg.Editions(f), Related: []factcheck.Edition{e},
		Past:   past,
		JSONLD: [][]byte{[]byte(`{"name":"</script><b>\u2028"}`), nil},
	})
	add("factcheck", page, err)
	page, err = set.List(lang, cfg.Languages, items, map[string]int{"a-topic": 2}, Paging{})
	add("list", page, err)
	page, err = set.Topic(lang, "a-topic", []factcheck.Lang{lang}, items, []string{"a-topic"}, Paging{})
	add("topic", page, err)
	heard := HeardPage{Langs: cfg.Languages, Topics: []string{"a-topic"}, Search: true}
	page, err = set.Heard(lang, heard, nil)
	add("heard", page, err)
	page, err = set.Heard(lang, heard, &Found{Query: "Heard: " + f.Original().Why, Answered: true, Items: items})
	add("heard, answered", page, err)
	page, err = set.Heard(lang, heard, &Found{Query: "Heard: " + f.Original().Why, Items: items})
	add("heard, not answered", page, err)
	page, err = set.Embed(e, EmbedExtras{Editions: cfg.Editions(f)})
	add("embed", page, err)
	page, err = set.EmbedList(lang, cfg.Languages, items)
	add("embed of a list", page, err)
	page, err = set.EmbedTopic(lang, "a-topic", []factcheck.Lang{lang}, items)
	add("embed of a topic", page, err)
	page, err = set.Embed(withdrawn, EmbedExtras{Editions: cfg.Editions(&gone)})
	add("withdrawn embed", page, err)
	page, err = set.Withdrawn(withdrawn, cfg.Editions(&gone))
	add("withdrawn", page, err)
	page, err = set.Alias(e)
	add("alias", page, err)
	page, err = set.Corrections(lang, cfg.Languages, Log([]factcheck.Edition{e, withdrawn}), past, Paging{})
	add("corrections", page, err)
	page, err = set.About(lang, cfg.Languages)
	add("about", page, err)
	page, err = set.Home(cfg.Languages)
	add("home", page, err)
	page, err = set.NotFound(cfg.Languages)
	add("not found", page, err)
	return pages
}

// none is for logs without earlier pictures.
// document is a parsed page that tests ask questions of.
type document struct{ root *html.Node }

func parse(t *testing.T, page []byte) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	return document{root}
}

func (d document) all(element string) []*html.Node {
	var out []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == element {
			out = append(out, n)
		}
	}
	return out
}

// meta is the content of the <meta> of a name or property, "" for none.
func (d document) meta(name string) string {
	for _, n := range d.all("meta") {
		if attr(n, "name") == name || attr(n, "property") == name {
			return attr(n, "content")
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// withFile is the shipped templates with one file replaced.
func withFile(t *testing.T, name, text string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(shipped, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(shipped, path)
		out[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out[name] = &fstest.MapFile{Data: []byte(text)}
	return out
}
