package card

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

func TestCaptionsFitEveryApp(t *testing.T) {
	p := newPress(t, settings)
	p.cfg.Organisation.Hashtags = config.Tags{"": {"FactsFirst", "sky"}}
	for _, lang := range p.cfg.Languages {
		for _, f := range []*factcheck.FactCheck{sky(), long()} {
			e := edition(t, p, f, lang)
			address := "https://rebut.example/" + string(lang) + "/sky-scatters-blue/"
			for i := range p.cfg.Apps {
				app := &p.cfg.Apps[i]
				caption := p.CaptionFor(e, app)
				posted := caption
				if app.Link > 0 {
					posted = strings.Replace(caption, address, strings.Repeat("x", app.Link), 1)
				}
				if n := postLength(posted, app.Count); app.Post > 0 && n > app.Post {
					t.Errorf("%s, %s: %d, at most %d:\n%s", lang, app.ID, n, app.Post, caption)
				}
				if !strings.HasPrefix(caption, e.Text.Fact.Plain()) || !strings.Contains(caption, address) {
					t.Errorf("%s, %s: fact or address is missing:\n%s", lang, app.ID, caption)
				}
				if got := strings.Contains(caption, "#FactsFirst #sky"); got != app.Hashtags {
					t.Errorf("%s, %s: hashtags %v, want %v:\n%s", lang, app.ID, got, app.Hashtags, caption)
				}
				if e.Marked != strings.Contains(caption, p.msgs.In(lang).Text(draftID(e))) {
					t.Errorf("%s, %s: mark of a draft:\n%s", lang, app.ID, caption)
				}
			}
		}
	}
}

func TestCaptionWithoutALimitHasTheWholeReason(t *testing.T) {
	p := newPress(t, settings)
	e := edition(t, p, sky(), "en")
	if got := p.CaptionFor(e, p.cfg.App("facebook")); !strings.Contains(got, e.Text.Why) {
		t.Errorf("got\n%s", got)
	}
}

// Hashtags that do not fit are left out one by one; the address never is.
func TestHashtagsGiveWay(t *testing.T) {
	p := newPress(t, settings)
	p.cfg.Organisation.Hashtags = config.Tags{"en": {"One", strings.Repeat("x", 100), "Two"}}
	app := config.App{ID: "tiny", Post: 160, Hashtags: true}
	got := p.CaptionFor(edition(t, p, sky(), "en"), &app)
	if factcheck.Length(got) > app.Post || !strings.HasSuffix(got, "#One") || !strings.Contains(got, "rebut.example") {
		t.Errorf("got\n%s", got)
	}
	app.Post = 125 // not even the words around the address fit
	got = p.CaptionFor(edition(t, p, sky(), "en"), &app)
	if want := "The sky is blue because air scatters blue light more than red.\n\nhttps://rebut.example/en/sky-scatters-blue/\n\n#One"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPostsAreCountedAsAppsCountThem(t *testing.T) {
	for _, test := range []struct {
		text                         string
		characters, graphemes, weigh int
	}{
		{"", 0, 0, 0},
		{"Facts first", 11, 11, 11},
		{"élan “vrai” – oui", 17, 17, 17},
		{"e\u0301lan", 5, 4, 4}, // X normalises to NFC
		{"الهواء يبعثر", 12, 12, 12},
		{"तथ्य", 4, 2, 4},
		{"天是蓝的。", 5, 5, 10},
		{"하늘은", 3, 3, 6},
		{"👩‍👩‍👧‍👦", 7, 1, 2},
		{"🇨🇦", 2, 1, 2},
		{"a…", 2, 2, 3},
	} {
		for count, want := range map[config.Count]int{config.Characters: test.characters, "": test.characters, config.Graphemes: test.graphemes, config.Weights: test.weigh} {
			if test.text == "तथ्य" && count == config.Graphemes {
				want = uniseg.GraphemeClusterCount(test.text) // depends on the Unicode version's rules for conjuncts
			}
			if got := postLength(test.text, count); got != want {
				t.Errorf("%q counted in %q: %d, want %d", test.text, count, got, want)
			}
		}
	}
}
