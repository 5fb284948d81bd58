package card

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// written is a fact-check with the place of its texts in a file.
func written(t *testing.T, f *factcheck.FactCheck) *factcheck.FactCheck {
	t.Helper()
	var b strings.Builder
	for _, lang := range f.Languages() {
		text := f.Texts[lang]
		fmt.Fprintf(&b, "[text.%s]\nclaim = %q\nfact = %q\nwhy = %q\n", lang, text.Claim, string(text.Fact), text.Why)
	}
	b.WriteString("[[sources]]\npublisher = \"x\"\n")
	doc, problems := tomlfile.Parse("claims/sky.toml", []byte(b.String()))
	ok(t, problems, nil)
	f.Origin = doc
	return f
}

func TestGoodCardsHaveNoProblems(t *testing.T) {
	p := newPress(t, settings)
	for _, f := range []*factcheck.FactCheck{short(), sky(), long()} {
		if problems := p.Check(f); len(problems) > 0 {
			t.Errorf("%v", problems)
		}
	}
}

func TestABegunTranslationHasNoPicturesToCheck(t *testing.T) {
	p, f := newPress(t, settings), sky()
	f.Texts["fr"].Fact, f.Texts["fr"].Body = factcheck.Emphasised(stretch("Une ébauche", 900)), ""
	if problems := p.Check(f); len(problems) > 0 {
		t.Errorf("%v", problems)
	}
}

func TestTextThatDoesNotFitIsAProblemWithARemedy(t *testing.T) {
	p := newPress(t, settings)
	for _, test := range []struct {
		key, place, format string
		lengthen           func(*factcheck.Text)
		shorten            func(x *factcheck.Text, n int)
	}{
		{"fact", "claims/sky.toml:11:1", "link", // the French texts are the third section
			func(x *factcheck.Text) { x.Fact = factcheck.Emphasised(stretch(x.Fact.Plain(), 400)) },
			func(x *factcheck.Text, n int) { x.Fact = cutBy(x.Fact, n) }},
		{"why", "claims/sky.toml:12:1", "story",
			func(x *factcheck.Text) { x.Why = stretch(x.Why, 900) },
			func(x *factcheck.Text, n int) { x.Why = cutBy(x.Why, n) }},
		{"claim", "claims/sky.toml:10:1", "link",
			func(x *factcheck.Text) { x.Claim = stretch(x.Claim, 500) },
			func(x *factcheck.Text, n int) { x.Claim = cutBy(x.Claim, n) }},
	} {
		f := sky()
		fr := f.Texts["fr"]
		test.lengthen(fr)
		written(t, f)
		problems := p.Check(f)
		if len(problems) != 1 {
			t.Errorf("%s: %d problems: %v", test.key, len(problems), problems)
			continue
		}
		got := problems[0]
		if place := fmt.Sprintf("%s:%d:%d", got.File, got.Line, got.Column); place != test.place || got.Lang != "fr" || got.Code != "does-not-fit" {
			t.Errorf("%s: %v, want it at %s", test.key, got, test.place)
		}
		if !strings.HasPrefix(got.Message, test.key+" does not fit") || !strings.Contains(got.Message, test.format) {
			t.Errorf("%s: message %q", test.key, got.Message)
		}
		m := regexp.MustCompile(`shorten it by about (\d+) characters`).FindStringSubmatch(got.Hint)
		if m == nil {
			t.Fatalf("%s: hint %q", test.key, got.Hint)
		}
		// Whoever follows the hint is done.
		n, _ := strconv.Atoi(m[1])
		test.shorten(fr, n)
		if problems := p.Check(f); len(problems) > 0 {
			t.Errorf("%s: shortened by %d: %v", test.key, n, problems)
		}
		j := Job{Edition: edition(t, p, f, "fr"), Design: "statement", Format: test.format, Theme: "light"}
		test.lengthen(fr)
		if picture, problems, err := p.Picture(j); picture != nil || len(problems) != 1 || err != nil {
			t.Errorf("%s: a picture of %d bytes was made: %v, %v", test.key, len(picture), problems, err)
		}
	}
}

func cutBy[T ~string](s T, n int) T {
	runes := []rune(string(s))
	return T(runes[:len(runes)-n])
}

func TestAWordTooLongForALineIsAProblem(t *testing.T) {
	p, f := newPress(t, settings), sky()
	f.Texts = factcheck.Texts{"en": {Claim: "x", Why: "y", Fact: factcheck.Emphasised(strings.Repeat("antidisestablishment", 4))}}
	problems := p.Check(written(t, f))
	if len(problems) != 1 || !strings.Contains(problems[0].Hint, "shorter words") || problems[0].Line != 3 {
		t.Errorf("%v", problems)
	}
}

func TestACharacterThatNoFontHasIsAProblemAtItsPlace(t *testing.T) {
	p, f := newPress(t, settings), sky()
	f.Texts["en"].Fact = "Water is *wet*, as 🜄 was not"
	f.Texts["en"].Claim = "a 🜄 and 🜄"
	problems := p.Check(written(t, f))
	var got []string
	for _, x := range problems {
		got = append(got, fmt.Sprintf("%d:%d %s %s", x.Line, x.Column, x.Lang, x.Message))
	}
	want := []string{
		`2:12 en claim and fact: Rebut has no font for this character: 🜄 (U+1F704)`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCharactersThatNoFontHasAreOneProblemPerLanguage(t *testing.T) {
	p, f := newPress(t, settings), sky()
	f.Texts["en"].Fact = "*𐐨𐐩𐐪* 𐐫𐐬𐐭 𐐮𐐯𐐰 𐐱𐐲𐐳𐐨"
	f.Texts["en"].Why = "One is 𐐨 and one 𞤀\u0301\u07eb."
	problems := p.Check(written(t, f))
	var got []string
	for _, x := range problems {
		got = append(got, fmt.Sprintf("%d:%d %s", x.Line, x.Column, x.Message))
		if x.Code != "missing-glyph" || !strings.Contains(x.Hint, "rebut fonts add") {
			t.Errorf("%+v", x)
		}
	}
	want := []string{
		"3:10 fact and why: Rebut has no font for these characters of the Deseret, Adlam and Nko scripts: 𐐨, 𐐩, 𐐪, 𐐫, 𐐬, 𐐭, 𐐮, 𐐯, 𐐰, 𐐱 and 4 more",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCharactersAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"அ": "this character of the Tamil script: அ", "🜄": "this character: 🜄 (U+1F704)", "\u0007🜄": "these characters: U+0007, 🜄 (U+1F704)",
		"✺அஆ": "these characters of the Tamil script: அ, ஆ; and of no script: ✺ (U+273A)",
		"ᱚஅ":  "these characters of the Ol Chiki and Tamil scripts: ᱚ, அ", "ா": "this character of the Tamil script: ◌ா",
		"0123456789ab": "these characters: 0 (U+0030), 1 (U+0031), 2 (U+0032), 3 (U+0033), 4 (U+0034), 5 (U+0035), 6 (U+0036), 7 (U+0037), 8 (U+0038), 9 (U+0039) and 2 more",
	} {
		var gaps []gap
		for _, r := range text {
			gaps = append(gaps, gap{char: r})
		}
		if got := characters(union(gaps[:1], gaps)); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestProblemsOutsideOfTheFactCheckNameTheirFile(t *testing.T) {
	p := newPress(t, settings+"[organisation.name]\nen = \"x\"\n")
	p.cfg.Organisation.Wordmark = strings.Repeat("W", 80)
	problems := p.Check(short())
	if len(problems) != 1 || problems[0].File != "rebut.toml" || !strings.Contains(problems[0].Message, "WWWW…”") {
		t.Errorf("%v", problems)
	}
	p = newPress(t, settings)
	f := short()
	f.Sources[0] = factcheck.Source{Publisher: factcheck.Localised{"": strings.Repeat("Institute of Everything ", 20)}}
	if problems := p.Check(written(t, f)); len(problems) != 1 || !strings.HasPrefix(problems[0].Message, "publisher does not fit") {
		t.Errorf("%v", problems)
	}
	f.Sources[0].URL = "https://www.everything.example/very/long"
	if problems := p.Check(f); len(problems) > 0 {
		t.Errorf("with an address the host is shown: %v", problems)
	}
}

func TestCheckLooksAtWhatWouldBePublic(t *testing.T) {
	p := newPress(t, strings.ReplaceAll(settings, `"mark"`, `"hide"`))
	f := long()
	f.Status = factcheck.Draft
	f.Texts["fr"].Fact = factcheck.Emphasised(stretch(f.Texts["fr"].Why, 400)) // hidden: not reviewed
	if problems := p.Check(f); len(problems) > 0 {
		t.Errorf("a hidden translation was checked: %v", problems)
	}
	f.Texts["en"].Fact = f.Texts["fr"].Fact
	if problems := p.Check(f); !problems.HasErrors() {
		t.Error("a draft of a fact-check was not checked")
	}
}

// TestAnEmptyKickerIsLeftOut: a project may have its own words, and blank ones.
func TestAnEmptyKickerIsLeftOut(t *testing.T) {
	p := newPress(t, settings)
	msgs, problems, err := message.Load(fstest.MapFS{"i18n/card.en.toml": {Data: []byte("kicker = \" \"\n")}})
	if err != nil || problems.HasErrors() {
		t.Fatal(problems, err)
	}
	p.msgs = msgs
	if ways := p.wordsOf(edition(t, p, sky(), "en")).texts["kicker"]; len(ways) != 0 {
		t.Errorf("%v", ways)
	}
}

// FuzzCheck: whatever the texts are, checking them ends, and says where.
func FuzzCheck(f *testing.F) {
	f.Add("The sky is *blue*", "It is red.", "Look up.")
	f.Add("*", "«»", "")
	f.Add("0", "\xc2\xc4", "0")
	f.Add("\u202e\u2066\x00", "\u200d\u200d", strings.Repeat("\u0301", 300))
	p := newPress(f, settings)
	f.Fuzz(func(t *testing.T, fact, claim, why string) {
		x := short()
		x.Texts["en"] = &factcheck.Text{Fact: factcheck.Emphasised(fact), Claim: claim, Why: why}
		e := edition(t, p, x, "en")
		s, problems := p.Scene(Job{Edition: e, Design: "statement", Format: "chat", Theme: "light"})
		if s == nil {
			t.Fatal("no scene")
		}
		for _, found := range problems {
			if found.Code == "" || found.Severity != problem.Error || found.Hint == "" {
				t.Errorf("%+v", found)
			}
		}
		if len(problems) == 0 && s.Validate() != nil {
			t.Errorf("a scene without problems is refused: %v", s.Validate())
		}
		if n := factcheck.Length(p.Alt(e)); n > maxAlt {
			t.Errorf("alt text of %d characters", n)
		}
	})
}

func TestFindingsAreRecalledWhereBothPressesDrawAlike(t *testing.T) {
	last := newPress(t, settings)
	f := long()
	f.Texts["fr"].Why = stretch(f.Texts["fr"].Why, 900)
	want := fmt.Sprint(last.Check(written(t, f)))
	next := newPress(t, settings)
	next.Recall(last)
	if next.found != last.found {
		t.Error("what is known of the same pictures is not recalled")
	}
	composed := next.laid.Len()
	if got := fmt.Sprint(next.Check(f)); got != want || next.laid.Len() != composed {
		t.Errorf("recalled\n%s\nwant\n%s\n(%d pictures were laid out)", got, want, next.laid.Len()-composed)
	}
	f.Texts["fr"].Why = "Court."
	if problems := next.Check(f); len(problems) > 0 {
		t.Errorf("after the text was mended: %v", problems)
	}
	with := func(name string) *Press {
		p := newPress(t, settings)
		p.photos = Photos{"logo.png": {Name: name}}
		return p
	}
	photographed := with("logo.png 1")
	same, changed := with("logo.png 1"), with("logo.png 2")
	if same.Recall(photographed); same.found != photographed.found {
		t.Error("what is known of pictures with the same logo is not recalled")
	}
	if changed.Recall(photographed); changed.found == photographed.found {
		t.Error("findings with another logo are recalled")
	}
	other := newPress(t, settings+"[[formats]]\nid = \"square\"\nname = \"x\"\nwidth = 500\nheight = 500\ntype = \"png\"\n")
	if other.Recall(last); other.found == last.found {
		t.Error("findings of other formats are recalled")
	}
}
