package exchange

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"rebut/internal/problem"
)

// document reads a file of JSON, or a page with JSON-LD in it.
func (r *reader) document(f File, kind Kind) error {
	text, encoding, err := decoded(f.Content)
	if err != nil {
		return err
	}
	if encoding == windows1252 {
		r.note(f.Name, "exchange-encoding", "the file is not Unicode and was read as "+windows1252, "look at accents and quotation marks")
	}
	if kind == JSON {
		return r.model(f.Name, text)
	}
	parts := []part{{text, 1}}
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		if parts = scripts(text); len(parts) == 0 {
			return mistake("not every page has one; look in its source for “ClaimReview”", "the page has no JSON-LD in it")
		}
	}
	before := len(r.out.Items)
	for _, p := range parts {
		if err := r.reviews(f.Name, p); err != nil {
			return err
		}
	}
	if len(r.out.Items) == before {
		return mistake("choose a file that has objects with \"@type\": \"ClaimReview\"", "there is no ClaimReview in %s", problem.Quote(f.Name))
	}
	return nil
}

// part is a stretch of a file.
type part struct {
	text string
	line int // where it begins, from 1
}

// scripts are the JSON-LD of a page.
func scripts(page string) []part {
	var out []part
	line, inside := 1, false
	for t := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := t.Next()
		if kind == html.ErrorToken {
			return out
		}
		raw := string(t.Raw())
		switch {
		case kind == html.StartTagToken:
			inside = jsonLD(t.Token())
		case kind == html.TextToken && inside:
			out = append(out, part{strings.TrimSpace(raw), line + strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")})
			inside = false
		}
		line += strings.Count(raw, "\n")
	}
}

func jsonLD(t html.Token) bool {
	if t.Data != "script" {
		return false
	}
	for _, a := range t.Attr {
		if kind, _, _ := strings.Cut(a.Val, ";"); a.Key == "type" && strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") {
			return true
		}
	}
	return false
}

// value is a JSON value with the place where it begins.
type value struct {
	raw  json.RawMessage
	line int
}

// parsed is JSON as Go has it: map[string]any, []any, string, json.Number,
// bool, nil. The error is a *problem.Mistake with the place.
func parsed(name string, p part) (any, error) {
	if depth(p.text) > MaxDepth {
		return nil, mistake("no program writes such a file for people", "values in %s are nested more than %d deep", problem.Quote(name), MaxDepth)
	}
	d := json.NewDecoder(strings.NewReader(p.text))
	d.UseNumber()
	var out any
	if err := d.Decode(&out); err != nil {
		at := int(d.InputOffset())
		if s, ok := err.(*json.SyntaxError); ok {
			at = int(s.Offset)
		}
		return nil, unreadableAt(name, p, at)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, unreadableAt(name, p, int(d.InputOffset()))
	}
	return out, nil
}

func unreadableAt(name string, p part, at int) error {
	before := p.text[:min(max(at, 0), len(p.text))]
	begin := strings.LastIndexByte(before, '\n') + 1
	return mistake("ask whoever made the file for it again", "%s is no JSON: line %d, column %d", problem.Quote(name),
		p.line+strings.Count(before, "\n"), utf8.RuneCountInString(before[begin:])+1)
}

// depth is how deep values nest in a text that should be JSON.
func depth(text string) int {
	now, most, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			now++
			most = max(most, now)
		case c == '}', c == ']':
			now--
		}
	}
	return most
}

// elements are the elements of a JSON list, each with its line.
func elements(list json.RawMessage, line int) []value {
	d := json.NewDecoder(bytes.NewReader(list))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil
	}
	var out []value
	for d.More() {
		from := int(d.InputOffset())
		var v value
		if d.Decode(&v.raw) != nil {
			return out
		}
		begin := from + strings.IndexFunc(string(list[from:]), func(r rune) bool { return !strings.ContainsRune(", \t\r\n", r) })
		v.line = line + bytes.Count(list[:begin], []byte("\n"))
		out = append(out, v)
	}
	return out
}

// text is a JSON value as one line of text, where it is one.
func text(v any) string {
	switch x := v.(type) {
	case string:
		return strings.Join(strings.Fields(strings.ToValidUTF8(html.UnescapeString(x), "\ufffd")), " ")
	case json.Number:
		return x.String()
	case bool:
		return strconv.FormatBool(x)
	case map[string]any: // {"@value": "…", "@language": "…"}
		if inner, ok := x["@value"]; ok {
			return text(inner)
		}
	case []any:
		if len(x) > 0 {
			return text(x[0])
		}
	}
	return ""
}

// object is a JSON value as an object: the first of a list.
func object(v any) map[string]any {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	o, _ := v.(map[string]any)
	return o
}

// objects are the objects of a value: one, or a list.
func objects(v any) []map[string]any {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []map[string]any
	for _, one := range list {
		if o, ok := one.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

// is reports whether an object is of a type of schema.org.
func is(o map[string]any, kind string) bool {
	list, ok := o["@type"].([]any)
	if !ok {
		list = []any{o["@type"]}
	}
	for _, one := range list {
		name, _ := one.(string)
		for _, prefix := range []string{"", "schema:", "http://schema.org/", "https://schema.org/"} {
			if name == prefix+kind {
				return true
			}
		}
	}
	return false
}
