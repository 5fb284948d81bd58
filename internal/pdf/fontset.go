package pdf

import (
	"fmt"
	"strings"

	"rebut/internal/typeset"
)

// emUnits is the number of units to the em in all fonts of the file.
const emUnits = 1000

// part is a glyph of the face in a glyph of the file, moved to its place, which
// is in 1/emUnits em from the left of the cluster on the baseline.
type part struct {
	id uint32
	at [2]int
}

// glyph is a glyph of an embedded font: a whole cluster.
type glyph struct {
	font   *embedded
	code   int    // in strings of the content, from 1
	parts  []part // outlines, or one picture
	width  int    // of its advance, 1/emUnits em
	text   string // what it reads
	strike strike
}

// embedded is a font of the file: the clusters of a face that the scene shows,
// in the order of first use.
type embedded struct {
	face     *typeset.Face
	resource string // its name in the content
	pictures bool   // the glyphs are pictures: emoji
	glyphs   []*glyph
}

// digits is the number of hexadecimal digits of a code.
func (e *embedded) digits() int {
	if e.pictures {
		return 2
	}
	return 4
}

// Numbers of glyphs that a font takes in: codes have one byte in fonts of
// pictures and two in others, where glyph 0 is none.
const (
	maxPictures = 255
	maxOutlines = 65000
)

func (e *embedded) full() bool {
	return len(e.glyphs) == maxOutlines || e.pictures && len(e.glyphs) == maxPictures
}

type fontKey struct {
	face     *typeset.Face
	pictures bool
}

// fontSet is the fonts of a scene in the order of first use.
type fontSet struct {
	list    []*embedded
	open    map[fontKey]*embedded // takes in further glyphs
	glyphs  map[string]*glyph
	numbers map[*typeset.Face]int
	looks   map[lookKey]look
}

func newFontSet() *fontSet {
	return &fontSet{open: map[fontKey]*embedded{}, glyphs: map[string]*glyph{}, numbers: map[*typeset.Face]int{}, looks: map[lookKey]look{}}
}

// look is what a glyph of a face draws: a picture, an outline or nothing.
type look struct {
	strike  strike
	outline bool
}

type lookKey struct {
	face *typeset.Face
	id   uint32
}

func (set *fontSet) look(face *typeset.Face, id uint32) look {
	key := lookKey{face, id}
	l, ok := set.looks[key]
	if !ok {
		l = look{strikeOf(face, id), len(face.Outline(id)) > 0}
		set.looks[key] = l
	}
	return l
}

// glyph is a glyph that looks, reads and moves the pen as asked for, taken in
// when it is new.
func (set *fontSet) glyph(face *typeset.Face, parts []part, text string, width int) *glyph {
	if _, ok := set.numbers[face]; !ok {
		set.numbers[face] = len(set.numbers)
	}
	key := fmt.Sprint(set.numbers[face], parts, width, text)
	if g, ok := set.glyphs[key]; ok {
		return g
	}
	g := &glyph{parts: parts, text: text, width: width}
	if len(parts) == 1 {
		g.strike = set.look(face, parts[0].id).strike
	}
	g.font = set.font(fontKey{face, g.strike.pixels != nil})
	g.font.glyphs = append(g.font.glyphs, g)
	g.code = len(g.font.glyphs)
	set.glyphs[key] = g
	return g
}

// font is the font that takes in the next glyph of its kind.
func (set *fontSet) font(key fontKey) *embedded {
	e := set.open[key]
	if e == nil || e.full() {
		e = &embedded{face: key.face, pictures: key.pictures, resource: resource("F", len(set.list))}
		set.list, set.open[key] = append(set.list, e), e
	}
	return e
}

// identity is what tells the font from one of other glyphs.
func (e *embedded) identity() string {
	var b strings.Builder
	for _, g := range e.glyphs {
		fmt.Fprintln(&b, g.parts, g.width, g.text)
	}
	return b.String()
}
