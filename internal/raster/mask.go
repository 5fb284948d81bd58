package raster

import (
	"image"
	"math"

	ftraster "github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"

	"rebut/internal/typeset"
)

// subpixels is the number of horizontal positions of a glyph in a pixel, and
// coarse that of one from coarseSize px on. There, half a pixel is as small a
// part of the letter, and files are 3 % smaller, as more letters are alike.
const (
	subpixels  = 4
	coarse     = 2
	coarseSize = 32
)

// coverageSteps is the number of steps between paper and ink at the edge of a
// glyph or a shape: 15 make the sixteen greys that four bits hold. They keep
// the colours of a flat card below 256, so that its PNG can have a palette, and
// make it smaller. The colour of an edge's pixel is off by a ΔE2000 of 1.3 in
// the mean and 4.2 at most; inner areas are exact.
const coverageSteps = 15

// maskKey is all that a glyph's coverage depends on.
type maskKey struct {
	face  *typeset.Face
	size  float64 // px to the em
	glyph uint32
	sub   uint8 // quarters of a pixel to the right
}

// mask is the coverage of a glyph or a shape.
type mask struct {
	left, top     int     // of the box, px from the glyph's origin
	width, height int     // px
	steps         []uint8 // 0 is paper, coverageSteps is ink
}

// newMask is the coverage of a glyph. By the nonzero winding rule, overlapping
// contours, which variable and composed glyphs have, are filled.
func newMask(r *ftraster.Rasterizer, key maskKey) *mask {
	return rasterised(r, key.face.Outline(key.glyph), key.size/key.face.UnitsPerEm(), float64(key.sub)/subpixels)
}

// rasterised fills an outline that is scaled from font units to px and shifted
// to the right.
func rasterised(r *ftraster.Rasterizer, outline []typeset.Segment, scale, shift float64) *mask {
	box := outlineBounds(outline)
	if box.W <= 0 || box.H <= 0 {
		return &mask{}
	}
	left, top := math.Floor(box.X*scale+shift), math.Floor(box.Y*scale)
	right, bottom := math.Ceil(box.Right()*scale+shift), math.Ceil(box.Bottom()*scale)
	if !within(4*maxSize, left, top, right, bottom) || right <= left || bottom <= top {
		return &mask{} // no glyph of a sane font is four ems wide at its largest
	}
	m := &mask{left: int(left), top: int(top), width: int(right - left), height: int(bottom - top)}
	at := func(p typeset.Point) fixed.Point26_6 {
		return fixed.Point26_6{
			X: fixed.Int26_6(math.Round((float64(p.X)*scale + shift - left) * 64)),
			Y: fixed.Int26_6(math.Round((-float64(p.Y)*scale - top) * 64)),
		}
	}
	alpha := &image.Alpha{Stride: m.width, Rect: image.Rect(0, 0, m.width, m.height), Pix: make([]uint8, m.width*m.height)}
	fill(r, outline, at, alpha)
	m.steps = alpha.Pix
	quantise(m.steps)
	return m
}

// quantise rounds coverage from 0 to 255 to coverageSteps steps, in place.
func quantise(coverage []uint8) {
	for i, a := range coverage {
		coverage[i] = uint8((int(a)*coverageSteps + 127) / 255)
	}
}

func fill(r *ftraster.Rasterizer, outline []typeset.Segment, at func(typeset.Point) fixed.Point26_6, dst *image.Alpha) {
	r.SetBounds(dst.Rect.Dx(), dst.Rect.Dy())
	r.UseNonZeroWinding = true
	var start fixed.Point26_6
	open := false
	for _, s := range outline {
		switch s.Op {
		case typeset.MoveTo:
			if open {
				r.Add1(start)
			}
			start, open = at(s.Args[0]), true
			r.Start(start)
		case typeset.LineTo:
			r.Add1(at(s.Args[0]))
		case typeset.QuadTo:
			r.Add2(at(s.Args[0]), at(s.Args[1]))
		case typeset.CubeTo:
			r.Add3(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	if open {
		r.Add1(start)
	}
	r.Rasterize(ftraster.NewAlphaSrcPainter(dst))
}

// outlineBounds is a box around all points, control points included, in font
// units with the vertical axis pointing down.
func outlineBounds(outline []typeset.Segment) Rect {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range outline {
		for _, p := range s.Args[:pointsOf(s.Op)] {
			x, y := float64(p.X), -float64(p.Y)
			minX, maxX = min(minX, x), max(maxX, x)
			minY, maxY = min(minY, y), max(maxY, y)
		}
	}
	if maxX <= minX || maxY <= minY {
		return Rect{}
	}
	return Rect{minX, minY, maxX - minX, maxY - minY}
}

func pointsOf(op typeset.SegmentOp) int {
	switch op {
	case typeset.QuadTo:
		return 2
	case typeset.CubeTo:
		return 3
	}
	return 1
}
