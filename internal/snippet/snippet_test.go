package snippet

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

const settings = `languages = ["en", "fr", "ar"]
[organisation]
name = { en = "Rebut & Co", fr = "Rebut & Cie" }
address = "https://rebut.example/facts"
[translations]
unreviewed = "mark"
[[topics]]
id = "housing"
name = { en = "Housing", fr = "Logement" }
`

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(os.DirFS("../../templates"))
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

func maker(t *testing.T) Maker {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(settings)}})
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	return Maker{cfg, msgs}
}

func sample() *factcheck.FactCheck {
	text := func(lang string) *factcheck.Text {
		return &factcheck.Text{Claim: "The claim in " + lang, Fact: "Rents < wages & *falling* in " + factcheck.Emphasised(lang), Why: "Why.", Body: "Body.", Reviewed: true, Translates: 1}
	}
	return &factcheck.FactCheck{
		Slug: "a-slug", Status: factcheck.Published, Language: "en", Revision: 1, Topics: []string{"housing"},
		Sources: []factcheck.Source{
			{Publisher: factcheck.Localised{"en": "Statistics Office", "fr": "Bureau de la statistique"}, Short: factcheck.Localised{"en": "StatOff"}},
			{Publisher: factcheck.Localised{"": "Bank"}}, {Publisher: factcheck.Localised{"": "Third"}},
		},
		Texts: factcheck.Texts{"en": text("en"), "fr": text("fr"), "ar": text("ar")},
	}
}

func (m Maker) edition(t *testing.T, f *factcheck.FactCheck, lang factcheck.Lang) factcheck.Edition {
	t.Helper()
	e, ok := m.Config.Edition(f, lang)
	if !ok {
		t.Fatalf("no edition in %s", lang)
	}
	return e
}

func TestTheCodeIsWholeAndEscaped(t *testing.T) {
	m := maker(t)
	want := `<blockquote class="rebut-embed" lang="en" dir="ltr" cite="https://rebut.example/facts/en/a-slug/" data-src="https://rebut.example/facts/en/a-slug/embed/">` +
		`<p>Rents &lt; wages &amp; falling in en</p> <p>— <bdi>Rebut &amp; Co</bdi> · Sources: <bdi>StatOff</bdi>; <bdi>Bank</bdi> and 1 more · ` +
		`<a href="https://rebut.example/facts/en/a-slug/">Read the fact-check</a></p></blockquote>` + "\n" +
		`<iframe src="https://rebut.example/facts/en/a-slug/embed/" width="100%" height="400" title="Rents &lt; wages &amp; falling in en" loading="lazy" frameborder="0" allow="clipboard-write; web-share"></iframe>` + "\n" +
		`<script async src="https://rebut.example/facts/embed.js"></script>`
	if got := m.FactCheck(m.edition(t, sample(), "en"), Options{Height: 400}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOptionsReachTheFrameAndTheQuotation(t *testing.T) {
	m := maker(t)
	got := m.FactCheck(m.edition(t, sample(), "ar"), Options{Theme: "dark", Accent: "b3201f", Layout: "compact", Plain: true, Width: 320, Height: 240})
	const frame = `src="https://rebut.example/facts/ar/a-slug/embed/?accent=b3201f&amp;layout=compact&amp;theme=dark"`
	for _, want := range []string{"data-" + frame, "<iframe " + frame, `width="320" height="240"`, `lang="ar" dir="rtl"`, `<bdi lang="en" dir="ltr">StatOff</bdi>`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "<script") {
		t.Errorf("the plain code has a script:\n%s", got)
	}
}

func TestOptionsAreReadFromAnAddressAndWrittenToIt(t *testing.T) {
	for query, want := range map[string]string{
		"": "", "theme=dark": "?theme=dark", "theme=pink&layout=huge&accent=red": "", "accent=B3201F&utm_source=x": "?accent=b3201f",
		"layout=compact&theme=light&accent=00ff00": "?accent=00ff00&layout=compact&theme=light", "accent=%3Cb3201f": "",
		"ids=a,b-2,a,,C,%3Cx%3E&theme=dark": "?ids=a,b-2&theme=dark", "ids=1,2,3,4,5,6,7,8,9,10,11,12,13": "?ids=1,2,3,4,5,6,7,8,9,10,11,12",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := OptionsOf(values).Query(); got != want {
			t.Errorf("%q became %q, want %q", query, got, want)
		}
	}
}

func TestTheCodeOfALateWithdrawalOrDraftSaysSo(t *testing.T) {
	m, f := maker(t), sample()
	f.Texts["fr"].Reviewed = false
	if got := m.FactCheck(m.edition(t, f, "fr"), Options{}); strings.Count(got, "[Ébauche de traduction] Rents") != 2 {
		t.Errorf("quotation and title do not both say that it is a draft:\n%s", got)
	}
	f.Status, f.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{Reason: factcheck.Localised{"en": "We were wrong."}}
	got := m.FactCheck(m.edition(t, f, "en"), Options{})
	if strings.Contains(got, "Rents") || !strings.Contains(got, "This fact-check has been withdrawn") || !strings.Contains(got, "<bdi>We were wrong.</bdi>") || strings.Contains(got, "Sources") {
		t.Errorf("withdrawn:\n%s", got)
	}
}

func TestTheCodeOfLists(t *testing.T) {
	m := maker(t)
	want := `<blockquote class="rebut-embed" lang="fr" dir="ltr" cite="https://rebut.example/facts/fr/topics/housing/" data-src="https://rebut.example/facts/fr/topics/housing/embed/?theme=dark">` +
		`<p>Logement</p> <p>— <bdi>Rebut &amp; Cie</bdi> · <a href="https://rebut.example/facts/fr/topics/housing/">Toutes les vérifications</a></p></blockquote>` + "\n" +
		`<iframe src="https://rebut.example/facts/fr/topics/housing/embed/?theme=dark" width="100%" height="640" title="Logement – Rebut &amp; Cie" loading="lazy" frameborder="0" allow="clipboard-write; web-share"></iframe>`
	if got := m.List("fr", "housing", Options{Theme: "dark", Plain: true}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := m.List("en", "", Options{}); !strings.Contains(got, `<p>Fact-checks</p>`) || !strings.Contains(got, `<iframe src="https://rebut.example/facts/en/embed/"`) {
		t.Errorf("the latest:\n%s", got)
	}
}

func TestHeightsFollowTheTexts(t *testing.T) {
	m, f := maker(t), sample()
	e := m.edition(t, f, "en")
	usual := m.Height(e, Options{})
	if narrow := m.Height(e, Options{Width: 320}); narrow <= usual {
		t.Errorf("320 px wide: %d px, no higher than %d px", narrow, usual)
	}
	if compact := m.Height(e, Options{Layout: "compact"}); compact >= usual {
		t.Errorf("compact: %d px, no lower than %d px", compact, usual)
	}
	corrected := *e.FactCheck
	corrected.Corrections = []factcheck.Correction{{Revision: 1, What: factcheck.Localised{"en": "It was eleven and is twelve."}}}
	if high := m.Height(factcheck.Edition{FactCheck: &corrected, Lang: e.Lang, Text: e.Text}, Options{}); high < usual+80 {
		t.Errorf("corrected: %d px, before %d px", high, usual)
	}
	e.Text.Why = strings.Repeat("很长的说明。", 400)
	if high := m.Height(e, Options{Width: 1}); high != MaxHeight {
		t.Errorf("a very long text: %d px", high)
	}
}
