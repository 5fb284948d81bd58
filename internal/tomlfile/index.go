package tomlfile

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"rebut/internal/problem"
)

// Bounds that keep what a hostile file costs small, for parsers remember the
// whole dotted path of every value. A fact-check's paths are some thirty bytes
// and its values a few hundred.
const (
	maxPath   = 512    // bytes of a path, which also bounds how deep values nest
	maxValues = 20_000 // keys, sections and list elements
)

// index finds the place of every key and value of a text. A mistake with a
// code is what makes the text no TOML, or more than the bounds allow; at is
// its byte offset.
func index(text []byte) (spots map[string]spot, at int, mistake problem.Problem) {
	ix := indexer{spots: map[string]spot{}, counts: map[string]int{}, text: text}
	ix.parser.Reset(text)
	for ix.parser.NextExpression() && ix.mistake.Code == "" {
		e := ix.parser.Expression()
		switch e.Kind {
		case unstable.Table:
			ix.prefix = ix.header(e, false)
		case unstable.ArrayTable:
			ix.prefix = ix.header(e, true)
		case unstable.KeyValue:
			ix.keyValue(ix.prefix, e)
		}
	}
	if err := ix.parser.Error(); err != nil && ix.mistake.Code == "" {
		ix.syntax(err)
	}
	return ix.spots, ix.at, ix.mistake
}

type indexer struct {
	parser  unstable.Parser
	text    []byte
	prefix  string
	spots   map[string]spot
	counts  map[string]int // elements seen so far of each array of tables
	at      int
	mistake problem.Problem
}

// syntax keeps the parser's error with the words at its place.
func (ix *indexer) syntax(err error) {
	var perr *unstable.ParserError
	if !errors.As(err, &perr) {
		ix.mistake = inPlainWords(err.Error(), "this")
		return
	}
	ix.at = int(ix.parser.Range(perr.Highlight).Offset)
	ix.mistake = inPlainWords(perr.Message, near(ix.text[ix.at:]))
	line := ix.text[bytes.LastIndexByte(ix.text[:ix.at], '\n')+1 : ix.at]
	if strings.Contains(perr.Message, "expected newline") && !bytes.ContainsAny(line, `"'`) {
		ix.mistake.Hint = `write numbers as 1500 or 1.5, without signs; dates as 2025-06-20; all else as "…"`
	}
}

// near is the word that a text begins with, as a message quotes it.
func near(text []byte) string {
	end := 0
	for end < len(text) && end < 40 {
		r, n := utf8.DecodeRune(text[end:])
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
			break
		}
		end += n
	}
	switch {
	case end > 0 && bytes.ContainsAny(text[:end], `"\`):
		return "'" + string(text[:end]) + "'"
	case end > 0:
		return `"` + string(text[:end]) + `"`
	case len(text) == 0:
		return "the end of the file"
	case text[0] == '\n':
		return "the end of the line"
	}
	return "this"
}

// place records a path unless the bounds are reached, and reports whether
// there was room.
func (ix *indexer) place(path string, s spot) bool {
	switch {
	case ix.mistake.Code != "":
	case len(path) > maxPath:
		ix.at, ix.mistake = s.key, problem.Problem{Code: "too-complex",
			Message: "this key is too long, or lies too deep in other values",
			Hint:    "is a closing quotation mark or bracket missing?"}
	case len(ix.spots) >= maxValues:
		ix.at, ix.mistake = s.key, problem.Problem{Code: "too-complex",
			Message: "the file has more than 20,000 values",
			Hint:    "a fact-check is a page of text; data does not belong in the file"}
	default:
		ix.spots[path] = s
		return true
	}
	return false
}

// placeOnce records a table where it is first named.
func (ix *indexer) placeOnce(path string, at int) bool {
	if _, seen := ix.spots[path]; seen {
		return true
	}
	return ix.place(path, spot{key: at, value: at})
}

// header enters [a.b] or [[a.b]]; a step that is an array of tables stands for
// its last element (TOML 1.0, "Array of Tables").
func (ix *indexer) header(e *unstable.Node, array bool) string {
	path := ""
	for it := e.Key(); it.Next(); {
		n := it.Node()
		at := int(n.Raw.Offset)
		path = join(path, string(n.Data))
		if it.IsLast() && array {
			if !ix.placeOnce(path, at) {
				return path
			}
			ix.counts[path]++
			path += "[" + strconv.Itoa(ix.counts[path]-1) + "]"
		} else if c := ix.counts[path]; c > 0 {
			path += "[" + strconv.Itoa(c-1) + "]"
		}
		if !ix.placeOnce(path, at) {
			return path
		}
	}
	return path
}

func (ix *indexer) keyValue(prefix string, e *unstable.Node) {
	path, at := prefix, 0
	for it := e.Key(); it.Next(); {
		n := it.Node()
		path, at = join(path, string(n.Data)), int(n.Raw.Offset)
		if !ix.placeOnce(path, at) {
			return
		}
	}
	ix.value(path, at, e.Value())
}

// value records the place of v, whose key (or, in a list, which itself)
// stands at at.
func (ix *indexer) value(path string, at int, v *unstable.Node) {
	s := spot{key: at, value: at} // lists carry no range of their own
	if v.Raw.Length > 0 {
		s.value = int(v.Raw.Offset)
	}
	s.end = s.value
	if v.Kind == unstable.String {
		s.text = true
		s.value, s.quote = ix.stringStart(s.value)
		s.end = int(v.Raw.Offset+v.Raw.Length) - len(`"`)
		if s.quote.lines() {
			s.end -= len(`""`)
		}
	}
	if !ix.place(path, s) {
		return
	}
	switch v.Kind {
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			child, childAt := it.Node(), at
			if child.Raw.Length > 0 {
				childAt = int(child.Raw.Offset)
			}
			ix.value(path+"["+strconv.Itoa(i)+"]", childAt, child)
		}
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			ix.keyValue(path, it.Node())
		}
	}
}

// stringStart skips the opening quotes, and the newline that TOML drops after
// the opening quotes of a multi-line string.
func (ix *indexer) stringStart(at int) (start int, quote quoting) {
	if bytes.HasPrefix(ix.text[at:], []byte(`"""`)) {
		quote = multiesc
	} else if bytes.HasPrefix(ix.text[at:], []byte(`'''`)) {
		quote = multiline
	} else if ix.text[at] == '"' {
		return at + 1, escaped
	} else {
		return at + 1, verbatim
	}
	at += 3
	if bytes.HasPrefix(ix.text[at:], []byte("\n")) {
		at++
	}
	return at, quote
}

func join(prefix, key string) string {
	if prefix == "" {
		return key
	}
	return prefix + "." + key
}

// inside is the byte offset in the file of byte offset of the decoded value
// of s.
func (d *Document) inside(s spot, offset int) int {
	at := s.value
	if s.quote == verbatim || s.quote == multiline {
		return min(at+offset, s.end)
	}
	for at < s.end {
		source, decoded := escape(d.text[at:s.end], s.quote == multiesc)
		if decoded > offset {
			break
		}
		at, offset = at+source, offset-decoded
	}
	return at
}

// escape measures the next unit of a text in double quotes: how many bytes it
// takes in the file and how many it stands for.
func escape(text []byte, lines bool) (source, decoded int) {
	if text[0] != '\\' || len(text) < 2 {
		return 1, 1
	}
	digits := 0
	switch text[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	switch {
	case digits > 0 && len(text) >= 2+digits:
		n, err := strconv.ParseUint(string(text[2:2+digits]), 16, 32)
		if err != nil {
			return 1, 1
		}
		return 2 + digits, max(utf8.RuneLen(rune(n)), 1)
	case lines && bytes.IndexByte([]byte(" \t\n"), text[1]) >= 0:
		rest := bytes.TrimLeft(text[1:], " \t\n") // a line-ending backslash joins the lines
		return len(text) - len(rest), 0
	}
	return 2, 1
}
