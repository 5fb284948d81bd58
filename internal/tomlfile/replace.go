package tomlfile

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// Value is a new value for what stands at a path.
type Value struct {
	Path string // as Locate takes it
	New  string // the text; or a number, date or boolean as TOML writes it
}

// Replace is the file with whole values replaced: a text by another, in the
// same quotes where they can hold it, and a number, date or boolean by another.
// All other bytes stay as they are. One is refused, with an error, where the
// file has no such value at its path, or where the quotes cannot hold the text.
func (d *Document) Replace(values []Value) ([]byte, error) {
	var splices []splice
	for _, v := range values {
		s, ok := d.find(v.Path)
		why := "is not in the file"
		var next splice
		if ok {
			next, why = d.replaced(s, v.New)
		}
		if why != "" {
			return nil, fmt.Errorf("rewriting %s: %s %s", d.File, v.Path, why)
		}
		splices = append(splices, next)
	}
	return d.spliced(splices)
}

// bare is a number, a date or a boolean.
var bare = regexp.MustCompile(`^[0-9A-Za-z+-][0-9A-Za-z_.:+-]*`)

// replaced is the splice of a whole value; why says what is against it.
func (d *Document) replaced(s spot, value string) (out splice, why string) {
	if !s.text {
		token := bare.FindString(string(d.text[s.value:]))
		if s.value == s.key || token == "" || bare.FindString(value) != value || value == "" {
			return out, "is no text, or is replaced by what is none"
		}
		return splice{s.value, s.value + len(token), value}, ""
	}
	lines := []string{value}
	if s.quote.lines() {
		lines = strings.Split(value, "\n")
	}
	for i, line := range lines {
		text, ok := quoted(line, s.quote)
		if !ok && s.quote == verbatim { // in other quotes, then
			text, _ = quoted(value, escaped)
			return splice{s.value - 1, s.end + 1, `"` + text + `"`}, ""
		}
		if !ok {
			return out, "is quoted in a way that cannot hold the new text"
		}
		lines[i] = text
	}
	return splice{s.value, s.end, strings.Join(lines, d.lineEnd())}, ""
}

func (d *Document) lineEnd() string {
	if bytes.Contains(d.raw, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
