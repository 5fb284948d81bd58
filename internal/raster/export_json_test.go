package raster_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

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
		all += x.Text + " "
	}
	for _, text := range s.Texts {
		for word := range strings.FieldsSeq(strings.Map(plain, text.Plain)) {
			if !strings.Contains(strings.Map(plain, all), word) {
				t.Errorf("%q of %q is missing", word, text.Role)
			}
		}
	}
	if files := s.FontFiles(); len(files) != len(got.Fonts) {
		t.Errorf("%d fonts, %d files", len(got.Fonts), len(files))
	}
}

// plain drops the invisible marks around words and makes all spaces one.
func plain(r rune) rune {
	switch r {
	case '\u2068', '\u2069':
		return -1
	case '\u00a0', '\u202f':
		return ' '
	}
	return r
}
