// Package typeset is the specification of how text becomes positioned glyphs:
// which font serves which script, in which order bidirectional text stands,
// where lines break, and how large a text can be set in its box.
//
// A Paragraph (spans of text with a language, a direction and a style) and a
// box go in; a Layout (lines of runs of glyphs, in px from the top left of the
// box) comes out. Nothing here paints.
//
// The steps, each in its own file:
//
//	text.go     decode the text; controls and separators get a harmless form
//	levels.go   bidi embedding levels (UAX #9)
//	script.go   the script of every rune, punctuation too (UAX #24)
//	itemise.go  one face for each cluster (emoji.go: pictures); stretches of one
//	            level, script, face, form
//	forms.go    superscripts and fractions, figures.go: figures of one width
//	shape.go    HarfBuzz shaping of each item, once, in font units
//	breaks.go   where a line may break (UAX #14), keep.go: where it must not, and
//	            words.go: between the words of Thai, Lao and Khmer
//	phrases.go  which of these part a phrase of Japanese or Chinese
//	hyphenate.go, liang.go, hyphen.go: inside words, where a paragraph asks for it
//	measure.go  the exact width of any stretch of the text, re-shaped where cut
//	clearance.go: how far apart the lines of vocalised Arabic stand
//	wrap.go     lines as long as the box allows; broken words as a last resort
//	balance.go  the same number of lines, evenly filled, without widows
//	place.go    visual order (UAX #9 L2), alignment; hang.go: the start margin
//	fit.go      the largest size at which a text fits its box
//
// library.go, load.go, open.go and face.go hold the fonts, whose files are read
// when first needed, and catalogue.go tells what there is and what is lacking;
// prepare.go runs the steps up to clearance.go, after which only the size and
// the box matter.
//
// Rules that hold for every input, however hostile:
//
//   - No rune is lost or set twice: the rune ranges of the lines tile the text.
//     A hyphen that is set without a rune says so (Run.Inserted).
//   - A rune that no face has is never drawn as an empty box: it is set as a
//     gap and listed in Layout.Missing.
//   - What does not fit is said (Layout.Overflow, Layout.Broken, Fit's second
//     result), never clipped.
//   - The same paragraph, size and box give the same layout, whatever was set
//     before. A Library may be used by many goroutines at once.
//
// Lengths are in px unless a name says em (multiples of the size) or units
// (font units, UnitsPerEm to the em). The vertical axis points down.
package typeset
