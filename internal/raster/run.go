package raster

import (
	"encoding/binary"
	"image"
	"math"
	"slices"

	ftraster "github.com/golang/freetype/raster"

	"rebut/internal/typeset"
)

// runMask is the coverage of all glyphs of a run. Where two touch, as joined
// letters of Arabic and Devanagari do, their coverages add up: blended one
// after the other they would leave a light seam, and many colours.
type runMask struct {
	mask
	glyphs []placed
	pen    ftraster.Rasterizer // for glyphs that no mask is known of
}

// placed is a glyph's mask and its box on the surface.
type placed struct {
	*mask
	box image.Rectangle
}

func (p *Painter) texts(dst surface, texts []Text) {
	r := p.runs.Get().(*runMask)
	defer p.runs.Put(r)
	for i := range texts {
		t := &texts[i]
		for _, line := range t.Layout.Lines {
			for _, run := range line.Runs {
				p.run(r, dst, t, &run)
			}
		}
	}
}

// run paints the glyphs with outlines at once, and puts those that are
// pictures on their places.
func (p *Painter) run(r *runMask, dst surface, t *Text, run *typeset.Run) {
	rich, ok := dst.(truecolour)
	pictorial := ok && run.Face.Pictorial()
	r.glyphs = r.glyphs[:0]
	for _, g := range run.Glyphs {
		if !pictorial || !p.stick(rich.RGBA, run.Face, run.Size, g, t.X, t.Y) {
			r.glyphs = append(r.glyphs, p.place(&r.pen, run.Face, run.Size, g, t.X, t.Y))
		}
	}
	r.add(dst.bounds())
	dst.blend(&r.mask, 0, 0, t.ink(run.Ink))
	clear(r.glyphs) // the cache alone decides what is kept
}

// place finds a glyph's mask and place. Baselines stand on whole pixels, so
// that the lines of a text look alike; horizontally a glyph stands on a quarter
// or half of a pixel, which keeps the spacing that the font asks for.
func (p *Painter) place(pen *ftraster.Rasterizer, face *typeset.Face, size float64, g typeset.Glyph, dx, dy float64) placed {
	grid := subpixels
	if size >= coarseSize {
		grid = coarse
	}
	x, sub := floorDiv(int(math.Round((dx+g.X)*float64(grid))), grid)
	y := int(math.Round(dy + g.Y))
	key := maskKey{face: face, size: size, glyph: g.ID, sub: uint8(sub * subpixels / grid)}
	m, ok := p.masks.find(key)
	if !ok {
		m = p.masks.keep(key, newMask(pen, key))
	}
	return placed{m, image.Rect(0, 0, m.width, m.height).Add(image.Pt(x+m.left, y+m.top))}
}

// floorDiv is the quotient rounded down and the remainder, never negative.
func floorDiv(a, b int) (quotient, remainder int) {
	quotient, remainder = a/b, a%b
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+b
	}
	return quotient, remainder
}

// add makes the mask the sum of the glyphs' that is within clip.
func (r *runMask) add(clip image.Rectangle) {
	var box image.Rectangle
	for _, g := range r.glyphs {
		box = box.Union(g.box.Intersect(clip))
	}
	n := box.Dx() * box.Dy()
	r.mask = mask{left: box.Min.X, top: box.Min.Y, width: box.Dx(), height: box.Dy(), steps: slices.Grow(r.steps[:0], n)[:n]}
	clear(r.steps)
	for _, g := range r.glyphs {
		part := g.box.Intersect(box)
		for y := part.Min.Y; y < part.Max.Y; y++ {
			src := g.steps[(y-g.box.Min.Y)*g.width+part.Min.X-g.box.Min.X:][:part.Dx()]
			dst := r.steps[(y-box.Min.Y)*r.width+part.Min.X-box.Min.X:][:len(src)]
			addSteps(dst, src)
		}
	}
}

// addSteps adds coverages, up to coverageSteps, eight at once: a sum of more
// has its fifth bit set, which is then spread over the four below.
func addSteps(dst, src []uint8) {
	const lows, fours = 0x0101010101010101, 0x0f0f0f0f0f0f0f0f
	for len(src) >= 8 && len(dst) >= 8 {
		if eight := binary.LittleEndian.Uint64(src); eight != 0 {
			sum := binary.LittleEndian.Uint64(dst) + eight
			sum |= (sum >> 4 & lows) * coverageSteps
			binary.LittleEndian.PutUint64(dst, sum&fours)
		}
		dst, src = dst[8:], src[8:]
	}
	for i, step := range src {
		dst[i] = min(dst[i]+step, coverageSteps)
	}
}
