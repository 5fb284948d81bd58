package feed

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// correctionsOf is the feed of corrections of the fixture: a correction that
// changed numbers, and the withdrawal of another fact-check.
func correctionsOf(t testing.TB, lang factcheck.Lang) Feed {
	t.Helper()
	f := feedOf(t, lang)
	now, then := bridges(), bridges()
	then.Revision, then.Corrections, then.Rating = 1, nil, "true"
	then.Texts["en"].Fact = "Lake Example has *eleven* bridges, the survey found"
	then.Texts["en"].Body = "The bridges stand [@survey].\n\n## How\n\nBy walking."
	then.Texts["fr"].Fact = "Le lac Exemple a onze ponts, selon le relevé"
	f.Corrections, f.Entries = true, nil
	picture := "/" + string(lang) + "/lake-example-bridges/statement-link"
	f.Changed = []Correction{
		{Edition: in(t, f.Cfg, withdrawn(), lang), Index: -1},
		{Edition: in(t, f.Cfg, now, lang), Changes: factcheck.ChangesAt(now, []*factcheck.FactCheck{then}, 2),
			Replaced: []Replaced{{picture + "-r1.png", picture + ".png"}}},
	}
	return f
}

func TestAReaderSeesWhatWasCorrected(t *testing.T) {
	const page = "https://example.org/facts/en/lake-example-bridges/"
	for kind := range formats {
		feed, _ := parse(t, kind, correctionsOf(t, "en"))
		item := feed.Items[1]
		equal(t, kind, map[string][2]any{
			"feed":      {feed.Title, "Corrections – Example Bridge Society"},
			"page":      {feed.Link, "https://example.org/facts/en/corrections/"},
			"self":      {feed.FeedLink, "https://example.org/facts/en/corrections/feed." + kind},
			"title":     {item.Title, "[Corrected] Lake Example has twelve bridges, the survey found"},
			"id":        {item.GUID, page + "#correction-2"},
			"link":      {item.Link, page + "#history"},
			"summary":   {item.Description, "The number was eleven and is twelve."},
			"published": {item.PublishedParsed.Format("2006-01-02T15:04:05"), "2026-03-05T12:00:01"},
		})
		inOrder(t, kind, item.Content, `<div lang="en" dir="ltr">`, "<strong>Lake Example has twelve bridges", "The number was eleven and is twelve.", "5 March 2026",
			"What changed", "Our rating", "<ins>False</ins>", "<del>True</del>", "The fact", "<ins>Lake Example has twelve", "<del>Lake Example has eleven",
			"What the evidence shows", "<ins>The bridges stand", "the method", "<del>The bridges stand",
			`<a href="`+page+`statement-link.png"`, `<a href="`+page+`statement-link-r1.png"`, `<a href="`+page+`#history"`)
		if strings.Contains(item.Content, "onze") || strings.Contains(item.Content, "By walking") {
			t.Errorf("%s: content tells of another language, or of what stayed:\n%s", kind, item.Content)
		}
	}
}

func TestAReaderSeesWhatWasWithdrawn(t *testing.T) {
	const page = "https://example.org/facts/en/lake-example-depth/"
	for kind := range formats {
		feed, _ := parse(t, kind, correctionsOf(t, "en"))
		item := feed.Items[0]
		equal(t, kind, map[string][2]any{
			"title": {item.Title, "[Withdrawn] Lake Example has twelve bridges, the survey found"}, "id": {item.GUID, page + "#withdrawn"},
			"link": {item.Link, page}, "summary": {item.Description, "The lake is dry."},
		})
		inOrder(t, kind, item.Content, "This fact-check has been withdrawn.", "The lake is dry.", "<s>Lake Example has twelve")
	}
}

func TestCorrectionsInAnotherLanguage(t *testing.T) {
	feed, _ := parse(t, "atom", correctionsOf(t, "fr"))
	inOrder(t, "atom", feed.Items[1].Content, `lang="fr"`, "Onze est devenu douze.", "<ins>Faux</ins>", "<ins>Le lac Exemple a douze", "<del>Le lac Exemple a onze")

	// Of a fact-check that is not in the language, the fact is told in another.
	f := correctionsOf(t, "en")
	f.Lang = "ar"
	feed, _ = parse(t, "atom", f)
	inOrder(t, "atom", feed.Items[1].Content, `<div lang="ar" dir="rtl">`, `<strong lang="en" dir="ltr">Lake Example has twelve`, `<p lang="en" dir="ltr">The number`, `<ins>خطأ</ins>`, `<ins lang="en" dir="ltr">Lake`)
}

// TestEveryCorrectionHasItsID: also where one revision has two notes.
func TestEveryCorrectionHasItsID(t *testing.T) {
	f := correctionsOf(t, "en")
	e := f.Changed[1].Edition
	e.Corrections = append(slices.Clone(e.Corrections), e.Corrections[0])
	fc := *e.FactCheck
	fc.Corrections = append(slices.Clone(fc.Corrections), fc.Corrections[0])
	e.FactCheck = &fc
	f.Changed = []Correction{{Edition: e, Index: 0}, {Edition: e, Index: 1}}
	feed, _ := parse(t, "rss", f)
	if a, b := feed.Items[0].GUID, feed.Items[1].GUID; a == b || !strings.HasSuffix(b, "#correction-2-2") {
		t.Errorf("ids %s and %s", a, b)
	}
}

func TestProgramsSeeEveryChange(t *testing.T) {
	var doc struct {
		Items []struct {
			Rebut struct {
				Slug      string
				Revision  int
				Withdrawn bool
				Changes   []struct{ Language, Field, Before, After string }
				Replaces  []struct{ Before, Now string }
			} `json:"_rebut"`
		}
	}
	if err := json.Unmarshal(write(t, "json", correctionsOf(t, "en")), &doc); err != nil {
		t.Fatal(err)
	}
	if d := doc.Items[0].Rebut; !d.Withdrawn || d.Slug != "lake-example-depth" || d.Replaces != nil {
		t.Errorf("the withdrawal says %+v", d)
	}
	d := doc.Items[1].Rebut
	if d.Withdrawn || d.Revision != 2 || len(d.Changes) != 4 || d.Changes[0].Field != "rating" || d.Changes[3].Language != "fr" || d.Changes[3].Before != "Le lac Exemple a onze ponts, selon le relevé" {
		t.Errorf("the correction says %+v", d)
	}
	if r := d.Replaces; len(r) != 1 || r[0].Before != "https://example.org/facts/en/lake-example-bridges/statement-link-r1.png" {
		t.Errorf("it replaces %v", r)
	}
}
