// Package pdf is the specification of how a scene becomes a page to print: a
// PDF 1.7 file (ISO 32000-1) of one page on which everything is drawn as curves
// and set as text, so that it is sharp at every size and can be searched, copied
// and read aloud.
//
//   - Page. The scene fills the trimmed page. With a bleed, the ground and what
//     touches the edges of the scene reach over it; crop marks stand outside.
//     MediaBox, BleedBox and TrimBox say which is which.
//   - Text. Every cluster, the fewest glyphs that stand for characters of their
//     own, is one glyph of the file: it looks as typeset has shaped it, stands
//     where the layout has it, and maps to its characters (ToUnicode). Marks,
//     reordered vowels and the slope of Nastaliq are drawn into it, because
//     programs that extract text read words apart where glyphs overlap or leave
//     the baseline, and Firefox's viewer knows no ActualText within a line.
//     Glyphs come from left to right, as extractors expect. Fonts are made of the outlines
//     that typeset reads and raster paints, with only what is in use. Emoji are
//     glyphs of a font of pictures (Type 3).
//   - Structure. Texts are headings and paragraphs in the order of the scene,
//     each with its whole text (ActualText); then come the figures with their
//     descriptions; all else is decoration.
//   - The same scene gives the same bytes. Dates are passed in, the file's
//     identifier is a hash of its content.
//
// Objects are written with the types of pdfcpu, which is maintained and whose
// validator the tests hold every file against. Its writer is not used because it
// stamps files with the time and random font names. Other libraries place text
// by characters (go-pdf/fpdf, gopdf) and so cannot show what typeset has shaped,
// or bring a user interface along (tdewolff/canvas). The subsetter
// tdewolff/font has no release and leaves the font dictionaries of CID-keyed
// fonts, which is what Chinese ones are, undone; hence cff.go.
package pdf
