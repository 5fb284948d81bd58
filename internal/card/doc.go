// Package card is the specification of what a share graphic shows and where:
// a design, a fact-check in one language and a format go in, a scene (plain
// data, painted by raster) comes out, with its alt text and caption.
//
// What holds for every card, whatever its design, is found out before it is
// published (preflight.go, contrast.go) and is a problem at the text's place:
//
//   - The leading text, which is never the claim, is at least Dominance times
//     as large as every other. The claim stands as a quotation of somebody
//     else, with its rating, which is a word and a drawn shape (after the
//     Debunking Handbook 2020).
//   - Texts stand inside the format's safe area, never overlap, never run
//     across an edge, and stand out from what is behind them.
//   - Nothing is shrunk below the design's smallest size, clipped, or set in a
//     glyph that no font has.
//   - What an app's crop leaves still shows the leading text or the rating.
//   - A card in a right-to-left language is mirrored as a whole.
//   - A translation that must be marked as a draft carries a visible band.
//
// Designs are templates/cards/{design}.toml (design.go, part.go; docs/designs.md),
// colours are in the themes of rebut.toml, words in templates/i18n/card.*.toml.
// Go knows no design. A card is composed in logical coordinates, x running from
// the start edge (left in English, right in Arabic), and is mirrored last:
//
//	words.go, figures.go  the texts of an edition, by the names that designs use
//	composer.go, solve.go the sizes at which a picture fits, and fits best
//	room.go, group.go     parts in the room that they are given
//	text.go, drawing.go, insert.go, chart*.go, qr.go, photo.go   what parts show
//	sketch.go             marks and blocks before they have colours
//	press.go              jobs, colours, files; poster.go, metadata.go
//	caption.go, sentence.go, chart_words.go   alt texts and captions
package card

// Dominance is how many times larger than any other text the leading one is at
// least.
const Dominance = 1.6
