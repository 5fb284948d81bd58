// Package raster is the specification of how a scene becomes a picture file.
//
// A Scene is plain data: a ground colour, shapes, and texts that typeset has
// already laid out. It prints as text, so that what a card shows can be tested
// without a pixel. A Painter turns a scene into pixels in two layers:
//
//   - the plate: ground and shapes, painted by fogleman/gg, and photographs,
//     scaled by golang.org/x/image/draw; cached by content;
//   - the glyphs: coverage masks that golang/freetype's rasteriser makes from
//     font outlines, cached by face, size, glyph and quarter of a pixel, and
//     blended over the plate in sRGB as browsers do; emoji are the pictures in
//     colours that their font holds, scaled.
//
// Edges have few steps of coverage, so that nearly every card has fewer than
// 256 colours. Such a card is painted on a canvas whose pixels are already the
// rows of a PNG file with a palette; one with photographs, emoji or more
// colours is painted in RGB. Both look the same, to the pixel.
//
// Painter.PNG and Painter.JPEG write the file of a scene with its metadata;
// EncodePNG and EncodeJPEG that of any picture. The same scene gives the same
// bytes, whatever was painted before and however many painters work at once.
//
// Lengths are px; the origin is the top left, the vertical axis points down.
package raster

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"rebut/internal/typeset"
)

// Limits of a scene that is painted. They bound the memory and the time that
// hostile content can cost: a picture of the largest size takes 64 MiB.
const (
	MaxSide   = 4096    // px
	maxReach  = 1 << 14 // px; no coordinate lies farther out (26.6 arithmetic stays exact)
	maxSize   = 2048    // px; no glyph is larger
	maxShapes = 10000
	maxGlyphs = 100000
)

// Point is a place, px.
type Point struct{ X, Y float64 }

// Rect is a box, px.
type Rect struct{ X, Y, W, H float64 }

// Right and Bottom are the far edges of a box.
func (r Rect) Right() float64  { return r.X + r.W }
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Inset is the box made smaller by d px on each side.
func (r Rect) Inset(d float64) Rect { return Rect{r.X + d, r.Y + d, r.W - 2*d, r.H - 2*d} }

// Overlaps reports whether two boxes share more than an edge.
func (r Rect) Overlaps(s Rect) bool {
	return r.X < s.Right() && s.X < r.Right() && r.Y < s.Bottom() && s.Y < r.Bottom()
}

// Contains reports whether s lies in r, edges included.
func (r Rect) Contains(s Rect) bool {
	return s.X >= r.X && s.Y >= r.Y && s.Right() <= r.Right() && s.Bottom() <= r.Bottom()
}

// Scene is everything that a picture shows.
type Scene struct {
	Width, Height int // px
	Ground        color.NRGBA
	Shapes        []Shape // painted in this order, then the texts
	Texts         []Text
}

// Form is the geometry of a shape.
type Form uint8

// The forms. Arcs run clockwise from From to To degrees, 0 at three o'clock;
// a filled arc is a segment closed by its chord.
const (
	Rectangle Form = iota // Box, with corners rounded by Radius
	Ellipse               // in Box
	Arc                   // part of the Ellipse in Box
	Polygon               // closed, through Points
	Polyline              // open, through Points; has no fill
	Photo                 // Picture fills Box
)

// String is the form's name in printed scenes.
func (f Form) String() string {
	return [...]string{"rectangle", "ellipse", "arc", "polygon", "polyline", "photo"}[f%6]
}

// Shape is one flat mark of the plate.
type Shape struct {
	Role        string // what it is for: "panel", "chip" …
	Form        Form
	Box         Rect
	Radius      float64 // px
	Points      []Point
	From, To    float64     // degrees
	Fill        color.NRGBA // none when A is 0
	Stroke      color.NRGBA // none when A is 0
	StrokeWidth float64     // px
	Picture     *Picture    // of a Photo
}

// Picture is a photograph or a logo.
type Picture struct {
	Name   string // says which it is: equal names mean equal pixels
	Pixels image.Image
	Crop   Rect // the part that is shown, px of Pixels; the zero Rect is all of it
}

// Text is a laid-out paragraph at its place.
type Text struct {
	Role   string  // what it says: "fact", "claim" …
	Plain  string  // the text that Layout set, for printed scenes
	X, Y   float64 // top left of the layout's box, px
	Inks   []color.NRGBA
	Layout *typeset.Layout
}

// Ink is the box around what the text draws, in the scene.
func (t *Text) Ink() Rect {
	b := t.Layout.Ink
	return Rect{t.X + b.Left, t.Y + b.Top, max(b.Right-b.Left, 0), max(b.Bottom-b.Top, 0)}
}

// ink is the colour of a run; one without a colour of its own has the first.
func (t *Text) ink(i int) color.NRGBA {
	if i < 0 || i >= len(t.Inks) {
		i = 0
	}
	if len(t.Inks) == 0 {
		return color.NRGBA{A: 0xff}
	}
	return t.Inks[i]
}

// Validate refuses scenes that cannot or must not be painted.
func (s *Scene) Validate() error {
	if s.Width < 1 || s.Height < 1 || s.Width > MaxSide || s.Height > MaxSide {
		return fmt.Errorf("a picture of %d×%d px: each side must be from 1 to %d px", s.Width, s.Height, MaxSide)
	}
	if len(s.Shapes) > maxShapes {
		return fmt.Errorf("a picture with %d shapes; at most %d are painted", len(s.Shapes), maxShapes)
	}
	for _, sh := range s.Shapes {
		ok := within(maxReach, sh.Box.X, sh.Box.Y, sh.Box.W, sh.Box.H, sh.Radius, sh.From, sh.To, sh.StrokeWidth)
		for _, p := range sh.Points {
			ok = ok && within(maxReach, p.X, p.Y)
		}
		if !ok {
			return fmt.Errorf("shape %q reaches outside all bounds", sh.Role)
		}
		if sh.Form == Photo {
			if err := sh.validatePhoto(); err != nil {
				return err
			}
		}
	}
	return s.validateTexts()
}

func (s *Scene) validateTexts() error {
	glyphs := 0
	for _, t := range s.Texts {
		if t.Layout == nil {
			return fmt.Errorf("text %q has no layout", t.Role)
		}
		for _, line := range t.Layout.Lines {
			for _, run := range line.Runs {
				glyphs += len(run.Glyphs)
				ok := run.Face != nil && within(maxSize, run.Size) && run.Size >= 0
				for _, g := range run.Glyphs {
					ok = ok && within(maxReach, t.X+g.X, t.Y+g.Y)
				}
				if !ok {
					return fmt.Errorf("text %q reaches outside all bounds", t.Role)
				}
			}
		}
	}
	if glyphs > maxGlyphs {
		return fmt.Errorf("a picture with %d glyphs; at most %d are painted", glyphs, maxGlyphs)
	}
	return nil
}

// within reports whether all values are numbers no farther than limit from 0.
func within(limit float64, values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > limit {
			return false
		}
	}
	return true
}
