package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

// section is the part of the page that the heading with the id names.
func section(t *testing.T, d document, id string) document {
	t.Helper()
	for _, n := range d.all("section") {
		if attr(n, "aria-labelledby") == id {
			return document{n}
		}
	}
	return document{&html.Node{}}
}

func texts(nodes []*html.Node) string {
	var out []string
	for _, n := range nodes {
		out = append(out, content(n))
	}
	return strings.Join(out, " | ")
}

func figuresPage(t *testing.T, f *factcheck.FactCheck, lang factcheck.Lang) document {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example")
	page, err := set.FactCheck(edition(t, cfg, f, lang), Extras{})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, page)
}

func TestFiguresAreATable(t *testing.T) {
	d := section(t, figuresPage(t, sample(""), "en"), "figures")
	for element, want := range map[string]string{
		"strong": "11% | The fact in English", "caption": "The fact in English What the figures are", "th": "Now | Then",
		"td": "$1,550 | −$2", "thead": "", "a": "Source 2: Another publisher | Source 1: A publisher",
	} {
		if got := texts(d.all(element)); got != want {
			t.Errorf("%s: %q, want %q", element, got, want)
		}
	}
	for _, th := range d.all("th") {
		if attr(th, "scope") != "row" {
			t.Errorf("scope %q", attr(th, "scope"))
		}
	}
	if rows := d.all("tr"); len(rows) != 2 || attr(rows[0], "class") != "highlight" || attr(rows[1], "class") != "" {
		t.Error("the highlight")
	}
}

func TestSeveralSeriesHaveHeadings(t *testing.T) {
	f := sample("")
	f.Chart.Kind, f.Chart.Series = factcheck.Line, []factcheck.ChartSeries{
		{Name: factcheck.Localised{"en": "Rents", "fr": "Loyers"}, Values: []float64{1000, 2}},
		{Name: factcheck.Localised{"en": "Pay"}, Values: []float64{3}},
	}
	fr := f.Texts["fr"]
	fr.Chart, fr.Number = factcheck.ChartText{Title: "Un *constat*", Note: "Ce que c’est"}, factcheck.NumberText{Label: "du tout", Figure: "1 sur 9"}
	d := section(t, figuresPage(t, f, "fr"), "figures")
	for element, want := range map[string]string{
		"strong": "1 sur 9 | Un constat", "caption": "Un constat Ce que c’est", "th": "Loyers | Pay | Now | Then", "td": " | 1\u00a0000\u00a0$ | 3\u00a0$ | 2\u00a0$ | ",
	} {
		if got := texts(d.all(element)); got != want {
			t.Errorf("%s: %q, want %q", element, got, want)
		}
	}
	for i, th := range d.all("th") {
		if want := map[bool]string{true: "col", false: "row"}[i < 2]; attr(th, "scope") != want {
			t.Errorf("%s: scope %q", content(th), attr(th, "scope"))
		}
	}
	if other := d.all("span"); len(other) != 3 || attr(other[0], "lang") != "en" {
		t.Errorf("names of the original: %s", texts(other))
	}
}

func TestPassageOfASource(t *testing.T) {
	f := sample("")
	d := section(t, figuresPage(t, f, "en"), "receipt")
	if q := d.all("blockquote"); len(q) != 1 || content(q[0]) != "Passage" || attr(q[0], "cite") != "https://www.source.example/" || attr(q[0], "lang") != "" {
		t.Errorf("passage: %s", texts(q))
	}
	if got := texts(d.all("figcaption")); got != "Source 1: A publisher" {
		t.Errorf("source: %q", got)
	}
	f.Texts["ar"].Receipt.Translation = "ترجمة"
	d = section(t, figuresPage(t, f, "ar"), "receipt")
	if q := d.all("blockquote"); len(q) != 1 || attr(q[0], "lang") != "en" || attr(q[0], "dir") != "ltr" {
		t.Errorf("passage in another language: %s", texts(q))
	}
	if got := texts(d.all("p")); got != "Passage | ترجمتنا | ترجمة" {
		t.Errorf("translation: %q", got)
	}
	f.Texts["ar"].Receipt.Official = true
	d = section(t, figuresPage(t, f, "ar"), "receipt")
	if q := d.all("blockquote"); texts(d.all("p")) != "ترجمة" || len(q) != 1 || attr(q[0], "lang") != "" {
		t.Errorf("the source's own words in the page's language: %s", texts(d.all("p")))
	}
}

// What a language has no words for is left out, heading and all.
func TestPagesWithoutFigures(t *testing.T) {
	for _, lang := range []factcheck.Lang{"fr", "ar"} {
		d := figuresPage(t, sample(""), lang)
		for _, id := range []string{"figures", "receipt"} {
			if got := section(t, d, id); len(got.all("h2")) > 0 {
				t.Errorf("%s has a section %s", lang, id)
			}
		}
	}
}
