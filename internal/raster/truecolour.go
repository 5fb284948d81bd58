package raster

import (
	"image"
	"image/color"
)

// truecolour is a surface of any number of colours.
type truecolour struct{ *image.RGBA }

func newTruecolour(width, height int, ground color.NRGBA) truecolour {
	s := truecolour{image.NewRGBA(image.Rect(0, 0, width, height))}
	s.fill(s.Rect, ground)
	for i := 3; i < len(s.Pix); i += 4 {
		s.Pix[i] = 0xff
	}
	return s
}

func (s truecolour) bounds() image.Rectangle { return s.Rect }

func (s truecolour) fill(box image.Rectangle, ink color.NRGBA) {
	box = box.Intersect(s.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		pix := s.Pix[s.PixOffset(box.Min.X, y):][:4*box.Dx()]
		for ; len(pix) > 0; pix = pix[4:] {
			put(pix, ink, uint32(ink.A))
		}
	}
}

// blend puts ink through the mask. It mixes sRGB values as they are, which is
// how browsers and phones draw text.
func (s truecolour) blend(m *mask, x, y int, ink color.NRGBA) {
	x, y = x+m.left, y+m.top
	clip := image.Rect(x, y, x+m.width, y+m.height).Intersect(s.Rect)
	for row := clip.Min.Y; row < clip.Max.Y; row++ {
		steps := m.steps[(row-y)*m.width+clip.Min.X-x:][:clip.Dx()]
		pix := s.Pix[s.PixOffset(clip.Min.X, row):][:4*clip.Dx()]
		for i, step := range steps {
			if step != 0 {
				put(pix[4*i:], ink, alphaOf(step, ink))
			}
		}
	}
}

// put mixes ink into one pixel.
func put(pix []uint8, ink color.NRGBA, alpha uint32) {
	dst := pix[:3:3]
	if alpha == 0xff {
		dst[0], dst[1], dst[2] = ink.R, ink.G, ink.B
		return
	}
	dst[0], dst[1], dst[2] = mix(dst[0], ink.R, alpha), mix(dst[1], ink.G, alpha), mix(dst[2], ink.B, alpha)
}

func mix(paper, ink uint8, alpha uint32) uint8 {
	return uint8((uint32(paper)*(255-alpha) + uint32(ink)*alpha + 127) / 255)
}

// alphaOf is how much of an ink, 0 to 255, a step of coverage puts down.
func alphaOf(step uint8, ink color.NRGBA) uint32 {
	return uint32(step) * 255 / coverageSteps * uint32(ink.A) / 255
}
