package tomlfile

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rebut/internal/problem"
)

// Edit replaces bytes Start to End of the decoded text at Path by New.
type Edit struct {
	Path       string // as Locate takes it
	Start, End int    // byte offsets into the decoded value, at boundaries of characters
	New        string
}

// splice is an Edit in bytes of the parsed text.
type splice struct {
	start, end int
	text       string
}

// Rewrite is the file with its texts edited. All bytes that do not stand for
// edited characters stay as they are, a byte order mark, the line ends of
// Windows and comments included. What is edited is written as it reads; where
// the quoting needs it, with escapes. Edits must not overlap. One is refused,
// with an error, where the file has no text at its path, or where the text's
// quoting cannot hold it.
func (d *Document) Rewrite(edits []Edit) ([]byte, error) {
	var splices []splice
	for _, e := range edits {
		s, err := d.splice(e)
		if err != nil {
			return nil, err
		}
		splices = append(splices, s)
	}
	return d.spliced(splices)
}

// spliced is the file with splices in it, which must not overlap.
func (d *Document) spliced(splices []splice) ([]byte, error) {
	slices.SortStableFunc(splices, func(a, b splice) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out bytes.Buffer
	at := 0 // in raw
	raw := d.rawOffsets()
	for i, s := range splices {
		if i > 0 && s.start < splices[i-1].end {
			return nil, fmt.Errorf("rewriting %s: two edits overlap", d.File)
		}
		out.Write(d.raw[at:raw(s.start)])
		out.WriteString(s.text)
		at = raw(s.end)
	}
	out.Write(d.raw[at:])
	return out.Bytes(), nil
}

// CanRewrite reports whether the file has a text at a path.
func (d *Document) CanRewrite(path string) bool {
	s, ok := d.find(path)
	return ok && s.text
}

// Position is the place in the file of a character of an edited text.
func (d *Document) Position(e Edit) problem.Position {
	if s, err := d.splice(e); err == nil {
		return d.position(s.start)
	}
	return d.Locate(e.Path, e.Start)
}

func (d *Document) splice(e Edit) (splice, error) {
	refuse := func(why string) (splice, error) {
		return splice{}, fmt.Errorf("rewriting %s: %s %s", d.File, e.Path, why)
	}
	s, ok := d.find(e.Path)
	if !ok || !s.text {
		return refuse("is no text")
	}
	text, ok := quoted(e.New, s.quote)
	if !ok {
		return refuse("is quoted in a way that cannot hold the correction")
	}
	start := d.inside(s, e.Start)
	end := start + d.source(s, start, e.End-e.Start)
	if e.Start < 0 || e.End < e.Start || start > s.end || end > s.end {
		return refuse("is shorter than the correction")
	}
	return splice{start, end, text}, nil
}

// source is how many bytes of the file stand for n decoded bytes from a place
// in a text; a line-ending backslash after them does not.
func (d *Document) source(s spot, from, n int) int {
	if s.quote == verbatim || s.quote == multiline {
		return n
	}
	at := from
	for n > 0 && at < s.end {
		source, decoded := escape(d.text[at:s.end], s.quote == multiesc)
		at, n = at+source, n-decoded
	}
	return at + n - from // n > 0: beyond the text
}

// quoted is a text as it is written inside quotes of a kind.
func quoted(text string, quote quoting) (string, bool) {
	if quote == verbatim || quote == multiline {
		return text, !strings.ContainsFunc(text, func(r rune) bool { return r == '\'' || r < ' ' && r != '\t' || r == 0x7f })
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), true
}

// rawOffsets turns ascending offsets into text into offsets into raw, which
// has a byte order mark and carriage returns more.
func (d *Document) rawOffsets() func(int) int {
	at, raw := 0, 0
	if bytes.HasPrefix(d.raw, bom) {
		raw = len(bom)
	}
	return func(offset int) int {
		for at < offset {
			if d.raw[raw] == '\r' && raw+1 < len(d.raw) && d.raw[raw+1] == '\n' {
				raw++
			}
			at, raw = at+1, raw+1
		}
		return raw
	}
}
