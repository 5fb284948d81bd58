package specimen

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// optional are the languages whose fonts do not ship with Rebut.
var optional = []string{Emoji, "ja", "ko", "zh-Hans", "zh-Hant"}

func fonts(t *testing.T) *typeset.Library {
	t.Helper()
	lib, problems, err := typeset.Load(os.DirFS("../.."))
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return lib
}

func TestTextsAreWhole(t *testing.T) {
	texts := Texts()
	if len(texts) < 25 {
		t.Errorf("%d languages", len(texts))
	}
	for _, text := range texts {
		for _, p := range []string{text.Move, text.Leave, text.Asylum, text.NoAsylum} {
			if strings.TrimSpace(p) != p || len([]rune(p)) < 12 || strings.ContainsAny(p, "\t\n") {
				t.Errorf("%s: %q", text.Lang, p)
			}
		}
	}
}

func TestEveryShippedLanguageHasASheet(t *testing.T) {
	lib := fonts(t)
	for _, text := range Texts() {
		sheet, missing := Sheet(lib, text, text.Lang)
		if slices.Contains(optional, text.Lang) {
			if len(missing) == 0 && !lib.Has("Noto Sans CJK JP") {
				t.Errorf("%s: a sheet without a font", text.Lang)
			}
			continue
		}
		checkSheet(t, text.Lang, sheet, missing)
	}
}

// required are the languages that Rebut must show how it sets, for every script
// that it promises.
var required = []string{"am", "ar", "bn", "el", Emoji, "en", "fa", "fr", "gu", "he", "hi", "iu", "ja", "km", "ko", "lo", "ml", "pa", "si",
	"ta", "te", "th", "ti", "tl", "uk", "ur", "vi", "yo", "zh-Hans", "zh-Hant"}

// TestEverySheetIsWhole needs the optional fonts, too.
func TestEverySheetIsWhole(t *testing.T) {
	lib, texts := withOptional(t), Texts()
	for _, lang := range required {
		i := slices.IndexFunc(texts, func(t Text) bool { return t.Lang == lang })
		if i < 0 {
			t.Errorf("%s has no sheet", lang)
			continue
		}
		t.Run(lang, func(t *testing.T) {
			sheet, missing := Sheet(lib, texts[i], lang)
			if name, _ := lib.Lacking([]rune(texts[i].Move)[0], lang); len(missing) > 0 && slices.Contains(optional, lang) {
				t.Skipf("a font is not installed (%s; packages fonts-noto-cjk and fonts-noto-color-emoji), so there is no sheet", name)
			}
			checkSheet(t, lang, sheet, missing)
		})
	}
}

// TestLinesOfPicturesDoNotTouch: pictures are higher than their size.
func TestLinesOfPicturesDoNotTouch(t *testing.T) {
	lib := withOptional(t)
	l := lib.Set(typeset.Plain("🏠\n🏥", "en", typeset.Style{Leading: 1}), 100, 1000)
	if len(l.Missing) > 0 {
		t.Skip("Noto Color Emoji is not installed (package fonts-noto-color-emoji), so there are no pictures")
	}
	apart := l.LastBaseline() - l.FirstBaseline()
	one := lib.Set(typeset.Plain("🏠", "en", typeset.Style{Leading: 1}), 100, 1000)
	if high := one.Ink.Bottom - one.Ink.Top; apart < high {
		t.Errorf("lines are %g px apart, pictures %g px high", apart, high)
	}
}

// TestWeightsAreEven: what is set beside semi-bold Latin letters is neither
// regular nor extra-bold.
func TestWeightsAreEven(t *testing.T) {
	lib := fonts(t)
	for _, text := range Texts() {
		if slices.Contains(optional, text.Lang) {
			continue
		}
		for _, weight := range weights {
			l := lib.Set(typeset.Plain(text.Move, text.Lang, typeset.Style{Weight: weight}), 30, 1000)
			if face := l.Lines[0].Runs[0].Face; face.Weight < weight-100 || face.Weight > weight+100 {
				t.Errorf("%s: %s for %d", text.Lang, face.Name(), weight)
			}
		}
	}
}

// checkSheet: a sheet has every weight in a face of its own or the nearest one,
// four sizes and three headlines, all of them in their places.
func checkSheet(t *testing.T, lang string, sheet *raster.Scene, missing []rune) {
	t.Helper()
	if len(missing) > 0 {
		t.Errorf("%s: no font has %q", lang, missing)
		return
	}
	if err := sheet.Validate(); err != nil {
		t.Error(err)
	}
	var labels, headlines int
	sizes := map[float64]bool{}
	for _, text := range sheet.Texts {
		switch text.Role {
		case "label":
			labels++
		case "text":
			sizes[text.Layout.Size] = true
		case "headline":
			headlines++
		}
	}
	if labels != 2+len(weights) || headlines != 3 || len(sizes) != 4 {
		t.Errorf("%s: %d labels, %d headlines, sizes %v", lang, labels, headlines, sizes)
	}
	checkPlaces(t, lang, sheet)
}

// checkPlaces holds a sheet to its rules: headlines stay in their frames, and
// nothing lies over something else or off the sheet.
func checkPlaces(t *testing.T, lang string, sheet *raster.Scene) {
	t.Helper()
	var frames, boxes []raster.Rect
	for _, s := range sheet.Shapes {
		if s.Role == "frame" {
			frames = append(frames, s.Box)
		}
	}
	whole := raster.Rect{W: float64(sheet.Width), H: float64(sheet.Height)}
	for _, text := range sheet.Texts {
		box := raster.Rect{X: text.X, Y: text.Y, W: text.Layout.Width, H: text.Layout.Height}
		if text.Role == "headline" && !slices.ContainsFunc(frames, func(f raster.Rect) bool { return f.Contains(text.Ink()) }) {
			t.Errorf("%s: a headline leaves its frame: %+v", lang, text.Ink())
		}
		if text.Layout.Overflow || !whole.Contains(text.Ink()) {
			t.Errorf("%s: %q leaves the sheet", lang, text.Plain)
		}
		for _, other := range boxes {
			if other.Overlaps(box) {
				t.Errorf("%s: %q lies over another text", lang, text.Plain)
			}
		}
		boxes = append(boxes, box)
	}
}

func TestSheetsAreRepeatable(t *testing.T) {
	text := Texts()[0]
	a, _ := Sheet(fonts(t), text, "x")
	b, _ := Sheet(fonts(t), text, "x")
	if a.String() != b.String() {
		t.Error("the same text gives two sheets")
	}
}
