package typeset

// Layout is a paragraph set at one size in a box: everything that a painter
// needs. All lengths are px; the origin is the top left of the box.
type Layout struct {
	Size   float64 // em of the paragraph's main face
	Width  float64 // of the box, as asked for
	Height float64 // sum of the line heights

	Lines   []Line
	Missing []Missing // runes that no face has, in text order

	Direction Direction // resolved: LTR or RTL

	LineHeight float64 // of every line
	Ascent     float64 // of the main face above the first baseline
	Descent    float64 // of the main face below the last baseline, positive
	// CapHeight and XHeight are heights above the baseline of the main face's
	// capitals and small letters; in a script without case, those of a tall and
	// of a plain letter (fonts.toml, cap and x).
	CapHeight float64
	XHeight   float64

	Ink Bounds // box around all that is drawn

	// Overflow: a single cluster is wider than the box, there are more than
	// MaxLines lines, or the text was too long to be set whole.
	Overflow bool
	Broken   int // places where a word had to be broken to stay in the box
}

// Bounds is a box, px from the top left of the layout. It is empty when
// Right <= Left.
type Bounds struct{ Left, Top, Right, Bottom float64 }

// FirstBaseline is the distance from the top of the box to the first baseline;
// 0 when there are no lines.
func (l *Layout) FirstBaseline() float64 {
	if len(l.Lines) == 0 {
		return 0
	}
	return l.Lines[0].Baseline
}

// LastBaseline is the distance from the top of the box to the last baseline;
// 0 when there are no lines.
func (l *Layout) LastBaseline() float64 {
	if len(l.Lines) == 0 {
		return 0
	}
	return l.Lines[len(l.Lines)-1].Baseline
}

// TextWidth is the width of the longest line, without its trailing spaces.
func (l *Layout) TextWidth() float64 {
	width := 0.0
	for _, line := range l.Lines {
		width = max(width, line.Width)
	}
	return width
}

// Line is one line. Its height is Ascent + Descent, which is the same for all
// lines of a layout.
type Line struct {
	X        float64 // left edge of the first glyph's advance
	Baseline float64 // from the top of the box
	Width    float64 // sum of advances, trailing spaces not counted
	Ascent   float64 // from the top of the line to the baseline
	Descent  float64 // from the baseline to the bottom of the line
	Runs     []Run   // in visual order, left to right

	// Start and End are the rune range of the line in the paragraph's text,
	// with the spaces that hang at its end.
	Start, End int
	// Hyphen: the line ends inside a word, with a hyphen that is not in the
	// text; its run is Inserted.
	Hyphen bool
}

// Run is a stretch of glyphs of one face, one ink and one direction.
type Run struct {
	Face   *Face
	Size   float64 // em of this face, px; fallback faces may be scaled to match
	Ink    int
	RTL    bool
	Glyphs []Glyph // in visual order, left to right

	// Start and End are the rune range in the paragraph's text.
	Start, End int
	// Inserted: the run is the hyphen after a parted word. Its range is empty,
	// and its glyph's cluster is the rune before it.
	Inserted bool
}

// Glyph is one glyph at its place.
type Glyph struct {
	ID      uint32
	X, Y    float64 // origin of the glyph
	Advance float64
	Cluster int // rune offset in the paragraph's text of the glyph's first rune
}

// Missing is a rune that no face of the library can show.
type Missing struct {
	Rune   rune
	Offset int // rune offset in the paragraph's text
}
