package raster

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"
)

// Limits of a photograph. 64 megapixels is what the cameras of good phones
// make; decoded they take up to 256 MiB, which their owner has already spent.
const (
	maxPhotoSide   = 1 << 14 // px
	maxPhotoPixels = 64 << 20
)

// validatePhoto says why the shape's picture cannot be painted.
func (sh Shape) validatePhoto() error {
	if sh.Picture == nil || sh.Picture.Pixels == nil || sh.Picture.Name == "" {
		return fmt.Errorf("photo %q has no picture", sh.Role)
	}
	size := sh.Picture.Pixels.Bounds().Size()
	if size.X < 1 || size.Y < 1 || size.X > maxPhotoSide || size.Y > maxPhotoSide || size.X*size.Y > maxPhotoPixels {
		return fmt.Errorf("photo %q has %d×%d px: each side must be from 1 to %d px, and all at most %d megapixels",
			sh.Picture.Name, size.X, size.Y, maxPhotoSide, maxPhotoPixels>>20)
	}
	c := sh.Picture.Crop
	if !within(maxReach, c.X, c.Y, c.W, c.H) || c != (Rect{}) && sh.Picture.source().Empty() {
		return fmt.Errorf("photo %q: nothing of it is in its crop %s", sh.Picture.Name, c)
	}
	if b := sh.Box; b.W < 0 || b.H < 0 || b.W > MaxSide || b.H > MaxSide {
		return fmt.Errorf("photo %q fills %s: each side must be at most %d px", sh.Picture.Name, b, MaxSide)
	}
	return nil
}

// source is the part of Pixels that is shown, to whole px.
func (p *Picture) source() image.Rectangle {
	all := p.Pixels.Bounds()
	if p.Crop == (Rect{}) {
		return all
	}
	return p.Crop.pixels().Add(all.Min).Intersect(all)
}

// pixels is the box with its edges between pixels.
func (r Rect) pixels() image.Rectangle {
	near := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(near(r.X), near(r.Y), near(r.Right()), near(r.Bottom()))
}

// photoKey is all that a scaled photo depends on.
type photoKey struct {
	name          string
	crop          Rect
	width, height int // px
}

// photo puts a picture into its box, with the corners that Radius rounds.
func (p *Painter) photo(dst *image.RGBA, sh Shape) {
	box := sh.Box.pixels()
	if box.Empty() || !box.Overlaps(dst.Rect) {
		return
	}
	key := photoKey{sh.Picture.Name, sh.Picture.Crop, box.Dx(), box.Dy()}
	scaled := p.photos.get(key, func() *image.RGBA { return p.scale(sh.Picture, box.Dx(), box.Dy()) })
	if sh.Radius <= 0 {
		draw.Draw(dst, box, scaled, image.Point{}, draw.Over)
		return
	}
	round := sh
	round.Box = Rect{float64(box.Min.X), float64(box.Min.Y), float64(box.Dx()), float64(box.Dy())}
	m := p.coverage(round, dst.Rect, filled)
	at := image.Pt(m.left, m.top)
	draw.DrawMask(dst, image.Rect(0, 0, m.width, m.height).Add(at), scaled, at.Sub(box.Min), m.alpha(), image.Point{}, draw.Over)
}

// alpha is the mask as the standard library's.
func (m *mask) alpha() *image.Alpha {
	a := image.NewAlpha(image.Rect(0, 0, m.width, m.height))
	for i, step := range m.steps {
		a.Pix[i] = uint8(int(step) * 255 / coverageSteps)
	}
	return a
}

// scale resamples the cropped picture by Catmull-Rom, which keeps edges crisp.
// One picture is scaled at a time: the work takes some 30 bytes a pixel.
func (p *Painter) scale(pic *Picture, width, height int) *image.RGBA {
	p.scaling.Lock()
	defer p.scaling.Unlock()
	src, from := pic.Pixels, pic.source()
	if n := min(from.Dx()/width, from.Dy()/height); n > 1 {
		src = reduced(src, from, n)
		from = src.Bounds()
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	xdraw.CatmullRom.Scale(out, out.Rect, src, from, xdraw.Src, nil)
	return out
}

// reduced is the part of a picture with each n×n px averaged into one, band by
// band. It keeps the memory that scaling takes to that of the result's size.
func reduced(src image.Image, from image.Rectangle, n int) *image.RGBA {
	width, height := from.Dx()/n, from.Dy()/n
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	band := image.NewRGBA(image.Rect(0, 0, width*n, n))
	for y := range height {
		draw.Draw(band, band.Rect, src, from.Min.Add(image.Pt(0, y*n)), draw.Src)
		for x := range width {
			average(out.Pix[y*out.Stride+4*x:][:4], band, x*n, n)
		}
	}
	return out
}

// average is the mean of the n×n px of a band from column x on.
func average(dst []uint8, band *image.RGBA, x, n int) {
	var sum [4]int
	for row := range n {
		pix := band.Pix[row*band.Stride+4*x:][:4*n]
		for i := 0; i < len(pix); i += 4 {
			sum[0] += int(pix[i])
			sum[1] += int(pix[i+1])
			sum[2] += int(pix[i+2])
			sum[3] += int(pix[i+3])
		}
	}
	for i, total := range sum {
		dst[i] = uint8((total + n*n/2) / (n * n))
	}
}
