package raster

import (
	"bytes"
	"image/color"
	"image/jpeg"
	"math"
	"sync"
	"testing"
)

// variety is scenes that go every way to a file: on a canvas, with too many
// colours for one, with a photo, and with a shape that is seen through.
func variety(t testing.TB) []*Scene {
	lib := library(t)
	colours := &Scene{Width: 300, Height: 40, Ground: paper}
	for i := range 300 {
		colours.Shapes = append(colours.Shapes, Shape{Form: Rectangle, Box: Rect{float64(i), 0, 1, 40}, Fill: color.NRGBA{uint8(i), uint8(i / 2), 99, 255}})
	}
	veiled := letters(t, lib, "Veiled", 60)
	veiled.Shapes = []Shape{{Form: Rectangle, Box: Rect{10, 10, 100, 100}, Fill: red}, {Form: Ellipse, Box: Rect{30, 20, 90, 50}, Fill: color.NRGBA{0, 0, 200, 90}},
		{Form: Rectangle, Box: Rect{60, 40, 100, 100}, Fill: color.NRGBA{0, 120, 0, 128}, Stroke: ink, StrokeWidth: 3, Radius: 12}}
	photo := photoScene(&Picture{Name: "g", Pixels: gradient(333, 222)}, Rect{20, 10, 150, 140})
	return []*Scene{letters(t, lib, "Facts first", 48), colours, veiled, letters(t, lib, "Firsts", 47.5), photo}
}

func TestFilesAreTheSceneWhicheverWayTheyAreMade(t *testing.T) {
	p := NewPainter()
	for i, s := range variety(t) {
		img, err := NewPainter().Paint(s)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(img.Pix, NewPainter().PaintRich(s).Pix) {
			t.Errorf("scene %d looks different on a canvas", i)
		}
		var file, direct, other bytes.Buffer
		if err := p.PNG(&file, s, facts); err != nil {
			t.Fatal(err)
		}
		samePixels(t, file.Bytes(), img)
		if err := p.JPEG(&direct, s, 20000, facts); err != nil {
			t.Fatal(err)
		}
		if err := EncodeJPEG(&other, img, 20000, facts); err != nil || !bytes.Equal(direct.Bytes(), other.Bytes()) {
			t.Errorf("scene %d: JPEG differs from that of its pixels, %v", i, err)
		}
	}
}

func TestFilesAreTheSameWhateverWasMadeBeforeAndAtOnce(t *testing.T) {
	scenes, shared := variety(t), NewPainter()
	want := make([][2]bytes.Buffer, len(scenes))
	for i, s := range scenes {
		fresh := NewPainter()
		if err := fresh.PNG(&want[i][0], s, facts); err != nil {
			t.Fatal(err)
		}
		if err := fresh.JPEG(&want[i][1], s, 15000, facts); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for n := range 20 {
				i := (n*(worker+1) + worker) % len(scenes)
				var png, jpg bytes.Buffer
				err := shared.PNG(&png, scenes[i], facts)
				err2 := shared.JPEG(&jpg, scenes[i], 15000, facts)
				if err != nil || err2 != nil || !bytes.Equal(png.Bytes(), want[i][0].Bytes()) || !bytes.Equal(jpg.Bytes(), want[i][1].Bytes()) {
					t.Errorf("worker %d, scene %d: other bytes (%v, %v)", worker, i, err, err2)
				}
			}
		})
	}
	all.Wait()
}

func TestFilesOfHostileScenesAreRefused(t *testing.T) {
	p, good := NewPainter(), variety(t)[0]
	var b bytes.Buffer
	if p.PNG(&b, &Scene{}, nil) == nil || p.JPEG(&b, &Scene{}, 0, nil) == nil {
		t.Error("a picture without size was made")
	}
	bad := []Meta{{" Title", "x"}}
	if p.PNG(&b, good, bad) == nil || p.JPEG(&b, good, 0, bad) == nil || p.JPEG(&b, good, 100, nil) == nil {
		t.Error("a file was made with a bad keyword, or in 100 bytes")
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes were written", b.Len())
	}
}

// TestQualityIsFoundWithFewEncodings plays through pictures whose sizes grow
// with quality in different ways.
func TestQualityIsFoundWithFewEncodings(t *testing.T) {
	for _, slope := range []float64{-0.3, -0.5, -0.65, -0.9, -1.2} {
		for _, largest := range []float64{100e3, 350e3, 900e3, 2e6} {
			size := func(q int) int { return int(largest * math.Pow(tableScale(q)/10, slope)) }
			s := qualitySearch{limit: 300e3, next: bestJPEG, low: worstJPEG - 1, high: bestJPEG + 1}
			found, tries := 0, 0
			for s.next > 0 {
				q := s.next
				if s.tell(size(q)) {
					found = q
				}
				tries++
			}
			best := bestJPEG
			for best >= worstJPEG && size(best) > 300e3 {
				best--
			}
			if best < worstJPEG {
				best = 0
			}
			if tries > mostTries+1 || found > best || found < best-4 {
				t.Errorf("slope %g, %.0f bytes: quality %d after %d encodings, the best is %d", slope, largest, found, tries, best)
			}
		}
	}
}

func TestPhotosAsJPEGFillTheirLimit(t *testing.T) {
	s := photoScene(&Picture{Name: "g", Pixels: gradient(333, 222)}, Rect{0, 0, 200, 160})
	for _, limit := range []int{4000, 6000, 8000} {
		var b bytes.Buffer
		if err := NewPainter().JPEG(&b, s, limit, nil); err != nil {
			t.Fatal(err)
		}
		if b.Len() > limit || b.Len() < limit*8/10 {
			t.Errorf("limit %d: %d bytes", limit, b.Len())
		}
		if _, err := jpeg.Decode(&b); err != nil {
			t.Error(err)
		}
	}
}
