package typeset

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// hbGlyph is a glyph as hb-shape prints it, in font units.
type hbGlyph struct {
	G, Cl, Dx, Dy, Ax int
}

// TestShapesLikeHarfBuzz compares every item of some sentences, glyph by
// glyph, with what the reference implementation makes of the same text with
// the same context, script and language.
func TestShapesLikeHarfBuzz(t *testing.T) {
	tool, err := exec.LookPath("hb-shape")
	if err != nil {
		t.Skip("hb-shape is not installed (package libharfbuzz-bin), so there is nothing to compare with")
	}
	sentences := []struct{ lang, text string }{
		{"en", "Office affidavits: “AVATAR” To fly, 1,250 homes (11%)"},
		{"en", "Café naïve e\u0301 o\u0302\u0301"},
		{"fr-CA", "« L’immigration n’explique pas tout\u202f; l’œuvre coûte 3,5\u00a0M$\u00a0»"},
		{"vi", "Người nhập cư không gây ra khủng hoảng nhà ở"},
		{"ar", "الهجرة الجديدة مسؤولة عن نحو 11% فقط من ارتفاع تكاليف السكن (2025)"},
		{"ar", "لا إله كُتِبَتْ بِالعَرَبِيَّةِ"},
		{"ur", "تارکین وطن رہائشی بحران کی وجہ نہیں ہیں۔"},
		{"ur", "اُردُو میں ۱۲۳۴۵۶۷ لوگ، ﷺ؛ ہمّت"},
		{"fa", "می\u200cخواهم ۱۴۰۳ خانه\u200cها"},
		{"he", "שָׁלוֹם עֲלֵיכֶם, בְּרֵאשִׁית 11%: יִשְׂרָאֵל וּכְנַעַן צֹהַר"},
		{"hi", "क्ष्म्य द्व्य ट्ठ र्\u200dय क़ानून हिन्दुस्तान॥ १२३"},
		{"mr", "श्री ल श र्\u200dहा"},
		{"ta", "ஸ்ரீ க்ஷ கொள்கை தௌ ணை"},
		{"km", "ស្ត្រី ខ្ញុំ ស្រ្តី ច្បាប់ ង្វៀ ៥%"},
		{"th", "น้ำใจ ที่ ญู ฐุ ปั้น กำ้ ๑๒๓"},
		{"si", "ක්\u200dෂ ශ්\u200dරී ක්\u200dරියා"},
		{"pa", "ਰਿਹਾਇਸ਼ੀ ਖ਼ਰਚਿਆਂ ਦੇ ਵਾਧੇ ਵਿੱਚ ਪ੍ਰਵਾਸ ਦਾ ਹਿੱਸਾ 11% ਹੀ ਹੈ। ਕ੍ਰਿਪਾ ਸ੍ਵੈ"},
	}
	for _, s := range sentences {
		for _, weight := range []int{400, 800} {
			p := shipped(t).prepare(Plain(s.text, s.lang, Style{Weight: weight}))
			for _, it := range p.items {
				compareItem(t, tool, p, it)
			}
		}
	}
}

func compareItem(t *testing.T, tool string, p *prepared, it *item) {
	t.Helper()
	dir := "ltr"
	if it.rtl() {
		dir = "rtl"
	}
	runes := p.text.drawn
	out, err := exec.Command(tool, "--output-format=json", "--no-glyph-names", "--direction="+dir,
		"--script="+it.script.String(), "--language="+string(p.lang), "--cluster-level=0",
		"--features="+hbFeatures(p, it), "--text-before="+string(runes[:it.start]), "--text-after="+string(runes[it.end:]),
		"--font-file=../../"+it.face.File, "--unicodes="+codepoints(runes[it.start:it.end])).Output()
	if err != nil {
		t.Fatalf("hb-shape: %v", err)
	}
	var want []hbGlyph
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatalf("hb-shape printed %q: %v", out, err)
	}
	var got []hbGlyph
	for _, g := range it.shape.glyphs {
		got = append(got, hbGlyph{G: int(g.id), Cl: g.cluster - it.start, Dx: int(g.dx), Dy: int(g.dy), Ax: int(g.advance)})
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q in %s:\n got %v\nwant %v", string(runes[it.start:it.end]), it.face.Name(), got, want)
	}
}

// hbFeatures are the features of an item as hb-shape takes them.
func hbFeatures(p *prepared, it *item) string {
	var out []string
	for _, f := range p.features(it) {
		out = append(out, fmt.Sprintf("%s=%d", f.Tag, f.Value))
	}
	return strings.Join(out, ",")
}

// TestJoinedFormsAndKerning needs no other program: it pins what mendFilters
// is for. It passes without mendFilters once the library has been mended.
func TestJoinedFormsAndKerning(t *testing.T) {
	width := func(text, lang string) float64 { return set(t, text, lang, body, 1000, 1e5).TextWidth() }
	for _, pair := range []string{"AV", "To", "“A", "L’", "P."} {
		runes := []rune(pair)
		apart := width(string(runes[0]), "en") + width(string(runes[1]), "en")
		if got := width(pair, "en"); got > apart-20 {
			t.Errorf("%s is %g units wide, its letters %g: no kerning", pair, got, apart)
		}
	}
	for _, text := range []string{"من", "قهوة", "يجب", "نحن"} {
		for _, run := range set(t, text, "ar", body, 1000, 1e5).Lines[0].Runs {
			for _, g := range run.Glyphs {
				isolated, _ := run.Face.open().font.NominalGlyph([]rune(text)[g.Cluster])
				if g.ID == uint32(isolated) {
					t.Errorf("%s: letter %d stands isolated", text, g.Cluster)
				}
			}
		}
	}
}

func codepoints(runes []rune) string {
	var out []string
	for _, r := range runes {
		out = append(out, strconv.FormatInt(int64(r), 16))
	}
	return strings.Join(out, ",")
}

func TestLigaturesAndKerningSurviveAChangeOfInk(t *testing.T) {
	whole := set(t, "AV office", "en", headline, 100, 2000)
	p := Paragraph{Spans: []Span{{Text: "A"}, {Text: "V o", Ink: 1}, {Text: "ffice"}}, Lang: "en", Style: headline}
	parted := shipped(t).Set(p, 100, 2000)
	if !near(whole.TextWidth(), parted.TextWidth(), 1e-9) {
		t.Errorf("%g px in one ink, %g in two", whole.TextWidth(), parted.TextWidth())
	}
	var inks []int
	for _, run := range parted.Lines[0].Runs {
		inks = append(inks, run.Ink)
	}
	if fmt.Sprint(inks) != "[0 1 0]" {
		t.Errorf("inks %v, want [0 1 0]", inks)
	}
}

func TestArabicJoinsAcrossInks(t *testing.T) {
	whole := set(t, "بيت", "ar", headline, 100, 2000)
	p := Paragraph{Spans: []Span{{Text: "ب"}, {Text: "يت", Ink: 1}}, Lang: "ar", Style: headline}
	parted := shipped(t).Set(p, 100, 2000)
	ids := func(l *Layout) (out []uint32) {
		for _, run := range l.Lines[0].Runs {
			for _, g := range run.Glyphs {
				out = append(out, g.ID)
			}
		}
		return out
	}
	if fmt.Sprint(ids(whole)) != fmt.Sprint(ids(parted)) {
		t.Errorf("glyphs %v in one ink, %v in two", ids(whole), ids(parted))
	}
	if len(parted.Lines[0].Runs) != 2 || parted.Lines[0].Runs[0].Ink != 1 {
		t.Errorf("runs %+v: want ink 1 at the left, ink 0 at the right", parted.Lines[0].Runs)
	}
}

func TestTracking(t *testing.T) {
	tracked := func(text, lang string) float64 {
		style := headline
		style.Tracking = 0.1
		return set(t, text, lang, style, 100, 3000).TextWidth() - set(t, text, lang, headline, 100, 3000).TextWidth()
	}
	if got := tracked("RATING", "en"); !near(got, 5*10, 1e-6) {
		t.Errorf("six letters at 0.1 em are %g px wider, want 50: none after the last", got)
	}
	if got := tracked("كندا", "ar"); got != 0 {
		t.Errorf("joined letters were torn apart by %g px", got)
	}
}

// TestAWordCutAnewMatchesItsOwnShape: what is measured at a cut is what that
// text is when shaped alone, kerning with the part cut off gone.
func TestAWordCutAnewMatchesItsOwnShape(t *testing.T) {
	p := shipped(t).prepare(Plain("AVAVAVAVToToToTo", "en", headline))
	for end := 1; end < 16; end++ {
		alone := shipped(t).prepare(Plain("AVAVAVAVToToToTo"[:end], "en", headline))
		if got, want := p.lineWidth(0, end), alone.lineWidth(0, end); !near(got, want, 1e-9) {
			t.Errorf("first %d letters: %g em in the word, %g alone", end, got, want)
		}
	}
}
