package typeset

import "testing"

func TestMixedScriptsDoNotMoveTheLines(t *testing.T) {
	style := Style{Family: "Libre Franklin", Weight: 400, Leading: 1.6}
	plain := set(t, "Housing\nHousing\nHousing", "en", style, 40, 900)
	mixed := set(t, "Housing\nHousing كندا ਘਰ\nHousing", "en", style, 40, 900)
	for i := range plain.Lines {
		if a, b := plain.Lines[i], mixed.Lines[i]; a.Baseline != b.Baseline || a.Ascent != b.Ascent || a.Descent != b.Descent {
			t.Errorf("line %d: baseline %g, with other scripts %g", i, a.Baseline, b.Baseline)
		}
	}
}

func TestVerticalMetrics(t *testing.T) {
	l := set(t, "Hx\nHx", "en", Style{Weight: 400, Leading: 1.5}, 100, 900)
	if l.LineHeight != 150 || l.Height != 300 {
		t.Errorf("line height %g, height %g, want 150 and 300", l.LineHeight, l.Height)
	}
	for i, line := range l.Lines {
		if !near(line.Ascent+line.Descent, 150, 1e-9) || !near(line.Baseline, float64(i)*150+line.Ascent, 1e-9) {
			t.Errorf("line %d: ascent %g, descent %g, baseline %g", i, line.Ascent, line.Descent, line.Baseline)
		}
	}
	if top := l.FirstBaseline() - l.CapHeight; !near(top, l.Ink.Top, 0.5) {
		t.Errorf("the top of the H is at %g px, baseline less cap height is %g", l.Ink.Top, top)
	}
	if l.LastBaseline() != l.Lines[1].Baseline || !(l.XHeight < l.CapHeight && l.CapHeight < l.Ascent) {
		t.Errorf("last baseline %g, x %g, cap %g, ascent %g", l.LastBaseline(), l.XHeight, l.CapHeight, l.Ascent)
	}
}

func TestLeadingIsRaisedForTallScripts(t *testing.T) {
	tight := Style{Family: "Libre Franklin", Weight: 800, Leading: 1.0}
	latin := set(t, "abc", "en", tight, 100, 900).LineHeight
	for lang, text := range map[string]string{"ar": "كُتِبَتْ", "pa": "ਹਿੱਸਾ"} {
		l := set(t, text+"\n"+text, lang, tight, 100, 900)
		if !(l.LineHeight > latin) {
			t.Errorf("%s: line height %g, Latin has %g", lang, l.LineHeight, latin)
		}
	}
	loose := Style{Family: "Libre Franklin", Weight: 800, Leading: 1.8}
	if got := set(t, "كندا", "ar", loose, 100, 900).LineHeight; got != 180 {
		t.Errorf("line height %g, want the 180 that was asked for", got)
	}
}

func TestEmptyText(t *testing.T) {
	for _, p := range []Paragraph{{}, Plain("", "", Style{}), {Spans: []Span{{}, {}}}} {
		l, ok := shipped(t).Fit(p, 100, 100, 10, 50)
		if !ok || len(l.Lines) != 0 || l.Height != 0 || l.FirstBaseline() != 0 || l.LastBaseline() != 0 || l.TextWidth() != 0 {
			t.Errorf("fits %v: %+v", ok, l)
		}
	}
}

func TestHangingPunctuation(t *testing.T) {
	edge := func(text, lang string, hang bool) Bounds {
		p := Plain(text, lang, headline)
		p.Hang = hang
		return shipped(t).Set(p, 100, 1000).Ink
	}
	if got := edge("H", "en", true).Left; !near(got, 0, 1e-6) {
		t.Errorf("the stem of H stands at %g px, want on the edge", got)
	}
	if got := edge("H", "en", false).Left; got < 1 {
		t.Errorf("without hanging, H keeps its side bearing; its stem is at %g px", got)
	}
	letter := func(text, lang string) float64 { // left edge of the H
		p := Plain(text, lang, headline)
		p.Hang = true
		l := shipped(t).Set(p, 100, 1000)
		for _, g := range l.Lines[0].Runs[0].Glyphs {
			if []rune(text)[g.Cluster] == 'H' {
				return g.X
			}
		}
		t.Fatalf("no H in %q", text)
		return 0
	}
	for _, text := range []string{"“Hat”", "‘“Hat”’", "« Hat »", "«\u202fHat\u202f»", "\"Hat\""} {
		if got := letter(text, "fr"); !near(got, letter("Hat", "fr"), 1e-6) {
			t.Errorf("%q: the H stands at %g px, without quotation marks at %g", text, got, letter("Hat", "fr"))
		}
	}
	if got := edge("«كندا»", "ar", true).Right; got < 1010 {
		t.Errorf("right-to-left: the ink ends at %g px; « should hang at the right of 1000", got)
	}
	if got := edge("«", "fr", true).Left; got < 0 {
		t.Errorf("a quotation mark alone hangs at %g px", got)
	}
}
