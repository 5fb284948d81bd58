package config

import (
	"slices"
	"strings"
	"testing"
)

func TestAppsOfAnEmptyFile(t *testing.T) {
	c, _ := load(t, "")
	for id, want := range map[string][3]int{"bluesky": {2000, 300, 0}, "mastodon": {1500, 500, 23}, "x": {1000, 280, 23}, "tiktok": {300, 0, 0}, "pinterest": {500, 0, 0}} {
		a := c.App(id)
		if a == nil {
			t.Errorf("there is no app %q", id)
			continue
		}
		if got := [3]int{a.Alt, a.Post, a.Link}; got != want {
			t.Errorf("%s: alt, post and link %v, want %v", id, got, want)
		}
	}
	if a := c.ShortestAlt(); a == nil || a.ID != "tiktok" {
		t.Errorf("the shortest alt text is that of %v", a)
	}
	for _, a := range c.Apps {
		for _, lang := range []string{"en", "fr"} {
			if name, _ := a.Name.In("", "en"); name == "" {
				t.Errorf("%s has no name in %s", a.ID, lang)
			}
		}
		if a.Name["en"] != "" && len(a.Name) != 15 {
			t.Errorf("%s has names in %d languages, want 15", a.ID, len(a.Name))
		}
	}
}

// A project with formats of its own need not write apps of its own.
func TestDefaultAppsTakeTheFormatsThatThereAre(t *testing.T) {
	c, problems := load(t, `
[[formats]]
id = "square"
name = "Square"
width = 1080
height = 1080
type = "png"
`)
	if problems != "" {
		t.Errorf("problems: %s", problems)
	}
	if c.App("pinterest") != nil || c.App("instagram") == nil || !slices.Equal(c.App("instagram").Formats, []string{"square"}) {
		t.Errorf("apps %v", c.Apps)
	}
}

func TestAppsAreChecked(t *testing.T) {
	_, got := load(t, `
[organisation]
hashtags = { en = ["Facts", "two words"], fr = "faits" }
[[apps]]
id = "Bad Id"
formats = ["square", "poster-of-the-moon", "square"]
alt = 20
post = -1
count = "bytes"
colour = "red"
[[apps]]
id = "none"
name = "None"
`)
	for _, want := range []string{
		`"two words" cannot be a hashtag`, `hint: use letters, digits and underscores`,
		`id: "Bad Id" cannot stand in an address`, `app "Bad Id" has no name`,
		`rebut.toml:6:22: error: app "Bad Id": there is no format "poster-of-the-moon"`,
		`"square" stands twice`, `rebut.toml:7:1: error: alt of app "Bad Id" must be 0, or from 100 to 100000`,
		`rebut.toml:8:1: error: post of app "Bad Id"`, `count: "bytes" is not a way to count`, `unknown key "colour"`,
		`app "none" has no formats`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

func TestHashtagsByLanguage(t *testing.T) {
	c, problems := load(t, "[organisation]\nhashtags = { en = [\"facts_first\"], hi = [\"तथ्य\"] }\ncredit = { en = \"Facts desk\" }\n")
	if problems != "" {
		t.Fatal(problems)
	}
	tags := c.Organisation.Hashtags
	if !slices.Equal(tags.In("en"), []string{"facts_first"}) || !slices.Equal(tags.In("hi"), []string{"तथ्य"}) || tags.In("fr") != nil {
		t.Errorf("hashtags %v", tags)
	}
	if got := c.CreditLine("en"); got != "Facts desk" {
		t.Errorf("credit %q", got)
	}
	all, _ := load(t, "[organisation]\nhashtags = [\"facts\"]\n")
	if !slices.Equal(all.Organisation.Hashtags.In("fr"), []string{"facts"}) || all.CreditLine("fr") != "Rebut" {
		t.Errorf("hashtags %v, credit %q", all.Organisation.Hashtags, all.CreditLine("fr"))
	}
	for _, bad := range []string{`["#facts"]`, `["2024"]`, `[""]`, `["a b"]`, `[1]`, `"facts"`, `{ en = [2] }`, `{ xx-1 = ["a"] }`} {
		if _, problems := load(t, "[organisation]\nhashtags = "+bad+"\n"); !strings.Contains(problems, "error") {
			t.Errorf("hashtags = %s was accepted", bad)
		}
	}
}

func TestIDsDoNotLookLikeEarlierPictures(t *testing.T) {
	_, got := load(t, `
[[formats]]
id = "square-r2"
width = 1080
height = 1080
type = "png"
[[themes]]
id = "r1"
`)
	for _, want := range []string{`"square-r2" ends like the name of an earlier or a small picture`, `"r1" ends like`} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}
