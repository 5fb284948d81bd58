package snippet

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"rebut/internal/factcheck"
)

// Sizes of frames, px. WordPress cuts frames of less or more than the two
// bounds.
const (
	UsualWidth = 600 // that heights are estimated for where the width is not known
	MinHeight  = 200
	MaxHeight  = 1000
	ListHeight = 640 // of the frame of a list, which is paginated
)

// Measures of the embed page, px: its margins, what stands in it besides its
// texts, and the notice on a draft. In a narrow frame the tools at the foot
// stand one below the other. They were fitted to the shipped content in all its
// languages at 320 to 600 px, where heights are 15 px off on average.
const (
	margins                   = 44
	panelMargins              = 29
	aroundFull, aroundCompact = 240, 152
	aroundNarrow, narrow      = 80, 544
	aroundDraft               = 31
)

// Mean widths of letters, em.
const (
	boldLetter = 0.55
	textLetter = 0.53
	tamilWidth = 1.35 // times that of others
)

// stacked are scripts whose lines stand further apart.
var stacked = []factcheck.Lang{"ar", "fa", "ur", "pa", "hi", "bn", "ta", "gu"}

// Height is about how high, px, an edition's embed page is, for frames without
// the script: a frame that is too low scrolls, one that is too high ends in
// empty ground. It is counted from the texts, since no browser is at hand.
func Height(e factcheck.Edition, o Options) int {
	width := float64(cmp.Or(o.Width, UsualWidth))
	bold, line := 1.14, 1.5 // line heights of the fact and of texts, em
	if slices.Contains(stacked, e.Lang) {
		bold, line = 1.36, 1.65
	}
	text := func(text string, size float64) float64 { // also that of a panel, which is narrower
		return lines(text, textLetter*size, width-margins-panelMargins) * size * line
	}
	if e.Withdrawn != nil {
		reason, _ := e.Withdrawn.Reason.In(e.Lang, e.Language)
		return bounded(aroundCompact + text(reason, 16))
	}
	height := 0.0
	if e.Marked {
		height = aroundDraft + text(e.Text.Fact.Plain(), 14)
	}
	fact := func(size float64) float64 {
		return lines(e.Text.Fact.Plain(), boldLetter*size, width-margins) * size * bold
	}
	if o.Layout == "compact" {
		return bounded(height + aroundCompact + fact(min(22, 16+0.008*width)) + text(e.Text.Claim, 14))
	}
	if width < narrow {
		height += aroundNarrow
	}
	why := lines(e.Text.Why, textLetter*16, width-margins) * 16 * line
	return bounded(height + aroundFull + fact(max(21, min(16.8+0.017*width, 28))) + why + text(e.Text.Claim, 15))
}

func bounded(height float64) int { return max(MinHeight, min(int(height), MaxHeight)) }

// lines is about how many lines a text takes. Chinese signs are as wide as two
// letters; marks that stand on others take no room.
func lines(text string, letter, width float64) float64 {
	room := 0.0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			room += 2 * letter
		case unicode.Is(unicode.Tamil, r):
			room += tamilWidth * letter
		default:
			room += letter
		}
	}
	return 1 + math.Floor(room/max(width, letter))
}
