package tomlfile

import (
	"bytes"
	"strconv"

	"github.com/pelletier/go-toml/v2/unstable"
)

// index finds the place of every key and value of a text that has already been
// read as valid TOML.
func index(text []byte) map[string]spot {
	ix := indexer{spots: map[string]spot{}, counts: map[string]int{}, text: text}
	ix.parser.Reset(text)
	for ix.parser.NextExpression() {
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
	return ix.spots
}

type indexer struct {
	parser unstable.Parser
	text   []byte
	prefix string
	spots  map[string]spot
	counts map[string]int // elements seen so far of each array of tables
}

// header enters [a.b] or [[a.b]]; a step that is an array of tables stands for
// its last element (TOML 1.0, "Array of Tables").
func (ix *indexer) header(e *unstable.Node, array bool) string {
	path := ""
	for it := e.Key(); it.Next(); {
		n := it.Node()
		path = join(path, string(n.Data))
		if it.IsLast() && array {
			if _, seen := ix.spots[path]; !seen {
				ix.spots[path] = spot{key: int(n.Raw.Offset), value: int(n.Raw.Offset)}
			}
			ix.counts[path]++
			path += "[" + strconv.Itoa(ix.counts[path]-1) + "]"
		} else if c := ix.counts[path]; c > 0 {
			path += "[" + strconv.Itoa(c-1) + "]"
		}
		if _, seen := ix.spots[path]; !seen {
			ix.spots[path] = spot{key: int(n.Raw.Offset), value: int(n.Raw.Offset)}
		}
	}
	return path
}

func (ix *indexer) keyValue(prefix string, e *unstable.Node) {
	path, at := prefix, 0
	for it := e.Key(); it.Next(); {
		n := it.Node()
		path, at = join(path, string(n.Data)), int(n.Raw.Offset)
		if _, seen := ix.spots[path]; !seen {
			ix.spots[path] = spot{key: at, value: at}
		}
	}
	ix.value(path, at, e.Value())
}

func (ix *indexer) value(path string, at int, v *unstable.Node) {
	s := spot{key: at, value: int(v.Raw.Offset)}
	if v.Kind == unstable.String {
		s.value, s.multi = ix.stringStart(int(v.Raw.Offset))
	}
	if v.Kind == unstable.Array || v.Raw.Length == 0 && v.Kind != unstable.String {
		s.value = at // containers carry no range of their own
	}
	ix.spots[path] = s
	switch v.Kind {
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			child := it.Node()
			ix.value(path+"["+strconv.Itoa(i)+"]", int(child.Raw.Offset), child)
		}
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			ix.keyValue(path, it.Node())
		}
	}
}

// stringStart skips the opening quotes, and the newline that TOML drops after
// the opening quotes of a multi-line string.
func (ix *indexer) stringStart(at int) (start int, multi bool) {
	rest := ix.text[at:]
	if bytes.HasPrefix(rest, []byte(`"""`)) || bytes.HasPrefix(rest, []byte(`'''`)) {
		at += 3
		if bytes.HasPrefix(ix.text[at:], []byte("\r\n")) {
			at += 2
		} else if bytes.HasPrefix(ix.text[at:], []byte("\n")) {
			at++
		}
		return at, true
	}
	return at + 1, false
}

func join(prefix, key string) string {
	if prefix == "" {
		return key
	}
	return prefix + "." + key
}
