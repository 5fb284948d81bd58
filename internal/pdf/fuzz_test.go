package pdf_test

import (
	"bytes"
	"math"
	"testing"

	"rebut/internal/pdf"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// FuzzScenes: no scene crashes Encode, whatever its numbers and texts, also
// where text and layout do not belong together; what is written is a valid file.
func FuzzScenes(f *testing.F) {
	f.Add(uint8(0), 1.0, 2.0, 30.0, 4.0, 5.0, 6.0, "Facts first", "Facts first", 20.0)
	f.Add(uint8(2), 0.0, 0.0, 30.0, -30.0, 720.0, -90.0, "לא 12% (כן)", "x", 0.001)
	f.Add(uint8(3), -16384.0, 16384.0, 1e-300, 0.0, 0.0, 0.0, "नमस्ते\u200d\n\x00\t", "", 1e-9)
	f.Add(uint8(4), math.NaN(), math.Inf(-1), 1e308, 3.0, 3.0, 3.0, "👩‍👩‍👧\xff", "\u2028", 2048.0)
	f.Add(uint8(5), 0.0, 0.0, 32.0, 32.0, 4.0, 0.0, ") endobj >> <FEFF", "(\\", 7.0)
	f.Add(uint8(9), 0.0, 0.0, 32.0, 32.0, 0.0, 0.0, "", "", 0.0)
	f.Fuzz(func(t *testing.T, form uint8, a, b, c, d, e, g float64, text, plain string, size float64) {
		s := &raster.Scene{Width: 32, Height: 32, Ground: paper, Shapes: []raster.Shape{{Role: text, Form: raster.Form(form % 8), Box: raster.Rect{X: a, Y: b, W: c, H: d},
			Radius: e, Points: []raster.Point{{X: a, Y: b}, {X: c, Y: d}, {X: e, Y: g}}, From: e, To: g, Fill: red, Stroke: ink, StrokeWidth: math.Abs(g),
			Picture: &raster.Picture{Name: plain, Pixels: gradient(3, 2), Crop: raster.Rect{X: e, Y: g, W: c, H: d}}}}}
		layout := fonts(t).Set(typeset.Plain(text, "ar", typeset.Style{}), 20, 100)
		for i := range layout.Lines {
			for j := range layout.Lines[i].Runs {
				run := &layout.Lines[i].Runs[j]
				run.Size, run.End = size, run.End+int(form)-3
			}
		}
		s.Texts = []raster.Text{{Role: "fact", Plain: plain, X: a, Y: b, Layout: layout}}
		m := pdf.Meta{Title: text, Lang: plain, Keywords: []string{text}, Heading: "fact", Figures: map[string]string{text: plain}, Links: map[string]string{text: plain}}
		var out bytes.Buffer
		err := pdf.Encode(&out, s, pdf.Page{Width: 50, Height: 50, Bleed: 3, Marks: true}, m)
		if (err == nil) != (s.Validate() == nil) {
			t.Fatalf("encoded: %v; valid: %v", err, s.Validate())
		}
		if err == nil {
			checked(t, out.Bytes())
		}
	})
}
