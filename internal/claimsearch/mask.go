package claimsearch

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// mask says which fields of an answer are wanted: all where it is nil, and of
// each that it names what its own mask says.
type mask map[string]mask

// deepest is how far fields may stand inside each other in a mask.
const deepest = 8

// readMask reads the parameter "fields" of Google's partial responses:
// "claims(text,claimReview/url),nextPageToken". "*" stands for all fields.
func readMask(text string) (mask, error) {
	if text == "" {
		return nil, nil
	}
	m := mask{}
	rest, ok := m.list(text, 0)
	if !ok || rest != "" {
		return nil, invalid("fields is not a list of fields. Write it like claims(text,claimReview/url),nextPageToken.")
	}
	return m, nil
}

// list reads fields up to the end or a closing parenthesis.
func (m mask) list(text string, depth int) (rest string, ok bool) {
	for depth < deepest {
		if text, ok = m.field(text, depth); !ok {
			return text, false
		}
		if !strings.HasPrefix(text, ",") {
			return text, true
		}
		text = text[1:]
	}
	return text, false
}

// field reads "name", "name/name" or "name(list)".
func (m mask) field(text string, depth int) (rest string, ok bool) {
	end := strings.IndexAny(text, ",/()")
	if end < 0 {
		end = len(text)
	}
	name, text := strings.TrimSpace(text[:end]), text[end:]
	if name == "" || depth >= deepest {
		return text, false
	}
	switch {
	case strings.HasPrefix(text, "/"):
		return m.inside(name).field(text[1:], depth+1)
	case strings.HasPrefix(text, "("):
		text, ok = m.inside(name).list(text[1:], depth+1)
		return strings.TrimPrefix(text, ")"), ok && strings.HasPrefix(text, ")")
	}
	m[name] = nil
	return text, true
}

// inside is the mask of a field of which a part is wanted.
func (m mask) inside(name string) mask {
	if m[name] == nil {
		m[name] = mask{}
	}
	return m[name]
}

// apply empties the fields of an answer that are not wanted, which are then
// left out. v is a struct, or a list of structs or a pointer to one.
func (m mask) apply(v reflect.Value) error {
	switch {
	case m == nil:
		return nil
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			if err := m.apply(v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return m.apply(v.Elem())
	case v.Kind() != reflect.Struct:
		return nil
	}
	for i := range v.NumField() {
		inner, wanted := m.of(jsonName(v.Type().Field(i)))
		if !wanted {
			v.Field(i).SetZero()
		} else if err := inner.apply(v.Field(i)); err != nil {
			return err
		}
	}
	return m.known(v.Type())
}

func (m mask) of(name string) (inner mask, wanted bool) {
	if inner, wanted = m[name]; !wanted {
		inner, wanted = m["*"]
	}
	return inner, wanted
}

// known refuses names that the type has no field of.
func (m mask) known(t reflect.Type) error {
	has := map[string]bool{"*": true}
	for i := range t.NumField() {
		has[jsonName(t.Field(i))] = true
	}
	for name := range m {
		if !has[name] {
			return invalid("fields names %s, which is no field of the answer.", printable(name))
		}
	}
	return nil
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// body is the answer that was asked for, of a pointer to a struct.
func (p *params) body(answer any) ([]byte, error) {
	if err := p.Fields.apply(reflect.ValueOf(answer)); err != nil {
		return nil, err
	}
	return encode(answer, p.Pretty)
}

// encode writes JSON as Google does: with two spaces for each step, or on one
// line, and a line break at the end.
func encode(v any, pretty bool) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if pretty {
		e.SetIndent("", "  ")
	}
	err := e.Encode(v)
	return b.Bytes(), err
}
