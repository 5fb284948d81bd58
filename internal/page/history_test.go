package page

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// changed is the page of a fact-check with two corrections.
func changed(t *testing.T, set *Set, cfg *config.Config, earlier Earlier) document {
	t.Helper()
	f := sample("")
	f.Revision = 3
	f.Texts["en"].Fact = "Rents & *wages* in 2025: 50% = half"
	f.Corrections = append(f.Corrections, factcheck.Correction{Date: factcheck.Date{Year: 2026, Month: 7, Day: 1}, Revision: 3, What: factcheck.Localised{"en": "Later"}})
	e := edition(t, cfg, f, "en")
	page, err := set.FactCheck(e, Extras{Pictures: pictures(e), Past: Past{Picture: earlier}, Related: []factcheck.Edition{edition(t, cfg, sample(""), "en"), edition(t, cfg, sample(""), "fr")}})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, page)
}

func TestWhatHasChangedIsToldNewestFirst(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	doc := changed(t, set, cfg, func(_ factcheck.Edition, revision int) string {
		if revision == 3 {
			return "/en/a-slug/statement-square-r2.png"
		}
		return ""
	})
	var log []string
	for _, n := range doc.all("li") {
		if around(n, "class", "log") != nil {
			log = append(log, strings.Join(strings.Fields(content(n)), " "))
		}
	}
	want := []string{"1 July 2026 Later The picture before this correction", "2 June 2026 What changed", "1 June 2026 First published"}
	if !slices.Equal(log, want) {
		t.Errorf("got %q, want %q", log, want)
	}
	if len(changed(t, set, cfg, nil).all("time")) < 3 {
		t.Error("dates are no <time>")
	}
}

func TestMistakesAreReportedWithThePageFilledIn(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	link := func() string {
		for _, n := range changed(t, set, cfg, nil).all("a") {
			if content(n) == "Report a mistake" {
				return attr(n, "href")
			}
		}
		return ""
	}
	mail, err := url.Parse(link())
	if err != nil || mail.Scheme != "mailto" || mail.Opaque != "facts@rebut.example" || strings.Contains(link(), "+") {
		t.Fatalf("%s: %v", link(), err)
	}
	const subject, body = "Mistake in: Rents & wages in 2025: 50% = half", "https://rebut.example/facts/en/a-slug/\r\n\r\n"
	if q := mail.Query(); q.Get("subject") != subject || q.Get("body") != body {
		t.Errorf("subject %q, body %q", q.Get("subject"), q.Get("body"))
	}
	cfg.Organisation.ContactForm = "https://form.example/?page={page}&fact={fact}"
	if want := "https://form.example/?page=https%3A%2F%2Frebut.example%2Ffacts%2Fen%2Fa-slug%2F&fact=Rents+%26+wages+in+2025%3A+50%25+%3D+half"; link() != want {
		t.Errorf("form: %s", link())
	}
	cfg.Organisation.ContactForm, cfg.Organisation.Contact = "", ""
	if link() != "" {
		t.Errorf("nobody is asked at %s", link())
	}
}

// A rating without its claim would seem to be that of the fact.
func TestRelatedFactChecksLeadWithTheFact(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	var items []string
	for _, n := range changed(t, set, cfg, nil).all("li") {
		if around(n, "class", "related") != nil {
			items = append(items, strings.Join(strings.Fields(content(n)), " "))
		}
	}
	want := []string{"The fact in English The claim Misleading", "The fact in French Draft The claim Trompeur"}
	if !slices.Equal(items, want) {
		t.Errorf("got %q, want %q", items, want)
	}
}

func TestSourcesSayWhatTheyAre(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	f := sample("")
	f.Sources[0].Kind = factcheck.Statistics
	doc := parse(t, everyPage(t, set, cfg, f, "fr")["factcheck"])
	var kinds []string
	for _, n := range doc.all("p") {
		if attr(n, "class") == "kind" {
			kinds = append(kinds, content(n))
		}
	}
	if !slices.Equal(kinds, []string{"Statistiques officielles"}) {
		t.Errorf("kinds %q; nothing is known of two sources", kinds)
	}
	for _, lang := range cfg.Languages {
		seen := map[string]bool{}
		for _, kind := range factcheck.Kinds() {
			seen[set.print(lang).kind(kind)] = true
		}
		if len(seen) != len(factcheck.Kinds()) || seen[""] {
			t.Errorf("%s: kinds %v", lang, seen)
		}
	}
}

func TestMinutesToRead(t *testing.T) {
	for want, body := range map[int]string{
		1: "One.", 2: strings.Repeat("word ", 2*wordsPerMinute), 3: strings.Repeat("字", 3*charactersPerMinute), 4: strings.Repeat("字。", 2*charactersPerMinute) + strings.Repeat(" word", 2*wordsPerMinute),
	} {
		if got := minutes(&factcheck.Text{Body: body}); got != want {
			t.Errorf("%.20q…: %d minutes, want %d", body, got, want)
		}
	}
}

// Search engines show the description, of which readers may see no more than
// the beginning.
func TestTheDescriptionBeginsWithTheFact(t *testing.T) {
	doc, page := factCheckPage(t, "en")
	if got := doc.meta("description"); !strings.HasPrefix(got, "The fact in English – ") {
		t.Errorf("description %q", got)
	}
	if n := bytes.Count(page, []byte("application/ld+json")); n != 1 {
		t.Errorf("%d scripts of data; the second was empty", n)
	}
}

// The printed page tells where it can be checked.
func TestTheHandoutLeadsBack(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	for _, n := range parse(t, everyPage(t, set, cfg, sample(""), "ar")["factcheck"]).all("div") {
		if attr(n, "class") != "handout" {
			continue
		}
		if !strings.HasSuffix(content(n), "https://rebut.example/facts/ar/a-slug/") {
			t.Errorf("handout: %s", content(n))
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && c.Data == "img" && attr(c, "src") == "/facts/ar/a-slug/qr.png" {
				return
			}
		}
	}
	t.Error("no handout with a QR code")
}
