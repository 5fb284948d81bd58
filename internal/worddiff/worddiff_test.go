package worddiff

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// marked writes changed spans in brackets.
func marked(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Changed {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range [][4]string{
		{"The share is 12%.", "The share is 11%.", "The share is [12]%.", "The share is [11]%."},
		{"Rents rose by 1,200 dollars", "Rents rose by 1,150 dollars", "Rents rose by [1,200] dollars", "Rents rose by [1,150] dollars"},
		{"They rose in most cities.", "They rose in some large cities.", "They rose in [most] cities.", "They rose in [some large] cities."},
		{"It fell.", "It fell.", "It fell.", "It fell."},
		{"", "It fell.", "", "[It fell.]"},
		{"It fell.", "", "[It fell.]", ""},
		{"La part est de 12 %.", "La part est de 11 %.", "La part est de [12] %.", "La part est de [11] %."},
		{"النسبة ١٢٪ من الإيجار", "النسبة ١١٪ من الإيجار", "النسبة [١٢]٪ من الإيجار", "النسبة [١١]٪ من الإيجار"},
		{"房租上涨12%。", "房租上涨11%。", "房租上涨[12]%。", "房租上涨[11]%。"},
		{"किराया 12 प्रतिशत है", "किराया 11 प्रतिशत था", "किराया [12] प्रतिशत [है]", "किराया [11] प्रतिशत [था]"},
		{"Nothing here was right at all", "Wholly other words stand now", "[Nothing here was right at all]", "[Wholly other words stand now]"},
	} {
		was, is := Words(c[0], c[1])
		if marked(was) != c[2] || marked(is) != c[3] {
			t.Errorf("%s → %s:\ngot  %s\n     %s\nwant %s\n     %s", c[0], c[1], marked(was), marked(is), c[2], c[3])
		}
	}
}

func TestParagraphs(t *testing.T) {
	before := "One.\n\nTwo is 12.\nStill two.\n \nThree.\n\nFour."
	after := "One.\r\n\r\nTwo is 11.\r\nStill two.\n\nThree.\n\nFive.\n\nSix.\n"
	want := []Pair{{"Two is 12.\nStill two.", "Two is 11.\nStill two."}, {"Four.", "Five."}, {"", "Six."}}
	if got := Paragraphs(before, after); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := Paragraphs(before, strings.ReplaceAll(before, "\n\n", "\n\n\n")); got != nil {
		t.Errorf("only blank lines changed, got %q", got)
	}
}

// More different words than a plane of Unicode has room below the surrogates.
func TestManyWords(t *testing.T) {
	var b strings.Builder
	for i := range 60000 {
		b.WriteString(string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576)) + " ")
	}
	was, is := Words(b.String()+"12", b.String()+"11")
	if len(was) != 2 || was[1] != (Span{"12", true}) || len(is) != 2 || is[1] != (Span{"11", true}) {
		t.Errorf("%d and %d spans", len(was), len(is))
	}
}

// No letter is lost, reordered, or parted from its marks.
func FuzzWords(f *testing.F) {
	f.Add("The share is 12%.", "The share is 11%.")
	f.Add("ค่าเช่าเพิ่มขึ้น", "ค่าเช่าลดลง")
	f.Add("e\u0301 a", "e a")
	f.Fuzz(func(t *testing.T, before, after string) {
		if !utf8.ValidString(before+after) || len(before)+len(after) > 2000 {
			return
		}
		was, is := Words(before, after)
		for i, text := range []string{before, after} {
			spans := [][]Span{was, is}[i]
			var joined, parts string
			for _, s := range spans {
				joined += s.Text
				if state := -1; s.Text != "" {
					for rest := s.Text; rest != ""; {
						var cluster string
						cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
						parts += cluster + "|"
					}
				}
			}
			if joined != text {
				t.Errorf("%q became %q", text, joined)
			}
			if clusters := uniseg.GraphemeClusterCount(text); strings.Count(parts, "|") != clusters+strings.Count(text, "|") {
				t.Errorf("%q has %d clusters, its spans %q", text, clusters, parts)
			}
		}
	})
}
