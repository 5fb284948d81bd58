package typeset

import (
	"slices"
	"strings"
	"testing"
)

func TestMissingRunesAreNamedAndNeverDrawn(t *testing.T) {
	tests := []struct {
		text string
		want []Missing
	}{
		{"plain", nil},
		{"fire 🔥 here", []Missing{{'🔥', 5}}},
		{"日本", []Missing{{'日', 0}, {'本', 1}}},
		{"e\u0301 and e\u0302\u0301", nil}, // composed by the shaper
		{"private \ue000", []Missing{{'\ue000', 8}}},
		{"bad \xff\xfe bytes", []Missing{{'\ufffd', 4}, {'\ufffd', 5}}},
		{"lone surrogate \xed\xa0\x80", []Missing{{'\ufffd', 15}, {'\ufffd', 16}, {'\ufffd', 17}}},
		{"ignorable \u200b\u200d\u2066\u2069\ufe0f\u00ad\u2060\u034f", nil},
		{"controls \x00\x01\x1b\x7f\u0085 tab\t.", nil},
		{"family 👨\u200d👩\u200d👧", []Missing{{'👨', 7}, {'👩', 9}, {'👧', 11}}},
		{"كندا 🔥", []Missing{{'🔥', 5}}},
		{"ਕੈਨੇਡਾ → ਘਰ", []Missing{{'→', 7}}},
	}
	for _, tt := range tests {
		l := set(t, tt.text, "en", body, 40, 2000)
		if !slices.Equal(l.Missing, tt.want) {
			t.Errorf("%q: missing %+v, want %+v", tt.text, l.Missing, tt.want)
		}
		for _, line := range l.Lines {
			for _, run := range line.Runs {
				for _, g := range run.Glyphs {
					if g.ID == 0 {
						t.Errorf("%q: the empty box is drawn for rune %d", tt.text, g.Cluster)
					}
				}
			}
		}
	}
}

func TestAMissingRuneLeavesItsNeighboursAlone(t *testing.T) {
	with, without := set(t, "cost 🔥s", "en", body, 40, 900), set(t, "cost", "en", body, 40, 900)
	a, b := with.Lines[0].Runs[0].Glyphs[:4], without.Lines[0].Runs[0].Glyphs
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("glyph %d differs: %+v and %+v", i, a[i], b[i])
		}
	}
	if gap := with.TextWidth() - without.TextWidth(); gap < 10 {
		t.Errorf("the missing rune takes no room (%g px more than without it)", gap)
	}
}

func TestOutlines(t *testing.T) {
	face := shipped(t).Faces()[0]
	if got := face.Outline(1 << 30); got != nil {
		t.Errorf("a glyph that does not exist has %d segments", len(got))
	}
	if got := face.Outline(^uint32(0)); got != nil {
		t.Errorf("the empty glyph has %d segments", len(got))
	}
	l := set(t, "Ho.", "en", Style{}, 10, 100)
	for _, g := range l.Lines[0].Runs[0].Glyphs {
		segments := face.Outline(g.ID)
		if len(segments) < 4 || segments[0].Op != MoveTo {
			t.Errorf("glyph %d: %d segments", g.ID, len(segments))
		}
	}
}

func TestHostileTextIsSetInItsBox(t *testing.T) {
	all := withOptional(t)
	hostile := map[string]string{
		"500 marks":          "a" + strings.Repeat("\u0301", 500) + "b",
		"marks alone":        strings.Repeat("\u0301", 300),
		"nested embeddings":  strings.Repeat("\u202b\u202a", 200) + "abc كندا" + strings.Repeat("\u202c", 400),
		"open isolates":      strings.Repeat("\u2067", 3000) + "abc",
		"joiners":            strings.Repeat("\u200d\u200c", 2000),
		"word joiners":       "a" + strings.Repeat("\u2060", 2000) + "b",
		"soft hyphens":       strings.Repeat("ab\u00ad", 300),
		"zero-width spaces":  strings.Repeat("a\u200b", 3000),
		"brackets":           strings.Repeat("([{«“", 500) + "كندا",
		"Arabic word":        strings.Repeat("بيت", 2000),
		"Gurmukhi signs":     strings.Repeat("ਿ੍ਾ", 500),
		"Latin word":         strings.Repeat("fi", 9000),
		"longer than set":    strings.Repeat("word ", 20_000),
		"only spaces":        strings.Repeat(" ", 5000),
		"only newlines":      strings.Repeat("\n", 3000),
		"NUL":                strings.Repeat("\x00", 1000),
		"invalid UTF-8":      strings.Repeat("\xff\xc0", 1000),
		"variation":          "a" + strings.Repeat("\ufe00\U000e0100", 300),
		"tags":               "🏴" + strings.Repeat("\U000e0067", 300),
		"noncharacters":      "\ufffe\uffff\U0010ffff",
		"alternating script": strings.Repeat("aب1ਕ", 500),
		"Thai word":          strings.Repeat("มนุษย์ทั้งหลาย", 300),
		"Thai vowels":        strings.Repeat("เแโใไะาำๆ", 300),
		"Thai no words":      strings.Repeat("ฮฬฆฌญฎ", 500),
		"coengs":             "ក" + strings.Repeat("\u17d2ក", 500) + strings.Repeat("\u17d2", 300),
		"viramas":            strings.Repeat("क\u094d", 800) + "\u200d\u200c",
		"split vowels":       strings.Repeat("கொ", 500) + strings.Repeat("\u0bca", 200),
		"joined emoji":       strings.Repeat("👩\u200d", 500),
		"half flags":         strings.Repeat("🇨", 501),
		"keycaps":            strings.Repeat("1\ufe0f\u20e3", 300) + strings.Repeat("\u20e3", 50),
		"skins alone":        strings.Repeat("\U0001f3fd", 300),
		"jamo":               strings.Repeat("각", 500) + strings.Repeat("ᄀ", 500),
		"kinsoku alone":      strings.Repeat("「（。、）」", 300),
		"ideographs":         strings.Repeat("国\U000e0100", 800),
		"Nastaliq":           strings.Repeat("ببنتیکےہ", 300),
		"niqqud":             strings.Repeat("שׁ\u05b8\u05bc\u05b7", 300),
		"bidi controls":      strings.Repeat("a\u202eשׁ\u2066ب\u2069\u200f1\u061c", 300),
	}
	for name, text := range hostile {
		p := Plain(text, "ar", headline)
		p.Hang, p.Balance = true, true
		checkLayout(t, name, p, shipped(t).Set(p, 30, 200))
		p.Lang = "ja"
		checkLayout(t, name+", all fonts", p, all.Set(p, 30, 200))
	}
}

// TestWhatTheShaperFailsOnIsStillSet: it panics on a syllable this long.
func TestWhatTheShaperFailsOnIsStillSet(t *testing.T) {
	for _, style := range []Style{headline, body} {
		text := strings.Repeat("கொ", 500) + strings.Repeat("\u0bca", 200)
		p := Plain(text, "ta", style)
		l := shipped(t).Set(p, 30, 400)
		checkLayout(t, "signs", p, l)
		if after := set(t, "கொள்கை", "ta", style, 30, 400); after.TextWidth() == 0 || len(after.Missing) > 0 {
			t.Error("the face is of no use afterwards")
		}
	}
}

func TestStrangeNumbers(t *testing.T) {
	inf := 1 / zero()
	nan := inf - inf
	for _, size := range []float64{0, -1, nan, inf, -inf, 1e-9, 1e300} {
		for _, width := range []float64{0, -5, nan, inf, 1e-9, 1e300} {
			p := Plain("Two words", "en", Style{Leading: width, Tracking: size, Weight: -5})
			l := shipped(t).Set(p, size, width)
			if l.Size != l.Size || l.Height != l.Height || l.Height < 0 || l.Height > 1e9 {
				t.Errorf("size %g, width %g: %g px high at %g px", size, width, l.Height, l.Size)
			}
			shipped(t).Fit(p, width, size, size, width)
		}
	}
}

func zero() float64 { return 0 }
