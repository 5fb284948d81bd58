package raster

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"rebut/internal/typeset"
)

// exported is a scene as other renderers read it, to draw the same card with
// them: every text already has its final size and lines. Lengths are px.
type exported struct {
	Width  int            `json:"width"`
	Height int            `json:"height"`
	Fonts  []exportedFont `json:"fonts"`
	Boxes  []exportedBox  `json:"boxes"` // painted in this order, then the texts
	Texts  []exportedText `json:"texts"`
}

type exportedFont struct {
	Family string `json:"family"`
	Weight int    `json:"weight"`
	File   string `json:"file"` // path in the file system of the fonts' library
}

type exportedBox struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	W      float64 `json:"w"`
	H      float64 `json:"h"`
	Fill   string  `json:"fill"`
	Radius float64 `json:"radius,omitempty"`
}

type exportedText struct {
	X          float64 `json:"x"`
	Y          float64 `json:"y"`
	W          float64 `json:"w"`
	Size       float64 `json:"size"`
	LineHeight float64 `json:"lineHeight"`
	Weight     int     `json:"weight"`
	Family     string  `json:"family"`
	Color      string  `json:"color"`
	Dir        string  `json:"dir"`
	Text       string  `json:"text"`
}

// WriteJSON writes the scene for other renderers. A text becomes one entry for
// each run of one font, colour and direction in a line. Rectangles and
// ellipses are kept; other forms and photos are left out, because a box of CSS
// cannot show them.
func (s *Scene) WriteJSON(w io.Writer) error {
	out := exported{Width: s.Width, Height: s.Height, Fonts: []exportedFont{}, Texts: []exportedText{},
		Boxes: []exportedBox{{W: float64(s.Width), H: float64(s.Height), Fill: hex(opaque(s.Ground))}}}
	for _, sh := range s.Shapes {
		if box, ok := sh.exported(); ok {
			out.Boxes = append(out.Boxes, box)
		}
	}
	for i := range s.Texts {
		out.addText(&s.Texts[i])
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

// FontFiles are the files of the fonts that the scene's texts are set in, as
// WriteJSON names them.
func (s *Scene) FontFiles() []string {
	var files []string
	for i := range s.Texts {
		for _, line := range s.Texts[i].Layout.Lines {
			for _, run := range line.Runs {
				if !slices.Contains(files, run.Face.File) {
					files = append(files, run.Face.File)
				}
			}
		}
	}
	return files
}

func (sh Shape) exported() (exportedBox, bool) {
	b := exportedBox{X: sh.Box.X, Y: sh.Box.Y, W: sh.Box.W, H: sh.Box.H, Fill: hex(sh.Fill), Radius: sh.Radius}
	if sh.Form == Ellipse {
		b.Radius = max(b.W, b.H) / 2
	}
	return b, sh.Fill.A != 0 && (sh.Form == Rectangle || sh.Form == Ellipse)
}

func (e *exported) addText(t *Text) {
	runes := []rune(t.Plain)
	for _, line := range t.Layout.Lines {
		for _, run := range line.Runs {
			e.addFont(run.Face)
			if text, ok := textOf(t, line, run, runes); ok {
				e.Texts = append(e.Texts, text)
			}
		}
	}
}

// addFont lists a font once.
func (e *exported) addFont(f *typeset.Face) {
	font := exportedFont{Family: f.Family, Weight: f.Weight, File: f.File}
	if !slices.Contains(e.Fonts, font) {
		e.Fonts = append(e.Fonts, font)
	}
}

// textOf is a run without the spaces around it, which CSS would drop; false
// when nothing is left.
func textOf(t *Text, line typeset.Line, run typeset.Run, runes []rune) (exportedText, bool) {
	end := min(run.End, len(runes))
	text := string(runes[min(run.Start, end):end])
	left, right, drawn := 0.0, 0.0, false
	for _, g := range run.Glyphs {
		if g.Cluster < len(runes) && strings.TrimSpace(string(runes[g.Cluster])) == "" {
			continue
		}
		if !drawn {
			left, drawn = g.X, true
		}
		right = g.X + g.Advance
	}
	dir := "ltr"
	if run.RTL {
		dir = "rtl"
	}
	const slack = 400 // px: no renderer breaks the line where its advances differ
	x, w := t.X+left, right-left+slack
	if run.RTL {
		x -= slack
	}
	return exportedText{X: x, Y: t.Y + line.Baseline - line.Ascent, W: w, Size: run.Size, LineHeight: line.Ascent + line.Descent,
		Weight: run.Face.Weight, Family: run.Face.Family, Color: hex(t.ink(run.Ink)), Dir: dir, Text: strings.TrimSpace(text)}, drawn
}
