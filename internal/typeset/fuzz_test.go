package typeset

import (
	"slices"
	"sync"
	"testing"

	"github.com/go-text/typesetting/harfbuzz"
)

// checkLayout reports every way in which a layout breaks the promises of the
// package comment.
func checkLayout(t *testing.T, name string, p Paragraph, l *Layout) {
	t.Helper()
	src := decode(p.Spans)
	at := 0
	for i, line := range l.Lines {
		if line.Start != at || line.End < line.Start {
			t.Fatalf("%s: line %d is runes [%d, %d), the one before ended at %d", name, i, line.Start, line.End, at)
		}
		at = line.End
		checkRuns(t, name, &src, line)
		if !l.Overflow && line.Width > l.Width+1e-6 {
			t.Errorf("%s: line %d is %g px wide in a box of %g", name, i, line.Width, l.Width)
		}
		if !p.Hang && !l.Overflow && (line.X < -1e-6 || line.X+line.Width > l.Width+1e-6) {
			t.Errorf("%s: line %d stands from %g to %g in a box of %g", name, i, line.X, line.X+line.Width, l.Width)
		}
	}
	if at != len(src.runes) && l.Size > 0 {
		t.Errorf("%s: the lines end at rune %d of %d", name, at, len(src.runes))
	}
	if src.cut && !l.Overflow {
		t.Errorf("%s: the text was cut in silence", name)
	}
	if !slices.IsSortedFunc(l.Missing, func(a, b Missing) int { return a.Offset - b.Offset }) {
		t.Errorf("%s: missing runes out of order: %v", name, l.Missing)
	}
}

// checkRuns checks that the runs of a line tile its text but for what hangs at
// its end, that every visible rune belongs to a cluster of its run, and that
// the glyphs follow each other from the line's left edge.
func checkRuns(t *testing.T, name string, src *source, line Line) {
	t.Helper()
	runs := slices.DeleteFunc(slices.Clone(line.Runs), func(r Run) bool { return r.Inserted })
	checkHyphen(t, name, line)
	slices.SortFunc(runs, func(a, b Run) int { return a.Start - b.Start })
	at, advance := line.Start, 0.0
	for _, run := range runs {
		if run.Start != at || run.End <= run.Start {
			t.Fatalf("%s: run of runes [%d, %d) after %d", name, run.Start, run.End, at)
		}
		at = run.End
		if len(run.Glyphs) == 0 || !slices.ContainsFunc(run.Glyphs, func(g Glyph) bool { return g.Cluster == run.Start }) {
			t.Fatalf("%s: run [%d, %d) has no glyph for its first rune", name, run.Start, run.End)
		}
		for i, g := range run.Glyphs {
			if g.Cluster < run.Start || g.Cluster >= run.End {
				t.Fatalf("%s: cluster %d in run [%d, %d)", name, g.Cluster, run.Start, run.End)
			}
			if i > 0 && (g.Cluster < run.Glyphs[i-1].Cluster) != run.RTL && g.Cluster != run.Glyphs[i-1].Cluster {
				t.Fatalf("%s: clusters of run [%d, %d) do not run one way", name, run.Start, run.End)
			}
			advance += g.Advance
		}
	}
	for ; at < line.End; at++ {
		if r := src.plain[at]; !hangs(r) && r != '\n' && !harfbuzz.IsDefaultIgnorable(r) {
			t.Fatalf("%s: rune %d (%U) is in no run", name, at, r)
		}
	}
}

// checkHyphen checks that a line has an inserted hyphen exactly if it says so.
func checkHyphen(t *testing.T, name string, line Line) {
	t.Helper()
	found := 0
	for _, run := range line.Runs {
		if !run.Inserted {
			continue
		}
		found++
		if run.Start != run.End || len(run.Glyphs) != 1 || run.Glyphs[0].Cluster != run.Start-1 || run.Glyphs[0].ID == 0 {
			t.Fatalf("%s: inserted run %+v", name, run)
		}
	}
	if found > 1 || (found == 1) != line.Hyphen {
		t.Fatalf("%s: %d inserted runs, hyphen %v", name, found, line.Hyphen)
	}
}

// FuzzLayout sets any text in any box: it must neither panic nor break a
// promise, and a larger box must not make the text smaller.
func FuzzLayout(f *testing.F) {
	for _, h := range headlines {
		f.Add(h.text, h.lang, uint16(400), uint8(3))
	}
	for _, s := range []string{"", " ", "a", "« Oui » : non !", "a\u0301\u0301", "ab\u00adcd", "fi ffi", "كندا (2025) 11%", "\u202eabc\u202c",
		"\u2067a\u2069 b", "ਕ੍ਰਿਆ", "👨\u200d👩", "\xff\x00\n\r\n\u2028", "a\u200bb\u00a0c\u202fd", "- - -", "«“‘", " \u0301", "لا لله", "\u0640\u064b", "1 200 000 $"} {
		f.Add(s, "fr", uint16(90), uint8(0xff))
	}
	langs, sentences := udhr(f)
	for i, lang := range langs {
		text := []rune(sentences[lang][i%20])
		f.Add(string(text[:min(len(text), 90)]), lang, uint16(300+40*i), uint8(i))
	}
	lib := withOptional(f)
	f.Fuzz(func(t *testing.T, text, lang string, width uint16, options uint8) {
		if len(text) > 3000 {
			return
		}
		half := len(text) / 2
		p := Paragraph{Spans: []Span{{Text: text[:half]}, {Text: text[half:], Ink: 1}}, Lang: lang, Style: headline,
			Balance: options&1 != 0, Hang: options&2 != 0, Align: Align(options >> 2 & 3), Direction: Direction(options >> 4 & 3)}
		if options&64 != 0 {
			p.Style.Tracking = 0.1
		}
		if options&128 != 0 {
			p.Hyphenate, p.Style.Figures = true, Tabular
			p.Spans[1].Position, p.Spans[0].Fractions = Position(width&1), true
		}
		l := lib.Set(p, 20, float64(width%2000))
		checkLayout(t, "set", p, l)
		side := float64(width % 700)
		small, ok := lib.Fit(p, side, side, 8, 90)
		large, okLarge := lib.Fit(p, side*1.5, side*1.5, 8, 90)
		checkLayout(t, "fit", p, small)
		if ok && !okLarge || ok && small.Broken == 0 && large.Size < small.Size {
			t.Errorf("%g px (%v) in a box of %g, %g px (%v) in one half as large again", small.Size, ok, side, large.Size, okLarge)
		}
		if ok && (small.Height > side+1e-6 || small.Overflow) {
			t.Errorf("fits in %g px, but is %g px high, overflow %v", side, small.Height, small.Overflow)
		}
		if again := lib.Set(p, 20, float64(width%2000)); !same(l, again) {
			t.Error("set twice, and the second layout differs from the first")
		}
	})
}

// same compares two layouts to the last bit.
func same(a, b *Layout) bool {
	if a.Height != b.Height || a.Ink != b.Ink || len(a.Lines) != len(b.Lines) || !slices.Equal(a.Missing, b.Missing) {
		return false
	}
	return slices.EqualFunc(a.Lines, b.Lines, func(a, b Line) bool {
		return a.X == b.X && a.Width == b.Width && a.Start == b.Start && a.End == b.End &&
			slices.EqualFunc(a.Runs, b.Runs, func(a, b Run) bool {
				return a.Face == b.Face && a.Ink == b.Ink && a.RTL == b.RTL && slices.Equal(a.Glyphs, b.Glyphs)
			})
	})
}

// TestConcurrentUseGivesTheSameLayouts is for the race detector, and shows
// that what was set before does not matter.
func TestConcurrentUseGivesTheSameLayouts(t *testing.T) {
	lib := shipped(t)
	want := make([]*Layout, len(headlines))
	for i, h := range headlines {
		want[i], _ = lib.Fit(Plain(h.text, h.lang, headline), 700, 400, 20, 120)
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for i := range headlines {
				k := (i + worker) % len(headlines)
				got, _ := lib.Fit(Plain(headlines[k].text, headlines[k].lang, headline), 700, 400, 20, 120)
				if !same(got, want[k]) {
					t.Errorf("%s: differs when set beside others", headlines[k].lang)
				}
				for _, g := range got.Lines[0].Runs[0].Glyphs {
					got.Lines[0].Runs[0].Face.Outline(g.ID)
				}
			}
		})
	}
	wg.Wait()
}
