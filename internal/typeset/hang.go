package typeset

import "strings"

// openers are the marks that hang in the start margin.
const openers = "“‘«‹„‚\"'"

// fullWidth are opening marks that fill a square, of which the left half is
// empty: their ink stands on the margin (JLREQ, section 3.1.5), at most
// halfWidth em to the left.
const fullWidth = "「『《〈（【〔［｛“‘"

const halfWidth = 0.5

// maxBearing bounds how far a letter is shifted to put its first stroke on the
// margin, in em; more than this is a swash, not a side bearing.
const maxBearing = 0.12

// hang is how far, in em, a line moves so that its first letter's stroke
// stands on the start margin: opening quotation marks, with the spaces that
// French puts after them, go outside, and so does the letter's side bearing.
// Negative is to the left. parts are in visual order.
func (p *prepared) hang(parts []stretch) float64 {
	if len(parts) == 0 {
		return 0
	}
	first, step := parts[0], 1
	if p.dir == RTL {
		first, step = parts[len(parts)-1], -1
	}
	if first.item.rtl() != (p.dir == RTL) {
		return 0 // the line starts with text that runs the other way
	}
	out := 0.0
	i := 0
	if step < 0 {
		i = len(first.glyphs) - 1
	}
	quoted := false
	for ; i >= 0 && i < len(first.glyphs); i += step {
		g := first.glyphs[i]
		r := p.text.plain[g.cluster]
		switch {
		case strings.ContainsRune(fullWidth, r) && g.advance >= 0.9*first.item.face.UnitsPerEm():
			return float64(-step) * (out + p.bearing(first.item, g, step, halfWidth))
		case strings.ContainsRune(openers, r):
			quoted = true
		case quoted && g.box.Width == 0:
		default:
			return float64(-step) * (out + p.bearing(first.item, g, step, maxBearing))
		}
		out += p.advance(first.item, g)
	}
	return 0 // nothing but quotation marks
}

// bearing is the space, in em, between the start edge of a glyph's advance and
// its ink; no more than most either way.
func (p *prepared) bearing(it *item, g glyph, step int, most float64) float64 {
	if g.box.Width == 0 {
		return 0
	}
	units := float64(g.box.XBearing) + g.dx
	if step < 0 {
		units = g.advance - units - float64(g.box.Width)
	}
	em := units / it.face.UnitsPerEm() * it.em
	return min(max(em, -most), most)
}
