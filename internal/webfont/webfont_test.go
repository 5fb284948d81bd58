package webfont

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
)

const sample = `
[[face]]
family = "Sans"
weight = "100 500"
file = "sans.woff2"
preload = true
scripts = ["Latn"]
range = "U+0-FF, U+131"

[[face]]
family = "Sans Arabic"
weight = "600 900"
file = "arabic.woff2"
preload = true
scripts = ["Arab"]
size = 108.0

[[face]]
family = "Sans Hindi"
weight = "400"
local = ["Mangal"]
languages = ["hi"]

[[standin]]
family = "Sans"
name = "Arial"
weight = "100 500"
local = ["Arial", "Liberation Sans"]
size = 104.5
ascent = 92.0
descent = 23.5
`

func load(t *testing.T, manifest string) (*Set, string) {
	t.Helper()
	fsys := fstest.MapFS{
		"site/fonts/fonts.toml":   {Data: []byte(manifest)},
		"site/fonts/sans.woff2":   {Data: []byte("wOF2 of sans")},
		"site/fonts/arabic.woff2": {Data: []byte("wOF2 of arabic")},
		"site/fonts/false.woff2":  {Data: []byte("OTTO")},
		"site/fonts/OFL.txt":      {Data: []byte("the licence")},
	}
	set, problems, err := Load(fsys, "site/fonts")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := problems.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return set, b.String()
}

func TestASiteCarriesWhatItsLanguagesNeed(t *testing.T) {
	set, problems := load(t, sample)
	if problems != "" {
		t.Fatal(problems)
	}
	english := set.For([]factcheck.Lang{"en"})
	if files := english.Files(); len(files) != 2 || string(files["OFL.txt"]) != "the licence" {
		t.Errorf("English needs %d files, want the Latin one and the licence", len(files))
	}
	if style := english.Style("fonts/"); strings.Contains(style, "Arabic") || strings.Contains(style, ":lang") {
		t.Errorf("English has more than its own:\n%s", style)
	}
	both := set.For([]factcheck.Lang{"en", "fa"})
	if n := len(both.Files()); n != 3 {
		t.Errorf("English and Persian need %d files, want 3", n)
	}
	for lang, prefix := range map[factcheck.Lang]string{"en": "sans.", "fr-CA": "sans.", "fa": "arabic.", "zh-Hans": ""} {
		names := both.Preload(lang)
		if prefix == "" && len(names) > 0 || prefix != "" && (len(names) != 1 || !strings.HasPrefix(names[0], prefix)) {
			t.Errorf("%s asks for %v", lang, names)
		}
	}
}

func TestStyle(t *testing.T) {
	set, _ := load(t, sample)
	style := set.For([]factcheck.Lang{"en", "ar", "ur", "hi-IN"}).Style("fonts/")
	for _, want := range []string{
		`src: url("fonts/sans.`, `format("woff2"); unicode-range: U+0-FF, U+131; }`, `size-adjust: 108%;`, `src: local("Mangal");`,
		`@font-face { font-family: "Sans Arial"; font-weight: 100 500; src: local("Arial"), local("Liberation Sans"); size-adjust: 104.5%; ascent-override: 92%; descent-override: 23.5%; line-gap-override: 0%; }`,
		`:root, [lang] { --sans: "Sans", "Sans Arabic", "Sans Hindi", "Sans Arial", system-ui, sans-serif; }`,
		`[lang]:is(:lang(ar), :lang(ur)) { --sans: "Sans Arabic", "Sans", "Sans Hindi", "Sans Arial", system-ui, sans-serif; }`,
		`[lang]:is(:lang(hi-IN)) { --sans: "Sans Hindi", `,
	} {
		if !strings.Contains(style, want) {
			t.Errorf("the style lacks %s", want)
		}
	}
	if t.Failed() {
		t.Log(style)
	}
}

func TestNamesSayWhatTheFileHolds(t *testing.T) {
	a, b := hashed("x.woff2", []byte("one")), hashed("x.woff2", []byte("two"))
	if a == b || !regexp.MustCompile(`^x\.[0-9a-f]{10}\.woff2$`).MatchString(a) {
		t.Errorf("%s and %s", a, b)
	}
}

func TestMistakesAreProblems(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`"sans.woff2"`, `"other.woff2"`, "fonts.toml:5:1: error: there is no such file"},
		{`"sans.woff2"`, `"false.woff2"`, "is not WOFF2"},
		{`"sans.woff2"`, `"../sans.woff2"`, "not one that addresses take"},
		{`"Sans"`, `"Sans\"; } body { display: none"`, "no name of letters"},
		{`"U+0-FF, U+131"`, `"U+0; } body { color: red"`, "the range is not one of CSS"},
		{`"100 500"`, `"bold"`, "the weight is no number"},
		{`["Mangal"]`, `["Mangal\"); }"]`, "neither a file nor names"},
		{`descent = 23.5`, `descent = -1.0`, "above zero"},
		{`preload = true`, `preloaded = true`, "preloaded"},
	} {
		_, problems := load(t, strings.Replace(sample, c.from, c.to, 1))
		if !strings.Contains(problems, c.want) {
			t.Errorf("%s → %s: %q lacks %q", c.from, c.to, problems, c.want)
		}
	}
}

func TestNoManifestMeansNoWebFonts(t *testing.T) {
	set, problems, err := Load(fstest.MapFS{}, "site/fonts")
	if err != nil || problems != nil || len(set.For([]factcheck.Lang{"en"}).Files()) != 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
}

// The shipped fonts: scripts that pages of the demonstration are in have some,
// but for those that the reader's system sets, and what a page asks for at once stays light.
func TestShippedFonts(t *testing.T) {
	set, problems, err := Load(os.DirFS("../../templates"), "site/fonts")
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	langs := []factcheck.Lang{"en", "fr", "ar", "pa", "es", "tl", "hi", "ur", "fa", "vi", "uk", "ta", "bn", "gu", "he", "am", "th"}
	site := set.For(langs)
	for _, lang := range langs {
		names, bytes := site.Preload(lang), 0
		for _, name := range names {
			bytes += len(site.Files()[name])
		}
		system := lang == "hi" || lang == "bn" // a subset of their script is too heavy
		if (len(names) == 0) != system || bytes > 64<<10 {
			t.Errorf("%s asks for %d fonts, %d bytes", lang, len(names), bytes)
		}
	}
	if len(site.Files()["OFL.txt"]) == 0 {
		t.Error("the fonts come without their licence")
	}
}
