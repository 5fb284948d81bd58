package tomlfile

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Marshaler is a type that writes itself as a value that Unmarshaler reads: a
// string, int64, float64, bool, time.Time, which is written as a day, or a
// map[string]string. nil is for what is not written.
type Marshaler interface {
	MarshalTOML() any
}

// plain is a value without the types that write themselves.
func plain(v reflect.Value) reflect.Value {
	switch m := v.Interface().(type) {
	case Marshaler:
		return reflect.ValueOf(m.MarshalTOML())
	case encoding.TextMarshaler:
		if text, err := m.MarshalText(); err == nil {
			return reflect.ValueOf(string(text))
		}
	}
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		return plain(v.Elem())
	}
	return v
}

// blank reports whether nothing need be written of a value.
func blank(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer && !v.IsNil() && v.Type().Elem().Kind() != reflect.Struct {
		return false // a nought that somebody wrote
	}
	v = plain(v)
	switch {
	case !v.IsValid():
		return true
	case v.Kind() == reflect.Map, v.Kind() == reflect.Slice:
		return v.Len() == 0
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			if !blank(v.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

// longLine is how many bytes a list may have on one line.
const longLine = 100

// encoded is a value as it is written behind a key.
func encoded(v reflect.Value) string {
	v = plain(v)
	switch v.Kind() {
	case reflect.String:
		return encodedText(v.String(), true)
	case reflect.Bool, reflect.Int, reflect.Int64:
		return fmt.Sprint(v.Interface())
	case reflect.Float64:
		text := strconv.FormatFloat(v.Float(), 'f', -1, 64)
		return text
	case reflect.Struct:
		if t, ok := v.Interface().(time.Time); ok {
			return t.Format(time.DateOnly)
		}
		return "{ " + strings.Join(encodedFields(v), ", ") + " }"
	case reflect.Map:
		return "{ " + strings.Join(encodedKeys(v), ", ") + " }"
	case reflect.Slice:
		return encodedList(v)
	}
	return `""` // nothing else stands in our files
}

func encodedFields(v reflect.Value) []string {
	var parts []string
	for i := range v.NumField() {
		if key := v.Type().Field(i).Tag.Get("toml"); key != "" && !blank(v.Field(i)) {
			parts = append(parts, key+" = "+oneLine(v.Field(i)))
		}
	}
	return parts
}

func encodedKeys(v reflect.Value) []string {
	var parts []string
	for _, key := range sortedMapKeys(v) {
		parts = append(parts, key.String()+" = "+oneLine(v.MapIndex(key)))
	}
	return parts
}

// oneLine is a value as it may stand in an inline table, which is one line.
func oneLine(v reflect.Value) string {
	if v := plain(v); v.Kind() == reflect.String {
		return encodedText(v.String(), false)
	}
	return encoded(v)
}

func encodedList(v reflect.Value) string {
	items := make([]string, v.Len())
	size := 0
	for i := range items {
		items[i] = oneLine(v.Index(i))
		size += len(items[i])
	}
	if size <= longLine || len(items) < 2 {
		return "[" + strings.Join(items, ", ") + "]"
	}
	return "[\n  " + strings.Join(items, ",\n  ") + ",\n]"
}

// encodedText is a text in quotation marks; over several lines, where it has
// them and may.
func encodedText(text string, lines bool) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if !lines || !strings.Contains(text, "\n") {
		out, _ := quoted(text, escaped) // takes any text
		return `"` + out + `"`
	}
	parts := strings.Split(text, "\n")
	for i := range parts {
		parts[i], _ = quoted(parts[i], escaped)
		parts[i] = strings.ReplaceAll(parts[i], `\"`, `"`)
	}
	out := strings.Join(parts, "\n")
	out = strings.ReplaceAll(out, `""`, `"\"`) // never three in a row
	if strings.HasSuffix(out, `"`) && !strings.HasSuffix(out, `\"`) {
		out = out[:len(out)-1] + `\"`
	}
	return "\"\"\"\n" + out + "\"\"\""
}

// sortedMapKeys are the keys of a map whose keys are texts.
func sortedMapKeys(v reflect.Value) []reflect.Value {
	byText := map[string]reflect.Value{}
	for _, key := range v.MapKeys() {
		byText[key.String()] = key
	}
	out := make([]reflect.Value, 0, len(byText))
	for _, text := range slices.Sorted(maps.Keys(byText)) {
		out = append(out, byText[text])
	}
	return out
}
