// Package tomlfile is the specification of how Rebut reads the TOML 1.0 files
// that people write by hand: every mistake of a file is found in one reading
// and has its place.
//
// BurntSushi/toml reads the text. Where it stops at the first wrong type and
// gives no position, this package goes on: Parse keeps the position of every
// key and value (found by the syntax tree of go-toml's parser), and Decode
// fills Go values from the tree, reporting unknown keys with the likely one,
// wrong types, and refused values as problems. Later checks of the decoded
// values find their places with Locate.
package tomlfile

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"rebut/internal/problem"
)

// MaxBytes is the largest file that is read: 1 MiB, some hundred times the
// size of a long fact-check.
const MaxBytes = 1 << 20

// Document is one parsed file.
type Document struct {
	File string // as problems name it
	tree map[string]any
	text []byte
	spot map[string]spot
}

// spot is where one path stands, in byte offsets into the text.
type spot struct {
	key   int // start of the key (or of the table header's last key part)
	value int // start of the value's first character, inside its quotes for a string
	multi bool
}

// Parse reads TOML text. Where the text is no TOML it returns a nil document
// and the problem; file is only used to name the place.
func Parse(file string, text []byte) (*Document, problem.List) {
	d := &Document{File: file, text: text}
	if len(text) > MaxBytes {
		return nil, problem.List{{File: file, Code: "file-too-large",
			Message: "the file is larger than 1 MiB",
			Hint:    "a fact-check is a page of text; pictures and data do not belong in the file"}}
	}
	if i := invalidUTF8(text); i >= 0 {
		return nil, problem.List{problem.Problem{Code: "not-utf8",
			Message: "the file is not UTF-8 text",
			Hint:    "save it again as UTF-8 (in the editor's “Save as” or “Encoding” menu)"}.At(d.position(i))}
	}
	if _, err := toml.NewDecoder(bytes.NewReader(text)).Decode(&d.tree); err != nil {
		return nil, problem.List{d.syntaxProblem(err)}
	}
	d.spot = index(text)
	return d, nil
}

func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

func (d *Document) syntaxProblem(err error) problem.Problem {
	p := problem.Problem{File: d.File, Code: "syntax", Message: err.Error()}
	var perr toml.ParseError
	if errors.As(err, &perr) {
		p = p.At(d.position(min(max(perr.Position.Start, 0), len(d.text))))
		if perr.Position.Line > 0 && perr.Position.Line != p.Line {
			p.Line, p.Column = perr.Position.Line, max(perr.Position.Col, 1)
		}
		p.Message = perr.Message
		if p.Message == "" {
			// BurntSushi/toml wraps some errors and leaves Message empty; its
			// text then starts with "toml: line N: ".
			_, p.Message, _ = strings.Cut(strings.TrimPrefix(perr.Error(), "toml: "), ": ")
		}
	}
	p.Hint = syntaxHint(p.Message)
	return p
}

// syntaxHint answers the mistakes that people new to TOML make.
func syntaxHint(message string) string {
	switch {
	case strings.Contains(message, "already been defined"), strings.Contains(message, "already defined"), strings.Contains(message, "already created"):
		return "the same key or [section] stands twice; keep one"
	case strings.Contains(message, "newline"), strings.Contains(message, "EOF"):
		return "a text in \"…\" must close on its line; for several lines use \"\"\"…\"\"\""
	case strings.Contains(message, "escape"):
		return "write a backslash as \\\\, or put the text in '…'"
	}
	return "texts stand in \"…\", dates as 2026-11-23, lists as [\"a\", \"b\"]; a quotation mark inside \"…\" is written \\\" or as a curly one"
}

// position turns a byte offset into line and column.
func (d *Document) position(offset int) problem.Position {
	offset = min(max(offset, 0), len(d.text))
	before := d.text[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return problem.Position{File: d.File,
		Line:   bytes.Count(before, []byte{'\n'}) + 1,
		Column: utf8.RuneCount(before[start:]) + 1}
}

// Locate implements problem.Locator. Offset is into the decoded string; it is
// exact for texts without escape sequences, and right to the line in texts of
// several lines.
func (d *Document) Locate(path string, offset int) problem.Position {
	for {
		if s, ok := d.spot[path]; ok {
			if s.multi {
				return d.position(min(s.value+offset, len(d.text)))
			}
			if offset > 0 {
				return d.position(s.value + offset)
			}
			return d.position(s.key)
		}
		parent := parentPath(path)
		if parent == "" {
			return problem.Position{File: d.File, Line: 1, Column: 1}
		}
		path, offset = parent, 0
	}
}

// parentPath drops the last step of a dotted path: "a.b[2]" → "a.b" → "a" → "".
func parentPath(path string) string {
	if i := strings.LastIndexAny(path, ".["); i > 0 {
		return path[:i]
	}
	return ""
}

// Has reports whether the file itself gives a value for the path.
func (d *Document) Has(path string) bool {
	_, ok := d.spot[path]
	return ok
}
