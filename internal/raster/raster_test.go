package raster

import (
	"image/color"
	"math"
	"os"
	"strings"
	"testing"

	ftraster "github.com/golang/freetype/raster"

	"rebut/internal/typeset"
)

var (
	paper = color.NRGBA{250, 246, 238, 255}
	ink   = color.NRGBA{22, 24, 29, 255}
	red   = color.NRGBA{179, 32, 31, 255}
)

func library(t testing.TB) *typeset.Library {
	t.Helper()
	lib, problems, err := typeset.Load(os.DirFS("../.."))
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return lib
}

// letters is a scene with one text at 40, 20.
func letters(t testing.TB, lib *typeset.Library, text string, size float64) *Scene {
	t.Helper()
	p := typeset.Plain(text, "en", typeset.Style{Family: "Libre Franklin", Weight: 800})
	return &Scene{Width: 400, Height: 200, Ground: paper, Texts: []Text{
		{Role: "fact", Plain: text, X: 40, Y: 20, Inks: []color.NRGBA{ink}, Layout: lib.Set(p, size, 340)},
	}}
}

func TestPaintPutsShapesWhereTheyAre(t *testing.T) {
	s := &Scene{Width: 60, Height: 40, Ground: paper, Shapes: []Shape{
		{Role: "panel", Form: Rectangle, Box: Rect{10, 10, 20, 20}, Fill: red},
		{Role: "veil", Form: Rectangle, Box: Rect{20, 10, 20, 20}, Fill: color.NRGBA{0, 0, 255, 128}},
		{Role: "dot", Form: Ellipse, Box: Rect{45, 5, 10, 10}, Fill: ink},
		{Role: "line", Form: Polyline, Points: []Point{{45, 30}, {55, 30}}, Stroke: ink, StrokeWidth: 4},
		{Role: "half", Form: Arc, Box: Rect{0, 32, 8, 8}, From: 90, To: 270, Fill: ink},
	}}
	img, err := NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		x, y int
		want color.NRGBA
	}{
		{0, 0, paper}, {9, 10, paper}, {10, 10, red}, {29, 29, color.NRGBA{89, 16, 143, 255}}, {30, 30, paper},
		{35, 15, color.NRGBA{125, 123, 247, 255}}, {50, 10, ink}, {45, 5, paper},
		{50, 28, ink}, {50, 31, ink}, {50, 33, paper}, {44, 30, paper}, {2, 36, ink}, {6, 36, paper},
	} {
		got := img.RGBAAt(test.x, test.y)
		if !near(got, test.want, 2) {
			t.Errorf("pixel %d,%d: got %v, want %v", test.x, test.y, got, test.want)
		}
	}
}

func near(got color.RGBA, want color.NRGBA, off float64) bool {
	d := func(a, b uint8) bool { return math.Abs(float64(a)-float64(b)) <= off }
	return d(got.R, want.R) && d(got.G, want.G) && d(got.B, want.B) && got.A == 255
}

func TestGlyphsStandOnTheirBaselineInTheirInk(t *testing.T) {
	s := letters(t, library(t), "I", 100)
	img, err := NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	box := s.Texts[0].Ink()
	midX, midY := int(box.X+box.W/2), int(box.Y+box.H/2)
	if got := img.RGBAAt(midX, midY); !near(got, ink, 0) {
		t.Errorf("inside the stem: %v, want %v", got, ink)
	}
	baseline := 20 + s.Texts[0].Layout.FirstBaseline()
	for _, p := range [][2]int{{midX, int(baseline) + 2}, {midX, int(box.Y) - 2}, {int(box.X) - 2, midY}, {int(box.Right()) + 2, midY}} {
		if got := img.RGBAAt(p[0], p[1]); !near(got, paper, 0) {
			t.Errorf("outside of the stem at %v: %v, want paper", p, got)
		}
	}
}

func TestInkAddsUpToTheOutlinesArea(t *testing.T) {
	lib := library(t)
	face := lib.Faces()[0]
	layout := lib.Set(typeset.Plain("I", "en", typeset.Style{Weight: face.Weight}), 200, 300)
	glyph := layout.Lines[0].Runs[0].Glyphs[0].ID
	box := outlineBounds(face.Outline(glyph))
	m := newMask(new(ftraster.Rasterizer), maskKey{face: face, size: 200, glyph: glyph, sub: 1})
	sum := 0.0
	for _, a := range m.steps {
		sum += float64(a) / coverageSteps
	}
	scale := 200 / face.UnitsPerEm()
	if want := box.W * box.H * scale * scale; math.Abs(sum-want) > want*0.02 {
		t.Errorf("an I covers %.0f px², its box has %.0f", sum, want)
	}
}

func TestOverlappingContoursAreFilled(t *testing.T) {
	square := func(x float32) []typeset.Segment {
		p := func(x, y float32) [3]typeset.Point { return [3]typeset.Point{{X: x, Y: y}} }
		return []typeset.Segment{{Op: typeset.MoveTo, Args: p(x, 0)}, {Op: typeset.LineTo, Args: p(x+10, 0)},
			{Op: typeset.LineTo, Args: p(x+10, 10)}, {Op: typeset.LineTo, Args: p(x, 10)}}
	}
	outline := append(square(0), square(5)...)
	if box := outlineBounds(outline); box != (Rect{0, -10, 15, 10}) {
		t.Errorf("bounds %v", box)
	}
	m := rasterised(new(ftraster.Rasterizer), outline, 1, 0)
	for i, a := range m.steps {
		if a != coverageSteps {
			t.Fatalf("pixel %d of %d×%d has step %d; the nonzero rule fills overlaps", i, m.width, m.height, a)
		}
	}
}

func TestTheSceneIsPaintedTheSameWhateverWasPaintedBefore(t *testing.T) {
	lib := library(t)
	scenes := []*Scene{letters(t, lib, "Facts first", 48), letters(t, lib, "Firsts", 47.5), letters(t, lib, "Facts, first", 30)}
	shared := NewPainter()
	done := make(chan struct{})
	for worker := range 4 {
		go func() {
			defer func() { done <- struct{}{} }()
			for i := range 12 {
				s := scenes[(i*(worker+1)+worker)%len(scenes)]
				got, err := shared.Paint(s)
				want, wantErr := NewPainter().Paint(s)
				if err != nil || wantErr != nil || string(got.Pix) != string(want.Pix) {
					t.Errorf("worker %d, picture %d: pixels differ (%v, %v)", worker, i, err, wantErr)
				}
			}
		}()
	}
	for range 4 {
		<-done
	}
}

func TestCachesAreBounded(t *testing.T) {
	built := 0
	c := newCache[int](1000*entryCost, func(n int) int { return n })
	for i := range 5000 {
		if got := c.get(i, func() int { built++; return i % 90 * entryCost }); got != i%90*entryCost {
			t.Fatalf("%d: got %d", i, got)
		}
		if c.used > c.budget {
			t.Fatalf("%d bytes are kept, at most %d should be", c.used, c.budget)
		}
	}
	if built != 5000 || c.used < c.budget*8/10 {
		t.Errorf("%d values built, %d bytes kept", built, c.used)
	}
	c.get(4999, func() int { t.Error("what was used last is not kept"); return 0 })
	c.get(-1, func() int { return c.budget / 2 })
	again := false
	c.get(-1, func() int { again = true; return 0 })
	if !again {
		t.Error("a value of half the budget is kept")
	}
}

func TestHostileScenesAreRefused(t *testing.T) {
	good := letters(t, library(t), "x", 20)
	far := *good.Texts[0].Layout
	far.Lines = append([]typeset.Line(nil), far.Lines...)
	far.Lines[0].Runs = append([]typeset.Run(nil), far.Lines[0].Runs...)
	far.Lines[0].Runs[0].Size = 1e9
	many := make([]Shape, maxShapes+1)
	for name, s := range map[string]*Scene{
		"no width":       {Width: 0, Height: 10},
		"negative":       {Width: 10, Height: -1},
		"huge":           {Width: MaxSide + 1, Height: 10},
		"not a number":   {Width: 10, Height: 10, Shapes: []Shape{{Box: Rect{X: math.NaN()}}}},
		"infinite":       {Width: 10, Height: 10, Shapes: []Shape{{Form: Polygon, Points: []Point{{math.Inf(1), 0}}}}},
		"far":            {Width: 10, Height: 10, Shapes: []Shape{{Radius: 1e12}}},
		"no layout":      {Width: 10, Height: 10, Texts: []Text{{Role: "fact"}}},
		"glyphs far out": {Width: 10, Height: 10, Texts: []Text{{X: 1e15, Layout: good.Texts[0].Layout}}},
		"huge glyphs":    {Width: 10, Height: 10, Texts: []Text{{Layout: &far}}},
		"shapes":         {Width: 10, Height: 10, Shapes: many},
	} {
		if img, err := NewPainter().Paint(s); err == nil || img != nil {
			t.Errorf("%s: painted", name)
		}
	}
	if err := good.Validate(); err != nil {
		t.Errorf("a good scene: %v", err)
	}
}

func TestScenesPrint(t *testing.T) {
	s := letters(t, library(t), "Hi there", 40)
	s.Shapes = []Shape{
		{Role: "panel", Form: Rectangle, Box: Rect{0, 1.005, 20, 30}, Radius: 3, Fill: red},
		{Role: "ring", Form: Arc, Box: Rect{1, 2, 3, 4}, From: 0, To: 270, Stroke: color.NRGBA{1, 2, 3, 4}, StrokeWidth: 2},
		{Role: "tick", Form: Polyline, Points: []Point{{1, 2}, {-0.001, 4}}},
	}
	got := s.String()
	for _, want := range []string{
		"scene 400×200 on #faf6ee\n",
		"shape panel rectangle 0,1 20×30 radius 3 fill #b3201f\n",
		"shape ring arc 1,2 3×4 from 0 to 270 stroke #01020304 2\n",
		"shape tick polyline 1,2 0,4\n",
		"text fact 40,20 340×48 size 40 ltr inks #16181d\n",
		`"Hi there"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
	var b strings.Builder
	if err := s.WriteText(&b); err != nil || b.String() != got {
		t.Errorf("WriteText differs from String: %v", err)
	}
}

// FuzzShapes: no shape crashes the painter or takes it long, however its
// numbers come; the ground always shows where nothing can be.
func FuzzShapes(f *testing.F) {
	f.Add(uint8(0), 1.0, 2.0, 30.0, 4.0, 5.0, 6.0)
	f.Add(uint8(2), 0.0, 0.0, 30.0, -30.0, 720.0, -90.0)
	f.Add(uint8(3), -16384.0, 16384.0, 1e-300, 0.0, 0.0, 0.0)
	f.Add(uint8(4), math.NaN(), math.Inf(-1), 1e308, 3.0, 3.0, 3.0)
	f.Fuzz(func(t *testing.T, form uint8, a, b, c, d, e, g float64) {
		s := &Scene{Width: 32, Height: 32, Ground: paper, Shapes: []Shape{{Role: "x", Form: Form(form % 5), Box: Rect{a, b, c, d}, Radius: e,
			Points: []Point{{a, b}, {c, d}, {e, g}}, From: e, To: g, Fill: red, Stroke: ink, StrokeWidth: math.Abs(g)}}}
		img, err := NewPainter().Paint(s)
		if (err == nil) != (s.Validate() == nil) {
			t.Fatalf("painted: %v; valid: %v", err, s.Validate())
		}
		if err == nil && img.Bounds().Dx() != 32 {
			t.Fatal("wrong size")
		}
	})
}
