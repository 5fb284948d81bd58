package card

import (
	"math"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// plot draws charts: everything that they need besides their data.
//
// What holds for every chart, whatever its kind:
//
//   - Every figure and every name stands beside what it belongs to. There are
//     no legends, no gridlines and no scale, at most a line at zero.
//   - Bars, columns and stacks begin at zero, and their lengths are
//     proportional to the values, to the pixel. A value that is not zero is at
//     least a hairline.
//   - What is highlighted has the accent colour, is solid where others are
//     hollow or thin, and has the heavier and larger label, so that it stands
//     out in grey and to colour-blind eyes. Series of lines differ in dashes
//     and markers, those of stacks in patterns.
//   - Names wrap and are never cut; no text is smaller than size. Where that
//     leaves a label no room, the chart does not fit.
//
// A chart is drawn in logical coordinates, x running from the start edge, and
// is mirrored with its card: in right-to-left languages bars grow to the left
// and time runs from right to left, as people read.
type plot struct {
	fonts    *typeset.Library
	lang     factcheck.Lang // of the labels
	original factcheck.Lang // of names that lack lang
	rtl      bool
	label    typeset.Style // of names
	strong   typeset.Style // of the names of what is highlighted
	value    typeset.Style // of figures
	size     float64       // smallest size of a text, px
	largest  float64       // largest size of a text, px; less than size counts as size
	format   func(float64) string
	ground   Role // that the chart stands on, "ground" or "panel"; "" is "ground"
}

// The widths of strokes, px of a chart whose labels have strokesAt px.
const (
	strokesAt = 30.0
	hairline  = 2.0 // lines at zero, leaders, outlines, the least length of a bar
	thinLine  = 4.0
	thickLine = 8.0
)

// The most that is drawn; no card has room for more.
const (
	maxCategories = 40
	maxSeries     = 12
	maxFigure     = 40 // characters of a value as it is written
)

// draw draws a chart in a box of width × height px. The result is false when
// it does not fit, or when the data make no chart of its kind, as the checker
// of fact-checks will have said.
func (p plot) draw(c *factcheck.Chart, width, height float64) (sketch, bool) {
	sound := func(px float64) bool { return px >= 1 && px <= raster.MaxSide }
	if !drawable(c) || !sound(width) || !sound(height) || !sound(p.size) || p.lengthy(c) {
		return sketch{}, false
	}
	p.largest = max(p.largest, p.size)
	if p.ground == "" {
		p.ground = "ground"
	}
	var s sketch
	var fits bool
	switch c.Kind {
	case factcheck.Bars:
		s, fits = p.bars(c, width, height)
	case factcheck.Columns:
		s, fits = p.columns(c, width, height)
	case factcheck.Line, factcheck.Slope:
		s, fits = p.lines(c, width, height)
	case factcheck.Stack:
		s, fits = p.stacks(c, width, height)
	}
	return s, fits
}

// drawable reports whether the data make a chart of its kind.
func drawable(c *factcheck.Chart) bool {
	n := len(c.Categories)
	if n == 0 || len(c.Series) == 0 || n > maxCategories || len(c.Series) > maxSeries {
		return false
	}
	for _, s := range c.Series {
		if len(s.Values) != n {
			return false
		}
		for _, v := range s.Values {
			if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 && c.Kind == factcheck.Stack {
				return false
			}
		}
	}
	switch c.Kind {
	case factcheck.Bars, factcheck.Columns:
		return len(c.Series) == 1
	case factcheck.Line:
		return n >= 2 && finite(c.Baseline)
	case factcheck.Slope:
		return n == 2 && finite(c.Baseline)
	}
	return c.Kind == factcheck.Stack
}

// lengthy reports whether some value is written with so many characters that
// there is no point in trying.
func (p plot) lengthy(c *factcheck.Chart) bool {
	for _, s := range c.Series {
		for _, v := range s.Values {
			if factcheck.Length(p.format(v)) > maxFigure {
				return true
			}
		}
	}
	return false
}

func finite(v *float64) bool { return v == nil || !math.IsNaN(*v) && !math.IsInf(*v, 0) }

// attempts is the number of sizes tried between the smallest and the wished.
const attempts = 8

// fitted draws at the largest texts that fit: t runs from 1, the wished sizes,
// to 0, the smallest.
func (p plot) fitted(width, height float64, try func(t float64) (sketch, bool)) (s sketch, fits bool) {
	for i := attempts; i >= 0; i-- {
		if s, fits = try(float64(i) / attempts); fits && p.tidy(s, width, height) {
			return s, true
		}
	}
	return s, false
}

// between is a size on the way from the smallest to a wished one.
func (p plot) between(wished, t float64) float64 {
	wished = min(max(wished, p.size), p.largest)
	return max(snap(p.size+(wished-p.size)*t), p.size)
}

// stroke is a width of strokes in this chart, in whole px.
func (p plot) stroke(width float64) float64 { return max(math.Round(width*p.size/strokesAt), 1) }

// outreach is how far letters may reach over the sides of the box, in em: the
// bar of a gaf in Nastaliq does, and cards have margins.
const outreach = 0.5

// tidy reports whether all labels stand in the box, whole and apart.
func (p plot) tidy(s sketch, width, height float64) bool {
	for i, b := range s.blocks {
		ink, over := p.ink(b), max(outreach*b.layout.Size, 0.5)
		box := raster.Rect{X: -over, Y: -0.5, W: width + 2*over, H: height + 1}
		if !unbroken(b) || !box.Contains(ink) {
			return false
		}
		for _, other := range s.blocks[:i] {
			if ink.Overlaps(p.ink(other)) {
				return false
			}
		}
	}
	return true
}

// unbroken reports whether a text could be set without breaking a word.
func unbroken(b block) bool { return b.layout.Broken == 0 && !b.layout.Overflow }
