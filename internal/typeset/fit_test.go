package typeset

import (
	"math"
	"testing"
)

func TestFitFillsTheBox(t *testing.T) {
	for _, h := range headlines {
		p := Plain(h.text, h.lang, headline)
		p.Balance = true
		l, ok := shipped(t).Fit(p, 900, 500, 30, 200)
		if !ok || l.Height > 500 || l.TextWidth() > 900+1e-6 || l.Overflow || l.Broken > 0 {
			t.Errorf("%s: fits %v at %g px: %g × %g px, overflow %v, %d broken", h.lang, ok, l.Size, l.TextWidth(), l.Height, l.Overflow, l.Broken)
		}
		if math.Mod(l.Size, Step) != 0 {
			t.Errorf("%s: size %g is off the grid", h.lang, l.Size)
		}
		next := shipped(t).Set(p, l.Size+Step, 900)
		if next.Height <= 500 && next.Broken == 0 {
			t.Errorf("%s: %g px fits too", h.lang, next.Size)
		}
	}
}

func TestFitRespectsMaxLinesAndMaxSize(t *testing.T) {
	p := Plain(headlines[0].text, "en", headline)
	p.MaxLines = 2
	l, ok := shipped(t).Fit(p, 900, 2000, 10, 200)
	if !ok || len(l.Lines) > 2 {
		t.Errorf("%d lines (fits %v), want at most 2", len(l.Lines), ok)
	}
	if l, ok = shipped(t).Fit(Plain("Hi", "en", headline), 900, 900, 10, 60.3); !ok || l.Size != 60 {
		t.Errorf("size %g (fits %v), want 60: the last step up to 60.3", l.Size, ok)
	}
}

func TestFitSaysWhenNothingFits(t *testing.T) {
	for name, box := range map[string][2]float64{"too low": {900, 20}, "too narrow": {12, 900}, "nothing": {0, 0}} {
		l, ok := shipped(t).Fit(Plain(headlines[0].text, "en", headline), box[0], box[1], 30, 60)
		if ok || l == nil || l.Size != 30 {
			t.Errorf("%s: fits %v; want false, with a layout at 30 px", name, ok)
		}
	}
}

func TestFitBreaksWordsOnlyWhenItMust(t *testing.T) {
	p := Plain("Unconstitutionally long", "en", headline)
	l, ok := shipped(t).Fit(p, 400, 900, 20, 200)
	if !ok || l.Broken != 0 {
		t.Errorf("fits %v at %g px with %d words broken; a smaller size breaks none", ok, l.Size, l.Broken)
	}
	p = Plain("https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "en", headline)
	if l, ok = shipped(t).Fit(p, 300, 900, 20, 60); !ok || l.Broken == 0 {
		t.Errorf("fits %v with %d words broken; here one has to be", ok, l.Broken)
	}
}

func TestFitGrowsWithTheBox(t *testing.T) {
	for _, h := range headlines {
		prep := shipped(t).prepare(Plain(h.text, h.lang, headline))
		last := 0.0
		for width := 200.0; width <= 1200; width += 25 {
			l, ok := prep.fit(width, width, 10, 300)
			if ok && l.Size < last {
				t.Errorf("%s: %g px in a box of %g, %g px in a smaller one", h.lang, l.Size, width, last)
			}
			last = l.Size
		}
	}
}

func TestLayoutIsLinearInTheSize(t *testing.T) {
	for _, h := range headlines {
		prep := shipped(t).prepare(Plain(h.text, h.lang, headline))
		small, large := prep.set(20, 300, prep.stops), prep.set(200, 3000, prep.stops)
		if len(small.Lines) != len(large.Lines) {
			t.Fatalf("%s: %d and %d lines", h.lang, len(small.Lines), len(large.Lines))
		}
		for i := range small.Lines {
			if !near(small.Lines[i].Width*10, large.Lines[i].Width, 1e-6) || !near(small.Lines[i].Baseline*10, large.Lines[i].Baseline, 1e-6) {
				t.Errorf("%s, line %d: not ten times as large", h.lang, i)
			}
		}
	}
}

func BenchmarkFit(b *testing.B) {
	lib := shipped(b)
	for _, h := range headlines {
		p := Plain(h.text, h.lang, headline)
		p.Balance = true
		b.Run(h.lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lib.Fit(p, 952, 500, 40, 140)
			}
		})
	}
}

// TestWhatWasShapedBeforeDoesNotShow: a paragraph that is kept is set anew by
// everything that shaping does not depend on, and told apart by what it does.
func TestWhatWasShapedBeforeDoesNotShow(t *testing.T) {
	kept := shipped(t)
	p := Plain("An evenly set headline, of several words, that fills three lines", "en", headline)
	for range 2 {
		for _, align := range []Align{Start, Center, End} {
			for _, lang := range []string{"en", "vi"} {
				p.Align, p.Balance, p.Hang, p.MaxLines, p.Lang = align, align != End, align == Start, int(align), lang
				if got, fresh := kept.Set(p, 30, 400), setAnew(kept, p, 30, 400); !same(got, fresh) || got.Overflow != fresh.Overflow || got.LineHeight != fresh.LineHeight {
					t.Errorf("%v, %s: differs from the same paragraph shaped anew", align, lang)
				}
			}
		}
	}
	if a, b := shapeKey(Paragraph{Spans: []Span{{Text: "ab"}, {Text: "c"}}}), shapeKey(Paragraph{Spans: []Span{{Text: "a"}, {Text: "bc"}}}); a == b {
		t.Error("two paragraphs have one key")
	}
}

// setAnew sets a paragraph that nothing is remembered of.
func setAnew(lib *Library, para Paragraph, size, width float64) *Layout {
	p := lib.prepare(para)
	return p.set(size, width, p.stops)
}
