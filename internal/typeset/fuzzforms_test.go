package typeset

import (
	"slices"
	"testing"
)

// FuzzForms sets any text with what a paragraph can ask for beside its size:
// raised spans, fractions, figures of one width, parted words, whole phrases,
// clear vowel signs. The promises are those of FuzzLayout; besides, superscripts
// make no line higher, but where their vowel signs need it.
func FuzzForms(f *testing.F) {
	for _, text := range slices.Concat(vocalised, []string{"Immigration explains 11 % of the increase of construction costs¹ everywhere",
		"l’immi\u00adgration n’explique 1/2 logement", "移民は住宅価格の上昇のおもな原因ではありません", "新移民只造成了约11%的住房成本上涨",
		"ab[12] c", "\u00ad\u00ada\u00ad\u00adb", "a1\u0301 2", "1/2/3 1⁄2", "١/٢ كُتِبَتْ", "e\u00ad\u0301x", "immigration\u0301s housing", "12\u00ad34"}) {
		for i, lang := range []string{"en", "fr-CA", "es", "ar", "ja", "zh-Hans", "zh-Hant"} {
			f.Add(text, lang, uint16(60*i+90), uint8(37*i), uint8(i))
		}
	}
	lib := withOptional(f)
	f.Fuzz(func(t *testing.T, text, lang string, width uint16, options, cut uint8) {
		if len(text) > 2000 {
			return
		}
		first, second := len(text)*int(cut%16)/16, len(text)*int(cut/16)/16
		first, second = min(first, second), max(first, second)
		p := Paragraph{Lang: lang, Style: body, Balance: options&1 != 0, Hyphenate: options&2 != 0, Hang: options&4 != 0, Direction: Direction(options >> 3 & 1),
			Spans: []Span{{Text: text[:first], Fractions: options&16 != 0}, {Text: text[first:second], Ink: 1, Position: Position(options >> 5 & 1)}, {Text: text[second:], Fractions: options&64 != 0}}}
		p.Style.Figures = Figures(options >> 7)
		side := float64(width % 900)
		l := lib.Set(p, 24, side)
		checkLayout(t, "set", p, l)
		if !same(l, lib.Set(p, 24, side)) || !same(l, setAnew(lib, p, 24, side)) {
			t.Error("set three times, and the layouts differ")
		}
		for _, line := range l.Lines {
			if line.Hyphen && (!p.Hyphenate || p.Balance) {
				t.Error("a word was parted though nobody asked for it")
			}
		}
		flat := p
		flat.Spans = slices.Clone(p.Spans)
		flat.Spans[1].Position = Baseline
		if plain := lib.Set(flat, 24, side); plain.LineHeight < l.LineHeight && lib.prepare(p).voweledClusters() == nil {
			t.Errorf("lines are %g px high, %g with a superscript", plain.LineHeight, l.LineHeight)
		}
		before, fitted := 0.0, false
		for box := side / 2; box < 2*side; box += side/3 + 1 {
			l, ok := lib.Fit(p, box, box, 8, 90)
			checkLayout(t, "fit", p, l)
			if fitted && !ok || ok && l.Broken == 0 && l.Size < before {
				t.Errorf("%g px (%v) in a box of %g, %g px in a smaller one", l.Size, ok, box, before)
			}
			if ok && (l.Height > box+1e-6 || l.Overflow) {
				t.Errorf("fits in %g px, but is %g px high, overflow %v", box, l.Height, l.Overflow)
			}
			before, fitted = 0, ok
			if ok && l.Broken == 0 {
				before = l.Size
			}
		}
	})
}
