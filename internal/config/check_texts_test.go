package config

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
	"rebut/internal/tomlfile"
)

// Each mistake is reported at its place, and nothing else is.
func TestTextsOfTheOrganisation(t *testing.T) {
	long := strconv.Quote(strings.Repeat("a", factcheck.MaxBody+1))
	for settings, want := range map[string]string{
		"[organisation]\nname = \"\"":                                  `rebut.toml:2:1: error: name is empty`,
		"[organisation]\nname = { en = \" \" }":                        `rebut.toml:2:10: error: name is empty`,
		"[organisation]\nwordmark = \" \"":                             `rebut.toml:2:1: error: wordmark is empty`,
		"[organisation]\nname = \"a\\u202eb\"":                         `rebut.toml:2:1: error: name has an invisible character (U+202E)`,
		"[organisation]\nwordmark = \"a\\u0000b\"":                     `wordmark has an invisible character (U+0000)`,
		"[organisation]\ntagline = { fr = \"a\\nb\" }":                 `tagline must be one line`,
		"[organisation]\nfunding = { en = \"a\\n\\nb\\u2066\" }":       `funding has an invisible character (U+2066)`,
		"[organisation]\nmethodology = " + long:                        `methodology has 20001 characters; the limit is 20000`,
		"[organisation]\ncontact = \"javascript:alert(1)\"":            `"javascript:alert(1)" is not a mail address`,
		"[organisation]\ncontact = \"Ada <a@b.example>\"":              `is not a mail address`,
		"[organisation]\ncontact = \"a@b.example?bcc=c@d.example\"":    `is not a mail address`,
		"[organisation]\ncontact_form = \"javascript:x?{page}\"":       `"javascript:x?{page}" is not the address of a form`,
		"[organisation]\ncontact_form = \"https://a.example/{url}\"":   `"https://a.example/{url}" is not the address of a form`,
		"[organisation]\nlicence_url = \"javascript:alert(1)\"":        `"javascript:alert(1)" is not the address of a page`,
		"[organisation]\nlicence_url = \"https://a.example/\\u202ex\"": `is not the address of a page`,
		"[[topics]]\nid = \"a\"\nname = \"a\\u202eb\"":                 `name of topic "a" has an invisible character (U+202E)`,
		"[[topics]]\nid = \"a\"\nname = { en = \"\" }":                 ``,
	} {
		_, got := load(t, settings)
		if want == "" && got != "" || !strings.Contains(got, want) || strings.Count(got, "error:") > 1 {
			t.Errorf("%.80s:\ngot  %s\nwant %s", settings, got, want)
		}
	}
	_, got := load(t, "[organisation]\ncontact = \"facts@rebut.example\"\nlicence_url = \"https://a.example/by?x=1#y\"\nfunding = \"a\\n\\n\\tb\"\n")
	if got != "" {
		t.Errorf("good texts: %s", got)
	}
}

func TestAFormIsToldOfThePage(t *testing.T) {
	c, problems := load(t, "[organisation]\ncontact_form = \"https://a.example/f?p={page}&t={fact}\"\n")
	want := "https://a.example/f?p=https%3A%2F%2Fb.example%2F%3Fx&t=50+%25+%26+%7Bpage%7D"
	if got := c.Organisation.Form("https://b.example/?x", "50 % & {page}"); got != want || problems != "" {
		t.Errorf("got %s, want %s (%s)", got, want, problems)
	}
	if c, _ := load(t, ""); c.Organisation.Form("x", "y") != "" {
		t.Error("a form from nowhere")
	}
}

func TestAddressesThatWouldBreakLinks(t *testing.T) {
	c, _ := load(t, "")
	for _, bad := range []string{"https://a.example/x y", "https://a.example/\"><b>", "https://a.example//evil.example", "https://:80", "https://",
		"https://a.example/../x", "https://a.example/%2f", "https://québec.example"} {
		if c.SetAddress(bad) == nil {
			t.Errorf("SetAddress accepted %q", bad)
		}
	}
	for _, good := range []string{"http://127.0.0.1:8080", "https://a.example/sub/dir/", "https://xn--qubec-csa.example", "https://a.example/~facts/a_b-c"} {
		if err := c.SetAddress(good); err != nil {
			t.Error(err)
		}
	}
}

func TestTypographyOfTheFileIsWarnedOfAndMended(t *testing.T) {
	const text = "languages = [\"en\"]\norganisation.wordmark = \"Bob's\"\n[organisation.methodology]\nen = \"It's `it's` \\\"so\\\"\"\n"
	_, problems, err := Load(fstest.MapFS{File: {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%d:%d %s %s %s", p.Line, p.Column, p.Severity, p.Code, p.Message))
	}
	want := []string{
		"2:29 warning typography wordmark has straight apostrophes",
		"4:9 warning typography methodology has straight apostrophes",
		"4:19 warning typography methodology has straight quotation marks",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	doc, _ := tomlfile.Parse(File, []byte(text))
	mends := Mends(doc)
	if len(mends) != 2 || mends[0].Path != "organisation.wordmark" || mends[1].Path != "organisation.methodology.en" {
		t.Errorf("%+v", mends)
	}
}

func TestTheDefaultsHaveNothingToMend(t *testing.T) {
	doc, _ := tomlfile.Parse("default.toml", defaults)
	if mends := Mends(doc); len(mends) > 0 {
		t.Errorf("%+v", mends)
	}
}
