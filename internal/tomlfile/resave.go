package tomlfile

import (
	"bytes"
	"encoding"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Errors of Resave.
var errForm = errors.New("the file is written in a form that cannot be changed here")

// Resave is the file as it has to be for Decode to fill after, given what
// Decode filled before: two pointers to structs of one type. Only what differs
// is written; comments, order and all else stay, with what belongs to a list's
// element when elements change places. Elements of a list that both have are
// known by their field ID, or by being equal, or by their place. The error says
// that the file's form leaves no way; it is not changed then.
func (d *Document) Resave(before, after any) ([]byte, error) {
	r := resaver{doc: d}
	r.list, r.tail = statements(d.text)
	r.structure("", reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem())
	text := r.text()
	again, problems := Parse(d.File, []byte(text))
	if again == nil || len(problems) > 0 {
		return nil, errForm
	}
	got := reflect.New(reflect.TypeOf(after).Elem())
	again.Decode(got.Interface())
	if !same(got.Elem(), reflect.ValueOf(after).Elem()) {
		return nil, errForm
	}
	return d.inForm(text), nil
}

// inForm gives a text the file's byte order mark and line ends.
func (d *Document) inForm(text string) []byte {
	out := []byte(text)
	if bytes.Contains(d.raw, []byte("\r\n")) {
		out = bytes.ReplaceAll(out, []byte("\n"), []byte("\r\n"))
	}
	if bytes.HasPrefix(d.raw, bom) {
		out = append(slices.Clone(bom), out...)
	}
	return out
}

type resaver struct {
	doc  *Document
	list []*statement
	tail string
}

func (r *resaver) text() string {
	var b strings.Builder
	for i, s := range r.list {
		b.WriteString(s.lead)
		b.WriteString(s.text)
		if !strings.HasSuffix(s.text, "\n") && (i < len(r.list)-1 || r.tail != "") {
			b.WriteByte('\n')
		}
	}
	b.WriteString(r.tail)
	return b.String()
}

// same reports whether two values read alike: what is not written is as good as
// empty.
func same(a, b reflect.Value) bool {
	if blank(a) || blank(b) {
		return blank(a) && blank(b)
	}
	a, b = plain(a), plain(b)
	if a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Struct:
		if a.Type() == reflect.TypeFor[time.Time]() {
			break
		}
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		return sameKeys(a, b) && sameKeys(b, a)
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func sameKeys(a, b reflect.Value) bool {
	for _, key := range a.MapKeys() {
		other := b.MapIndex(key)
		if !other.IsValid() && !blank(a.MapIndex(key)) || other.IsValid() && !same(a.MapIndex(key), other) {
			return false
		}
	}
	return true
}

func (r *resaver) structure(path string, before, after reflect.Value) {
	for i := range after.NumField() {
		key := after.Type().Field(i).Tag.Get("toml")
		if key != "" {
			r.value(join(path, key), before.Field(i), after.Field(i))
		}
	}
}

// value makes the statements at a path say after.
func (r *resaver) value(path string, before, after reflect.Value) {
	if same(before, after) {
		return
	}
	path = r.doc.asWritten(path)
	whole := r.find(path)
	_, readsItself := after.Interface().(Marshaler)
	kind := after.Kind()
	if kind == reflect.Pointer {
		kind = after.Type().Elem().Kind()
	}
	switch table := kind == reflect.Struct && !readsItself; {
	case blank(after) && (whole == nil || whole.header || !emptied(after.Type())):
		r.remove(path)
	case whole != nil && !whole.header:
		whole.set(encoded(after))
	case kind == reflect.Map:
		r.mapping(path, before, after)
	case table:
		r.table(path, before, after)
	case kind == reflect.Slice && isTable(after.Type().Elem()) && !strings.Contains(path, "."):
		r.sections(path, before, after)
	default:
		r.remove(path)
		r.insert(path, encoded(after))
	}
}

// emptied reports whether a key stays when its value goes: as "" or false.
func emptied(t reflect.Type) bool {
	return t.Kind() == reflect.Bool || t.Kind() == reflect.String && !reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func isTable(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !t.Implements(reflect.TypeFor[Marshaler]())
}

// table is a struct that has a section of its own, or keys with dots in that
// of its parent. One that is new gets a section where its parent is the file.
func (r *resaver) table(path string, before, after reflect.Value) {
	was, is := before, after
	if is.Kind() == reflect.Pointer {
		is = is.Elem()
		if was.IsNil() {
			was = reflect.New(is.Type())
		}
		was = was.Elem()
	}
	if !strings.Contains(path, ".") || strings.Count(path, ".") == 1 && strings.HasPrefix(path, "text.") {
		r.section(path)
	}
	r.structure(path, was, is)
}

// mapping is a text per language, or a table per language.
func (r *resaver) mapping(path string, before, after reflect.Value) {
	if after.Type().Elem().Kind() == reflect.String {
		r.texts(path, after)
		return
	}
	for _, key := range sortedMapKeys(after) {
		was := before.MapIndex(key)
		if !was.IsValid() {
			was = reflect.Zero(after.Type().Elem())
		}
		r.value(join(path, key.String()), was, after.MapIndex(key))
	}
	for _, key := range sortedMapKeys(before) {
		if !after.MapIndex(key).IsValid() {
			r.remove(r.doc.asWritten(join(path, key.String())))
		}
	}
}

// texts writes one text per language, each on a line of its own. One text for
// all languages has no such line.
func (r *resaver) texts(path string, after reflect.Value) {
	if all := plain(after); all.Kind() == reflect.String {
		r.remove(path)
		r.insert(path, encoded(all))
		return
	}
	for _, s := range slices.Clone(r.list) {
		if s.in(path) && !after.MapIndex(reflect.ValueOf(s.path[len(path)+1:]).Convert(after.Type().Key())).IsValid() {
			r.remove(s.path)
		}
	}
	for _, key := range sortedMapKeys(after) {
		at, text := join(path, key.String()), encodedText(after.MapIndex(key).String(), true)
		if s := r.find(at); s != nil {
			s.set(text)
		} else {
			r.insert(at, text)
		}
	}
}

func (s *statement) set(value string) {
	s.text = s.text[:s.value[0]] + value + s.text[s.value[1]:]
	s.value[1] = s.value[0] + len(value)
}

// asWritten is a path with its keys as the file spells them.
func (d *Document) asWritten(path string) string {
	for head := path; len(d.written) > 0 && head != ""; head = parentPath(head) {
		if w, ok := d.written[head]; ok {
			return w + path[len(head):]
		}
	}
	return path
}
