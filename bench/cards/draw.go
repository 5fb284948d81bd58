package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rebut"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// scene is what raster.Scene.WriteJSON writes, lengths in px.
type scene struct {
	Width, Height int
	Boxes         []struct {
		X, Y, W, H, Radius float64
		Fill               colour
	}
	Texts []text
}

type text struct {
	X, Y, W, Size, LineHeight float64
	Weight                    int
	Family, Dir, Text         string
	Color                     colour

	em float64 // size to ask the library for, when it is another than Size
}

// result is a line that a program prints about one renderer.
type result struct {
	Renderer string  `json:"renderer"`
	Median   float64 `json:"ms_median"`
	Min      float64 `json:"ms_min"`
	Bytes    int     `json:"bytes"`
}

// draw sets and paints a scene again and again, like the peers: two runs to
// warm up, then runs that count. Then it paints texts that are set already, as
// when a card is drawn in a second theme.
func draw(file string, runs int) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var s scene
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	fonts, problems, err := typeset.Load(rebut.Assets())
	if err != nil || len(problems) > 0 {
		return fmt.Errorf("fonts: %v %v", problems, err)
	}
	s.unscale(fonts)
	laid := s.set(fonts, 0)
	for _, way := range []struct {
		name  string
		scene func(run int) *raster.Scene
	}{{"rebut", func(run int) *raster.Scene { return s.set(fonts, run) }}, {"rebut, set before", func(int) *raster.Scene { return laid }}} {
		r, png, err := measure(way.name, runs, way.scene)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(file), "rebut.png"), png, 0o644); err != nil {
			return err
		}
		if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// measure paints what scene returns for each run.
func measure(name string, runs int, scene func(run int) *raster.Scene) (result, []byte, error) {
	painter := raster.NewPainter()
	var took []float64
	var png bytes.Buffer
	for i := range runs + 2 {
		start := time.Now()
		png.Reset()
		if err := painter.PNG(&png, scene(i), nil); err != nil {
			return result{}, nil, err
		}
		if i >= 2 {
			took = append(took, float64(time.Since(start).Microseconds())/1000)
		}
	}
	return result{name, median(took), slices.Min(took), png.Len()}, png.Bytes(), nil
}

// unscale undoes that the library sets some families larger than asked for:
// the sizes of a scene are final.
func (s *scene) unscale(fonts *typeset.Library) {
	for i, t := range s.set(fonts, -1).Texts {
		for _, line := range t.Layout.Lines {
			for _, run := range line.Runs {
				s.Texts[i].em = s.Texts[i].Size * s.Texts[i].Size / run.Size
			}
		}
	}
}

// set lays the texts out. The library keeps what it shaped last by, among other
// things, the number of the ink; a new number makes it shape anew.
func (s *scene) set(fonts *typeset.Library, ink int) *raster.Scene {
	out := &raster.Scene{Width: s.Width, Height: s.Height}
	for _, b := range s.Boxes {
		out.Shapes = append(out.Shapes, raster.Shape{Form: raster.Rectangle, Box: raster.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H}, Radius: b.Radius, Fill: color.NRGBA(b.Fill)})
	}
	for _, t := range s.Texts {
		em := t.Size
		if t.em > 0 {
			em = t.em
		}
		p := typeset.Plain(t.Text, "", typeset.Style{Family: t.Family, Weight: t.Weight, Leading: t.LineHeight / em})
		p.Spans[0].Ink = ink
		if p.Direction = typeset.LTR; t.Dir == "rtl" {
			p.Direction = typeset.RTL
		}
		l := fonts.Set(p, em, t.W)
		out.Texts = append(out.Texts, raster.Text{X: t.X, Y: t.Y + (t.LineHeight-l.LineHeight)/2, Inks: []color.NRGBA{color.NRGBA(t.Color)}, Layout: l})
	}
	return out
}

// colour is written #rrggbb or #rrggbbaa.
type colour color.NRGBA

func (c *colour) UnmarshalText(hex []byte) error {
	c.A = 0xff
	_, err := fmt.Sscanf(string(hex)+"ff", "#%02x%02x%02x%02x", &c.R, &c.G, &c.B, &c.A)
	return err
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
