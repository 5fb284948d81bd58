package typography

import (
	"slices"

	"golang.org/x/text/language"
)

// style is how a language writes what people type.
type style struct {
	outer, inner [2]rune // quotation marks; zero where the rule is not certain
	apostrophe   bool    // ' between letters is an apostrophe, U+2019
	singles      bool    // 'x' is a quotation too
	dash         bool    // an en dash joins years
	noEllipsis   bool    // … does not replace three dots
	french       bool    // spaces of French
	high         high    // what stands before ; ! ?
}

// high is the space before the high marks ; ! ? in French.
type high uint8

const (
	noBreakable high = iota // none, but a narrow no-break space is let alone
	nothing                 // none: Canada
	narrow                  // U+202F: elsewhere
)

const (
	nbsp  = '\u00a0'
	nnbsp = '\u202f'
)

var (
	curly      = [2]rune{'“', '”'}
	curlyInner = [2]rune{'‘', '’'}
	guillemets = [2]rune{'«', '»'}
)

// styleOf is the style of a language. Languages are matched by base language
// and, for French and Spanish, by region.
func styleOf(lang string) style {
	if lang == "" {
		return style{apostrophe: true}
	}
	tag, err := language.Parse(lang)
	if err != nil {
		return style{noEllipsis: true}
	}
	base, _ := tag.Base()
	region, confidence := tag.Region()
	explicit := confidence == language.Exact
	s := style{}
	s.outer, s.inner = quotationMarks(base.String(), region.String(), explicit)
	s.apostrophe = slices.Contains(apostrophic, base.String())
	switch base.String() {
	case "en":
		s.singles, s.dash = true, true
	case "de":
		s.dash = true
	case "zh", "ja":
		s.noEllipsis = true // it has six dots there
	case "fr":
		s.french = true
		switch {
		case explicit && region.String() == "CA":
			s.high = nothing
		case explicit:
			s.high = narrow
		}
	}
	return s
}

// apostrophic are the languages that write U+2019 between letters.
var apostrophic = []string{"ca", "cy", "da", "de", "en", "es", "fil", "fr", "ga", "ht", "it", "nb", "nl", "pl", "pt", "ro", "sv", "tl", "tr", "uk"}

// quotationMarks are CLDR's delimiters (quotationStart …, alternate …), of the
// languages where spaces and letters tell which mark opens and closes.
// Hebrew, where " also marks abbreviations, Urdu, Chinese and Japanese are
// left out on purpose.
func quotationMarks(base, region string, explicit bool) (outer, inner [2]rune) {
	switch base {
	case "fr":
		return guillemets, curly // the OQLF's; CLDR has ” “ or « » inside
	case "es":
		if explicit && region == "US" {
			return guillemets, curly
		}
		return curly, curlyInner
	case "en", "pt", "fil", "tl", "vi", "tr", "pa", "hi", "bn", "gu", "ta", "te", "ml", "si", "ko", "so", "sw", "yo", "iu":
		return curly, curlyInner
	case "ar", "fa", "am":
		return guillemets, [2]rune{'‹', '›'}
	case "it", "el", "ti":
		return guillemets, curly
	case "ru", "uk":
		return guillemets, [2]rune{'„', '“'}
	case "de", "cs":
		return [2]rune{'„', '“'}, [2]rune{'‚', '‘'}
	case "pl", "ro":
		return [2]rune{'„', '”'}, guillemets
	case "hu":
		return [2]rune{'„', '”'}, [2]rune{'»', '«'}
	}
	return outer, inner
}
