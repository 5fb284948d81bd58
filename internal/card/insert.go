package card

import (
	"image/color"
	"math"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// layChart puts the fact-check's chart into a room, which must have a height.
func (c *composer) layChart(p Part, r room) *node {
	style, _ := c.style(p)
	sizes := c.sizes(p)
	set := func(weight int) typeset.Style {
		return typeset.Style{Family: c.family[style.Family], Weight: weight, Leading: style.Leading, Tracking: style.Tracking}
	}
	n := &node{w: r.width, used: r.width, h: c.units(value(p.Height, 20)), line: math.NaN()}
	if r.definite() {
		n.h = r.height
	}
	drawer := plot{fonts: c.fonts, lang: c.words.lang, original: c.words.original, rtl: c.rtl,
		label: set(style.Weight), strong: set(strong), value: set(strong), size: sizes.Min, largest: sizes.at(c.t), format: c.words.format}
	if p.Ink == "panel_ink" {
		drawer.ground = "panel"
	}
	n.drawn, n.fits = drawer.draw(c.words.chart, n.w, n.h)
	return n
}

// strong is the weight of what a chart is about.
const strong = 800

// The colours of codes: the darker and the lighter of a theme's chip and its
// ink, for readers want dark modules on a light ground. Designs cannot name
// them.
const (
	codeDark  Role = "code_dark"
	codeLight Role = "code_light"
)

// code is the page's address as a QR code of at most size px, and its real
// size.
func (c *composer) code(size float64) (marks []mark, side float64, ok bool) {
	dark, light := color.NRGBA{A: 0xff}, color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	code, err := c.codes.of(c.words.page)
	if err != nil {
		return nil, 0, false
	}
	shapes, err := modulesOf(code, raster.Rect{W: size, H: size}, dark, light)
	if err != nil {
		return nil, 0, false
	}
	plate := shapes[0].Box
	for _, s := range shapes {
		role := codeDark
		if s.Fill == light {
			role = codeLight
		}
		s.Box.X, s.Box.Y = s.Box.X-plate.X, s.Box.Y-plate.Y
		if c.rtl { // the picture is mirrored as a whole, which a code must not be
			s.Box.X = plate.W - s.Box.Right()
		}
		marks = append(marks, mark{Shape: s, fill: role})
	}
	return marks, plate.W, true
}
