package typeset

// Direction is the base direction of a paragraph (UAX #9, rules P2 and P3).
type Direction uint8

// Auto takes the direction of the first strong character, and left to right
// when there is none.
const (
	Auto Direction = iota
	LTR
	RTL
)

// String is "auto", "ltr" or "rtl", as in HTML's dir attribute.
func (d Direction) String() string { return [...]string{"auto", "ltr", "rtl"}[d%3] }

// Align says where a line stands in the width of its box. Start is the left
// edge of left-to-right paragraphs and the right edge of right-to-left ones.
type Align uint8

// The three alignments; there is no justification.
const (
	Start Align = iota
	Center
	End
)

// String is the CSS keyword of the alignment.
func (a Align) String() string { return [...]string{"start", "center", "end"}[a%3] }

// Style is the typographic style of a whole paragraph.
type Style struct {
	// Family is a family of fonts.toml. Scripts that it does not serve are set
	// in that file's fallbacks. An unknown or empty name means its first family.
	Family string
	// Weight is the CSS weight (400 regular … 900 black); the nearest face of
	// the family is taken.
	Weight int
	// Leading is line height ÷ size. 0 means 1.2. A script whose lines would
	// collide (fonts.toml, leading) raises it.
	Leading float64
	// Tracking is extra space after each cluster, in em. Joined scripts such as
	// Arabic ignore it; ligatures are switched off where it is not 0.
	Tracking float64
	// Figures is the width of figures. They are lining, as high as capitals,
	// either way.
	Figures Figures
}

// Figures says how wide the figures of a text are.
type Figures uint8

// Running text and headlines have figures of their natural widths; those of a
// column that is read downwards are all as wide as the widest.
const (
	Proportional Figures = iota
	Tabular
)

// String is the CSS keyword of the choice (font-variant-numeric).
func (f Figures) String() string { return [...]string{"proportional-nums", "tabular-nums"}[f%2] }

// Position says where a span stands on its line.
type Position uint8

// Superscript spans are small and raised, as the number of a source is. Lines
// are no higher for them, and none starts with one.
const (
	Baseline Position = iota
	Superscript
)

// String is the CSS keyword of the position (font-variant-position).
func (p Position) String() string { return [...]string{"normal", "super"}[p%2] }

// Span is a stretch of text in one colour and one position.
type Span struct {
	Text     string
	Ink      int // index of the colour the painter uses: 0 plain, 1 emphasis, …
	Position Position
	// Fractions sets figures parted by a slash, up to three on each side, as a
	// fraction: 1/2, but not 2024/25 or and/or. It needs a face that can.
	Fractions bool
}

// Paragraph is a text to set. Spans follow each other without a break; a line
// feed inside a text forces a new line.
type Paragraph struct {
	Spans     []Span
	Lang      string // BCP 47, e.g. "fr-CA"; chooses glyph variants and break rules
	Direction Direction
	Style     Style
	Align     Align
	// Balance fills the lines evenly (headlines) without adding a line.
	Balance bool
	// Hyphenate lets lines of English, French and Spanish, and words with soft
	// hyphens in any language, end inside a word, where whole words would leave
	// much of a line empty. Words with capitals are never parted, and balanced
	// paragraphs not hyphenated.
	Hyphenate bool
	// MaxLines is the most lines that Fit may use; 0 means any number.
	MaxLines int
	// Hang aligns the start margin optically: opening quotation marks stand
	// outside the box, and the first stroke of a letter on its edge. It has no
	// effect on centred text.
	Hang bool
}

// Plain is a paragraph of one span in ink 0.
func Plain(text, lang string, style Style) Paragraph {
	return Paragraph{Spans: []Span{{Text: text}}, Lang: lang, Style: style}
}
