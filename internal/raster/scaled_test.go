package raster

import (
	"image"
	"math"
	"testing"
)

// A scaled scene is the picture made small: as large as asked for, and of the
// same mean colour in every ninth of it.
func TestScaledScenesLookTheSame(t *testing.T) {
	p := NewPainter()
	for i, whole := range variety(t) {
		if len(whole.Shapes) > 100 {
			continue // stripes that a small picture makes thinner than a pixel
		}
		small := whole.Scaled(240)
		height := int(math.Round(float64(whole.Height) * 240 / float64(whole.Width)))
		a, err := p.Paint(whole)
		if err != nil {
			t.Fatal(err)
		}
		b, err := p.Paint(small)
		if err != nil {
			t.Fatal(err)
		}
		if b.Rect.Dx() != 240 || b.Rect.Dy() != height {
			t.Errorf("scene %d: %v became %v", i, a.Rect, b.Rect)
		}
		for n := range 9 {
			if d := apart(mean(a, n), mean(b, n)); d > 12 {
				t.Errorf("scene %d: a ninth of the picture differs by %.1f of 255", i, d)
			}
		}
	}
}

// mean is the mean colour of the n-th ninth of a picture.
func mean(img *image.RGBA, n int) (sum [3]float64) {
	w, h := img.Rect.Dx()/3, img.Rect.Dy()/3
	for y := range h {
		for x := range w {
			c := img.RGBAAt(n%3*w+x, n/3*h+y)
			for i, v := range []uint8{c.R, c.G, c.B} {
				sum[i] += float64(v) / float64(w*h)
			}
		}
	}
	return sum
}

func apart(a, b [3]float64) (most float64) {
	for i := range a {
		most = max(most, math.Abs(a[i]-b[i]))
	}
	return most
}
