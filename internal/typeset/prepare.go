package typeset

import (
	"math"
	"slices"

	"github.com/go-text/typesetting/language"
)

// prepared is a paragraph shaped once, ready to be set at any size: text
// layout without hinting is linear in the size, so all its lengths are in em.
// It belongs to one goroutine.
type prepared struct {
	para     Paragraph
	words    *lexicons
	phrases  *phraseModel // of the language; nil in most
	patterns *hyphenator  // of the language, where words are to be parted
	style    Style        // with defaults filled in
	lang     language.Language
	text     source
	dir      Direction
	blocks   []block
	items    []*item
	main     *Face   // the face of most of the text; it gives the vertical metrics
	lead     float64 // line height ÷ size

	// Each of these has an entry for every rune, or for every place between
	// runes; see measure.
	itemAt           []int     // index of the item of each rune; -1 for separators
	heads            []bool    // grapheme clusters start here
	pen              []float64 // em; sum of the advances of the runes before, in logical order
	solid            []int     // where the spaces that would hang before a line end start
	safeFrom, safeTo []int     // nearest places where shaped text may be parted as it is

	stops   []int // line break opportunities, ascending
	units   []int // those that part no word or phrase
	hyphens []int // places where a line may end with a hyphen, ascending

	missing []Missing
	pieces  map[[2]int]shape // memo of text shaped anew at cuts
	widest  map[figureSet]float64
}

// maxTracking bounds tracking either way, in em; letters must not pass each
// other.
const maxTracking = 0.5

// prepare decodes, itemises and shapes a paragraph.
func (l *Library) prepare(para Paragraph) *prepared {
	p := &prepared{para: para, words: &l.words, phrases: l.phrases.of(para.Lang), style: para.Style, lang: language.NewLanguage(para.Lang),
		text: decode(para.Spans), pieces: map[[2]int]shape{}, widest: map[figureSet]float64{}}
	if hyphenates(para) {
		p.patterns = l.hyphens.of(para.Lang)
	}
	p.style.Tracking = min(max(finite(p.style.Tracking, 0), -maxTracking), maxTracking)
	p.dir = p.text.direction(para.Direction)
	p.blocks = p.text.blocks()
	z := &itemiser{lib: l, style: p.style, lang: para.Lang, text: &p.text, base: p.dir}
	p.items = z.items(p.blocks)
	p.heads, p.missing = z.heads, z.missing
	p.main = z.ordered(mainScript(p.text.plain, scriptOf(para.Lang)))[0]
	for _, it := range p.items {
		if it.form == superior {
			p.raise(it)
		}
		it.shape = p.shapeText(it, it.start, it.end)
	}
	p.measure()
	p.lead = max(p.leading(), l.leadingOf(para.Lang))
	p.stops = p.breaks(z.ends)
	p.units = p.unitStops()
	p.hyphens = p.hyphenate()
	p.lead = max(p.lead, p.clearance())
	return p
}

// finite is v, or unset when v is no usable number.
func finite(v, unset float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return unset
	}
	return v
}

// maxLength bounds sizes and boxes, in px, so that sums stay finite.
const maxLength = 1e6

// length is v held between 0 and maxLength; 0 when it is no number.
func length(v float64) float64 {
	if !(v > 0) {
		return 0
	}
	return min(v, maxLength)
}

// maxLeading is the largest line height ÷ size that a style can ask for.
const maxLeading = 10

// leading is line height ÷ size: what the style asks for, raised to what the
// faces in use need.
func (p *prepared) leading() float64 {
	lead := min(length(p.style.Leading), maxLeading)
	if lead == 0 {
		lead = 1.2
	}
	need := p.main.family.leading * p.main.family.scale
	for _, it := range p.items {
		if it.form != superior && !it.blank() { // superior glyphs are small
			need = max(need, it.face.family.leading*it.em)
		}
	}
	return max(lead, need)
}

// blank reports whether nothing of an item is drawn: it is a space.
func (it *item) blank() bool {
	return !slices.ContainsFunc(it.shape.glyphs, func(g glyph) bool { return g.box.Height != 0 })
}

// addMissing notes a rune once, keeping the list in text order.
func (p *prepared) addMissing(m Missing) {
	i, found := slices.BinarySearchFunc(p.missing, m.Offset, func(m Missing, offset int) int { return m.Offset - offset })
	if !found {
		p.missing = slices.Insert(p.missing, i, m)
	}
}
