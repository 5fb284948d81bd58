package raster

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
)

// gradient is a photograph's stand-in: red grows to the right, green downwards.
func gradient(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, color.NRGBA{uint8(255 * x / w), uint8(255 * y / h), uint8(x ^ y), 255})
		}
	}
	return img
}

func photoScene(pic *Picture, box Rect) *Scene {
	return &Scene{Width: 200, Height: 160, Ground: paper, Shapes: []Shape{{Role: "photo", Form: Photo, Box: box, Picture: pic}}}
}

func TestPhotosFillTheirBoxAndNoMore(t *testing.T) {
	for _, size := range []image.Point{{40, 30}, {400, 300}, {1777, 1333}} {
		s := photoScene(&Picture{Name: "g", Pixels: gradient(size.X, size.Y)}, Rect{20, 10, 80, 60})
		img, err := NewPainter().Paint(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []image.Point{{19, 30}, {100, 30}, {50, 9}, {50, 70}} {
			if got := img.RGBAAt(at.X, at.Y); !near(got, paper, 0) {
				t.Errorf("%v: beside the photo, at %v, is %v", size, at, got)
			}
		}
		for _, at := range []image.Point{{25, 15}, {60, 40}, {95, 65}} {
			got := img.RGBAAt(at.X, at.Y)
			red, green := 255*(float64(at.X)-19.5)/80, 255*(float64(at.Y)-9.5)/60
			if math.Abs(float64(got.R)-red) > 5 || math.Abs(float64(got.G)-green) > 6 || got.A != 255 {
				t.Errorf("%v: at %v is %v, want red %.0f and green %.0f", size, at, got, red, green)
			}
		}
	}
}

func TestPhotosAreCropped(t *testing.T) {
	src := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		for x := range 100 {
			src.SetNRGBA(x, y, color.NRGBA{uint8(x / 50 * 255), uint8(y / 50 * 255), 0, 255})
		}
	}
	s := photoScene(&Picture{Name: "quarters", Pixels: src, Crop: Rect{50, 0, 50, 50}}, Rect{0, 0, 200, 160})
	p := NewPainter()
	img, err := p.Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []image.Point{{0, 0}, {199, 0}, {100, 80}, {0, 159}, {199, 159}} {
		if got := img.RGBAAt(at.X, at.Y); got != (color.RGBA{255, 0, 0, 255}) {
			t.Errorf("at %v is %v, want the quarter on the top right", at, got)
		}
	}
	s.Shapes[0].Picture.Crop = Rect{0, 50, 50, 50}
	img, err = p.Paint(s)
	if got := img.RGBAAt(100, 80); err != nil || got != (color.RGBA{0, 255, 0, 255}) {
		t.Errorf("another crop of the same picture shows %v, %v", got, err)
	}
}

func TestPhotosHaveRoundCornersAndHoles(t *testing.T) {
	logo := image.NewNRGBA(image.Rect(0, 0, 50, 50)) // clear, with a red right half
	for i := range 50 * 50 {
		if i%50 >= 25 {
			logo.SetNRGBA(i%50, i/50, red)
		}
	}
	s := photoScene(&Picture{Name: "logo", Pixels: logo}, Rect{100, 60, 50, 50})
	s.Shapes[0].Radius = 20
	img, err := NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]color.NRGBA{{110, 85}: paper, {140, 85}: red, {149, 60}: paper, {149, 109}: paper, {148, 85}: red} {
		if got := img.RGBAAt(at.X, at.Y); !near(got, want, 1) {
			t.Errorf("at %v is %v, want %v", at, got, want)
		}
	}
}

func TestPhotosAreClippedByThePicture(t *testing.T) {
	for _, box := range []Rect{{-50, -50, 100, 100}, {180, 140, 100, 100}, {500, 0, 10, 10}, {10.4, 10.4, 0.1, 0.1}} {
		if _, err := NewPainter().Paint(photoScene(&Picture{Name: "g", Pixels: gradient(60, 60)}, box)); err != nil {
			t.Errorf("%v: %v", box, err)
		}
	}
}

func TestPicturesWithPhotosAreRGBFiles(t *testing.T) {
	s := photoScene(&Picture{Name: "g", Pixels: gradient(300, 300)}, Rect{20, 10, 150, 140})
	p := NewPainter()
	var first, second bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &second} {
		if err := p.PNG(w, s, facts); err != nil {
			t.Fatal(err)
		}
	}
	img, err := NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	samePixels(t, first.Bytes(), img)
	if all := chunks(t, first.Bytes()); all[0].data[9] != 2 || all[1].kind != "iTXt" {
		t.Errorf("colour type %d, then %s", all[0].data[9], all[1].kind)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the second file differs")
	}
}

func TestHostilePhotosAreRefused(t *testing.T) {
	small := gradient(10, 10)
	for name, sh := range map[string]Shape{
		"no picture":  {},
		"no pixels":   {Picture: &Picture{Name: "x"}},
		"no name":     {Picture: &Picture{Pixels: small}},
		"empty":       {Picture: &Picture{Name: "x", Pixels: gradient(0, 10)}},
		"long":        {Picture: &Picture{Name: "x", Pixels: image.NewUniform(paper)}},
		"crop beside": {Picture: &Picture{Name: "x", Pixels: small, Crop: Rect{20, 0, 5, 5}}},
		"crop far":    {Picture: &Picture{Name: "x", Pixels: small, Crop: Rect{0, 0, 1e12, 5}}},
		"crop flat":   {Picture: &Picture{Name: "x", Pixels: small, Crop: Rect{1, 1, 0, 5}}},
		"huge box":    {Picture: &Picture{Name: "x", Pixels: small}, Box: Rect{0, 0, MaxSide + 1, 5}},
		"odd box":     {Picture: &Picture{Name: "x", Pixels: small}, Box: Rect{0, 0, -5, 5}},
	} {
		sh.Form = Photo
		if _, err := NewPainter().Paint(&Scene{Width: 10, Height: 10, Shapes: []Shape{sh}}); err == nil {
			t.Errorf("%s: painted", name)
		}
	}
}

func TestPhotosPrint(t *testing.T) {
	s := photoScene(&Picture{Name: "photos/queue.jpg", Pixels: gradient(10, 10), Crop: Rect{1, 2, 3, 4}}, Rect{20, 10, 150, 140})
	want := `shape photo photo 20,10 150×140 "photos/queue.jpg" crop 1,2 3×4` + "\n"
	if got := s.String(); !strings.Contains(got, want) {
		t.Errorf("missing %q in:\n%s", want, got)
	}
}
