package typeset

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// maxRunes bounds the work on one paragraph. What is longer is cut here and
// the layout says so (Overflow). A graphic holds some hundred characters.
const maxRunes = 20_000

// source is the decoded text of a paragraph. The slices have the same length;
// an index into them is what Cluster, Start, End and Offset count.
type source struct {
	runes []rune // as decoded: a byte that is no UTF-8 is U+FFFD
	plain []rune // the same with a harmless rune for each control and separator
	drawn []rune // the same with gaps for runes that no face has: what is shaped
	ink   []int  // of the span that each rune is from
	forms []form // what each rune is to be set as
	cut   bool   // text was longer than maxRunes
}

// decode joins the spans.
func decode(spans []Span) source {
	var s source
	for _, span := range spans {
		start, n := len(s.runes), min(utf8.RuneCountInString(span.Text), maxRunes)
		s.runes, s.plain, s.ink = slices.Grow(s.runes, n), slices.Grow(s.plain, n), slices.Grow(s.ink, n)
		for _, r := range span.Text {
			if len(s.runes) == maxRunes {
				s.cut = true
				break
			}
			s.runes = append(s.runes, r)
			s.plain = append(s.plain, harmless(r))
			s.ink = append(s.ink, span.Ink)
		}
		s.forms = append(s.forms, formsOf(span, s.plain[start:])...)
	}
	s.drawn = slices.Clone(s.plain)
	return s
}

// Runes that stand in for others while shaping. Both are default-ignorable,
// and neither allows a line break nor takes part in bidi ordering.
const (
	wordJoiner = '\u2060'
	graphemeJo = '\u034F' // attaches to the rune before, so it keeps clusters whole
)

// harmless is the rune to shape in place of r: separators become line feeds,
// tabs become spaces, and controls become invisible.
func harmless(r rune) rune {
	switch r {
	case '\t':
		return ' '
	case '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return '\n'
	}
	if unicode.IsControl(r) {
		return wordJoiner
	}
	return r
}

// block is what stands between forced line breaks: runes [start, end), and
// its separator up to next.
type block struct{ start, end, next int }

// blocks splits the text at forced breaks; CR LF counts as one. There is
// always at least one block, unless the text is empty. A separator at the very
// end does not open an empty last line.
func (s *source) blocks() []block {
	var out []block
	start := 0
	for i := 0; i < len(s.plain); i++ {
		if s.plain[i] != '\n' {
			continue
		}
		next := i + 1
		if s.runes[i] == '\r' && next < len(s.runes) && s.runes[next] == '\n' {
			next++
		}
		out = append(out, block{start, i, next})
		start, i = next, next-1
	}
	if start < len(s.plain) {
		out = append(out, block{start, len(s.plain), len(s.plain)})
	}
	return out
}

// hangs reports whether a rune at the end of a line takes no room there:
// spaces at which lines may break, and the zero-width space.
func hangs(r rune) bool {
	switch r {
	case 0x00A0, 0x2007, 0x202F:
		return false
	case 0x200B:
		return true
	}
	return unicode.Is(unicode.Zs, r)
}

// direction resolves Auto by the first strong character that is not inside an
// isolate (UAX #9, P2 and P3).
func (s *source) direction(d Direction) Direction {
	if d == LTR || d == RTL {
		return d
	}
	depth := 0
	for _, r := range s.plain {
		props, _ := bidi.LookupRune(r)
		switch props.Class() {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			depth = max(depth-1, 0)
		case bidi.L:
			if depth == 0 {
				return LTR
			}
		case bidi.R, bidi.AL:
			if depth == 0 {
				return RTL
			}
		}
	}
	return LTR
}
