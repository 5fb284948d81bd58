package page

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/snippet"
)

// Where the fact leaves its page, no notice goes with it.
func TestADraftSaysSoWhereItsFactStandsAlone(t *testing.T) {
	doc, _ := factCheckPage(t, "fr")
	const want = "[Ébauche de traduction] The fact in French"
	for _, name := range []string{"og:title", "twitter:title"} {
		if got := doc.meta(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := content(doc.all("title")[0]); !strings.HasPrefix(got, want+" – ") {
		t.Errorf("title: %q", got)
	}
	for _, n := range doc.all("textarea") {
		if attr(n, "id") == "embed" && !strings.Contains(content(n), "<p>"+want+"</p>") {
			t.Errorf("code to paste: %s", content(n))
		}
	}
	for _, n := range doc.all("button") {
		if title := attr(n, "data-title"); title != "" && title != want {
			t.Errorf("shared as %q", title)
		}
	}
}

// Inside the page the code is text, however its fact is written.
func TestTheCodeToPasteIsShownAsText(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	f := sample("")
	f.Texts["en"].Fact = "Rents < wages & *falling*</textarea>"
	want := set.snippets().FactCheck(edition(t, cfg, f, "en"), snippet.Options{})
	for _, n := range parse(t, everyPage(t, set, cfg, f, "en")["factcheck"]).all("textarea") {
		if attr(n, "id") == "embed" && content(n) != want {
			t.Errorf("got\n%s\nwant\n%s", content(n), want)
		}
	}
}

func TestLocalesOfALinkPreview(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	f := sample("")
	f.Language = "fr" // English and Arabic are its drafts
	doc := parse(t, everyPage(t, set, cfg, f, "fr")["factcheck"])
	if got := doc.meta("og:locale"); got != "fr_FR" {
		t.Errorf("og:locale %q", got)
	}
	var others []string
	for _, n := range doc.all("meta") {
		if attr(n, "property") == "og:locale:alternate" {
			others = append(others, attr(n, "content"))
		}
	}
	if want := []string{"en_US", "ar_EG"}; !slices.Equal(others, want) {
		t.Errorf("og:locale:alternate %v, want %v", others, want)
	}
	for _, n := range doc.all("link") {
		if attr(n, "hreflang") == "x-default" && attr(n, "href") != "https://rebut.example/fr/a-slug/" {
			t.Errorf("other languages are sent to the draft %s", attr(n, "href"))
		}
	}
	if got := locale("tl"); got != "tl_PH" {
		t.Errorf("Tagalog: %s", got)
	}
	if got := locale("fr-CA"); got != "fr_CA" {
		t.Errorf("fr-CA is %q", got)
	}
}

func TestAnAliasNeverPraisesWhatWasWithdrawn(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	f := sample("")
	for _, c := range []struct {
		status       factcheck.Status
		text, robots string
	}{
		{factcheck.Published, "The fact in English", ""},
		{factcheck.Withdrawn, "This fact-check has been withdrawn", "noindex"},
	} {
		f.Status = c.status
		page, err := set.Alias(edition(t, cfg, f, "en"))
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, page)
		if got := content(doc.all("a")[0]); got != c.text || doc.meta("robots") != c.robots {
			t.Errorf("%s: link %q, robots %q", c.status, got, doc.meta("robots"))
		}
		if title, url := doc.meta("og:title"), doc.meta("og:url"); title != c.text || url != "https://rebut.example/en/a-slug/" {
			t.Errorf("%s: previewed as %q at %s", c.status, title, url)
		}
	}
}

func TestTheLogMarksDrafts(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	for lang, want := range map[factcheck.Lang]int{"en": 0, "fr": 1} {
		page, err := set.Corrections(lang, cfg.Languages, Log([]factcheck.Edition{edition(t, cfg, sample(""), lang)}), Past{}, Paging{})
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(page, []byte(`<p class="draft-tag">`)); got != want {
			t.Errorf("%s: %d draft tags, want %d", lang, got, want)
		}
	}
}

func TestAnArchivedCopyStandsInForALostPage(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	f := sample("")
	f.Appearances[0].URL, f.Appearances[0].Archived = "", "https://archive.example/copy"
	if page := everyPage(t, set, cfg, f, "en")["factcheck"]; !bytes.Contains(page, []byte(`<a href="https://archive.example/copy"`)) {
		t.Error("the archived copy is not linked")
	}
}

func TestFeedsAreOfferedByTheirOwnNames(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	pages := everyPage(t, set, cfg, sample(""), "en")
	for name, want := range map[string]string{"factcheck": "Rebut (RSS)", "topic": "A topic – Rebut (RSS)"} {
		for _, n := range parse(t, pages[name]).all("link") {
			if attr(n, "type") == "application/rss+xml" && attr(n, "title") != want {
				t.Errorf("%s: feed %q, want %q", name, attr(n, "title"), want)
			}
		}
	}
}

// An empty language is on no menu but its own, where readers are told so.
func TestMenusOfferLanguagesWithFactChecks(t *testing.T) {
	set, _ := siteAt(t, "https://rebut.example")
	langs := []factcheck.Lang{"en", "fr"} // of en, fr, ar and es
	links := func(page []byte, err error) []string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, n := range parse(t, page).all("a") {
			if lang := attr(n, "hreflang"); lang != "" && !slices.Contains(out, lang) {
				out = append(out, lang)
			}
		}
		return out
	}
	want := func(name string, got []string, langs ...string) {
		t.Helper()
		if !slices.Equal(got, langs) {
			t.Errorf("%s offers %v, want %v", name, got, langs)
		}
	}
	want("list", links(set.List("fr", langs, nil, nil, Paging{})), "en", "fr")
	want("about", links(set.About("en", langs)), "en", "fr")
	want("corrections", links(set.Corrections("en", langs, nil, Past{}, Paging{})), "en", "fr")
	want("list of an empty language", links(set.List("ar", langs, nil, nil, Paging{})), "en", "fr", "ar")
	want("home", links(set.Home(langs)), "en", "fr")
	page, err := set.Home([]factcheck.Lang{"fr"})
	want("home in one language", links(page, err), "fr")
	if !bytes.Contains(page, []byte(`content="0; url=/fr/"`)) {
		t.Error("home does not lead to the language that has fact-checks")
	}
	page, err = set.List("es", langs, nil, nil, Paging{})
	if w := set.print("es").T("empty"); err != nil || !bytes.Contains(page, []byte("<p>"+w+"</p>")) {
		t.Errorf("the empty list does not say %q (%v)", w, err)
	}
	page, err = set.NotFound(langs)
	if err != nil || bytes.Contains(page, []byte("/ar/")) || !bytes.Contains(page, []byte("/fr/")) {
		t.Errorf("the page for wrong addresses offers other languages than %v (%v)", langs, err)
	}
}
