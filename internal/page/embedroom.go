package page

import (
	"unicode"

	"rebut/internal/factcheck"
)

// Partners' systems cut frames that are higher than 1000 px (WordPress: its
// oEmbed frames). room is how much text an embed 320 px wide shows at once so
// that it stays below that, in Latin letters of running text, of 0.7 px of
// height each: what is left beside the notice, the rows and the foot.
const room = 750

// What a letter of a text takes, in letters of running text.
const (
	factRoom  = 1.6
	claimRoom = 1.15

	aroundChange = 100 // the name of a changed text, and room between
)

// wide are the scripts whose letters are as wide as one and a half Latin ones.
var wide = []*unicode.RangeTable{unicode.Tamil, unicode.Malayalam, unicode.Telugu, unicode.Kannada, unicode.Sinhala, unicode.Myanmar}

// taken is how much room a text takes.
func taken(text string) float64 {
	n := 0.0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 2
		case unicode.In(r, wide...):
			n += 1.5
		default:
			n++
		}
	}
	return n
}

// cardRoom is what the card itself takes.
func cardRoom(e factcheck.Edition) float64 {
	return factRoom*taken(e.Text.Fact.Plain()) + taken(e.Text.Why) + claimRoom*taken(e.Text.Claim)
}
