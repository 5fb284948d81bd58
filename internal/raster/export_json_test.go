package raster_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"rebut/internal/raster"
)

func TestScenesAreWrittenForOtherRenderers(t *testing.T) {
	_, scenes := cards(t, english("square"))
	s := scenes[0]
	s.Shapes = append(s.Shapes[:len(s.Shapes):len(s.Shapes)], raster.Shape{Form: raster.Ellipse, Box: raster.Rect{X: 1, Y: 2, W: 30, H: 30}, Fill: s.Ground})
	var b bytes.Buffer
	if err := s.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Width, Height int
		Fonts         []struct {
			Family, File string
			Weight       int
		}
		Boxes []struct {
			W, H, Radius float64
			Fill         string
		}
		Texts []struct {
			X, Y, W, Size, LineHeight float64
			Weight                    int
			Family, Color, Dir, Text  string
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if first := got.Boxes[0]; got.Width != 1080 || first.W != 1080 || first.H != 1080 || !strings.HasPrefix(first.Fill, "#") {
		t.Errorf("the ground is %+v", first)
	}
	if last := got.Boxes[len(got.Boxes)-1]; last.Radius != 15 {
		t.Errorf("the circle is %+v", last)
	}
	known := map[string]bool{}
	for _, f := range got.Fonts {
		known[f.Family] = true
	}
	all := ""
	for _, x := range got.Texts {
		if !known[x.Family] || x.Size <= 0 || x.LineHeight < x.Size || x.Color == "" || x.Dir != "ltr" || x.Text == "" || x.W <= 0 {
			t.Errorf("%+v", x)
		}
		all += x.Text
	}
	for _, text := range s.Texts {
		for _, line := range text.Layout.Lines {
			part := string([]rune(text.Plain)[line.Start:line.End])
			if !strings.Contains(strings.Map(letters, all), strings.Map(letters, part)) {
				t.Errorf("%q of %q is missing", part, text.Role)
			}
		}
	}
	if files := s.FontFiles(); len(files) != len(got.Fonts) {
		t.Errorf("%d fonts, %d files", len(got.Fonts), len(files))
	}
}

// letters drops spaces and the invisible marks around words.
func letters(r rune) rune {
	if unicode.IsSpace(r) || r == '\u2068' || r == '\u2069' {
		return -1
	}
	return r
}
