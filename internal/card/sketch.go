package card

import (
	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// mark is a shape whose colours are roles of the theme.
type mark struct {
	raster.Shape
	fill, stroke Role
	scrim        bool // over a photo: it is as opaque as the texts on it need
	solid        bool // a ground for texts, which must not run across its edge
	upright      bool // not mirrored on right-to-left cards, as a check mark is not
}

// block is a laid-out text. It is placed by its optical box: from the top of
// the first line's capitals to the last baseline, or to where the ink ends in
// scripts that reach lower.
type block struct {
	role   string
	from   origin
	lang   factcheck.Lang
	plain  string
	inks   []Role
	lead   bool // the text that must be largest by far
	fits   bool // of a text that was made to fit
	layout *typeset.Layout
	x, y   float64 // of the optical box's start edge and top, px
}

// stray is how far ink may leave the optical box of a text, however large, px.
const stray = 26

// descenders is how far letters may reach below the last baseline without
// counting as the block's height, in em: most of those of Latin do.
const descenders = 0.14

// accents is how far marks may stand above the first line's capitals without
// counting as the block's height, in em: those of Latin capitals do. Gurmukhi
// vowels rise higher.
const accents = 0.2

// rise is the distance from the top of the layout's box to the optical top.
func (b *block) rise() float64 {
	l := b.layout
	return min(l.FirstBaseline()-l.CapHeight, l.Ink.Top+min(accents*l.Size, stray))
}

// baseline is the y of the first baseline.
func (b *block) baseline() float64 { return b.y + b.layout.FirstBaseline() - b.rise() }

// height is the optical height, px.
func (b *block) height() float64 {
	if len(b.layout.Lines) == 0 {
		return 0
	}
	bottom := max(b.layout.LastBaseline(), b.layout.Ink.Bottom-min(descenders*b.layout.Size, stray))
	return bottom - b.rise()
}

// sketch is a part of a card in coordinates of its own: x runs from the start
// edge, y from the top.
type sketch struct {
	marks  []mark
	blocks []block
}

// text puts a block at a place.
func (s *sketch) text(b block, x, y float64) {
	b.x, b.y = x, y
	s.blocks = append(s.blocks, b)
}

// add puts a part at a place.
func (s *sketch) add(part sketch, x, y float64) {
	for _, m := range part.marks {
		s.marks = append(s.marks, m.moved(x, y))
	}
	for _, b := range part.blocks {
		b.x, b.y = b.x+x, b.y+y
		s.blocks = append(s.blocks, b)
	}
}

func (m mark) moved(dx, dy float64) mark {
	m.Box.X, m.Box.Y = m.Box.X+dx, m.Box.Y+dy
	points := make([]raster.Point, len(m.Points))
	for i, p := range m.Points {
		points[i] = raster.Point{X: p.X + dx, Y: p.Y + dy}
	}
	m.Points = points
	return m
}

// mirrored is the mark as seen on a card whose start edge is on the right.
func (m mark) mirrored(width float64) mark {
	if m.upright {
		box := m.Bounds()
		return m.moved(width-2*box.X-box.W, 0)
	}
	m.Box.X = width - m.Box.X - m.Box.W
	points := make([]raster.Point, len(m.Points))
	for i, p := range m.Points {
		points[i] = raster.Point{X: width - p.X, Y: p.Y}
	}
	m.Points = points
	m.From, m.To = 180-m.To, 180-m.From
	return m
}

// rectangle is a filled box.
func rectangle(role string, box raster.Rect, fill Role) mark {
	return mark{Shape: raster.Shape{Role: role, Form: raster.Rectangle, Box: box}, fill: fill}
}
