package typeset

import (
	"math"
	"unicode"

	"github.com/go-text/typesetting/language"
)

// Vowel signs of Arabic and Hebrew stand so high above and so low below their
// letters that lines at the leading of the bare script touch. How far lines
// must stand apart is measured on the text itself, broken into two lines, three
// and so on at many widths: as it does not depend on where the lines of one box end, all boxes
// get the same, and text grows with its box.
const (
	clearLines = 12   // most lines of a trial, or a few more
	clearStep  = 0.95 // width of a trial ÷ that of the one before
	clearGap   = 0.03 // em between the ink of two lines
	clearSide  = 0.15 // em; ink that stands as near sideways counts as one above the other
	clearRunes = 1500 // longer texts are not measured but get the most that they could need
	// A text is vocalised when one letter in so many has a vowel sign. A sign
	// here and there hardly ever meets a letter below it, and is no reason to
	// set a whole headline smaller.
	clearShare = 5
)

// inkBox is the ink of a glyph on a line, in em of the paragraph.
type inkBox struct {
	left, right, above, below float64 // above and below the baseline
	voweled                   bool    // a vowel sign is part of its cluster
}

// clearance is the line height ÷ size at which the vowel signs of a vocalised
// text keep clear of the lines above and below; 0 in other texts.
func (p *prepared) clearance() float64 {
	voweled := p.voweledClusters()
	if voweled == nil {
		return 0
	}
	most := p.mostClearance(voweled)
	if most <= p.lead || len(p.text.runes) > clearRunes {
		return most
	}
	need, total := 0.0, p.pen[len(p.pen)-1]
	seen := map[[3]int]bool{} // two lines by their ends
	for width := total * clearStep; width > total/clearLines; width *= clearStep {
		lines := p.wrap(width, p.stops)
		for i, lower := range lines[min(1, len(lines)):] {
			upper := lines[i]
			if key := [3]int{upper.start, lower.start, lower.end}; !seen[key] {
				seen[key] = true
				need = max(need, apart(p.inkBoxes(upper, width, voweled), p.inkBoxes(lower, width, voweled)))
			}
		}
	}
	return min(need, most)
}

// apart is how far apart the baselines of two lines must stand for the vowel
// signs of either.
func apart(upper, lower []inkBox) float64 {
	need := 0.0
	for _, u := range upper {
		for _, l := range lower {
			if (u.voweled || l.voweled) && u.left-clearSide < l.right && l.left-clearSide < u.right {
				need = max(need, u.below+l.above+clearGap)
			}
		}
	}
	return need
}

// voweledClusters marks the first runes of clusters with vowel signs; nil when
// the text is not vocalised.
func (p *prepared) voweledClusters() []bool {
	var out []bool
	signs, letters := 0, 0
	for _, it := range p.items {
		if it.script != language.Arabic && it.script != language.Hebrew {
			continue
		}
		head := it.start
		for i := it.start; i < it.end; i++ {
			if it.shape.heads[i-it.start] {
				head = i
			}
			switch r := p.text.drawn[i]; {
			case unicode.IsLetter(r):
				letters++
			case unicode.Is(unicode.Mn, r) && r != graphemeJo:
				if out == nil {
					out = make([]bool, len(p.text.plain))
				}
				out[head] = true
				signs++
			}
		}
	}
	if signs*clearShare < letters {
		return nil
	}
	return out
}

// mostClearance is the most that a text can need, wherever its lines end.
func (p *prepared) mostClearance(voweled []bool) float64 {
	var above, below, voweledAbove, voweledBelow float64
	for _, it := range p.items {
		for _, g := range it.shape.glyphs {
			box := p.inkOf(it, g, 0, voweled)
			above, below = max(above, box.above), max(below, box.below)
			if box.voweled {
				voweledAbove, voweledBelow = max(voweledAbove, box.above), max(voweledBelow, box.below)
			}
		}
	}
	return max(above+voweledBelow, voweledAbove+below) + clearGap
}

// inkBoxes is the ink of a line in a box of width em.
func (p *prepared) inkBoxes(e extent, width float64, voweled []bool) []inkBox {
	parts := p.stretches(e.start, e.end)
	reorder(parts)
	pen := 0.0
	if p.dir == RTL {
		pen = width - p.lineWidth(e.start, e.end)
	}
	var out []inkBox
	for _, s := range parts {
		for _, g := range s.glyphs {
			if g.box.Height != 0 {
				out = append(out, p.inkOf(s.item, g, pen, voweled))
			}
			pen += p.advance(s.item, g)
		}
	}
	return out
}

// inkOf is the ink of a glyph at a pen position in em.
func (p *prepared) inkOf(it *item, g glyph, pen float64, voweled []bool) inkBox {
	if g.box.Height == 0 {
		return inkBox{left: pen, right: pen, above: math.Inf(-1), below: math.Inf(-1)}
	}
	em := it.em / it.face.UnitsPerEm()
	left, top := float64(g.box.XBearing)+g.dx, float64(g.box.YBearing)+g.dy
	return inkBox{left: pen + left*em, right: pen + (left+float64(g.box.Width))*em,
		above: top*em + it.rise, below: -(top+float64(g.box.Height))*em - it.rise, voweled: voweled[g.cluster]}
}
