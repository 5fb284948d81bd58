package page

import (
	"strings"
	"unicode"

	"rebut/internal/factcheck"
)

// How fast people read: 184 words a minute is the mean of 17 languages
// (Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading
// Performance", IOVS 53:5452, 2012); 255 characters a minute is theirs for
// Chinese, which has no spaces between words.
const (
	wordsPerMinute      = 184
	charactersPerMinute = 255
)

// unspaced are scripts that set no spaces between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// minutes is how long a text takes to read, in whole minutes, at least one.
func minutes(t *factcheck.Text) int {
	words, characters := 0, 0
	for _, word := range strings.Fields(strings.Join([]string{t.Fact.Plain(), t.Why, t.Claim, t.Verdict, t.Body, t.Technique}, " ")) {
		n := 0
		for _, r := range word {
			if unicode.In(r, unspaced...) && unicode.IsLetter(r) {
				n++
			}
		}
		if characters += n; n == 0 {
			words++
		}
	}
	// Rounded to the nearest minute.
	return max(1, (2*words*charactersPerMinute+2*characters*wordsPerMinute+wordsPerMinute*charactersPerMinute)/(2*wordsPerMinute*charactersPerMinute))
}
