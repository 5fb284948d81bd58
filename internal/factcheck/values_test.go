package factcheck

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rebut/internal/problem"
)

func TestEmphasis(t *testing.T) {
	for text, want := range map[Emphasised]struct {
		spans    string // strong ones in brackets
		unclosed int
	}{
		"plain":             {"plain", -1},
		"a *b* c":           {"a [b] c", -1},
		"*a* *b*":           {"[a] [b]", -1},
		`2 \* 3 *x\*y*`:     {"2 * 3 [x*y]", -1},
		"a * b":             {"a * b", 2},
		"**a**":             {"*[a]*", 0},
		"** a*":             {"*[ a]", 0},
		"a *b* c *d":        {"a [b] c *d", 8},
		`*a\\*`:             {`*a\*`, 0},
		`*a\`:               {`*a\`, 0},
		"":                  {"", -1},
		"المهاجرون *11%* x": {"المهاجرون [11%] x", -1},
	} {
		var b strings.Builder
		for _, s := range text.Spans() {
			if s.Strong {
				s.Text = "[" + s.Text + "]"
			}
			b.WriteString(s.Text)
		}
		if b.String() != want.spans || text.Unclosed() != want.unclosed {
			t.Errorf("%q: %s, unclosed %d; want %s, %d", text, b.String(), text.Unclosed(), want.spans, want.unclosed)
		}
	}
}

func FuzzEmphasis(f *testing.F) {
	f.Add(`a *b* \* c * d`)
	f.Fuzz(func(t *testing.T, s string) {
		// A text with all its asterisks escaped is that text.
		if got := Emphasised(strings.ReplaceAll(s, "*", `\*`)); !strings.Contains(s, `\`) && (got.Plain() != s || got.Unclosed() >= 0) {
			t.Errorf("%q became %q", s, got.Plain())
		}
		if e := Emphasised(s); e.Unclosed() >= len(s) || len(e.Plain()) > len(s) {
			t.Errorf("%q: %q, unclosed %d", s, e.Plain(), e.Unclosed())
		}
	})
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string // "!" for refused
	}{
		{"2025-06-20", "2025-06-20"}, {"2025-06", "2025-06"}, {"2025", "2025"}, {int64(2025), "2025"}, {"", ""},
		{time.Date(2025, 6, 20, 0, 0, 0, 0, time.UTC), "2025-06-20"},
		{time.Date(0, 1, 1, 10, 0, 0, 0, time.UTC), "!"}, // TOML's local time
		{"2025-02-30", "!"}, {"June 2025", "!"}, {int64(20250620), "!"}, {int64(-5), "!"}, {true, "!"}, {1.5, "!"}, {"2025-6-1", "!"},
	} {
		var d Date
		err := d.UnmarshalTOML(c.value)
		if got := d.String(); err != nil && c.want != "!" || err == nil && got != c.want {
			t.Errorf("%v: %q, %v; want %q", c.value, got, err, c.want)
		}
	}
}

func TestClearlyBefore(t *testing.T) {
	for _, c := range []struct {
		d, e Date
		want bool
	}{
		{Date{2025, 6, 19}, Date{2025, 6, 20}, true}, {Date{2025, 6, 20}, Date{2025, 6, 20}, false},
		{Date{2025, 6, 0}, Date{2025, 6, 20}, false}, {Date{2025, 5, 0}, Date{2025, 6, 20}, true},
		{Date{2025, 0, 0}, Date{2025, 6, 20}, false}, {Date{2024, 0, 0}, Date{2025, 6, 20}, true},
		{Date{}, Date{2025, 6, 20}, false}, {Date{2025, 6, 20}, Date{}, false},
	} {
		if got := c.d.clearlyBefore(c.e); got != c.want {
			t.Errorf("%v before %v: %v", c.d, c.e, got)
		}
	}
}

func TestLocalised(t *testing.T) {
	var l Localised
	if err := l.UnmarshalTOML(map[string]any{"en": "E", "fr-ca": "F", "": "A"}); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[Lang]string{"en": "E/en", "fr-CA": "F/fr-CA", "pa": "A/en"} {
		text, in := l.In(lang, "en")
		if text+"/"+string(in) != want {
			t.Errorf("%s: %s/%s, want %s", lang, text, in, want)
		}
	}
	if text, in := (Localised{"fr": "F", "ar": "ع"}).In("pa", "en"); text != "ع" || in != "ar" {
		t.Errorf("without a fallback: %s/%s", text, in)
	}
	err := l.UnmarshalTOML(map[string]any{"xx-1": "a", "en": 7, "fil": "T", "tl": "T"})
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("three mistakes, found: %v", err)
	}
	if l.UnmarshalTOML(7) == nil || l.UnmarshalTOML("x") != nil {
		t.Error("the kinds of values are mixed up")
	}
}

func TestLanguages(t *testing.T) {
	for tag, want := range map[string]Lang{"EN": "en", "zh-hans": "zh-Hans", "tl": "tl", "fil": "tl", "FIL-ph": "tl-PH", "iw": "iw", "EN_us": "en-US", "pa-Arab": "pa-Arab", "": ""} {
		var l Lang
		if err := l.UnmarshalText([]byte(tag)); err != nil || l != want {
			t.Errorf("%s: %s, %v", tag, l, err)
		}
	}
	for lang, want := range map[Lang]string{"ar": "rtl", "fa": "rtl", "ur": "rtl", "he": "rtl", "pa": "ltr", "pa-Arab": "rtl", "en": "ltr", "": "ltr"} {
		if lang.Dir() != want {
			t.Errorf("%s is %s", lang, lang.Dir())
		}
	}
	for lang, want := range map[Lang]string{"tl": "Tagalog", "pa": "Punjabi", "fr-CA": "Canadian French", "qaa": "qaa"} {
		if lang.Name() != want {
			t.Errorf("%s is called %s", lang, lang.Name())
		}
	}
	for lang, want := range map[Lang]Lang{"fr-CA": "fr", "tl-PH": "tl", "en": "", "zh-Hant": "", "": ""} {
		if lang.Parent() != want {
			t.Errorf("the parent of %s is %q", lang, lang.Parent())
		}
	}
}

func TestNamesOfLanguagesAreAnsweredByTheirTags(t *testing.T) {
	for name, want := range map[string]string{
		"english": `"en"`, "Français": `"fr"`, "francais": `"fr"`, "french": `"fr"`, "Punjabi": `"pa"`, "pendjabi": `"pa"`, "Tagalog": `"tl"`,
		"filipino": `"tl"`, " Arabe ": `"ar"`, "عربي": "standard tag", "العربية": `"ar"`, "farsi": `"fa"`, "persian": `"fa"`, "chinese": `"zh"`, "中文": `"zh"`,
		"Tamil": `"ta"`, "español": `"es"`, "klingonese": "standard tag", "e n": "standard tag", strings.Repeat("x", 9999): "standard tag",
	} {
		var m *problem.Mistake
		if err := new(Lang).UnmarshalText([]byte(name)); !errors.As(err, &m) || !strings.Contains(m.Hint, want) {
			t.Errorf("%.20s: %v", name, m)
		}
	}
}

func TestTranslationState(t *testing.T) {
	f := good()
	if f.State("en") != Current || f.State("fr") != Unreviewed {
		t.Error(f.State("en"), f.State("fr"))
	}
	f.Texts["fr"].Reviewed = true
	if f.State("fr") != Current {
		t.Error(f.State("fr"))
	}
	f.Revision = 3
	if f.State("fr") != Stale || f.State("fr").String() != "stale" {
		t.Error(f.State("fr"))
	}
}

func TestKindsOfSources(t *testing.T) {
	for _, want := range Kinds() {
		var k Kind
		if err := k.UnmarshalText([]byte(want)); err != nil || k != want {
			t.Errorf("%s: %q, %v", want, k, err)
		}
	}
	var m *problem.Mistake
	if err := new(Kind).UnmarshalText([]byte("news")); !errors.As(err, &m) || !strings.Contains(m.Hint, "study, statistics, report, journalism, statement, law") {
		t.Errorf("news: %v", err)
	}
}
