package typeset

import (
	"strings"
	"testing"
)

var headlines = []struct{ lang, text string }{
	{"en", "New immigration tied to about 11% of the rise in housing costs, federal study finds"},
	{"en", "Newcomers use less health care than people born in Canada, national data show"},
	{"fr-CA", "L’immigration récente expliquerait environ 11 % de la hausse des coûts du logement"},
	{"ar", "الهجرة الجديدة مسؤولة عن نحو 11% فقط من ارتفاع تكاليف السكن في كندا"},
	{"pa", "ਰਿਹਾਇਸ਼ੀ ਖ਼ਰਚਿਆਂ ਦੇ ਵਾਧੇ ਵਿੱਚ ਨਵੇਂ ਪਰਵਾਸ ਦਾ ਹਿੱਸਾ ਲਗਭਗ 11% ਹੀ ਹੈ"},
}

func TestBalanceAddsNoLineAndLowersRaggedness(t *testing.T) {
	for _, h := range headlines {
		p := Plain(h.text, h.lang, headline)
		plain := shipped(t).prepare(p)
		p.Balance = true
		balanced := shipped(t).prepare(p)
		var before, after float64
		for width := 300.0; width < 1000; width += 20 {
			a, b := plain.set(50, width, plain.stops), balanced.set(50, width, balanced.stops)
			if len(b.Lines) != len(a.Lines) {
				t.Errorf("%s, width %g: %d lines balanced, %d without", h.lang, width, len(b.Lines), len(a.Lines))
			}
			if b.TextWidth() > width+1e-6 {
				t.Errorf("%s, width %g: a line of %g px", h.lang, width, b.TextWidth())
			}
			before, after = before+spread(a), after+spread(b)
		}
		if after > 0.7*before {
			t.Errorf("%s: raggedness over all widths %.2f balanced, %.2f without", h.lang, after, before)
		}
	}
}

// spread is the difference of the widest and the narrowest line, relative to
// the widest.
func spread(l *Layout) float64 {
	least := l.TextWidth()
	for _, line := range l.Lines {
		least = min(least, line.Width)
	}
	if l.TextWidth() == 0 {
		return 0
	}
	return 1 - least/l.TextWidth()
}

func TestNoWidows(t *testing.T) {
	for _, h := range headlines {
		for _, balance := range []bool{true, false} {
			everyWidth(t, h.text, h.lang, balance, func(width float64, lines []string) {
				last := lines[len(lines)-1]
				if len(lines) < 2 || strings.Contains(last, " ") || strings.Contains(last, "\u00a0") {
					return
				}
				w := set(t, last, h.lang, body, 20, 900).TextWidth()
				before := lines[len(lines)-2]
				words := strings.Fields(before)
				joined := set(t, words[len(words)-1]+" "+last, h.lang, body, 20, 900).TextWidth()
				if len(words) > 1 && w < 0.3*width && joined <= width {
					t.Errorf("%s, balance %v, width %g: %q stands alone: %q", h.lang, balance, width, last, lines)
				}
			})
		}
	}
}

func TestBalanceAvoidsStrandedShortWords(t *testing.T) {
	text := "The cost of a home in Canada rose for many reasons at once"
	p := Plain(text, "en", headline)
	p.Balance = true
	for _, line := range lineTexts(shipped(t).Set(p, 50, 620), text) {
		if strings.HasSuffix(line, " a") || strings.HasSuffix(line, " of") {
			t.Errorf("a line ends with a short word: %q", line)
		}
	}
}

func TestCheapestPartsIntoExactlySoMany(t *testing.T) {
	weights := []float64{3, 1, 1, 1, 3, 3}
	cost := func(i, j int) float64 {
		sum := 0.0
		for _, w := range weights[i:j] {
			sum += w
		}
		return (sum - 6) * (sum - 6)
	}
	got := cheapest(len(weights), 2, cost)
	if len(got) != 2 || got[0] != 4 || got[1] != 6 {
		t.Errorf("ends %v, want [4 6]", got)
	}
}
