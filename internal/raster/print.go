package raster

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"
)

// String is the scene as text: one line for each shape, text and line of text,
// in painting order, with lengths to a hundredth of a px. Equal scenes print
// equally; it is what golden tests compare.
func (s *Scene) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "scene %d×%d on %s\n", s.Width, s.Height, hex(s.Ground))
	for _, sh := range s.Shapes {
		b.WriteString(sh.String() + "\n")
	}
	for _, t := range s.Texts {
		b.WriteString(t.String())
	}
	return b.String()
}

// WriteText prints the scene as String does.
func (s *Scene) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, s.String())
	return err
}

// String is the shape on one line.
func (sh Shape) String() string {
	parts := []string{"shape", sh.Role, sh.Form.String()}
	switch sh.Form {
	case Polygon, Polyline:
		for _, p := range sh.Points {
			parts = append(parts, num(p.X)+","+num(p.Y))
		}
	default:
		parts = append(parts, sh.Box.String())
	}
	if sh.Radius != 0 {
		parts = append(parts, "radius", num(sh.Radius))
	}
	if sh.Picture != nil {
		parts = append(parts, strconv.Quote(sh.Picture.Name))
		if sh.Picture.Crop != (Rect{}) {
			parts = append(parts, "crop", sh.Picture.Crop.String())
		}
	}
	if sh.Form == Arc {
		parts = append(parts, "from", num(sh.From), "to", num(sh.To))
	}
	if sh.Fill.A != 0 {
		parts = append(parts, "fill", hex(sh.Fill))
	}
	if sh.Stroke.A != 0 {
		parts = append(parts, "stroke", hex(sh.Stroke), num(sh.StrokeWidth))
	}
	return strings.Join(parts, " ")
}

// String is the text's place and style on one line, then each of its lines.
func (t Text) String() string {
	var b strings.Builder
	l := t.Layout
	inks := make([]string, len(t.Inks))
	for i, c := range t.Inks {
		inks[i] = hex(c)
	}
	fmt.Fprintf(&b, "text %s %s size %s %s inks %s\n", t.Role, Rect{t.X, t.Y, l.Width, l.Height},
		num(l.Size), l.Direction, strings.Join(inks, " "))
	runes := []rune(t.Plain)
	for _, line := range l.Lines {
		end := min(line.End, len(runes))
		start := min(line.Start, end)
		fmt.Fprintf(&b, "  line %s,%s width %s %s\n", num(t.X+line.X), num(t.Y+line.Baseline), num(line.Width),
			strconv.Quote(string(runes[start:end])))
	}
	return b.String()
}

// String is "x,y w×h".
func (r Rect) String() string {
	return num(r.X) + "," + num(r.Y) + " " + num(r.W) + "×" + num(r.H)
}

func num(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64)
}

func hex(c color.NRGBA) string {
	if c.A == 0xff {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}
