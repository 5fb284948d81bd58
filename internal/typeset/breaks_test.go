package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// everyWidth sets a text at all widths from its longest unbreakable stretch
// to one line, and hands each layout to check.
func everyWidth(t *testing.T, text, lang string, balance bool, check func(width float64, lines []string)) {
	t.Helper()
	const size = 20
	p := Plain(text, lang, body)
	p.Balance = balance
	prep := shipped(t).prepare(p)
	least, start := 0.0, 0
	for _, end := range prep.stops {
		least = max(least, prep.lineWidth(start, end)*size)
		start = end
	}
	for width := least + 0.1; width < 900; width += 3 {
		check(width, lineTexts(prep.set(size, width, prep.stops), text))
	}
}

func TestFrenchPunctuationStaysWithItsWord(t *testing.T) {
	for _, space := range []string{" ", "\u00a0", "\u202f"} {
		text := strings.ReplaceAll("Le rapport dit_: «_L’immigration explique 11_% de la hausse_», pas tout_! Et le reste_? Les taux_; les revenus.", "_", space)
		for _, balance := range []bool{false, true} {
			everyWidth(t, text, "fr-CA", balance, func(width float64, lines []string) {
				for i, line := range lines {
					first, _ := utf8.DecodeRuneInString(line)
					last, _ := utf8.DecodeLastRuneInString(line)
					if i > 0 && strings.ContainsRune("»:;!?%", first) {
						t.Errorf("space %q, width %g: line %d starts with %q: %q", space, width, i, first, lines)
					}
					if i < len(lines)-1 && last == '«' {
						t.Errorf("space %q, width %g: line %d ends with «: %q", space, width, i, lines)
					}
				}
			})
		}
	}
}

func TestFiguresStayWithTheirUnits(t *testing.T) {
	tests := []struct{ lang, text, keep string }{
		{"en", "Rents rose by about 11 % in the same years", "11 %"},
		{"en", "The plan adds 1.5 million homes in ten years", "1.5 million"},
		{"en", "It was 11 per cent of the rise in housing costs", "11 per cent"},
		{"fr", "Environ 11 pour cent de la hausse des loyers", "11 pour cent"},
		{"fr", "On bâtira 1 200 000 logements en dix ans", "1 200 000"},
		{"fr", "Cela coûte 3,5 milliards de dollars par an", "3,5 milliards"},
		{"fr", "Le prix est de 25 $ par jour en garderie", "25 $"},
		{"fr", "Selon le tableau n° 12 du rapport annuel", "n° 12"},
		{"ar", "زادت الأسعار بنحو 11 في المئة خلال عشر سنوات", "11 في المئة"},
		{"ar", "يعيش في كندا 40 مليون شخص تقريبا", "40 مليون"},
		{"pa", "ਖ਼ਰਚਿਆਂ ਦੇ ਵਾਧੇ ਦਾ ਲਗਭਗ 11 ਫ਼ੀਸਦੀ ਹਿੱਸਾ ਹੈ", "11 ਫ਼ੀਸਦੀ"},
	}
	for _, tt := range tests {
		everyWidth(t, tt.text, tt.lang, false, func(width float64, lines []string) {
			if !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, tt.keep) }) {
				t.Errorf("width %g: %q is parted: %q", width, tt.keep, lines)
			}
		})
	}
}

func TestOrdinarySpacesStillBreak(t *testing.T) {
	for _, text := range []string{"In 2025 homes", "built 11 homes", "Page 3 of", "the 40 minutes", "5 400 dogs of 30 000"} {
		runes := []rune(text)
		for i := 1; i < len(runes); i++ {
			if runes[i-1] != ' ' {
				continue
			}
			want := text == "5 400 dogs of 30 000" && unicode.IsDigit(runes[i]) && unicode.IsDigit(runes[i-2])
			if got := keeps(runes, i); got != want {
				t.Errorf("keeps(%q, %d) = %v", text, i, got)
			}
		}
	}
}

func TestDashesDotsAndNamesAreNotOrphaned(t *testing.T) {
	for text, want := range map[string]bool{
		"bâtir ^— soit":        true,
		"bâtir — ^soit":        false,
		"source ^· 2025":       true,
		"2006–^2021":           true,
		"long–^term":           false,
		"sait M. ^Legault":     true,
		"the Dr. ^said":        false,
		"Mme ^Plante":          true,
		"minus ^–5":            false,
		"«\u00a0^mot":          true,
		"soft\u00ad^hyphen":    true,
		"in per ^cent":         true,
		"as per ^centre":       true, // a rare loss: one break fewer
		"as per ^usual":        false,
		"$ ^25":                true,
		"pour ^cent":           true,
		"plus de ^5 personnes": false,
		"Bill ^C-12":           true,
		"projet de loi ^C-12,": true,
		"loi ^C‑12":            true,
		"the ^T-shirts":        false,
		"the ^COVID-19 years":  false,
		"a ^K-12 school":       true, // harmless
		"अधिकार है ^।":         true,
		"ਹੱਕ ਹੈ ^॥":            true,
		"حق ہے ^۔":             true,
		"መብት ^።":               true,
		"សិទ្ធិ ^។":            true,
	} {
		runes := []rune(text)
		at := slices.Index(runes, '^')
		if got := keeps(slices.Delete(runes, at, at+1), at); got != want {
			t.Errorf("keeps %q: %v", text, got)
		}
	}
}

func TestMissingRunesDoNotGlueTheirNeighbours(t *testing.T) {
	text := "住宅価格の上昇 fire 🔥 and 🔥 more"
	l := set(t, text, "ja", body, 30, 80)
	if l.Broken > 0 || len(l.Lines) < 3 {
		t.Errorf("%d lines, %d words broken: %q", len(l.Lines), l.Broken, lineTexts(l, text))
	}
}

func TestForcedBreaks(t *testing.T) {
	for text, want := range map[string][]string{
		"a\nb":         {"a", "b"},
		"a\r\nb":       {"a", "b"},
		"a\n\nb":       {"a", "", "b"},
		"a\n":          {"a"},
		"\n":           {""},
		"a\u2028b":     {"a", "b"},
		"a\u2029b\vc":  {"a", "b", "c"},
		"كندا\nCanada": {"كندا", "Canada"},
	} {
		if got := lineTexts(set(t, text, "en", body, 20, 500), text); !slices.Equal(got, want) {
			t.Errorf("%q: lines %q, want %q", text, got, want)
		}
	}
}

func TestLongWordsAreBrokenAsALastResort(t *testing.T) {
	for lang, word := range map[string]string{
		"en": "anticonstitutionnellementanticonstitutionnellement",
		"ar": "فسيكفيكهمفسيكفيكهمفسيكفيكهمفسيكفيكهم",
		"pa": "ਅੰਤਰਰਾਸ਼ਟਰੀਕਰਨਅੰਤਰਰਾਸ਼ਟਰੀਕਰਨ",
	} {
		l := set(t, word+" a", lang, headline, 40, 200)
		if l.Broken == 0 || l.Overflow {
			t.Errorf("%s: %d broken, overflow %v", lang, l.Broken, l.Overflow)
		}
		if l.TextWidth() > 200+1e-6 {
			t.Errorf("%s: the widest line is %g px in a box of 200", lang, l.TextWidth())
		}
	}
	if l := set(t, "ordinary words only", "en", headline, 40, 400); l.Broken != 0 {
		t.Errorf("%d words broken where none had to be", l.Broken)
	}
}

func TestAClusterWiderThanTheBoxIsSaid(t *testing.T) {
	l := set(t, "WW", "en", headline, 100, 20)
	if !l.Overflow || len(l.Lines) != 2 {
		t.Errorf("overflow %v in %d lines, want true in 2", l.Overflow, len(l.Lines))
	}
}

func TestTrailingSpacesHang(t *testing.T) {
	plain, spaced := set(t, "word", "en", body, 20, 300), set(t, "word   ", "en", body, 20, 300)
	if plain.TextWidth() != spaced.TextWidth() {
		t.Errorf("widths %g and %g", plain.TextWidth(), spaced.TextWidth())
	}
	p := Plain("كندا   ", "ar", body)
	line := shipped(t).Set(p, 20, 300).Lines[0]
	if !near(line.X+line.Width, 300, 1e-6) {
		t.Errorf("right-to-left line ends at %g", line.X+line.Width)
	}
}

func TestNarrowNoBreakSpaceIsAThinSpace(t *testing.T) {
	width := func(s string) float64 {
		l := set(t, s, "fr", body, 100, 5000)
		if len(l.Missing) > 0 {
			t.Fatalf("%q: missing %+v", s, l.Missing)
		}
		return l.TextWidth()
	}
	none, thin, full := width("mot!"), width("mot\u202f!"), width("mot\u00a0!")
	if !(none < thin && thin < full) {
		t.Errorf("no space %g, narrow %g, full %g px: want them rising", none, thin, full)
	}
}
