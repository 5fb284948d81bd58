package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"rebut/internal/pdf"
	"rebut/internal/raster"
)

func TestEmojiArePicturesThatRead(t *testing.T) {
	need(t, "qpdf", "pdftotext", "pdftoppm")
	const text = "Share 👍🏽 or 🏳️‍🌈 now 👩‍👩‍👧 1️⃣ ✅ 👍🏽"
	s := &raster.Scene{Width: 1000, Height: 500, Ground: white}
	s.Texts = append(s.Texts, set(t, "fact", text, "en", 80, 800, 50, 50, 900))
	page := pdf.Page{Width: 200, Height: 100}
	data := encode(t, s, page, meta("en", "x"))
	file := onDisk(t, "emoji.pdf", data)
	valid(t, file, data)
	if got := plain(run(t, "pdftotext", "-enc", "UTF-8", file, "-")); got != text {
		t.Errorf("pdftotext reads %q, want %q", got, text)
	}
	want, err := raster.NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	if mean, other := differ(picture(t, file, 1000), want, 0); mean > 3 || other > 0.01 {
		t.Errorf("%.2f of 255 apart on average; %.2f %% of the pixels are another colour", mean, 100*other)
	}
	if n := bytes.Count(data, []byte("/Subtype/Image")); n > 2*6 {
		t.Errorf("%d images and masks for 6 emoji: one is there twice", n)
	}
}

// gradient is a picture with more colours than a drawing has, whose left half
// is reddish and whose lower half is bluish.
func gradient(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, color.NRGBA{uint8(255 - 255*x/w), uint8((x*7 + y*3) % 64), uint8(255 * y / h), 255})
		}
	}
	return img
}

func TestPhotographsFillTheirBoxAndTheBleed(t *testing.T) {
	need(t, "qpdf", "pdftoppm", "pdfimages")
	logo := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	for i := range 20 * 20 { // the left half is red, the right half a hole
		logo.SetNRGBA(i%20, i/20, red)
	}
	photo := &raster.Picture{Name: "photo", Pixels: gradient(3000, 2000)}
	s := &raster.Scene{Width: 1000, Height: 1000, Ground: paper, Shapes: []raster.Shape{
		{Role: "photo", Form: raster.Photo, Box: raster.Rect{X: 0, Y: 0, W: 1000, H: 500}, Picture: photo},
		{Role: "part", Form: raster.Photo, Box: raster.Rect{X: 600, Y: 600, W: 200, H: 200}, Picture: &raster.Picture{Name: "photo", Pixels: photo.Pixels, Crop: raster.Rect{X: 0, Y: 1000, W: 1000, H: 1000}}},
		{Role: "logo", Form: raster.Photo, Box: raster.Rect{X: 100, Y: 600, W: 400, H: 200}, Picture: &raster.Picture{Name: "logo", Pixels: logo}},
	}}
	m := meta("en", "x")
	m.Figures = map[string]string{"photo": "A landscape", "logo": "Example Network"}
	page := pdf.Page{Width: 100, Height: 100, Bleed: 5}
	data := encode(t, s, page, m)
	file := onDisk(t, "photo.pdf", data)
	valid(t, file, data)
	img := picture(t, file, 1100) // 10 px to the mm, like the scene
	for _, test := range []struct {
		name string
		x, y int // px of the scene
		want color.NRGBA
	}{
		{"top left", 3, 3, color.NRGBA{255, 32, 0, 255}}, {"bottom right", 996, 496, color.NRGBA{0, 32, 253, 255}}, {"on the bleed", -46, -46, color.NRGBA{255, 32, 0, 255}},
		{"below the photo", 500, 505, paper}, {"part", 610, 700, color.NRGBA{255, 32, 190, 255}}, {"logo", 200, 700, red}, {"hole", 450, 700, paper},
	} {
		if got := img.At(test.x+50, test.y+50); apart(got, test.want) > 70 {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	// 3000 px over 100 mm are 762 to the inch; the page keeps 300.
	list := run(t, "pdfimages", "-list", file)
	if !strings.Contains(list, "jpeg") || !strings.Contains(list, "smask") || strings.Contains(list, " 3000 ") {
		t.Errorf("pdfimages lists\n%s", list)
	}
	if len(data) > 700<<10 {
		t.Errorf("%d bytes", len(data))
	}
	if out := run(t, "pdfinfo", "-struct-text", file); strings.Count(out, "Figure") != 2 {
		t.Errorf("structure:\n%s", out)
	}
}

// vast is a picture of more pixels than any memory holds.
type vast struct{ image.Uniform }

func (vast) Bounds() image.Rectangle { return image.Rect(0, 0, 1<<20, 1<<20) }

func TestPicturesThatAreTooLargeAreAnError(t *testing.T) {
	s := &raster.Scene{Width: 100, Height: 100, Ground: paper, Shapes: []raster.Shape{{Role: "photo", Form: raster.Photo, Box: raster.Rect{W: 100, H: 100},
		Picture: &raster.Picture{Name: "vast", Pixels: &vast{*image.NewUniform(red)}}}}}
	var b bytes.Buffer
	if err := pdf.Encode(&b, s, pdf.Page{Width: 100, Height: 100}, pdf.Meta{}); err == nil || !strings.Contains(err.Error(), `"vast"`) || b.Len() > 0 {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
}
