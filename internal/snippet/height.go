package snippet

import (
	"cmp"
	"unicode"

	"rebut/internal/factcheck"
)

// Sizes of frames, px. WordPress cuts frames of less or more than the two
// bounds, and shows none higher than MaxHeight.
const (
	UsualWidth = 600 // that heights are estimated for where the width is not known
	MinHeight  = 200
	MaxHeight  = 1000
	ListHeight = 640 // of the frame of a list, which is paginated
)

// Measures of the embed page, px: the room beside its text, the mean width of a
// Latin letter and the height of a line of each text, and all else that stands
// in it, in both layouts.
const (
	margins                    = 40
	factLetter, factLine       = 11.5, 29
	textLetter, textLine       = 8.2, 26
	aroundFull, aroundCompact  = 230, 150
	aroundWithdrawn, perNotice = 130, 60
)

// Height is about how high, px, an edition's embed page is, for frames without
// the script: a frame that is too low scrolls, one that is too high ends in
// empty ground. It is counted from the texts, since no browser is at hand.
func Height(e factcheck.Edition, o Options) int {
	width := float64(cmp.Or(o.Width, UsualWidth) - margins)
	if e.Withdrawn != nil {
		reason, _ := e.Withdrawn.Reason.In(e.Lang, e.Language)
		return bounded(aroundWithdrawn + lines(reason, textLetter, width)*textLine)
	}
	height := lines(e.Text.Fact.Plain(), factLetter, width) * factLine
	if e.Marked {
		height += perNotice
	}
	if o.Layout == "compact" {
		return bounded(height + aroundCompact)
	}
	height += lines(e.Text.Why, textLetter, width)*textLine + lines(e.Text.Claim, textLetter, width)*textLine
	return bounded(height + aroundFull)
}

func bounded(height int) int { return max(MinHeight, min(height, MaxHeight)) }

// lines is about how many lines a text takes. Chinese signs are as wide as two
// letters; marks that stand on others take no room.
func lines(text string, letter, width float64) int {
	room := 0.0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			room += 2 * letter
		default:
			room += letter
		}
	}
	return 1 + int(room/max(width, letter))
}
