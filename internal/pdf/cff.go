package pdf

import (
	"bytes"
	"encoding/binary"
	"math"

	"rebut/internal/typeset"
)

// program is the font as a CID-keyed font of the Compact Font Format (Adobe
// Technical Note 5176) whose CIDs are the codes, with the box around its
// glyphs. Glyph 0 is empty: PDF/UA allows no reference to a missing glyph, so a
// face's sign for one is a glyph like others.
func (e *embedded) program() ([]byte, box) {
	bounds := box{}
	charstrings := [][]byte{{opEndchar}}
	for _, g := range e.glyphs {
		cs := charstring{bounds: &bounds}
		if g.width != 0 {
			cs.number(g.width)
		}
		for _, p := range g.parts {
			cs.outline(e.face.Outline(p.id), emUnits/e.face.UnitsPerEm(), p.at)
		}
		cs.WriteByte(opEndchar)
		charstrings = append(charstrings, cs.Bytes())
	}
	return assemble(e.subsetName(), charstrings, bounds), bounds
}

// Operators of dictionaries (5176, tables 9, 10 and 23); two-byte ones begin
// with 12.
const (
	opFontBBox    = 5
	opCharset     = 15
	opCharStrings = 17
	opPrivate     = 18
	opROS         = 12<<8 | 30
	opCIDCount    = 12<<8 | 34
	opFDArray     = 12<<8 | 36
	opFDSelect    = 12<<8 | 37
	opFontName    = 12<<8 | 38
	opDefaultX    = 20
)

// firstString is the number of the first string that is not a standard one.
const firstString = 391

// assemble puts the parts in a row. Numbers of dictionaries have five bytes
// each, so that no dictionary changes its length with the places that it names.
func assemble(name string, charstrings [][]byte, b box) []byte {
	head := []byte{1, 0, 4, 4} // version, length of this header, bytes of offsets
	head = append(head, index([]byte(name))...)
	texts := index([]byte("Adobe"), []byte("Identity"), []byte(name))
	noSubrs := index()
	top := func(charset, sel, strings, array int) []byte {
		var d dict
		d.entry(opROS, firstString, firstString+1, 0)
		d.entry(opFontBBox, int(b.left), int(b.bottom), int(b.right), int(b.top))
		d.entry(opCIDCount, len(charstrings))
		d.entry(opCharset, charset)
		d.entry(opFDSelect, sel)
		d.entry(opCharStrings, strings)
		d.entry(opFDArray, array)
		return index(d.Bytes())
	}
	last := uint16(len(charstrings))
	charset := binary.BigEndian.AppendUint16([]byte{2, 0, 1}, last-2) // one range, from 1
	if last == 1 {
		charset = []byte{0}
	}
	sel := binary.BigEndian.AppendUint16([]byte{3, 0, 1, 0, 0, 0}, last) // one range of dictionary 0
	strings := index(charstrings...)
	var private, font dict
	private.entry(opDefaultX, 0)

	at := len(head) + len(top(0, 0, 0, 0)) + len(texts) + len(noSubrs)
	charsetAt, selAt := at, at+len(charset)
	stringsAt := selAt + len(sel)
	privateAt := stringsAt + len(strings)
	arrayAt := privateAt + private.Len()
	font.entry(opFontName, firstString+2)
	font.entry(opPrivate, private.Len(), privateAt)
	return bytes.Join([][]byte{head, top(charsetAt, selAt, stringsAt, arrayAt), texts, noSubrs,
		charset, sel, strings, private.Bytes(), index(font.Bytes())}, nil)
}

// dict is a dictionary (5176, section 4).
type dict struct{ bytes.Buffer }

func (d *dict) entry(operator int, operands ...int) {
	for _, v := range operands {
		d.Write(binary.BigEndian.AppendUint32([]byte{29}, uint32(int32(v))))
	}
	if operator > 0xff {
		d.WriteByte(byte(operator >> 8))
	}
	d.WriteByte(byte(operator))
}

// index is an array of data (5176, section 5), with offsets of four bytes.
func index(items ...[]byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
	if len(items) == 0 {
		return out
	}
	out = append(out, 4)
	at := uint32(1)
	out = binary.BigEndian.AppendUint32(out, at)
	for _, item := range items {
		at += uint32(len(item))
		out = binary.BigEndian.AppendUint32(out, at)
	}
	return append(out, bytes.Join(items, nil)...)
}

// Operators of charstrings (Adobe Technical Note 5177).
const (
	opRLineTo   = 5
	opHLineTo   = 6
	opVLineTo   = 7
	opRRCurveTo = 8
	opEndchar   = 14
	opRMoveTo   = 21
)

// charstring is the program of a glyph. Points are rounded to whole units,
// which are a thousandth of an em: 0.03 mm in letters of 3 cm.
type charstring struct {
	bytes.Buffer
	bounds *box
	x, y   int // where the pen is
	px, py float64
}

// outline writes an outline that is scaled and then moved.
func (cs *charstring) outline(outline []typeset.Segment, scale float64, at [2]int) {
	for _, s := range outline {
		var p [3][2]float64
		for i, a := range s.Args {
			p[i] = [2]float64{float64(a.X)*scale + float64(at[0]), float64(a.Y)*scale + float64(at[1])}
		}
		switch s.Op {
		case typeset.MoveTo:
			cs.step(opRMoveTo, p[0])
		case typeset.LineTo:
			cs.lineTo(p[0])
		case typeset.QuadTo: // the same curve as a cubic one
			third := func(q [2]float64, end float64, i int) float64 { return end + (q[i]-end)*2/3 }
			cs.step(opRRCurveTo, [2]float64{third(p[0], cs.px, 0), third(p[0], cs.py, 1)},
				[2]float64{third(p[0], p[1][0], 0), third(p[0], p[1][1], 1)}, p[1])
		case typeset.CubeTo:
			cs.step(opRRCurveTo, p[:]...)
		}
	}
}

// step writes an operator with its points, each relative to the one before.
func (cs *charstring) step(operator byte, points ...[2]float64) {
	for _, p := range points {
		dx, dy := cs.move(p)
		cs.number(dx)
		cs.number(dy)
	}
	cs.WriteByte(operator)
}

func (cs *charstring) lineTo(p [2]float64) {
	dx, dy := cs.move(p)
	switch {
	case dy == 0:
		cs.number(dx)
		cs.WriteByte(opHLineTo)
	case dx == 0:
		cs.number(dy)
		cs.WriteByte(opVLineTo)
	default:
		cs.number(dx)
		cs.number(dy)
		cs.WriteByte(opRLineTo)
	}
}

// move takes the pen to a point; steps never add up their rounding.
func (cs *charstring) move(p [2]float64) (dx, dy int) {
	x, y := clampUnit(p[0]), clampUnit(p[1])
	dx, dy = x-cs.x, y-cs.y
	cs.x, cs.y, cs.px, cs.py = x, y, p[0], p[1]
	b := cs.bounds
	b.left, b.right = min(b.left, float64(x)), max(b.right, float64(x))
	b.bottom, b.top = min(b.bottom, float64(y)), max(b.top, float64(y))
	return dx, dy
}

// clampUnit keeps points, and so the steps between them, in 16 bits.
func clampUnit(v float64) int { return int(math.Round(max(-16000, min(v, 16000)))) }

// number writes a whole number (5177, section 3.2).
func (cs *charstring) number(v int) {
	switch {
	case v >= -107 && v <= 107:
		cs.WriteByte(byte(v + 139))
	case v >= 108 && v <= 1131:
		cs.Write([]byte{byte((v-108)>>8) + 247, byte(v - 108)})
	case v >= -1131 && v <= -108:
		cs.Write([]byte{byte((-v-108)>>8) + 251, byte(-v - 108)})
	default:
		cs.Write([]byte{28, byte(v >> 8), byte(v)})
	}
}
