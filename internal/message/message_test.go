package message

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"rebut/internal/factcheck"
)

func catalog(t *testing.T, files map[string]string) (*Catalog, string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["i18n/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, problems, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := problems.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return c, b.String()
}

func shipped(t *testing.T) *Catalog {
	t.Helper()
	c, problems, err := Load(os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems { // missing and stray ids, placeholders, plurals
		t.Errorf("%v", p)
	}
	return c
}

func TestShippedLanguagesAreComplete(t *testing.T) {
	c := shipped(t)
	var demonstration struct{ Languages []factcheck.Lang }
	if _, err := toml.DecodeFile("../../rebut.toml", &demonstration); err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(demonstration.Languages))
	want = append(want, "zh-Hans") // which no fact-check of the demonstration is in
	if got := c.Languages(); len(want) == 1 || !slices.Equal(got, want) {
		t.Fatalf("languages %v, want those of the demonstration and Chinese, %v", got, want)
	}
	for _, lang := range c.Languages() {
		for _, id := range sortedIDs(c.files[Fallback]) {
			// The studio is for the team, which speaks English and French.
			if studio := strings.HasPrefix(id, "studio."); !c.In(lang).has(id) && (!studio || lang == "fr") {
				t.Errorf("%s lacks %s", lang, id)
			}
		}
	}
}

func TestDatesByLanguageAndPrecision(t *testing.T) {
	c := shipped(t)
	day, first, month, year := factcheck.Date{Year: 2024, Month: 6, Day: 10}, factcheck.Date{Year: 2024, Month: 6, Day: 1},
		factcheck.Date{Year: 2024, Month: 6}, factcheck.Date{Year: 2024}
	for _, test := range []struct {
		lang factcheck.Lang
		date factcheck.Date
		want string
	}{
		{"en", day, "10 June 2024"}, {"en", first, "1 June 2024"}, {"en", month, "June 2024"}, {"en", year, "2024"},
		{"fr", day, "10 juin 2024"}, {"fr", first, "1er juin 2024"}, {"fr", month, "juin 2024"},
		{"ar", day, "10 يونيو 2024"}, {"fa", first, "۱ ژوئن ۲۰۲۴"}, {"fa", day, "۱۰ ژوئن ۲۰۲۴"}, {"bn", year, "২০২৪"}, {"pa", day, "10 ਜੂਨ 2024"},
		{"fr-CA", day, "10 juin 2024"},
		{"en", factcheck.Date{}, ""},
	} {
		if got := c.In(test.lang).Date(test.date); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.lang, test.date, got, test.want)
		}
	}
}

func TestALanguageWithoutDateTextsGetsISO(t *testing.T) {
	c, _ := catalog(t, map[string]string{"date.en.toml": `day = "{{.Day}}"`, "site.es.toml": `a = "b"`})
	if got, want := c.In("es").Date(factcheck.Date{Year: 2024, Month: 6, Day: 10}), "2024-06-10"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextFallsBackToEnglishTextByText(t *testing.T) {
	c, problems := catalog(t, map[string]string{
		"site.en.toml": "a = \"A {{.Name}}\"\nb = \"B\"\n",
		"site.fr.toml": "a = \"Â {{.Name}}\"\n",
	})
	if want := "templates/i18n/site.fr.toml: warning: missing texts, shown in English: b [fr]\n"; problems != want {
		t.Errorf("problems %q, want %q", problems, want)
	}
	for _, test := range []struct{ got, want string }{
		{c.In("fr").Text("site.a", "Name", "<x>"), "Â <x>"}, // escaping is the page's business
		{c.In("fr").Text("site.b"), "B"},
		{c.In("zh-Hans").Text("site.b"), "B"},
		{c.In("fr").Text("site.none"), "site.none"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	if !c.Has("site.b") || c.Has("site.none") {
		t.Error("Has does not tell what there is")
	}
}

func TestCountFollowsCLDRPluralRules(t *testing.T) {
	c, problems := catalog(t, map[string]string{
		"site.en.toml": "[sources]\none = \"{{.Count}} source\"\nother = \"{{.Count}} sources\"\n",
		"site.fr.toml": "[sources]\none = \"{{.Count}} source\"\nother = \"{{.Count}} sources\"\n",
		"site.ar.toml": "[sources]\nzero=\"z {{.Count}}\"\none=\"1\"\ntwo=\"2\"\nfew=\"f {{.Count}}\"\nmany=\"m {{.Count}}\"\nother=\"o {{.Count}}\"\n",
	})
	if problems != "" {
		t.Errorf("problems: %s", problems)
	}
	for _, test := range []struct {
		lang factcheck.Lang
		n    int
		want string
	}{
		{"en", 0, "0 sources"}, {"en", 1, "1 source"}, {"fr", 0, "0 source"}, {"fr", 2, "2 sources"},
		{"ar", 0, "z 0"}, {"ar", 2, "2"}, {"ar", 5, "f 5"}, {"ar", 11, "m 11"}, {"ar", 100, "o 100"},
	} {
		if got := c.In(test.lang).Count("site.sources", test.n); got != test.want {
			t.Errorf("%s %d: got %q, want %q", test.lang, test.n, got, test.want)
		}
	}
}

func TestMistakesInFilesHaveTheirPlace(t *testing.T) {
	_, got := catalog(t, map[string]string{
		"site.en.toml":  "a = \"A {{.Name}}\"\n[n]\none = \"1\"\nother = \"{{.Count}}\"\n",
		"site.fr.toml":  "a = \"A {{.Nom}}\"\nzz = 3\n",
		"site.ar.toml":  "a = \"{{if .Name}}\"\n[n]\none = \"1\"\nother = \"{{.Count}}\"\nsome = \"x\"\n",
		"site.pa.toml":  "a = \"{{.Name}}\"\nb = \"\"\n[n]\nother = \"{{.Count}}\"\n",
		"other.en.toml": "",
		"site.toml":     "",
		"card.xx1.toml": "",
		"feed.en.toml":  "a = ",
	})
	for _, want := range []string{
		"site.fr.toml:1:1: error: a: its placeholders are not those of the English text",
		"site.fr.toml:2:1: error: zz: must be a text, or one text per plural category",
		"site.ar.toml:1:1: error: a: double braces that are not a placeholder",
		`"some" is not a plural category`,
		"site.pa.toml:2:1: error: b: the text for \"other\" is missing or empty",
		`other.en.toml: error: "other" is not an area of texts`,
		"site.toml: error: the file name names no language",
		`card.xx1.toml: error: "xx1" is not a language tag`,
		"feed.en.toml:1:",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

func TestLanguageNames(t *testing.T) {
	for lang, want := range map[factcheck.Lang]string{
		"fr": "Français", "en": "English", "ar": "العربية", "pa": "ਪੰਜਾਬੀ", "zh-Hans": "简体中文", "es": "Español", "qaa": "qaa",
	} {
		if got := LanguageName(lang); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

// Tagalog has two tags, tl and fil; a file may have either.
func TestTagalogByEitherTag(t *testing.T) {
	c, problems := catalog(t, map[string]string{
		"site.en.toml": "days = { one = \"a day\", other = \"{{.Count}} days\" }\n", "card.en.toml": "fact = \"Fact\"\n",
		"site.tl.toml": "days = { one = \"araw\", other = \"{{.Count}} araw\" }\n", "card.fil.toml": "fact = \"Katotohanan\"\n",
	})
	if problems != "" {
		t.Error(problems)
	}
	if got, want := c.Languages(), []factcheck.Lang{"en", "tl"}; !slices.Equal(got, want) {
		t.Errorf("languages %v, want %v", got, want)
	}
	for _, tag := range []string{"tl", "fil", "fil-PH"} {
		var lang factcheck.Lang
		if err := lang.UnmarshalText([]byte(tag)); err != nil {
			t.Fatal(err)
		}
		p := c.In(lang)
		if got := p.Text("card.fact") + ", " + p.Count("site.days", 4); got != "Katotohanan, 4 araw" || p.Lang() != "tl" {
			t.Errorf("%s: %q in %s", tag, got, p.Lang())
		}
	}
	if got := LanguageName("tl"); got != "Tagalog" {
		t.Errorf("Tagalog is called %q", got)
	}
}

// TestNumbersInTheLanguagesDigits: counts and reference numbers, as dates.
func TestNumbersInTheLanguagesDigits(t *testing.T) {
	c := shipped(t)
	for lang, want := range map[factcheck.Lang]string{"fa": "\u200e+۱۲ مورد دیگر", "bn": "+১২ আরও", "ur": "\u200e+12 مزید", "es": "+12 más"} {
		if got := c.In(lang).Count("card.more", 12); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if got, want := c.In("bn").Text("site.cite", "Number", 3, "Publisher", "A1"), "সূত্র ৩: A1"; got != want {
		t.Errorf("reference: %q, want %q", got, want)
	}
}
