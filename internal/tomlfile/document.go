// Package tomlfile is the specification of how Rebut reads the TOML files that
// people write by hand: every mistake of a file is found in one reading and
// has its place, and no file, however hostile, costs more than its size.
//
// Two parsers share the work. The syntax tree of go-toml's parser gives every
// key and value its position and every syntax mistake its exact place; it also
// bounds what the second reading costs. BurntSushi/toml then reads the values.
// Where it would stop at the first wrong type, and without a position, this
// package goes on: Decode fills Go values from the tree and reports unknown
// keys with the likely one, wrong types, and refused values as problems. Later
// checks of the decoded values find their places with Locate.
package tomlfile

import (
	"bytes"
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
	File    string            // as problems name it
	tree    map[string]any    // what the file says
	raw     []byte            // the file
	text    []byte            // without a byte order mark, lines ended by \n alone
	ruler   ruler             // of text
	spots   map[string]spot   // by path
	written map[string]string // path of a key in canonical form → path as written, where they differ
	refused map[string]bool   // paths whose value Decode could not use
}

// spot is where one path stands, in byte offsets into the text.
type spot struct {
	key   int // start of the key (or of the table header's last key part)
	value int // start of the value's first character, inside its quotes for a string
	end   int // end of a string, before its closing quotes; elsewhere not after value
	quote quoting
	text  bool // the value is a string
}

// quoting tells how the decoded value relates to the bytes in the file.
type quoting uint8

const (
	verbatim  quoting = iota // as it stands: '…', numbers, tables
	escaped                  // "…"
	multiline                // '''…''', verbatim over several lines
	multiesc                 // """…""", escaped over several lines
)

func (q quoting) lines() bool { return q == multiline || q == multiesc }

// bom is the byte order mark that some editors write.
var bom = []byte("\ufeff")

// Parse reads TOML text. Where the text is no TOML it returns a nil document
// and the problem; file is only used to name the place. A byte order mark at
// the start and line ends of Windows are accepted and dropped.
func Parse(file string, text []byte) (*Document, problem.List) {
	d := &Document{File: file, raw: text, written: map[string]string{}, refused: map[string]bool{}}
	if len(text) > MaxBytes {
		return nil, problem.List{{File: file, Code: "file-too-large",
			Message: "the file is larger than 1 MiB",
			Hint:    "a fact-check is a page of text; pictures and data do not belong in the file"}}
	}
	text = bytes.TrimPrefix(text, bom)
	d.text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	d.ruler = newRuler(d.text)
	if i := invalidUTF8(d.text); i >= 0 {
		return nil, problem.List{problem.Problem{Code: "not-utf8",
			Message: "the file is not UTF-8 text",
			Hint:    "save it again as UTF-8 (in the editor's “Save as” or “Encoding” menu)"}.At(d.position(i))}
	}
	if bad := d.read(); bad != nil {
		return nil, problem.List{*bad}
	}
	return d, nil
}

// Reread reads a text that Parse has found to be without mistakes, in a third
// of the time. What it returns knows no places; nil where the text is not what
// Parse read.
func Reread(file string, text []byte) *Document {
	d := &Document{File: file, raw: text, written: map[string]string{}, refused: map[string]bool{}}
	text = bytes.TrimPrefix(text, bom)
	d.text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if _, err := toml.NewDecoder(bytes.NewReader(d.text)).Decode(&d.tree); err != nil {
		return nil
	}
	return d
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

// position turns a byte offset into line and column.
func (d *Document) position(offset int) problem.Position {
	line, column := d.ruler.position(offset)
	return problem.Position{File: d.File, Line: line, Column: column}
}

// Locate implements problem.Locator: the exact place of a byte of a decoded
// text, escape sequences counted. Offset 0 of a text of one line is answered
// by its key; a negative offset always is.
func (d *Document) Locate(path string, offset int) problem.Position {
	for {
		if s, ok := d.find(path); ok {
			if offset < 0 || offset == 0 && !s.quote.lines() {
				return d.position(s.key)
			}
			return d.position(d.inside(s, offset))
		}
		parent := parentPath(path)
		if parent == "" {
			return problem.Position{File: d.File, Line: 1, Column: 1}
		}
		path, offset = parent, -1
	}
}

// find is the spot of a path, whose keys may be in canonical form.
func (d *Document) find(path string) (spot, bool) {
	if s, ok := d.spots[path]; ok {
		return s, true
	}
	for head := path; len(d.written) > 0 && head != ""; head = parentPath(head) {
		if w, ok := d.written[head]; ok {
			s, ok := d.spots[w+path[len(head):]]
			return s, ok
		}
	}
	return spot{}, false
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
	if d.spots == nil && !strings.ContainsAny(path, ".[") { // of Reread
		_, ok := d.tree[path]
		return ok
	}
	_, ok := d.find(path)
	return ok
}

// Refused reports whether Decode found a value for the path, or for a parent
// of it, that it could not use: what is missing because it was refused has
// been reported, and needs no second problem. The path "text.*" stands for
// any key of the table text.
func (d *Document) Refused(path string) bool {
	for ; path != ""; path = parentPath(path) {
		if d.refused[path] {
			return true
		}
	}
	return false
}

// anyKey is the last step of the path that stands for all keys of a table.
const anyKey = "*"
