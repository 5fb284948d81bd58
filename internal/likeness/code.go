package likeness

import (
	"math/bits"
	"slices"
)

// side is the number of cells of a code along each side of a picture.
const side = 32

// CodeWidth is the width at which the edges of a picture are measured, px.
const CodeWidth = 160

// Code is a picture in 1024 bits, a row of cells after the other: a bit is set
// where a cell has more edges than half of the cells. Letters are edges, on
// paper of any colour: a code hardly depends on the theme of a picture, and not
// on its size.
type Code [side * side / 64]uint64

// edges measures, at each pixel, how much grey changes to the right and down.
func (g *Grey) edges() table {
	return sums(g.W, g.H, func(i int) float32 {
		x, y := i%g.W, i/g.W
		e := float32(0)
		if x+1 < g.W {
			e += abs(g.pix[i+1] - g.pix[i])
		}
		if y+1 < g.H {
			e += abs(g.pix[i+g.W] - g.pix[i])
		}
		return e
	})
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}

// CodeOf is the code of a whole picture.
func CodeOf(g *Grey) Code {
	if g.W > CodeWidth {
		g = g.scaled(CodeWidth / float64(g.W))
	}
	code, _ := codeIn(g, g.edges(), Frame{0, 0, float64(g.W), float64(g.H)})
	return code
}

// codeIn is the code of what a frame around a part of a picture, or around
// more than it, would hold; known has the bits of the cells that are inside.
func codeIn(g *Grey, t table, f Frame) (code, known Code) {
	var cells [side * side]float64
	var inside []float64
	for i := range cells {
		x0, y0 := f.X+f.W*float64(i%side)/side, f.Y+f.H*float64(i/side)/side
		px0, py0, px1, py1 := round(x0), round(y0), round(x0+f.W/side), round(y0+f.H/side)
		if px0 < 0 || py0 < 0 || px1 > g.W || py1 > g.H || px1 <= px0 || py1 <= py0 {
			continue
		}
		cells[i] = t.in(px0, py0, px1, py1) / float64((px1-px0)*(py1-py0))
		inside = append(inside, cells[i])
		known[i/64] |= 1 << (i % 64)
	}
	if len(inside) == 0 {
		return code, known
	}
	slices.Sort(inside)
	limit := max(inside[len(inside)/2], noise)
	for i, e := range cells {
		if e > limit {
			code[i/64] |= 1 << (i % 64)
		}
	}
	return code, known
}

// noise is how much grey changes from pixel to pixel in an even area that was
// compressed.
const noise = 2.0

func round(v float64) int {
	if v < 0 {
		return -int(0.5 - v)
	}
	return int(v + 0.5)
}

// agreement is the share of the known bits that two codes have in common.
func agreement(a, b, known Code) float64 {
	same, all := 0, 0
	for i := range a {
		same += bits.OnesCount64(^(a[i] ^ b[i]) & known[i])
		all += bits.OnesCount64(known[i])
	}
	if all == 0 {
		return 0
	}
	return float64(same) / float64(all)
}
