package tomlfile

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// statement is a section's header or a key with its value, with the blank
// lines and comments before it.
type statement struct {
	lead   string // what stands before its first line
	header bool
	path   string // as Locate takes it; of an array's header, that of its element
	text   string // its lines, with what follows on the last one, and the line's end
	value  [2]int // where the value begins and ends in text; of keys
}

// in reports whether a statement is at a path or below it.
func (s *statement) in(path string) bool {
	rest, ok := strings.CutPrefix(s.path, path)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// statements splits a text that has been parsed. tail is what stands after the
// last.
func statements(text []byte) (list []*statement, tail string) {
	ix := indexer{spots: map[string]spot{}, counts: map[string]int{}, text: text}
	ix.parser.Reset(text)
	end := 0 // of the statement before
	for ix.parser.NextExpression() {
		e := ix.parser.Expression()
		it := e.Key()
		it.Next()
		first := int(it.Node().Raw.Offset)
		s := &statement{header: e.Kind != unstable.KeyValue}
		start := bytes.LastIndexByte(text[:first], '\n') + 1
		if s.header {
			s.path = ix.header(e, e.Kind == unstable.ArrayTable)
			ix.prefix = s.path
		} else {
			s.path, s.value = keyOf(text, ix.prefix, e, start)
		}
		s.lead = string(text[end:start])
		end = lineAfter(text, max(first, start+s.value[1]))
		s.text = string(text[start:end])
		list = append(list, s)
	}
	return list, string(text[end:])
}

// keyOf is the path of a key and where its value stands, counted from start.
func keyOf(text []byte, prefix string, e *unstable.Node, start int) (path string, value [2]int) {
	path = prefix
	at := 0
	for it := e.Key(); it.Next(); {
		n := it.Node()
		path, at = join(path, string(n.Data)), int(n.Raw.Offset+n.Raw.Length)
	}
	at += bytes.IndexByte(text[at:], '=') + 1
	at += len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t"))
	return path, [2]int{at - start, valueEnd(text, at) - start}
}

// lineAfter is where the line after a place begins.
func lineAfter(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

// valueEnd is where the value at a place of a text without mistakes ends.
func valueEnd(text []byte, at int) int {
	depth := 0
	for at < len(text) {
		switch c := text[at]; {
		case c == '"' || c == '\'':
			at = quoteEnd(text, at)
			if depth == 0 {
				return at
			}
			continue
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return at + 1
			}
		case c == '#' && depth > 0:
			at = lineAfter(text, at)
			continue
		case depth == 0 && (c == '\n' || c == '#'):
			return len(bytes.TrimRight(text[:at], " \t"))
		}
		at++
	}
	return len(bytes.TrimRight(text, " \t"))
}

// quoteEnd is where the text that begins at a quotation mark ends, marks
// included.
func quoteEnd(text []byte, at int) int {
	marks := quotesAt(text[at:])
	i := at + len(marks)
	for !bytes.HasPrefix(text[i:], []byte(marks)) {
		if marks[0] == '"' && text[i] == '\\' {
			i++
		}
		i++
	}
	i += len(marks)
	for n := 0; len(marks) == 3 && n < 2 && i < len(text) && text[i] == marks[0]; n++ { // """a"""" ends with one that belongs to it
		i++
	}
	return i
}

// itemAt is the path of an element of a list.
func itemAt(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
