package typeset

import (
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// glyph is a shaped glyph in font units. Offsets point right and up.
type glyph struct {
	id      uint32
	advance float64
	dx, dy  float64
	cluster int // rune offset in the paragraph
	box     ot.GlyphExtents
	tracked bool // last glyph of its cluster: tracking follows it
}

// shape is the result of shaping runes [start, end): glyphs in visual order,
// left to right, with clusters that only rise (or, right to left, only fall).
type shape struct {
	start, end int
	glyphs     []glyph
	heads      []bool // heads[i]: a cluster starts at rune start+i
	unsafe     []bool // unsafe[i]: the text before and after rune start+i look different when parted there
}

// shapeText shapes part of an item, runes [start, end). HarfBuzz sees the text
// around it as context, so that Arabic letters keep their joined forms at cuts.
func (p *prepared) shapeText(it *item, start, end int) shape {
	s := it.face.open().shaper
	s.Lock()
	defer s.Unlock()
	buf := s.buffer
	buf.Clear()
	buf.Props = harfbuzz.SegmentProperties{Language: p.lang, Script: it.script, Direction: harfbuzz.LeftToRight}
	if it.rtl() {
		buf.Props.Direction = harfbuzz.RightToLeft
	}
	buf.AddRunes(p.text.drawn, start, end-start)
	if !s.shape(p.features(it)) {
		return p.plainShape(it, start, end)
	}
	out := shape{start: start, end: end, glyphs: make([]glyph, len(buf.Info)),
		heads: make([]bool, end-start), unsafe: make([]bool, end-start)}
	for i, info := range buf.Info {
		pos, at := buf.Pos[i], info.Cluster-start
		g := glyph{id: uint32(info.Glyph), advance: float64(pos.XAdvance),
			dx: float64(pos.XOffset), dy: float64(pos.YOffset), cluster: info.Cluster}
		if info.Glyph == 0 {
			p.notdef(s.face, it, &g)
		}
		g.box, _ = s.face.GlyphExtents(font.GID(g.id))
		g.tracked = i+1 == len(buf.Info) || buf.Info[i+1].Cluster != info.Cluster
		out.glyphs[i] = g
		out.heads[at] = true
		out.unsafe[at] = out.unsafe[at] || info.Mask&harfbuzz.GlyphUnsafeToBreak != 0
	}
	if p.tabular(it) {
		p.even(s, it, out.glyphs)
	}
	return out
}

// plainShape sets each rune as its nominal glyph: for what the shaper fails on,
// such as a syllable of a thousand signs, which nobody can read anyway. The
// caller holds the shaper's lock.
func (p *prepared) plainShape(it *item, start, end int) shape {
	face := it.face.open().shaper.face
	out := shape{start: start, end: end, glyphs: make([]glyph, end-start),
		heads: make([]bool, end-start), unsafe: make([]bool, end-start)}
	for i := range out.glyphs {
		at := start + i
		if it.rtl() {
			at = end - 1 - i
		}
		g := glyph{cluster: at, tracked: true, id: uint32(font.EmptyGlyph)}
		if gid, ok := face.NominalGlyph(p.text.drawn[at]); ok {
			g.id, g.advance = uint32(gid), float64(face.HorizontalAdvance(gid))
			g.box, _ = face.GlyphExtents(gid)
		}
		out.glyphs[i], out.heads[i] = g, true
	}
	return out
}

// notdef turns the box that means "no such glyph" into a gap, and notes the
// rune as missing. It is the last guard: faces are chosen by what they cover.
func (p *prepared) notdef(face *font.Face, it *item, g *glyph) {
	if gid, ok := face.NominalGlyph(' '); ok {
		g.id, g.advance = uint32(gid), float64(face.HorizontalAdvance(gid))
	} else {
		g.id = uint32(font.EmptyGlyph)
	}
	p.addMissing(Missing{p.text.runes[g.cluster], g.cluster})
}

// tracking is the extra space after each cluster of a script, in em.
func (p *prepared) tracking(script language.Script) float64 {
	if joined(script) {
		return 0
	}
	return p.style.Tracking
}
