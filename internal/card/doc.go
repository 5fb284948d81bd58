// Package card is the specification of what a share graphic shows and where:
// a design, a fact-check in one language and a format go in, a scene (plain
// data, painted by raster) comes out, with its alt text and caption.
//
// What holds for every card, whatever its design:
//
//   - The fact is the largest text, at least Dominance times every other one,
//     and comes first in the reading order. The claim stands once, as a
//     quotation of somebody else, behind its rating, which is a word and a
//     drawn shape (after the Debunking Handbook 2020).
//   - Texts stand inside the format's safe area and never overlap.
//   - Nothing is shrunk below the design's smallest size, clipped, or set in a
//     glyph that no font has: each of these is a problem at the text's place.
//   - A card in a right-to-left language is mirrored as a whole.
//   - A translation that must be marked as a draft carries a visible band.
//
// Sizes, weights, columns and gaps are in templates/cards/{design}.toml,
// colours in the themes of rebut.toml, words in templates/i18n/card.*.toml.
// Go only composes. A card is composed in logical coordinates, x running from
// the start edge (left in English, right in Arabic), and is mirrored last.
package card

// Dominance is how many times larger than any other text the fact is at least.
const Dominance = 1.6
