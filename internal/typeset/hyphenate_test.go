package typeset

import (
	"slices"
	"strings"
	"testing"
)

// hyphenated are the words of a text with a hyphen at each place where a line
// may end with one.
func hyphenated(t *testing.T, text, lang string) string {
	t.Helper()
	para := Plain(text, lang, body)
	para.Hyphenate = true
	hyphens := shipped(t).prepare(para).hyphens
	var b strings.Builder
	for i, r := range []rune(text) {
		if slices.Contains(hyphens, i) {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// TestHyphens: the words are those of TeX's manuals and of its patterns'
// authors.
func TestHyphens(t *testing.T) {
	tests := []struct{ lang, want string }{
		{"en", "hy-phen-ation of im-mi-gra-tion and prospec-tive as-so-ciates, the end"},
		{"en-CA", "oblig-a-tory phil-an-thropic re-cog-ni-zance present end"},
		{"fr-CA", "l’im-mi-gra-tion n’ex-plique pas le lo-ge-ment, in-ter-na-tio-nale oui"},
		{"es", "la in-mi-gra-ción no ex-plica los al-qui-le-res, no"},
		{"de", "Einwanderung erklaert mieten nicht"},
		{"en", "Immigration NATIONAL Canadians, short words, final immigration."},
		{"en", "https://example.org/immigration immigration@example.org anti-immigration and so on"},
		{"en", "im\u00ad-migration Mont\u00ad-réal housing-related words"},
		{"ar", "الهج\u00adرة immi\u00ad-gration كندا"},
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(tt.want, "-", "")
		if strings.Contains(tt.want, "//") || strings.Contains(tt.want, "housing-related") {
			text = strings.NewReplacer("\u00ad-", "\u00ad").Replace(tt.want)
		}
		if got := hyphenated(t, text, tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.lang, got, tt.want)
		}
	}
}

// narrow is a text of long words in a narrow column.
func narrow(hyphenate bool) Paragraph {
	p := Plain("Immigration explains about eleven percent of the increase of residential construction costs everywhere", "en", body)
	p.Hyphenate = hyphenate
	return p
}

func TestHyphenationFillsLines(t *testing.T) {
	plain, parted := shipped(t).Set(narrow(false), 40, 330), shipped(t).Set(narrow(true), 40, 330)
	if slices.ContainsFunc(plain.Lines, func(l Line) bool { return l.Hyphen }) {
		t.Error("a word was parted though nobody asked for it")
	}
	if !slices.ContainsFunc(parted.Lines, func(l Line) bool { return l.Hyphen }) || len(parted.Lines) > len(plain.Lines) {
		t.Errorf("%d lines, %d without hyphens: %q", len(parted.Lines), len(plain.Lines), lineTexts(parted, narrow(true).Spans[0].Text))
	}
	checkLayout(t, "hyphenated", narrow(true), parted)
	for _, line := range parted.Lines {
		if end := line.Runs[len(line.Runs)-1].Glyphs[0]; line.Hyphen && !near(end.X+end.Advance, line.X+line.Width, 1e-6) {
			t.Errorf("the hyphen ends at %g px, the line at %g", end.X+end.Advance, line.X+line.Width)
		}
	}
}

func TestBalancedHeadlinesAreNotHyphenated(t *testing.T) {
	p := narrow(true)
	p.Balance = true
	for _, line := range shipped(t).Set(p, 40, 330).Lines {
		if line.Hyphen {
			t.Error("a word of a headline was parted")
		}
	}
}

func TestHyphenationIsToldApartInTheStore(t *testing.T) {
	lib := shipped(t)
	for range 2 {
		if a, b := lib.Set(narrow(true), 40, 330), lib.Set(narrow(false), 40, 330); same(a, b) {
			t.Error("the same layout with and without hyphens")
		}
	}
}

// TestHyphenatedTextFitsExactly: in boxes that grow, text never shrinks, and
// half a step more never fits.
func TestHyphenatedTextFitsExactly(t *testing.T) {
	langs, sentences := udhr(t)
	for _, lang := range langs {
		if !slices.Contains([]string{"en", "fr", "es"}, lang) {
			continue
		}
		for _, sentence := range sentences[lang] {
			p := Plain(sentence, lang, body)
			p.Hyphenate = true
			before := 0.0
			for side := 120.0; side <= 600; side += 35 {
				l, ok := shipped(t).Fit(p, side, side, 8, 80)
				checkLayout(t, lang, p, l)
				if ok && l.Broken == 0 && l.Size < before {
					t.Errorf("%s: %g px in a box of %g, %g px in a smaller one", lang, l.Size, side, before)
				}
				if next := shipped(t).Set(p, l.Size+Step, side); ok && l.Size < 80 && next.Height <= side && !next.Overflow && next.Broken == 0 {
					t.Errorf("%s: %g px in a box of %g, though %g px fit", lang, l.Size, side, l.Size+Step)
				}
				before = l.Size
			}
		}
	}
}
