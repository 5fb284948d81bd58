package typeset

import (
	"os/exec"
	"slices"
	"testing"
)

// withReference is a word with a raised number after it.
func withReference(number string) Paragraph {
	return Paragraph{Spans: []Span{{Text: "Housing"}, {Text: number, Position: Superscript, Ink: 1}, {Text: " costs"}}, Lang: "en", Style: body}
}

// TestFormsShapeLikeHarfBuzz compares superscripts and fractions with what
// hb-shape makes of them when it is asked for the same features.
func TestFormsShapeLikeHarfBuzz(t *testing.T) {
	tool, err := exec.LookPath("hb-shape")
	if err != nil {
		t.Skip("hb-shape is not installed (package libharfbuzz-bin), so there is nothing to compare with")
	}
	paras := []Paragraph{
		withReference("12"), withReference("[3]"),
		{Spans: []Span{{Text: "3 1/2 of 11/100", Fractions: true}}, Lang: "en", Style: body},
		{Spans: []Span{{Text: "Жителі"}, {Text: "7", Position: Superscript}, {Text: " 1/2", Fractions: true}}, Lang: "uk", Style: headline},
		{Spans: []Span{{Text: "۱۴۰۳ خانه"}, {Text: "۲", Position: Superscript}}, Lang: "fa", Style: body},
	}
	for _, para := range paras {
		p := shipped(t).prepare(para)
		for _, it := range p.items {
			compareItem(t, tool, p, it)
		}
	}
}

// glyphsOf are the glyphs of a line by the first rune of their cluster.
func glyphsOf(line Line) map[int]Glyph {
	out := map[int]Glyph{}
	for _, run := range line.Runs {
		for _, g := range run.Glyphs {
			out[g.Cluster] = g
		}
	}
	return out
}

func TestSuperscriptsUseTheFacesOwnGlyphs(t *testing.T) {
	l := shipped(t).Set(withReference("12"), 100, 2000)
	face := l.Lines[0].Runs[0].Face
	glyphs := glyphsOf(l.Lines[0])
	for at, r := range map[int]rune{7: '¹', 8: '²'} {
		want, _ := face.open().font.NominalGlyph(r)
		if glyphs[at].ID != uint32(want) {
			t.Errorf("rune %d is glyph %d, want %d, that of %c", at, glyphs[at].ID, want, r)
		}
	}
}

// TestSuperscriptsThatAFaceLacksAreMade: smaller, higher and bolder, all of one
// number alike.
func TestSuperscriptsThatAFaceLacksAreMade(t *testing.T) {
	l := shipped(t).Set(withReference("[3]"), 100, 2000)
	for _, run := range l.Lines[0].Runs {
		if run.Ink != 1 {
			continue
		}
		if run.Size != 62 || run.Face.Weight != 600 || run.Glyphs[0].Y > l.Lines[0].Baseline-30 {
			t.Errorf("%g px in %s at %g, the baseline is at %g", run.Size, run.Face.Name(), run.Glyphs[0].Y, l.Lines[0].Baseline)
		}
	}
}

// TestSuperscriptsOfOtherScriptsAreMade: a face that chooses its figures by
// other features than superiors has none.
func TestSuperscriptsOfOtherScriptsAreMade(t *testing.T) {
	for lang, texts := range map[string][2]string{"ar": {"السكن", "٣"}, "ur": {"بحران", "۳"}, "hi": {"आवास", "१२"}} {
		p := Paragraph{Spans: []Span{{Text: texts[0]}, {Text: texts[1], Position: Superscript, Ink: 1}}, Lang: lang, Style: body}
		for _, run := range shipped(t).Set(p, 100, 2000).Lines[0].Runs {
			if want := 62 * run.Face.family.scale; run.Ink == 1 && !near(run.Size, want, 1e-9) {
				t.Errorf("%s: %q is %g px, want %g", lang, texts[1], run.Size, want)
			}
		}
	}
}

func TestSuperscriptsDoNotMoveLines(t *testing.T) {
	plain := shipped(t).Set(Plain("Housing costs", "en", body), 40, 200)
	for _, number := range []string{"1", "[1]", "٣", "१"} {
		got := shipped(t).Set(withReference(number), 40, 200)
		if got.LineHeight != plain.LineHeight || got.Height != plain.Height || got.FirstBaseline() != plain.FirstBaseline() {
			t.Errorf("%s: lines of %g px, %g in all; without %g and %g", number, got.LineHeight, got.Height, plain.LineHeight, plain.Height)
		}
		if got.Ink.Top < 0 {
			t.Errorf("%s stands %g px above the box", number, -got.Ink.Top)
		}
	}
}

func TestNoLineStartsWithASuperscript(t *testing.T) {
	p := Paragraph{Spans: []Span{{Text: "住房危机。"}, {Text: "[3] [4]", Position: Superscript}, {Text: "移民"}}, Lang: "zh-Hans", Style: body}
	for _, stop := range shipped(t).prepare(p).stops {
		if stop >= 5 && stop < 12 {
			t.Errorf("a line may end at rune %d", stop)
		}
	}
}

func TestFractions(t *testing.T) {
	tests := []struct {
		text string
		want []int // runes of fractions
	}{
		{"1/2", []int{0, 1, 2}},
		{"3 1/2 lots", []int{2, 3, 4}},
		{"2024/25", nil},
		{"1/2/2025", nil},
		{"and/or 1/x", nil},
		{"11/100.", []int{0, 1, 2, 3, 4, 5}},
		{"0.1/2", nil},
		{"1/2.5", nil},
	}
	for _, tt := range tests {
		var got []int
		for i, f := range decode([]Span{{Text: tt.text, Fractions: true}}).forms {
			if f == fraction {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: fractions at %v, want %v", tt.text, got, tt.want)
		}
	}
	plain := set(t, "1/2", "en", body, 100, 900)
	if got := shipped(t).Set(Paragraph{Spans: []Span{{Text: "1/2", Fractions: true}}, Lang: "en", Style: body}, 100, 900); got.TextWidth() >= plain.TextWidth() {
		t.Errorf("a fraction is %g px wide, its figures in a row %g", got.TextWidth(), plain.TextWidth())
	}
}

func TestTabularFiguresAreAllAsWide(t *testing.T) {
	for lang, figures := range map[string]string{"en": "0123456789", "uk": "ж0123456789", "ar": "٠١٢٣٤٥٦٧٨٩", "ur": "۰۱۲۳۴۵۶۷۸۹", "hi": "०१२३४५६७८९"} {
		for _, style := range []Style{body, headline} {
			style.Figures = Tabular
			widths := map[float64]bool{}
			for at, g := range glyphsOf(set(t, figures, lang, style, 1000, 1e5).Lines[0]) {
				if []rune(figures)[at] != 'ж' {
					widths[g.Advance] = true
				}
			}
			if len(widths) != 1 {
				t.Errorf("%s %d: widths %v", lang, style.Weight, widths)
			}
		}
	}
}

func TestFiguresAreProportionalUnlessAsked(t *testing.T) {
	for lang, text := range map[string]string{"en": "1 0", "uk": "ж 1 0", "fa": "خانه ۱ ۰"} {
		runes := []rune(text)
		glyphs := glyphsOf(set(t, text, lang, body, 1000, 1e5).Lines[0])
		if glyphs[len(runes)-1].Advance == glyphs[len(runes)-3].Advance {
			t.Errorf("%s: one and nought are both %g px wide", lang, glyphs[len(runes)-1].Advance)
		}
	}
}

func TestFormsAreToldApartInTheStore(t *testing.T) {
	tabular := body
	tabular.Figures = Tabular
	keys := map[string]bool{}
	for _, p := range []Paragraph{
		Plain("1/2", "en", body), Plain("1/2", "en", tabular),
		{Spans: []Span{{Text: "1/2", Fractions: true}}, Lang: "en", Style: body},
		{Spans: []Span{{Text: "1/2", Position: Superscript}}, Lang: "en", Style: body},
	} {
		keys[shapeKey(p)] = true
	}
	if len(keys) != 4 {
		t.Errorf("four paragraphs have %d keys", len(keys))
	}
}
