package snippet

import (
	"math"
	"slices"
	"unicode"

	"rebut/internal/factcheck"
)

// stacked are languages whose lines stand further apart.
var stacked = [...]factcheck.Lang{"ar", "fa", "ur", "pa", "hi", "bn", "ta", "gu"}

// weight is that of letters.
type weight int

const (
	plain weight = iota
	bold
)

// letters are the mean widths, em, of the letters of a script, plain and bold.
// They are as great as the widest of the shipped texts needs.
type letters struct {
	of     []*unicode.RangeTable
	widths [2]float64
}

var scripts = [...]letters{
	{[]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}, [2]float64{1, 1}},
	{[]*unicode.RangeTable{unicode.Tamil, unicode.Malayalam, unicode.Telugu, unicode.Kannada, unicode.Sinhala, unicode.Myanmar}, [2]float64{0.8, 0.76}},
	{[]*unicode.RangeTable{unicode.Arabic}, [2]float64{0.52, 0.59}},
	{[]*unicode.RangeTable{unicode.Cyrillic}, [2]float64{0.555, 0.685}},
	{[]*unicode.RangeTable{unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati}, [2]float64{0.58, 0.61}},
}

// others are the widths of all other letters, and of signs.
var others = [2]float64{0.575, 0.63}

const space = 0.28 // em

// cardSize is how a card of a width is set, px; lead and text are line heights,
// em, of the fact and of texts.
type cardSize struct {
	width, gap, inner            float64
	lead, text                   float64
	factSize, whySize, claimSize float64
	compact                      bool
}

func cardOf(e factcheck.Edition, width float64, compact bool) cardSize {
	c := cardSize{width: width - sides, gap: max(16, min(11.2+0.015*width, 24)), lead: 1.14, text: 1.5, whySize: 16, claimSize: 15, compact: compact}
	c.inner = c.width - 2*c.gap
	c.factSize = max(21, min(16.8+0.017*width, 28))
	if slices.Contains(stacked[:], e.Lang) {
		c.lead, c.text = 1.36, 1.65
	}
	if c.width <= narrowRows && CardRoom(e) > Room {
		c.factSize, c.whySize, c.claimSize, c.text = 18, 14, 13.5, c.text-0.12
	}
	if compact {
		c.factSize, c.claimSize = max(18, min(16+0.008*width, 22)), 14
	}
	return c
}

// lines is about how many lines of a width, px, a text of a size, px, takes.
func (c cardSize) lines(text string, size, width float64, w weight) float64 {
	return 1 + math.Floor(c.room(text, size, w)/max(width, size))
}

// room is about how wide a text is, px. Marks that stand on letters take no
// room.
func (c cardSize) room(text string, size float64, w weight) float64 {
	em := 0.0
	for _, r := range text {
		if !unicode.Is(unicode.Mn, r) {
			em += widthOf(r, w)
		}
	}
	return em * size
}

func widthOf(r rune, w weight) float64 {
	if unicode.IsSpace(r) {
		return space
	}
	for _, s := range scripts {
		if unicode.In(r, s.of...) {
			return s.widths[w]
		}
	}
	return others[w]
}
