package typeset

import (
	"slices"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// TestVisualOrder pins the order in which lines stand, left to right, as
// UAX #9 has it. Letters of Arabic and Hebrew words so read backwards here.
func TestVisualOrder(t *testing.T) {
	tests := []struct {
		name, text, lang string
		dir              Direction
		want             string
	}{
		{"Latin", "Sources: 3", "en", Auto, "Sources: 3"},
		{"Arabic label, colon, Latin number", "المصدر: 2025", "ar", Auto, "2025 :ردصملا"},
		{"Arabic label, colon, Latin name", "المصدر: IRCC", "ar", Auto, "IRCC :ردصملا"},
		{"Latin name before the colon", "IRCC: المصدر", "ar", RTL, "ردصملا :IRCC"},
		{"parentheses around a year", "كندا (2025)", "ar", Auto, "(2025) ادنك"},
		{"parentheses around a name and a year", "وزارة (IRCC 2025) كندا", "ar", Auto, "ادنك (IRCC 2025) ةرازو"},
		// W2 makes figures after Arabic letters Arabic numbers, which do not
		// draw the percent sign to them (W5): it stands at their left.
		{"percent sign after figures in Arabic", "نحو 11% فقط", "ar", Auto, "طقف %11 وحن"},
		{"percent sign alone in a right-to-left box", "11%", "ar", RTL, "11%"},
		{"Arabic percent sign", "نحو 11٪", "ar", Auto, "٪11 وحن"},
		{"range of years", "بين 2006–2021", "ar", Auto, "2021–2006 نيب"},
		{"decimal", "نحو 1.5 مليون", "ar", Auto, "نويلم 1.5 وحن"},
		{"date with slashes", "في 10/06/2024", "ar", Auto, "10/06/2024 يف"},
		// Figures after an Arabic name belong to it (W2) unless it is isolated.
		{"Arabic name in English", "by سلمى حداد, 2025", "en", Auto, "by 2025 ,دادح ىملس"},
		{"isolated Arabic name in English", "by \u2068سلمى حداد\u2069, 2025", "en", Auto, "by \u2068دادح ىملس\u2069, 2025"},
		{"Arabic name and a year inside English", "by سلمى 2025 text", "en", Auto, "by 2025 ىملس text"},
		{"Arabic figures before an Arabic name", "text ٢٥ سلمى", "en", Auto, "text ىملس ٢٥"},
		{"isolated phrase with a number, then a number", "قال \u2068قناة 24 أخبار\u2069 كندا 25", "ar", Auto, "25 ادنك \u2069رابخأ 24 ةانق\u2068 لاق"},
		{"two Arabic names in English, comma between", "سلمى, حداد", "en", LTR, "دادح ,ىملس"},
		{"full stop of a right-to-left sentence ends at its left", "قال IRCC.", "ar", Auto, ".IRCC لاق"},
		{"Hebrew is ordered though no face has it", "שלום 5", "he", Auto, "5 םולש"},
		{"first strong character decides", "123 كندا", "en", Auto, "ادنك 123"},
		{"forced direction", "كندا abc", "ar", LTR, "ادنك abc"},
		{"isolate keeps a name together", "قال \u2068IRCC (2)\u2069: نعم", "ar", Auto, "معن :\u2069IRCC (2)\u2068 لاق"},
		{"exclamation", "كندا!", "ar", Auto, "!ادنك"},
		{"address", "انظر rebut.ca/ar/housing", "ar", Auto, "rebut.ca/ar/housing رظنا"},
	}
	for _, tt := range tests {
		p := Plain(tt.text, tt.lang, body)
		p.Direction = tt.dir
		l := shipped(t).Set(p, 20, 1000)
		if len(l.Lines) != 1 {
			t.Errorf("%s: %d lines", tt.name, len(l.Lines))
			continue
		}
		if got := byCluster(l.Lines[0], tt.text); got != tt.want {
			t.Errorf("%s: %q stands as %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

// byCluster reads a line as its clusters stand, left to right, with the runes
// of each turned round where the run is right to left.
func byCluster(line Line, text string) string {
	runes := []rune(text)
	var out []rune
	for _, run := range line.Runs {
		var heads []int
		for _, g := range run.Glyphs {
			heads = append(heads, g.Cluster)
		}
		slices.Sort(heads)
		heads = slices.Compact(heads)
		var part []rune
		for i, h := range heads {
			end := run.End
			if i+1 < len(heads) {
				end = heads[i+1]
			}
			part = append(part, runes[h:end]...)
		}
		if run.RTL {
			slices.Reverse(part)
			for i, r := range part {
				part[i] = mirror(r)
			}
		}
		out = append(out, part...)
	}
	return string(out)
}

// mirror is the bracket that a right-to-left run shows for r (UAX #9, L4).
func mirror(r rune) rune {
	switch r {
	case '(':
		return ')'
	case ')':
		return '('
	}
	return r
}

func TestDirectionOfParagraph(t *testing.T) {
	for text, want := range map[string]Direction{
		"":                      LTR,
		"11 %":                  LTR,
		"Canada كندا":           LTR,
		"كندا Canada":           RTL,
		"«كندا»":                RTL,
		"\u2067كندا\u2069 abc":  LTR, // an isolate does not count (P2)
		"\u200fabc":             RTL,
		"\u2068abc\u2069 كندا":  RTL,
		"\u2069\u2069 كندا abc": RTL,
	} {
		if got := set(t, text, "en", body, 20, 500).Direction; got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestMirroredBracketsKeepTheirFace(t *testing.T) {
	text := "وزارة (Statistics Canada) كندا"
	l := set(t, text, "ar", body, 20, 1000)
	faces := map[int]string{}
	for _, run := range l.Lines[0].Runs {
		for _, g := range run.Glyphs {
			faces[g.Cluster] = run.Face.Family
		}
	}
	open, closed := 6, 24
	if runes := []rune(text); runes[open] != '(' || runes[closed] != ')' {
		t.Fatalf("the brackets are not where this test thinks: %q %q", runes[open], runes[closed])
	}
	if faces[open] != faces[closed] {
		t.Errorf("( is set in %s, ) in %s", faces[open], faces[closed])
	}
}

func TestAlignmentFollowsDirection(t *testing.T) {
	for _, tt := range []struct {
		text  string
		align Align
		left  bool // touches the left edge; else the right one
	}{
		{"abc", Start, true}, {"abc", End, false}, {"كندا", Start, false}, {"كندا", End, true},
	} {
		p := Plain(tt.text, "en", body)
		p.Align = tt.align
		line := shipped(t).Set(p, 20, 300).Lines[0]
		if touches := near(line.X, 0, 1e-6); touches != tt.left {
			t.Errorf("%q, align %v: starts at %g", tt.text, tt.align, line.X)
		}
		if !tt.left && !near(line.X+line.Width, 300, 1e-6) {
			t.Errorf("%q, align %v: ends at %g, want 300", tt.text, tt.align, line.X+line.Width)
		}
		p.Align = Center
		line = shipped(t).Set(p, 20, 300).Lines[0]
		if !near(line.X+line.Width/2, 150, 1e-6) {
			t.Errorf("%q: centred on %g, want 150", tt.text, line.X+line.Width/2)
		}
	}
}

func TestLinesOfRightToLeftTextStandAtTheRight(t *testing.T) {
	p := Plain("الهجرة الجديدة مسؤولة عن نحو 11% فقط من ارتفاع تكاليف السكن في كندا", "ar", headline)
	p.Balance = true
	l := shipped(t).Set(p, 40, 400)
	if len(l.Lines) < 3 {
		t.Fatalf("%d lines", len(l.Lines))
	}
	for i, line := range l.Lines {
		if !near(line.X+line.Width, 400, 1e-6) {
			t.Errorf("line %d ends at %g, want 400", i, line.X+line.Width)
		}
	}
}

func TestReorder(t *testing.T) {
	for _, tt := range []struct{ levels, want []int8 }{
		{[]int8{0, 1, 2, 1, 0}, []int8{0, 3, 2, 1, 4}},
		{[]int8{1, 2, 1}, []int8{2, 1, 0}},
		{[]int8{2, 1}, []int8{1, 0}},
		{[]int8{0, 2, 0}, []int8{0, 1, 2}},
		{[]int8{1, 2, 3, 2, 1}, []int8{4, 1, 2, 3, 0}},
	} {
		var parts []stretch
		for i, level := range tt.levels {
			parts = append(parts, stretch{item: &item{level: level}, start: i})
		}
		reorder(parts)
		var got []int8
		for _, s := range parts {
			got = append(got, int8(s.start))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("levels %v stand as %v, want %v", tt.levels, got, tt.want)
		}
	}
}

// TestWhatTurnsText holds turning against the bidi classes of all runes.
func TestWhatTurnsText(t *testing.T) {
	for r := range unicode.MaxRune + 1 {
		properties, _ := bidi.LookupRune(r)
		switch c := properties.Class(); c {
		case bidi.L, bidi.EN, bidi.ES, bidi.ET, bidi.CS, bidi.NSM, bidi.BN, bidi.B, bidi.S, bidi.WS, bidi.ON:
		default:
			if !turning(r) {
				t.Errorf("%U has the bidi class %v", r, c)
			}
		}
	}
}
