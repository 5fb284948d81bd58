package config

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
)

func load(t *testing.T, text string) (*Config, string) {
	t.Helper()
	c, problems, err := Load(fstest.MapFS{File: {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := problems.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return c, b.String()
}

func TestAnEmptyFileWorks(t *testing.T) {
	c, problems := load(t, "")
	if problems != "" {
		t.Errorf("problems: %s", problems)
	}
	if c.DefaultLanguage() != "en" || len(c.Formats) != 9 || len(c.Themes) != 3 || len(c.Ratings) != 5 {
		t.Errorf("defaults incomplete: %v, %d formats, %d themes, %d ratings", c.Languages, len(c.Formats), len(c.Themes), len(c.Ratings))
	}
	if worst, best := c.RatingRange(); worst != 1 || best != 5 {
		t.Errorf("rating range %d–%d, want 1–5", worst, best)
	}
	if none, problems, err := Load(fstest.MapFS{}); err != nil || problems != nil || none.Organisation.Wordmark != "Rebut" {
		t.Errorf("no file: %v, %v, %v", none, problems, err)
	}
}

func TestDefaultsPassTheirOwnCheck(t *testing.T) {
	if _, problems := load(t, string(defaults)); problems != "" {
		t.Errorf("default.toml has problems:\n%s", problems)
	}
}

func TestProblemsNameTheirPlace(t *testing.T) {
	_, got := load(t, `languages = ["en", "xx-1", "en"]
[organisation]
adress = "https://a.example"
address = "a.example"
[translations]
stale = "show"
[[formats]]
id = "tiny"
width = 10
height = 10
type = "gif"
[[themes]]
id = "grey"
ground = "#777777"
ink = "#888888"
accent = "red"
`)
	for _, want := range []string{
		`rebut.toml:1:20: error: item 2 of languages: "xx-1" is not a language tag`,
		`rebut.toml:1:28: error: languages: "en" stands twice`,
		`rebut.toml:3:1: error: unknown key "adress"`,
		`hint: did you mean "address"?`,
		`rebut.toml:4:1: error: address: "a.example" is not the address of a site`,
		`rebut.toml:6:1: error: stale: "show" is not one of its values`,
		`rebut.toml:11:1: error: type: "gif" is not an image type`,
		`format "tiny" is 10×10 px`,
		`rebut.toml:15:1: error: theme "grey": ink #888888 on ground #777777 has a contrast of`,
		`rebut.toml:16:1: error: accent: "red" is not a colour`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

func TestContrastIsWCAG(t *testing.T) {
	black, white, grey := Colour{}, Colour{255, 255, 255}, Colour{0x77, 0x77, 0x77}
	if got := Contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white: %v, want 21", got)
	}
	if got := Contrast(white, grey); math.Abs(got-4.478) > 0.001 { // the value WebAIM and others give for #777
		t.Errorf("#777 on white: %v, want 4.478", got)
	}
}

func TestAddresses(t *testing.T) {
	c, _ := load(t, "")
	if err := c.SetAddress("https://www.example.org/facts/"); err != nil {
		t.Fatal(err)
	}
	if got, want := c.URL("/en/"), "https://www.example.org/facts/en/"; got != want {
		t.Errorf("URL: %s, want %s", got, want)
	}
	if got, want := c.Path("/en/"), "/facts/en/"; got != want {
		t.Errorf("Path: %s, want %s", got, want)
	}
	if got, want := c.ShortAddress(), "example.org/facts"; got != want {
		t.Errorf("ShortAddress: %s, want %s", got, want)
	}
	for _, bad := range []string{"", "example.org", "javascript:alert(1)", "https://a.example/?q", "https://a.example/#x", "https://u@a.example"} {
		if c.SetAddress(bad) == nil {
			t.Errorf("SetAddress accepted %q", bad)
		}
	}
}

func TestTranslationPolicy(t *testing.T) {
	c, _ := load(t, "[translations]\nunreviewed = \"mark\"\n")
	for state, want := range map[factcheck.TranslationState][2]bool{
		factcheck.Current: {true, false}, factcheck.Unreviewed: {true, true}, factcheck.Stale: {false, false},
	} {
		if public, marked := c.Shows(state); public != want[0] || marked != want[1] {
			t.Errorf("%v: public %v, marked %v; want %v", state, public, marked, want)
		}
	}
}

func TestPictureNamesThatClash(t *testing.T) {
	const format = "[[formats]]\nid = %q\nwidth = 400\nheight = 400\ntype = \"png\"\n"
	settings := fmt.Sprintf(format+format, "link-dark", "link")
	_, got := load(t, settings)
	if want := "rebut.toml:7:1: error: pictures of the formats \"link-dark\" and \"link\" would both be called \"link-dark\""; !strings.Contains(got, want) || strings.Count(got, "error:") > 1 {
		t.Errorf("got %s", got)
	}
	if _, got := load(t, fmt.Sprintf(format+format, "link-light", "link")); got != "" { // the first theme is left unnamed
		t.Errorf("got %s", got)
	}
}

func TestSizesHaveBounds(t *testing.T) {
	_, got := load(t, "[lists]\nsize = 0\n[feeds]\nlimit = 1001\nreviews = 0\n")
	for _, want := range []string{
		"rebut.toml:2:1: error: size must be from 1 to 500", "rebut.toml:4:1: error: limit must be from 1 to 1000", "rebut.toml:5:1: error: reviews must be from 1 to 10000",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
	if c, problems := load(t, ""); c.Lists.Size != 24 || c.Feeds.Reviews != 500 || problems != "" {
		t.Errorf("lists of %d, %d reviews, %s", c.Lists.Size, c.Feeds.Reviews, problems)
	}
}

func TestPinnedAndSearchedFactChecks(t *testing.T) {
	_, got := load(t, "[lists]\npinned = [\"tea\", \"Tea time\", \"tea\"]\n[search]\nbrowser = -1\n[[ratings]]\nid = \"no\"\nvalue = 1\nshape = \"cross\"\nword = \"No\"\nmeaning = \"a\\nb\"\n")
	for _, want := range []string{
		`rebut.toml:2:18: error: item 2 of pinned: "Tea time" cannot stand in an address`, `rebut.toml:2:30: error: lists.pinned: "tea" stands twice`,
		"rebut.toml:4:1: error: browser must be from 0 to 10000", `rebut.toml:10:1: error: meaning of rating "no" must be one line`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
	c, got := load(t, "[lists]\npinned = [\"tea\"]\n")
	if got != "" || len(c.Lists.Pinned) != 1 || c.Search.Browser != 500 {
		t.Errorf("%v, %d: %s", c.Lists.Pinned, c.Search.Browser, got)
	}
	for _, r := range c.Ratings {
		for lang := range r.Word {
			if r.Meaning[lang] == "" {
				t.Errorf("the meaning of %s is missing in %s", r.ID, lang)
			}
		}
	}
}
