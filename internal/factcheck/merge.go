package factcheck

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Conflict is a value that two people changed in different ways.
type Conflict struct {
	Path         string // "text.en.fact"; elements of lists by their id, or else their number from 0: "sources.cmhc-2023.title"
	Mine, Theirs string
}

// Merge joins what two people made of a fact-check: each value is that of the
// one who changed it. Where both did, differently, it is mine, and a conflict.
// base is what both began with. Nothing of the three is changed, but the result
// shares with them.
func Merge(base, mine, theirs *FactCheck) (*FactCheck, []Conflict) {
	var m merger
	out := *mine
	from := reflect.ValueOf(&out).Elem()
	for i := range from.NumField() {
		field := from.Type().Field(i)
		if field.Name == "Origin" {
			continue
		}
		at := keyOfField(field)
		from.Field(i).Set(m.value(at, reflect.ValueOf(base).Elem().Field(i), reflect.ValueOf(mine).Elem().Field(i), reflect.ValueOf(theirs).Elem().Field(i)))
	}
	return &out, m.conflicts
}

// keyOfField is the key of a field in the file. The fact-check's own fields are
// called as their keys are, but for the texts.
func keyOfField(field reflect.StructField) string {
	if key := field.Tag.Get("toml"); key != "" {
		return key
	}
	if field.Name == "Texts" {
		return "text"
	}
	return strings.ToLower(field.Name)
}

type merger struct{ conflicts []Conflict }

func (m *merger) value(at string, base, mine, theirs reflect.Value) reflect.Value {
	switch {
	case alike(mine, theirs), alike(base, theirs):
		return mine
	case alike(base, mine):
		return theirs
	}
	if _, whole := mine.Interface().(Date); !whole {
		switch kind := mine.Kind(); {
		case kind == reflect.Struct:
			return m.structure(at, base, mine, theirs)
		case kind == reflect.Pointer && mine.Type().Elem().Kind() == reflect.Struct && !mine.IsNil() && !theirs.IsNil():
			return m.pointer(at, base, mine, theirs)
		case kind == reflect.Map:
			return m.mapping(at, base, mine, theirs)
		case kind == reflect.Slice && hasIDs(mine, theirs):
			return m.list(at, base, mine, theirs)
		case kind == reflect.Slice && mine.Len() == theirs.Len() && mine.Len() == base.Len() && mine.Type().Elem().Kind() == reflect.Struct:
			return m.rows(at, base, mine, theirs)
		}
	}
	m.conflicts = append(m.conflicts, Conflict{at, shown(mine), shown(theirs)})
	return mine
}

func (m *merger) structure(at string, base, mine, theirs reflect.Value) reflect.Value {
	out := reflect.New(mine.Type()).Elem()
	for i := range out.NumField() {
		out.Field(i).Set(m.value(at+"."+keyOfField(out.Type().Field(i)), base.Field(i), mine.Field(i), theirs.Field(i)))
	}
	return out
}

func (m *merger) pointer(at string, base, mine, theirs reflect.Value) reflect.Value {
	was := reflect.Zero(mine.Type().Elem())
	if !base.IsNil() {
		was = base.Elem()
	}
	out := reflect.New(mine.Type().Elem())
	out.Elem().Set(m.structure(at, was, mine.Elem(), theirs.Elem()))
	return out
}

func (m *merger) mapping(at string, base, mine, theirs reflect.Value) reflect.Value {
	var keys []string
	for _, in := range []reflect.Value{base, mine, theirs} {
		for _, key := range in.MapKeys() {
			keys = append(keys, key.String())
		}
	}
	slices.Sort(keys)
	out := reflect.MakeMap(mine.Type())
	of := func(in reflect.Value, key string) reflect.Value {
		if v := in.MapIndex(reflect.ValueOf(Lang(key))); v.IsValid() {
			return v
		}
		return reflect.Zero(mine.Type().Elem())
	}
	for _, key := range slices.Compact(keys) {
		if v := m.value(at+"."+key, of(base, key), of(mine, key), of(theirs, key)); !v.IsZero() {
			out.SetMapIndex(reflect.ValueOf(Lang(key)), v)
		}
	}
	return out
}

// list is a list whose elements have ids: theirs, and behind them what only I
// have.
func (m *merger) list(at string, base, mine, theirs reflect.Value) reflect.Value {
	out := reflect.Zero(mine.Type())
	for i := range theirs.Len() {
		id := idOf(theirs.Index(i))
		was, is := withID(base, id), withID(mine, id)
		switch {
		case is.IsValid() && was.IsValid():
			out = reflect.Append(out, m.value(at+"."+id, was, is, theirs.Index(i)))
		case is.IsValid():
			out = reflect.Append(out, m.value(at+"."+id, reflect.Zero(is.Type()), is, theirs.Index(i)))
		case !was.IsValid(): // they added it
			out = reflect.Append(out, theirs.Index(i))
		case !alike(was, theirs.Index(i)): // I took it out, they changed it
			m.conflicts = append(m.conflicts, Conflict{at + "." + id, "", shown(theirs.Index(i))})
			out = reflect.Append(out, theirs.Index(i))
		}
	}
	for i := range mine.Len() {
		id := idOf(mine.Index(i))
		if withID(theirs, id).IsValid() {
			continue
		}
		was := withID(base, id)
		if was.IsValid() && alike(was, mine.Index(i)) {
			continue // they took it out
		}
		if was.IsValid() {
			m.conflicts = append(m.conflicts, Conflict{at + "." + id, shown(mine.Index(i)), ""})
		}
		out = reflect.Append(out, mine.Index(i))
	}
	return out
}

// rows is a list whose elements are known by their place.
func (m *merger) rows(at string, base, mine, theirs reflect.Value) reflect.Value {
	out := reflect.MakeSlice(mine.Type(), mine.Len(), mine.Len())
	for i := range mine.Len() {
		out.Index(i).Set(m.value(at+"."+strconv.Itoa(i), base.Index(i), mine.Index(i), theirs.Index(i)))
	}
	return out
}

// hasIDs reports whether all elements have an id, and no two the same.
func hasIDs(lists ...reflect.Value) bool {
	for _, list := range lists {
		seen := map[string]bool{"": true}
		for i := range list.Len() {
			if list.Index(i).Kind() != reflect.Struct || seen[idOf(list.Index(i))] {
				return false
			}
			seen[idOf(list.Index(i))] = true
		}
	}
	return true
}

func idOf(v reflect.Value) string {
	if id := v.FieldByName("ID"); id.IsValid() {
		return id.String()
	}
	return ""
}

func withID(list reflect.Value, id string) reflect.Value {
	for i := range list.Len() {
		if idOf(list.Index(i)) == id {
			return list.Index(i)
		}
	}
	return reflect.Value{}
}

// alike reports whether two values say the same: an empty list or table is as
// good as none.
func alike(a, b reflect.Value) bool {
	if k := a.Kind(); (k == reflect.Slice || k == reflect.Map) && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// shown is a value as people read it.
func shown(v reflect.Value) string {
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if text, ok := v.Interface().(fmt.Stringer); ok || v.Kind() != reflect.Struct && v.Kind() != reflect.Slice && v.Kind() != reflect.Map {
		if ok {
			return text.String()
		}
		return fmt.Sprint(v.Interface())
	}
	var lines []string
	for _, s := range spoken(nil, place{}, v) {
		lines = append(lines, strings.TrimPrefix(s.field+": ", ": ")+s.text)
	}
	return strings.Join(lines, "\n")
}
