// Package problem is the specification of how Rebut tells people about mistakes
// in what they wrote: a problem has a place (file, line, column), says what is
// wrong in plain words, and where it can, hints at what to do.
//
// Problems are data, not errors. A Go error means that Rebut or the machine
// failed; a Problem means that a person can mend a file. All problems of a run
// are collected and reported at once, in the order of their places.
package problem

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Severity tells whether a problem stops publication.
type Severity uint8

// Error stops a build; Warning is reported and counted but stops nothing.
const (
	Error Severity = iota
	Warning
)

// String is the word printed before the message: "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// MarshalText writes the severity as its word, for JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the word that MarshalText writes.
func (s *Severity) UnmarshalText(text []byte) error {
	switch string(text) {
	case "error":
		*s = Error
	case "warning":
		*s = Warning
	default:
		return fmt.Errorf("unknown severity %q", text)
	}
	return nil
}

// Position is a place in a text file. Line and Column count from 1; Column
// counts characters (code points), as editors do. Zero means unknown.
type Position struct {
	File   string
	Line   int
	Column int
}

// Problem is one mistake at one place.
type Problem struct {
	File     string   `json:"file"`             // slash-separated, as the user would type it
	Line     int      `json:"line,omitempty"`   // from 1; 0 when the place is the whole file
	Column   int      `json:"column,omitempty"` // from 1, in characters
	Lang     string   `json:"language,omitempty"`
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // stable kebab-case id of the kind of mistake
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`

	// For those who say it in words of their own: which case of the kind it is,
	// where they differ, and what Message names, in its order.
	Case   string    `json:"-"`
	Values [4]string `json:"-"`
}

// Named are values as Problem.Values has them: the first four, as messages
// print them.
func Named(values ...any) (out [4]string) {
	for i, v := range values[:min(len(values), len(out))] {
		out[i] = fmt.Sprint(v)
	}
	return out
}

// At returns the problem moved to a place.
func (p Problem) At(pos Position) Problem {
	p.File, p.Line, p.Column = pos.File, pos.Line, pos.Column
	return p
}

// String is the problem as compilers print it, "file:12:5: error: message",
// followed by an indented hint line where there is a hint.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(printable(p.File))
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, max(p.Column, 1))
	}
	if p.File != "" {
		b.WriteString(": ")
	}
	fmt.Fprintf(&b, "%s: %s", p.Severity, printable(p.Message))
	if p.Lang != "" {
		fmt.Fprintf(&b, " [%s]", printable(p.Lang))
	}
	if p.Hint != "" {
		b.WriteString("\n    hint: " + printable(p.Hint))
	}
	return b.String()
}

// printable keeps hostile content from moving the cursor or reordering the
// line of a terminal: control and bidirectional control characters (Unicode
// categories Cc and the explicit formatting characters of UAX #9) are shown as
// escapes.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x20, r >= 0x7f && r < 0xa0,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Quote is a text as messages quote it: in straight quotation marks, with
// escapes for what cannot be seen, and cut after 60 characters.
func Quote(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n++; n > most {
			return strconv.Quote(s[:i] + "…")
		}
	}
	return strconv.Quote(s)
}

// Likely returns the known word that somebody most likely meant by what they
// typed: the nearest by Levenshtein distance, if at most half of its letters
// (and never more than three) differ. "" when none is near.
func Likely(typed string, known []string) string {
	best, bestDistance := "", min(3, max(1, len(typed)/2))+1
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(typed), k); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}

// List is all the problems of a run.
type List []Problem

// Sort orders by file, line, column, language, code and message, and drops
// exact repetitions.
func (l List) Sort() List {
	slices.SortStableFunc(l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Lang, b.Lang),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.Compact(l)
}

// HasErrors reports whether anything in the list stops publication.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(p Problem) bool { return p.Severity == Error })
}

// Of returns the problems of one file.
func (l List) Of(file string) List {
	var out List
	for _, p := range l {
		if p.File == file {
			out = append(out, p)
		}
	}
	return out
}

// WriteText prints each problem for people, one after the other.
func (l List) WriteText(w io.Writer) error {
	for _, p := range l {
		if _, err := fmt.Fprintln(w, p); err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON prints the list as one JSON array; an empty list is "[]".
func (l List) WriteJSON(w io.Writer) error {
	if l == nil {
		l = List{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(l)
}

// Locator finds the place of a value in the file that it was read from.
// path is a dotted path such as "text.en.fact" or "sources[2].url"; offset is
// a byte offset into the decoded value, 0 for its start. A path that is not in
// the file is answered by its nearest parent that is.
type Locator interface {
	Locate(path string, offset int) Position
}

// Mistake is an error that carries a hint: what UnmarshalText methods of the
// model return so that the reader can place it and pass the hint on.
type Mistake struct {
	Message string
	Hint    string
	Key     string // the key whose value is wrong, where the value is a table; else ""

	Case   string    // as Problem has it; "" for none
	Values [4]string // as Problem has them
}

// Error is the message alone.
func (m *Mistake) Error() string { return m.Message }
