package contact

import (
	"image/color"
	"math"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// Measures of a sheet, px.
const (
	margin  = 48
	between = 28 // pictures of different content
	beside  = 6  // pictures of a carousel
	below   = 10 // a picture, before its caption
	apart   = 30 // rows
	least   = 170
	heading = 30 // size of a section's title
	small   = 15 // size of captions
)

// Inks of a sheet: a ground that neither light nor dark pictures vanish on.
var (
	ground = color.NRGBA{0xd9, 0xd7, 0xd2, 0xff}
	ink    = color.NRGBA{0x1c, 0x1b, 0x1a, 0xff}
	paper  = color.NRGBA{0xf4, 0xf2, 0xee, 0xff}
	alarm  = color.NRGBA{0x9c, 0x1f, 0x14, 0xff}
)

// measure is how large a sheet's pictures are: the side of a square of their
// area, and the sheet's greatest width, px.
type measure struct{ side, width float64 }

// measures are the sizes to try, the best first.
func measures() []measure {
	var out []measure
	for side := 320.0; side >= 140; side -= 20 {
		for _, width := range []float64{2000, 2600, 3200, raster.MaxSide} {
			out = append(out, measure{side, width})
		}
	}
	return out
}

// picture is a picture at its place.
type picture struct {
	box   raster.Rect
	scene *raster.Scene
}

// sheet fills from top to bottom, line by line.
type sheet struct {
	fonts    *typeset.Library
	scene    *raster.Scene
	pictures []picture
	x, y     float64
	line     float64 // height of the current line
	widest   float64
	limit    float64 // of x
}

// layOut places the cells of each section; nil when they do not fit a picture.
func layOut(fonts *typeset.Library, sections []Section, shown [][]*cell, m measure) *sheet {
	s := &sheet{fonts: fonts, scene: &raster.Scene{Ground: ground}, x: margin, y: margin, limit: m.width - margin}
	for i, cells := range shown {
		s.title(sections[i].Title)
		for len(cells) > 0 {
			n := 1
			for n < len(cells) && cells[n].format == cells[0].format {
				n++
			}
			if !s.group(cells[:n], m.side) {
				return nil
			}
			cells = cells[n:]
		}
		s.newLine()
	}
	s.scene.Width, s.scene.Height = int(math.Ceil(s.widest))+margin, int(math.Ceil(s.y))+margin-apart
	if s.scene.Height > raster.MaxSide {
		return nil
	}
	return s
}

func (s *sheet) put(role, text string, x, y float64, l *typeset.Layout, c color.NRGBA) {
	s.scene.Texts = append(s.scene.Texts, raster.Text{Role: role, Plain: text, X: x, Y: y, Inks: []color.NRGBA{c}, Layout: l})
	s.widest = max(s.widest, x+l.TextWidth())
}

func (s *sheet) title(text string) {
	l := s.fonts.Set(typeset.Plain(text, "en", typeset.Style{Weight: 800, Leading: 1.3}), heading, s.limit-margin)
	s.put("title", text, margin, s.y, l, ink)
	s.y += l.Height + apart/2
}

// group places the cells of a format: on the current line where all of them
// fit it, else from a new one on. It reports whether each fits a line at all.
func (s *sheet) group(cells []*cell, side float64) bool {
	whole := -float64(between)
	for _, c := range cells {
		c.scale(side)
		whole += c.room() + between
	}
	if s.x+whole > s.limit {
		s.newLine()
	}
	for _, c := range cells {
		if s.x+c.room() > s.limit {
			s.newLine()
		}
		if s.x+c.room() > s.limit {
			return false
		}
		s.place(c)
	}
	return true
}

func (s *sheet) newLine() {
	if s.line > 0 {
		s.x, s.y, s.line = margin, s.y+s.line+apart, 0
	}
}

// place puts a cell at the end of the current line.
func (s *sheet) place(c *cell) {
	box := raster.Rect{X: s.x, Y: math.Round(s.y), W: c.width, H: c.height}
	for i, scene := range c.scenes {
		switch {
		case scene == nil:
			s.placeholder(box, c.problems[i])
		case len(c.problems[i]) > 0:
			s.frame(box.Inset(-2))
			fallthrough
		default:
			s.pictures = append(s.pictures, picture{box, scene})
		}
		box.X += c.width + beside
	}
	bottom := s.caption("caption", c.caption, c.room(), box.Bottom()+below, ink)
	if c.faults != "" {
		bottom = s.caption("problem", c.faults, c.room(), bottom, alarm)
	}
	s.line = max(s.line, bottom-s.y)
	s.x += c.room() + between
	s.widest = max(s.widest, s.x-between)
}

// caption sets a small text below a picture, and returns where it ends.
func (s *sheet) caption(role, text string, width, y float64, c color.NRGBA) (bottom float64) {
	l := s.fonts.Set(typeset.Plain(text, "en", typeset.Style{Weight: 400, Leading: 1.3}), small, width)
	s.put(role, text, s.x, y, l, c)
	return y + l.Height
}

func (s *sheet) frame(box raster.Rect) {
	s.scene.Shapes = append(s.scene.Shapes, raster.Shape{Role: "frame", Form: raster.Rectangle, Box: box, Fill: paper, Stroke: alarm, StrokeWidth: 4})
}

// placeholder stands for a picture whose texts do not fit, and says so in as
// many words as fit the placeholder.
func (s *sheet) placeholder(box raster.Rect, said string) {
	const inset, smallest, largest, fewest = 16, 10, 20, 8
	s.frame(box.Inset(2))
	inner := box.Inset(inset)
	for text := []rune(said); ; text = text[:len(text)*3/4] {
		shown := string(text)
		if len(shown) < len(said) {
			shown += "…"
		}
		l, ok := s.fonts.Fit(typeset.Plain(shown, "en", typeset.Style{Weight: 600, Leading: 1.3}), inner.W, inner.H, smallest, largest)
		if ok || len(text) < fewest {
			s.put("problem", shown, inner.X, inner.Y, l, alarm)
			return
		}
	}
}
