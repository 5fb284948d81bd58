package feed

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// The fixture is fictitious from beginning to end: Lake Example does not
// exist, and nobody ever said anything about its bridges.
const fixtureConfig = `
languages = ["en", "fr", "ar"]
[organisation]
name = { en = "Example Bridge Society", fr = "Société des ponts Exemple" }
address = "https://example.org/facts"
contact = "editor@example.org"
tagline = { en = "Bridges, counted." }
licence = { en = "Share with credit.", fr = "Partagez avec mention." }
licence_url = "https://example.org/licence"
[translations]
unreviewed = "mark"
stale = "mark"
[feeds]
limit = 3
[[ratings]]
id = "false"
value = 1
word = { en = "False", fr = "Faux", ar = "خطأ" }
shape = "cross"
[[ratings]]
id = "true"
value = 5
word = { en = "True", fr = "Vrai", ar = "صحيح" }
shape = "check"
[[topics]]
id = "bridges"
name = { en = "Bridges & fords", fr = "Ponts et gués", ar = "الجسور" }
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

func fixture(t testing.TB) (*config.Config, *message.Catalog) {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(fixtureConfig)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	return cfg, msgs
}

// bridges is a corrected fact-check in three languages: the original, a
// current translation and one that nobody has reviewed.
func bridges() *factcheck.FactCheck {
	return &factcheck.FactCheck{
		Slug: "lake-example-bridges", Status: factcheck.Published, Language: "en", Revision: 2,
		Published: day(2026, 3, 1), Modified: day(2026, 3, 2), Rating: "false", Topics: []string{"bridges", "lake-example"},
		Texts: factcheck.Texts{
			"en": {Claim: "Lake Example has no bridges.", Fact: `Lake Example has *twelve* bridges, the survey found`,
				Why: "The survey counted <12> & walked each of them.", Technique: "Denial: what is there is said not to be.",
				Verdict: "A bridge was found.", Body: "The bridges stand [@survey]. See [the method](/facts/en/about/) and [@survey; @almanac].\n\n## How\n\nBy walking."},
			"fr": {Claim: "Le lac Exemple n’a aucun pont.", Fact: "Le lac Exemple a douze ponts, selon le relevé",
				Why: "Le relevé en a compté 12.", Body: "Les ponts existent [@survey].", Translates: 2, Reviewed: true, Translator: "A. Traductrice"},
			"ar": {Claim: "لا جسور على بحيرة المثال.", Fact: "على بحيرة المثال *اثنا عشر* جسرًا",
				Why: "أحصى المسح 12 جسرًا.", Body: "الجسور قائمة [@survey].", Translates: 2},
		},
		Appearances: []factcheck.Appearance{{
			Claimant: factcheck.Localised{"": "The Fictional Gazette"}, Role: factcheck.Localised{"en": "invented newspaper", "fr": "journal inventé"},
			Quote: "Not one bridge crosses Lake Example", Place: factcheck.Localised{"en": "Front page"}, Date: day(2026, 2, 10),
			URL: "https://gazette.example.org/front?a=1&b=2", Archived: "https://archive.example.org/1", Seen: factcheck.SeenCopy,
		}},
		Sources: []factcheck.Source{
			{ID: "survey", Title: "Survey of the bridges of Lake Example", Publisher: factcheck.Localised{"": "Example Survey Office"}, Authors: []string{"Doe", "Roe"},
				Language: "en", Date: day(2025, 6, 20), URL: "https://survey.example.org/bridges", Finding: factcheck.Localised{"en": "There are twelve.", "fr": "Il y en a douze."}},
			{ID: "almanac", Title: "Almanac", Date: factcheck.Date{Year: 2024}, URL: "https://almanac.example.org/", Seen: factcheck.SeenQuoted},
		},
		Corrections: []factcheck.Correction{{Date: day(2026, 3, 5), Revision: 2, What: factcheck.Localised{"en": "The number was eleven and is twelve.", "fr": "Onze est devenu douze."}}},
	}
}

// withdrawn is a fact-check that no longer stands.
func withdrawn() *factcheck.FactCheck {
	f := bridges()
	f.Slug, f.Status = "lake-example-depth", factcheck.Withdrawn
	f.Withdrawn = &factcheck.Withdrawal{Date: day(2026, 4, 1), Reason: factcheck.Localised{"en": "The lake is dry."}}
	return f
}

func day(y, m, d int) factcheck.Date { return factcheck.Date{Year: y, Month: m, Day: d} }

func in(t testing.TB, cfg *config.Config, f *factcheck.FactCheck, lang factcheck.Lang) factcheck.Edition {
	t.Helper()
	e, ok := cfg.Edition(f, lang)
	if !ok {
		t.Fatalf("no edition of %s in %s", f.Slug, lang)
	}
	return e
}

func linkPicture(e factcheck.Edition) Picture {
	return Picture{Path: "/" + string(e.Lang) + "/" + string(e.Slug) + "/statement-link.png", MIME: "image/png",
		Alt: "A card: " + e.Text.Fact.Plain(), Width: 1200, Height: 630, Bytes: 45678}
}

// feedOf is the feed of one edition in lang.
func feedOf(t testing.TB, lang factcheck.Lang) Feed {
	t.Helper()
	cfg, msgs := fixture(t)
	e := in(t, cfg, bridges(), lang)
	p := linkPicture(e)
	return Feed{Cfg: cfg, Msgs: msgs, Lang: lang, Entries: []Entry{{Edition: e, Picture: &p}}}
}

// formats are the three writers by the ending of their address.
var formats = map[string]func(Feed) ([]byte, error){"rss": RSS, "atom": Atom, "json": JSON}

func write(t testing.TB, kind string, f Feed) []byte {
	t.Helper()
	out, err := formats[kind](f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
