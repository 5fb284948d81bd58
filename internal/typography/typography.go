// Package typography is the specification of which characters a text should
// have where people type others: quotation marks, apostrophes, ellipses and
// spaces as each language writes them.
//
// It proposes only what is certain. Quotation marks come from CLDR's
// delimiters (Arabic: guillemets, as the United Nations' Arabic texts have
// them); French follows the Office québécois de la langue française for Canada:
// no-break spaces inside guillemets, before the colon and before % and $, and
// none before the other high marks. A language that is not in the tables keeps
// its quotation marks; a mark that may be a foot, an inch or an unclosed
// quotation is left alone. Doubts lists such marks after figures. Code, addresses, references to
// sources and all other markup are never touched.
//
// What is proposed is stable: a text with its edits applied has none.
package typography

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Form is how much of a text may be changed.
type Form uint8

// The forms of a text.
const (
	Plain      Form = iota // a line of plain text
	Emphasised             // the same with *emphasis* and \*
	Markdown               // CommonMark with references [@id]
	Exact                  // somebody else's words: only how the same characters are written
)

// Rule is a reason for an edit.
type Rule uint8

// The rules, in the order in which they are applied.
const (
	none          Rule = iota
	Hidden             // a character that nobody can see
	Normalisation      // Unicode normalisation form C
	DoubleSpace
	Ellipsis
	YearRange
	Prime // of feet and inches
	Apostrophe
	Quotation
	Spacing // no-break spaces of French
)

// String says what is wrong with a text, as in "fact has straight apostrophes".
func (r Rule) String() string {
	return [...]string{"nothing wrong", "invisible characters", "letters made of parts that belong together", "double spaces",
		"dots instead of an ellipsis", "a hyphen between years", "straight marks of feet or inches",
		"straight apostrophes", "straight quotation marks", "spaces that French sets otherwise"}[r]
}

// Edit replaces text[Start:End], byte offsets, by New.
type Edit struct {
	Start, End int
	New        string
	Rule       Rule // the first of those that led to it
}

// Edits are the proposals for a text in a language (BCP 47; "" where it is not
// known), in order and without overlap. Characters that hidden, which may be
// nil, holds for are dropped wherever they stand. Text that is not UTF-8 has
// none: without its broken bytes it would be another text.
func Edits(text, lang string, form Form, hidden func(rune) bool) []Edit {
	if !utf8.ValidString(text) {
		return nil
	}
	style := styleOf(lang)
	if settled(text, style, hidden) {
		return nil
	}
	edits := propose(text, style, form, hidden)
	if len(edits) == 0 || len(propose(Apply(text, edits), style, form, hidden)) == 0 {
		return edits
	}
	// The marks can be read in two ways: nothing is certain but what is hidden.
	s := &setter{text: text}
	s.split()
	s.drop(hidden)
	return s.edits()
}

func propose(text string, style style, form Form, hidden func(rune) bool) []Edit {
	s := &setter{style: style, form: form, text: text}
	s.split()
	s.drop(hidden)
	s.normalise()
	if form != Exact {
		s.spaces()
		s.dots()
		s.years()
	}
	s.primes()
	s.apostrophes()
	s.quotations()
	s.french()
	return s.edits()
}

// Apply is the text with edits made.
func Apply(text string, edits []Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// setter works on one text.
type setter struct {
	style style
	form  Form
	text  string
	cells []cell
	gone  map[int]Rule // rules that dropped a cell, by its start in the text
}

// cell is one character of the text as it is to be, and the bytes of the text
// as it is that it stands for: none where it was added.
type cell struct {
	r          rune
	start, end int
	locked     bool // markup, code or an address
	rule       Rule
}

func (s *setter) split() {
	s.gone = map[int]Rule{}
	s.cells = make([]cell, 0, len(s.text))
	for i := 0; i < len(s.text); {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		s.cells = append(s.cells, cell{r: r, start: i, end: i + n})
		i += n
	}
	for _, l := range locks(s.text, s.form) {
		for i := s.cellAt(l.start); i < len(s.cells) && s.cells[i].start < l.end; i++ {
			s.cells[i].locked = true
		}
	}
}

// cellAt is the first cell that starts at or after a byte of the text.
func (s *setter) cellAt(offset int) int {
	i, _ := slices.BinarySearchFunc(s.cells, offset, func(c cell, at int) int { return c.start - at })
	return i
}

// at is the character of a cell; 0 beyond both ends of the text.
func (s *setter) at(i int) rune {
	if i < 0 || i >= len(s.cells) {
		return 0
	}
	return s.cells[i].r
}

// is reports whether a cell may be changed and is that character.
func (s *setter) is(i int, r rune) bool { return s.at(i) == r && r != 0 && !s.cells[i].locked }

func (s *setter) set(i int, r rune, rule Rule) {
	s.cells[i].r = r
	if s.cells[i].rule == none {
		s.cells[i].rule = rule
	}
}

func (s *setter) drop(hidden func(rune) bool) {
	if hidden == nil {
		return
	}
	s.cells = slices.DeleteFunc(s.cells, func(c cell) bool {
		if hidden(c.r) {
			s.gone[c.start] = Hidden
			return true
		}
		return false
	})
}

// edits compares the cells with the text.
func (s *setter) edits() []Edit {
	var out []Edit
	add := func(start, end int, with string, rule Rule) {
		const most = 64 // bytes that neighbours are joined to, or joining costs their square
		if n := len(out); n > 0 && out[n-1].End == start && len(out[n-1].New) < most {
			out[n-1].End, out[n-1].New = end, out[n-1].New+with
			return
		}
		out = append(out, Edit{start, end, with, rule})
	}
	at := 0
	gap := func(to int) {
		if at < to {
			add(at, to, "", s.gone[at])
		}
	}
	for _, c := range s.cells {
		gap(c.start)
		if with := string(c.r); c.rule != none && with != s.text[c.start:c.end] {
			add(c.start, c.end, with, c.rule)
		}
		at = max(at, c.end)
	}
	gap(len(s.text))
	return out
}
