package raster

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"testing"
	"testing/fstest"

	"rebut/internal/typeset"
)

// systemFonts are Rebut's with a file of the system's as fonts/mine, under a
// family of its own; the test is skipped where the file is not installed.
func systemFonts(t *testing.T, file, family string) *typeset.Library {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("%s is not installed (.ci/deps installs it): %v", file, err)
	}
	latin, err := os.ReadFile("../../fonts/libre-franklin/LibreFranklin-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	lib, problems, err := typeset.Load(fstest.MapFS{"fonts/latin.ttf": {Data: latin}, "fonts/mine": {Data: data}, "fonts/fonts.toml": {Data: []byte(`
[[family]]
name = "Libre Franklin"
scripts = ["Latn"]
[[family.face]]
weight = 400
file = "latin.ttf"
[[family]]
` + family)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return lib
}

func emojiFonts(t *testing.T) *typeset.Library {
	return systemFonts(t, "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf", `
name = "Noto Color Emoji"
scripts = ["Zsye"]
[[family.face]]
weight = 400
file = "mine"
`)
}

func emojiScene(t *testing.T, text string, size float64) *Scene {
	t.Helper()
	l := emojiFonts(t).Set(typeset.Plain(text, "en", typeset.Style{}), size, 2000)
	if len(l.Missing) > 0 {
		t.Fatalf("%q misses %+v", text, l.Missing)
	}
	return &Scene{Width: int(l.Width) + 20, Height: int(l.Height) + 20, Ground: color.NRGBA{255, 255, 255, 255}, Texts: []Text{{Role: "fact", Plain: text, X: 10, Y: 10, Layout: l}}}
}

// colourful counts the pixels that are neither grey nor transparent.
func colourful(t *testing.T, s *Scene) int {
	t.Helper()
	img, err := NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		lo, hi := min(img.Pix[i], img.Pix[i+1], img.Pix[i+2]), max(img.Pix[i], img.Pix[i+1], img.Pix[i+2])
		if hi-lo > 60 {
			n++
		}
		if img.Pix[i+3] != 0xff {
			t.Fatal("the picture has a hole")
		}
	}
	return n
}

func TestEmojiAreColoured(t *testing.T) {
	for name, text := range map[string]string{"plain": "🏠", "skin tone": "👋🏾", "flag": "🇨🇦", "joined": "🏳️‍🌈", "keycap": "1️⃣"} {
		for _, size := range []float64{18, 40, 109, 300} {
			s := emojiScene(t, text, size)
			glyphs := 0
			for _, run := range s.Texts[0].Layout.Lines[0].Runs {
				glyphs += len(run.Glyphs)
			}
			if glyphs != 1 {
				t.Errorf("%s: %d glyphs, want one", name, glyphs)
			}
			if n := colourful(t, s); float64(n) < size*size/8 {
				t.Errorf("%s at %g px has only %d coloured pixels", name, size, n)
			}
		}
	}
}

func TestEmojiAndLettersShareALine(t *testing.T) {
	if n := colourful(t, emojiScene(t, "Rent", 60)); n != 0 {
		t.Errorf("letters have %d coloured pixels", n)
	}
	s := emojiScene(t, "Rent 🏠 and 🧑🏽‍⚕️ work", 60)
	first, second := NewPainter(), NewPainter()
	a, err := first.Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := second.Paint(emojiScene(t, "🏠🏠", 30)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // from the cache, too
		b, err := second.Paint(s)
		if err != nil || !bytes.Equal(a.Pix, b.Pix) {
			t.Fatalf("the same scene has other pixels, %v", err)
		}
	}
	var file bytes.Buffer
	if err := EncodePNG(&file, a, nil); err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if r, g, b, _ := back.At(x, y).RGBA(); [3]uint32{r, g, b} != rgb(a.RGBAAt(x, y).RGBA()) {
				t.Fatalf("the file has another colour at %d, %d", x, y)
			}
		}
	}
}

func rgb(r, g, b, _ uint32) [3]uint32 { return [3]uint32{r, g, b} }

// TestCubicOutlinesAreFilled paints a glyph of a CFF font, whose curves are
// cubic: 口 is a frame, so its middle is paper and its strokes are ink.
func TestCubicOutlinesAreFilled(t *testing.T) {
	lib := systemFonts(t, "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", `
name = "Noto Sans CJK JP"
scripts = ["Hani"]
[[family.face]]
weight = 400
file = "mine"
`)
	for text, dark := range map[string][2]float64{"口": {0.1, 0.3}, "国": {0.2, 0.5}, "の": {0.05, 0.25}} {
		l := lib.Set(typeset.Plain(text, "ja", typeset.Style{}), 100, 500)
		cubic := 0
		for _, run := range l.Lines[0].Runs {
			for _, g := range run.Glyphs {
				for _, seg := range run.Face.Outline(g.ID) {
					if seg.Op == typeset.CubeTo {
						cubic++
					}
				}
			}
		}
		if text == "の" && cubic == 0 {
			t.Error("の has no cubic curves")
		}
		img, err := NewPainter().Paint(&Scene{Width: 120, Height: 160, Ground: color.NRGBA{255, 255, 255, 255}, Texts: []Text{{Role: "fact", X: 10, Y: 10, Layout: l}}})
		if err != nil {
			t.Fatal(err)
		}
		ink := 0
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i] < 0x80 {
				ink++
			}
		}
		if share := float64(ink) / (100 * 100); share < dark[0] || share > dark[1] {
			t.Errorf("%s covers %.2f of its square, want %v", text, share, dark)
		}
	}
}

func TestPicturesOfFontsAreBounded(t *testing.T) {
	if decodeStrike([]byte("\x89PNG\r\n\x1a\nnonsense")) != nil || decodeStrike(nil) != nil {
		t.Error("what is no picture was decoded")
	}
}
