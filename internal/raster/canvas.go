package raster

import (
	"encoding/binary"
	"image"
	"image/color"
	"slices"
)

// surface is what shapes and glyphs are painted on. Both kinds mix the same
// colours, so that a picture looks the same whichever it was painted on.
type surface interface {
	bounds() image.Rectangle
	fill(box image.Rectangle, ink color.NRGBA)
	blend(m *mask, x, y int, ink color.NRGBA) // with the mask's origin at x, y
}

// maxColours is the most that a palette holds (PNG, section 11.2.2).
const maxColours = 256

// canvas is a surface of at most 256 colours, which is enough for nearly every
// card without photographs: edges show few steps from one colour to another.
// Its pixels are places in the palette, so that painting looks results up
// rather than mixing them, and the rows are those that a PNG file holds.
type canvas struct {
	width, height int      // px
	rows          []uint8  // each is a filter byte, 0 for none, and width indices
	palette       []uint32 // 0xRRGGBB, in the order of first use
	full          bool     // more colours were needed: the pixels are worth nothing
	tables        []*blendTable
	spare         []*blendTable // of earlier pictures
}

// blendTable holds what an ink makes of each colour at each step of coverage:
// index+1 at step<<8 | index of the paper, 0 where nobody asked yet.
type blendTable struct {
	ink  color.NRGBA
	next [(coverageSteps + 1) << 8]uint16
}

// reset makes the canvas one of that size, with undefined pixels.
func (c *canvas) reset(width, height int) {
	c.width, c.height, c.full = width, height, false
	c.rows = slices.Grow(c.rows[:0], (width+1)*height)[:(width+1)*height]
	c.palette = c.palette[:0]
	c.spare, c.tables = append(c.spare, c.tables...), c.tables[:0]
}

// copyFrom makes the canvas a copy of a plate.
func (c *canvas) copyFrom(plate *canvas) {
	c.reset(plate.width, plate.height)
	copy(c.rows, plate.rows)
	c.palette, c.full = append(c.palette, plate.palette...), plate.full
}

func newCanvas(width, height int, ground color.NRGBA) *canvas {
	c := &canvas{}
	c.reset(width, height) // Grow returns zeros: the ground is colour 0
	c.index(packed(ground))
	return c
}

func packed(c color.NRGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }

// row is the pixels of a row from x0 up to x1.
func (c *canvas) row(y, x0, x1 int) []uint8 {
	at := y*(c.width+1) + 1
	return c.rows[at+x0 : at+x1 : at+x1]
}

func (c *canvas) bounds() image.Rectangle { return image.Rect(0, 0, c.width, c.height) }

// index is the place of a colour in the palette. When there is none left, the
// canvas is full.
func (c *canvas) index(rgb uint32) uint8 {
	if i := slices.Index(c.palette, rgb); i >= 0 {
		return uint8(i)
	}
	if len(c.palette) == maxColours {
		c.full = true
		return 0
	}
	c.palette = append(c.palette, rgb)
	return uint8(len(c.palette) - 1)
}

// table is the blend table of an ink.
func (c *canvas) table(ink color.NRGBA) *blendTable {
	for _, t := range c.tables {
		if t.ink == ink {
			return t
		}
	}
	var t *blendTable
	if n := len(c.spare); n > 0 {
		t, c.spare = c.spare[n-1], c.spare[:n-1]
		clear(t.next[:])
	} else {
		t = new(blendTable)
	}
	t.ink = ink
	c.tables = append(c.tables, t)
	return t
}

// learn fills one place of a table.
func (c *canvas) learn(t *blendTable, at int) uint16 {
	rgb, alpha := c.palette[at&0xff], alphaOf(uint8(at>>8), t.ink)
	r := mix(uint8(rgb>>16), t.ink.R, alpha)
	g := mix(uint8(rgb>>8), t.ink.G, alpha)
	b := mix(uint8(rgb), t.ink.B, alpha)
	next := uint16(c.index(packed(color.NRGBA{R: r, G: g, B: b}))) + 1
	t.next[at] = next
	return next
}

func (c *canvas) fill(box image.Rectangle, ink color.NRGBA) {
	box = box.Intersect(c.bounds())
	t := c.table(ink)
	for y := box.Min.Y; y < box.Max.Y && !c.full; y++ {
		c.fillRow(c.row(y, box.Min.X, box.Max.X), t)
	}
}

// fillRow looks each stretch of one colour up once.
func (c *canvas) fillRow(pix []uint8, t *blendTable) {
	for len(pix) > 0 {
		paper, n := pix[0], 1
		for n < len(pix) && pix[n] == paper {
			n++
		}
		at := coverageSteps<<8 | int(paper)
		next := t.next[at]
		if next == 0 {
			next = c.learn(t, at)
		}
		pix[0] = uint8(next - 1)
		for done := 1; done < n; done *= 2 {
			copy(pix[done:n], pix[:done])
		}
		pix = pix[n:]
	}
}

func (c *canvas) blend(m *mask, x, y int, ink color.NRGBA) {
	x, y = x+m.left, y+m.top
	clip := image.Rect(x, y, x+m.width, y+m.height).Intersect(c.bounds())
	if c.full || clip.Empty() {
		return
	}
	t := c.table(ink)
	var solid uint64 // eight pixels of the ink
	if ink.A == 0xff {
		solid = uint64(c.index(packed(ink))) * (whole / coverageSteps)
	}
	for row := clip.Min.Y; row < clip.Max.Y; row++ {
		pix := c.row(row, clip.Min.X, clip.Max.X)
		c.blendRow(pix, m.steps[(row-y)*m.width+clip.Min.X-x:][:len(pix)], t, solid)
	}
}

// whole is eight pixels that ink covers wholly.
const whole = 0x0101010101010101 * coverageSteps

// blendRow takes eight pixels at once, and looks at none where all are paper or
// all are ink.
func (c *canvas) blendRow(pix, steps []uint8, t *blendTable, solid uint64) {
	opaque := t.ink.A == 0xff
	for len(steps) >= 8 && len(pix) >= 8 {
		switch eight := binary.LittleEndian.Uint64(steps); {
		case eight == 0:
		case eight == whole && opaque:
			binary.LittleEndian.PutUint64(pix, solid)
		default:
			c.blendSome(pix[:8], steps[:8], t)
		}
		pix, steps = pix[8:], steps[8:]
	}
	c.blendSome(pix, steps, t)
}

// blendSome looks every pixel up, those that no ink covers too: at an edge, the
// processor foretells badly which these are.
func (c *canvas) blendSome(pix, steps []uint8, t *blendTable) {
	pix = pix[:len(steps)]
	for i, step := range steps {
		at := int(step&coverageSteps)<<8 | int(pix[i])
		next := t.next[at]
		if next == 0 {
			next = c.learn(t, at)
		}
		pix[i] = uint8(next - 1)
	}
}

// expand writes the pixels into an opaque picture of the same size.
func (c *canvas) expand(img *image.RGBA) {
	for y := range c.height {
		pix := img.Pix[y*img.Stride:][:4*c.width]
		for x, i := range c.row(y, 0, c.width) {
			rgb := c.palette[i]
			dst := pix[4*x : 4*x+4 : 4*x+4]
			dst[0], dst[1], dst[2], dst[3] = uint8(rgb>>16), uint8(rgb>>8), uint8(rgb), 0xff
		}
	}
}
