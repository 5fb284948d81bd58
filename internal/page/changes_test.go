package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

// told are the changes that a page tells: each text's name, then a line for
// before and one for after, what changed in brackets.
func told(doc document) []string {
	var out []string
	for _, n := range doc.all("dt") {
		if around(n, "class", "changes") == nil {
			continue
		}
		out = append(out, content(n))
		for dd := n.NextSibling; dd != nil; dd = dd.NextSibling {
			if dd.Type == html.ElementNode {
				out = append(out, line(dd))
			}
		}
	}
	return out
}

func line(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && attr(c, "dir") != "" {
			b.WriteString(attr(c, "lang") + "," + attr(c, "dir") + ":")
		}
		if c.Type != html.TextNode {
			continue
		}
		if c.Parent.Data == "del" || c.Parent.Data == "ins" {
			b.WriteString("[" + c.Parent.Data + " " + c.Data + "]")
		} else {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// correctedPages are the fact-check's page and the log, in a language.
func correctedPages(t *testing.T, lang factcheck.Lang, changes []factcheck.Change) []document {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example")
	e := edition(t, cfg, sample(""), lang)
	past := Past{Changes: func(factcheck.Edition, int) []factcheck.Change { return changes }}
	page, err := set.FactCheck(e, Extras{Past: past})
	if err != nil {
		t.Fatal(err)
	}
	log, err := set.Corrections(lang, cfg.Languages, Log([]factcheck.Edition{e}), past, Paging{})
	if err != nil {
		t.Fatal(err)
	}
	return []document{parse(t, page), parse(t, log)}
}

func TestCorrectionsShowTheWordsBeforeAndAfter(t *testing.T) {
	changes := []factcheck.Change{
		{Field: "rating", Before: "false", After: "misleading"},
		{Field: "number.value", Before: "12", After: "11"},
		{Field: "number.unit", Before: "CAD", After: "percent"},
		{Field: "sources.four.publisher", After: "The publisher"},
		{Field: "sources.four.title", After: "A new source"},
		{Lang: "en", Field: "fact", Before: "The share is 12%", After: "The share is 11%"},
		{Lang: "en", Field: "body", Before: "It stays.\n\nThe share is **12** [@one].", After: "It stays.\n\nThe share is **11** [@one]."},
		{Lang: "en", Field: "verdict", Before: "Gone."},
		{Lang: "ar", Field: "fact", Before: "النسبة ١٢٪", After: "النسبة ١١٪"},
	}
	for lang, want := range map[factcheck.Lang][]string{
		"en": {
			"Our rating", "Before [del False]", "After [ins Misleading]",
			"In figures", "Before [del 12%]", "After [ins 11%]",
			"Sources", "After [ins A new source]",
			"The fact", "Before The share is [del 12]%", "After The share is [ins 11]%",
			"What the evidence shows", "Before The share is [del 12].", "After The share is [ins 11].",
			"Our rating", "Before [del Gone.]",
		},
		"ar": {
			"تقييمنا", "قبل [del خطأ]", "بعد [ins مضلِّل]",
			"بالأرقام", "قبل [del \u200e12%]", "بعد [ins \u200e11%]",
			"المصادر", "بعد [ins A new source]",
			"الحقيقة", "قبل النسبة [del ١٢]٪", "بعد النسبة [ins ١١]٪",
		},
	} {
		for i, doc := range correctedPages(t, lang, changes) {
			if got := told(doc); !slices.Equal(got, want) {
				t.Errorf("%s, page %d: got\n%s\nwant\n%s", lang, i, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	}
}

// A page whose own text did not change tells what the original's change was, in
// the original's language and direction.
func TestTheOriginalsChangeIsToldWhereThereIsNoOther(t *testing.T) {
	for _, doc := range correctedPages(t, "ar", []factcheck.Change{{Lang: "en", Field: "why", Before: "It is 12", After: "It is 11"}, {Lang: "fr", Field: "why", Before: "a", After: "b"}}) {
		want := []string{"السبب", "قبل en,ltr:It is [del 12]", "بعد en,ltr:It is [ins 11]"}
		if got := told(doc); !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
	}
}

// What reads the same is not told, and nothing is known of most corrections.
func TestNothingIsToldWhereReadersSeeNoDifference(t *testing.T) {
	for _, changes := range [][]factcheck.Change{nil, {
		{Lang: "en", Field: "body", Before: "The share *is* 12 [@one].", After: "The share is 12 [@two]."},
		{Field: "number.value", Before: "11.1", After: "11.2"}, {Field: "sources.one.url", Before: "a", After: "b"}, {Field: "topics", After: "x"},
	}} {
		for _, doc := range correctedPages(t, "en", changes) {
			if got := told(doc); got != nil {
				t.Errorf("got %q", got)
			}
		}
	}
}
