package tomlfile

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"rebut/internal/problem"
)

// Unmarshaler is a type that reads itself from a decoded TOML value: a string,
// int64, float64, bool, time.Time, []any or map[string]any. It is the
// interface of BurntSushi/toml. A *problem.Mistake that it returns becomes a
// problem with its hint.
type Unmarshaler interface {
	UnmarshalTOML(value any) error
}

// Decode fills v, a pointer to a struct with `toml:"key"` tags, and returns
// all that was wrong: unknown keys, wrong types, and values that a type's
// UnmarshalText or UnmarshalTOML refuses, for which a field may have a hint of
// its own (`hint:"…"`). What could be read is filled in even where something
// else was wrong.
func (d *Document) Decode(v any) problem.List {
	dec := decoder{doc: d, hints: map[string]string{}}
	dec.value("", reflect.ValueOf(v).Elem(), d.tree)
	return dec.problems
}

type decoder struct {
	doc      *Document
	problems problem.List
	hints    map[string]string // by path, of fields with a hint of their own
}

func (dec *decoder) report(path, code, message, hint string) {
	dec.doc.refused[path] = true
	dec.problems = append(dec.problems, problem.Problem{Code: code, Message: message, Hint: hint}.At(dec.doc.Locate(path, -1)))
}

func (dec *decoder) value(path string, dst reflect.Value, src any) {
	if dst.Kind() == reflect.Pointer {
		_, table := src.(map[string]any)
		whole := reflect.New(dst.Type().Elem()).Interface()
		_, readsItself := whole.(Unmarshaler)
		_, readsText := whole.(encoding.TextUnmarshaler)
		if !table && !readsItself && !readsText && dst.Type().Elem().Kind() == reflect.Struct {
			dec.wrongType(path, "a [section]", src) // and dst stays nil
			return
		}
		if dst.IsNil() {
			dst.Set(reflect.New(dst.Type().Elem()))
		}
		dst = dst.Elem()
	}
	if dst.CanAddr() {
		switch u := dst.Addr().Interface().(type) {
		case Unmarshaler:
			dec.refuse(path, u.UnmarshalTOML(src), false)
			return
		case encoding.TextUnmarshaler:
			if text, ok := src.(string); ok {
				dec.refuse(path, u.UnmarshalText([]byte(text)), false)
			} else {
				dec.wrongType(path, "a text in quotation marks", src)
			}
			return
		}
	}
	switch dst.Kind() {
	case reflect.Struct:
		dec.structure(path, dst, src)
	case reflect.Map:
		dec.mapping(path, dst, src)
	case reflect.Slice:
		dec.slice(path, dst, src)
	default:
		dec.scalar(path, dst, src)
	}
}

// refuse reports what a type said of a value, or of the key itself;
// errors.Join'ed mistakes are reported one by one.
func (dec *decoder) refuse(path string, err error, key bool) {
	if err == nil {
		return
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range several.Unwrap() {
			dec.refuse(path, e, key)
		}
		return
	}
	hint := ""
	if m := (*problem.Mistake)(nil); errors.As(err, &m) {
		if hint = m.Hint; m.Key != "" {
			path = join(path, m.Key)
		}
	}
	if own, ok := dec.hints[path]; ok {
		hint = own
	}
	message := err.Error()
	if !key {
		message = keyName(path) + ": " + message
	}
	dec.report(path, "bad-value", message, hint)
}

func (dec *decoder) scalar(path string, dst reflect.Value, src any) {
	switch dst.Kind() {
	case reflect.String:
		if text, ok := src.(string); ok {
			dst.SetString(text)
			return
		}
		dec.wrongType(path, "a text in quotation marks", src)
	case reflect.Bool:
		if b, ok := src.(bool); ok {
			dst.SetBool(b)
			return
		}
		dec.wrongType(path, "true or false", src)
	case reflect.Int:
		if n, ok := src.(int64); ok && !dst.OverflowInt(n) {
			dst.SetInt(n)
			return
		}
		dec.wrongType(path, "a whole number", src)
	case reflect.Float64:
		switch n := src.(type) {
		case int64:
			dst.SetFloat(float64(n))
		case float64:
			dst.SetFloat(n)
		default:
			dec.wrongType(path, "a number", src)
		}
	default:
		panic(fmt.Sprintf("tomlfile: no decoding into %s", dst.Type()))
	}
}

func (dec *decoder) slice(path string, dst reflect.Value, src any) {
	items, ok := sliceOf(src)
	if !ok {
		dec.wrongType(path, "a list in [ ]", src)
		return
	}
	dst.Set(reflect.MakeSlice(dst.Type(), len(items), len(items)))
	for i, item := range items {
		dec.value(fmt.Sprintf("%s[%d]", path, i), dst.Index(i), item)
	}
}

// sliceOf unifies the two shapes BurntSushi/toml gives arrays: []any, and
// []map[string]any for an array of tables.
func sliceOf(src any) ([]any, bool) {
	switch s := src.(type) {
	case []any:
		return s, true
	case []map[string]any:
		out := make([]any, len(s))
		for i := range s {
			out[i] = s[i]
		}
		return out, true
	}
	return nil, false
}

func (dec *decoder) mapping(path string, dst reflect.Value, src any) {
	table, ok := src.(map[string]any)
	if !ok {
		dec.wrongType(path, "a [section]", src)
		return
	}
	dst.Set(reflect.MakeMap(dst.Type()))
	for _, key := range dec.inOrder(path, table) {
		k := reflect.New(dst.Type().Key()).Elem()
		if u, ok := k.Addr().Interface().(encoding.TextUnmarshaler); ok {
			if err := u.UnmarshalText([]byte(key)); err != nil {
				dec.refuse(join(path, key), err, true)
				dec.doc.refused[join(path, anyKey)] = true
				continue
			}
		} else {
			k.SetString(key)
		}
		if dst.MapIndex(k).IsValid() {
			dec.report(join(path, key), "duplicate-key", fmt.Sprintf("%q and %q are the same", key, dec.spelling(path, k)), "keep one of them")
			continue
		}
		if canonical := k.String(); canonical != key {
			dec.doc.written[join(path, canonical)] = join(path, key)
		}
		v := reflect.New(dst.Type().Elem()).Elem()
		dec.value(join(path, key), v, table[key])
		if v.Kind() != reflect.Pointer || !v.IsNil() {
			dst.SetMapIndex(k, v)
		}
	}
}

// spelling is how the file writes a key that is in the map already.
func (dec *decoder) spelling(path string, k reflect.Value) string {
	if w, ok := dec.doc.written[join(path, k.String())]; ok {
		return w[min(len(path)+1, len(w)):]
	}
	return k.String()
}

func (dec *decoder) structure(path string, dst reflect.Value, src any) {
	table, ok := src.(map[string]any)
	if !ok {
		dec.wrongType(path, "a [section]", src)
		return
	}
	fields := map[string]int{}
	for i := range dst.NumField() {
		if tag := dst.Type().Field(i).Tag.Get("toml"); tag != "" && tag != "-" {
			fields[tag] = i
		}
	}
	for _, key := range dec.inOrder(path, table) {
		if i, known := fields[key]; known {
			if hint := dst.Type().Field(i).Tag.Get("hint"); hint != "" {
				dec.hints[join(path, key)] = hint
			}
			dec.value(join(path, key), dst.Field(i), table[key])
			continue
		}
		dec.unknownKey(path, key, table, sortedKeys(fields))
	}
}

func (dec *decoder) unknownKey(path, key string, table map[string]any, known []string) {
	hint := "known here: " + strings.Join(known, ", ")
	if likely := problem.Likely(key, known); likely != "" {
		hint = fmt.Sprintf("did you mean %q?", likely)
		if _, there := table[likely]; !there {
			dec.doc.refused[join(path, likely)] = true // one slip of the pen, one problem
		}
	}
	dec.report(join(path, key), "unknown-key", fmt.Sprintf("unknown key %q", key), hint)
}

func (dec *decoder) wrongType(path, want string, got any) {
	dec.report(path, "wrong-type", fmt.Sprintf("%s must be %s, but is %s", keyName(path), want, typeName(got)), typeHint(path, want, got))
}

// typeHint answers the wrong types that people write most.
func typeHint(path, want string, got any) string {
	switch got.(type) {
	case map[string]any:
		if want == "a list in [ ]" {
			return "sections that can stand several times have double brackets: [[" + path + "]]"
		}
	case string:
		switch want {
		case "a list in [ ]":
			return `write ["…"] even for one`
		case "a [section]":
			return `write its keys in { }, such as { name = "…" }`
		case "true or false", "a whole number", "a number":
			return "write it without quotation marks"
		}
	case int64, float64, bool, time.Time:
		if want == "a text in quotation marks" {
			return "put it in quotation marks"
		}
	}
	return ""
}

// keyName is the part of a path that a person recognises: its last key.
func keyName(path string) string {
	name := path[strings.LastIndexByte(path, '.')+1:]
	if key, rest, isElement := strings.Cut(name, "["); isElement {
		var i int
		if _, err := fmt.Sscanf(rest, "%d]", &i); err == nil {
			return fmt.Sprintf("item %d of %s", i+1, key)
		}
	}
	return name
}

func typeName(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case int64, float64:
		return "a number"
	case bool:
		return "true or false"
	case time.Time:
		return "a date"
	case map[string]any:
		return "a section or { } table"
	}
	return "a list"
}

// inOrder are a table's keys as they stand in the file.
func (dec *decoder) inOrder(path string, table map[string]any) []string {
	keys := sortedKeys(table)
	slices.SortStableFunc(keys, func(a, b string) int {
		return cmp.Compare(dec.doc.spots[join(path, a)].key, dec.doc.spots[join(path, b)].key)
	})
	return keys
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[string])
	return keys
}
