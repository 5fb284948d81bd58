package raster

import (
	"math"

	"rebut/internal/typeset"
)

// Scaled is the scene as a small picture, width px wide: every length is
// shorter in the same proportion, so that nothing moves against anything else.
// It shares pictures and faces with the scene.
func (s *Scene) Scaled(width int) *Scene {
	k := float64(width) / float64(s.Width)
	out := &Scene{Width: width, Height: max(1, int(math.Round(k*float64(s.Height)))), Ground: s.Ground}
	for _, sh := range s.Shapes {
		sh.Box = Rect{k * sh.Box.X, k * sh.Box.Y, k * sh.Box.W, k * sh.Box.H}
		sh.Radius *= k
		sh.StrokeWidth *= k
		points := make([]Point, len(sh.Points))
		for i, p := range sh.Points {
			points[i] = Point{k * p.X, k * p.Y}
		}
		sh.Points = points
		out.Shapes = append(out.Shapes, sh)
	}
	for _, t := range s.Texts {
		t.X, t.Y, t.Layout = k*t.X, k*t.Y, scaledLayout(t.Layout, k)
		out.Texts = append(out.Texts, t)
	}
	return out
}

// scaledLayout scales what a painter reads of a layout: where glyphs stand and
// how large they are.
func scaledLayout(l *typeset.Layout, k float64) *typeset.Layout {
	out := *l
	out.Ink = typeset.Bounds{Left: k * l.Ink.Left, Top: k * l.Ink.Top, Right: k * l.Ink.Right, Bottom: k * l.Ink.Bottom}
	out.Lines = make([]typeset.Line, len(l.Lines))
	for i, line := range l.Lines {
		runs := make([]typeset.Run, len(line.Runs))
		for j, run := range line.Runs {
			run.Size *= k
			glyphs := make([]typeset.Glyph, len(run.Glyphs))
			for n, g := range run.Glyphs {
				g.X, g.Y = k*g.X, k*g.Y
				glyphs[n] = g
			}
			run.Glyphs = glyphs
			runs[j] = run
		}
		line.Runs = runs
		out.Lines[i] = line
	}
	return &out
}
