package main

import (
	"strings"
	"testing"
)

// A picture's own words must not be able to command the terminal, or to pass
// for what the program says.
func TestWhatPicturesSayIsShownHarmless(t *testing.T) {
	i := inspected{File: "a.png", Fact: "One\x1b[2J\ncurrent: all\u202e is well " + strings.Repeat("x", 300), Slug: "s\x07lug", Lang: "en", Page: "https://e.example/\u2066", Says: "replaced: it is"}
	got := i.String()
	for _, bad := range []string{"\x1b", "\x07", "\u202e", "\u2066"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q in %q", bad, got)
		}
	}
	if n := strings.Count(got, "\n"); n != 4 || len(got) > 500 {
		t.Errorf("%d lines, %d bytes:\n%s", n, len(got), got)
	}
}

func TestSlugAndLanguageOfAnAddress(t *testing.T) {
	for page, want := range map[string][2]string{
		"https://a.example/en/one/": {"one", "en"}, "https://a.example/facts/pa-Arab/two/": {"two", "pa-Arab"},
		"https://a.example/en/one": {}, "https://a.example/": {}, "": {}, "://": {}, "https://a.example/en/Bad Slug/": {},
	} {
		i := inspected{Page: page}
		if i.fromPage(); i.Slug != want[0] || i.Lang != want[1] {
			t.Errorf("%q: %q in %q, want %q", page, i.Slug, i.Lang, want)
		}
	}
}

func TestPicturesWithoutMetadataAreSilent(t *testing.T) {
	for _, i := range []inspected{{}, {Page: "https://a.example/one"}, {Slug: "one"}, {Slug: "one", Lang: "not a language"}} {
		if i.compare(nil); i.State != stateSilent || i.State.outdated() {
			t.Errorf("%+v is %s", i, i.State)
		}
	}
}
