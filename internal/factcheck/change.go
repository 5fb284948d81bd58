package factcheck

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Change is one thing that readers find different in a later revision.
type Change struct {
	Lang   Lang   `toml:"lang"`   // whose text it is; "" for what is the same in every language
	Field  string `toml:"field"`  // its key in the file: "fact", "number.value", "sources.cmhc-2023.url"; items without an id are numbered from 1
	Before string `toml:"before"` // without marks of emphasis; "" for what was not there
	After  string `toml:"after"`  // likewise; "" for what is gone
}

// Changes lists what a fact-check says differently than an earlier revision of
// it: first what is the same in every language, then each language's own
// texts, the original's before the others. What readers do not see (wordings
// for the search, notes about translations) is left out.
func Changes(before, after *FactCheck) []Change {
	was, is := said(before), said(after)
	then, now := indexed(was), indexed(is)
	var out []Change
	for _, s := range is {
		if then[s.place] != s.text {
			out = append(out, Change{s.lang, s.field, then[s.place], s.text})
		}
	}
	for _, s := range was {
		if _, there := now[s.place]; !there {
			out = append(out, Change{s.lang, s.field, s.text, ""})
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		return cmp.Or(after.rank(a.Lang)-after.rank(b.Lang), cmp.Compare(a.Lang, b.Lang))
	})
	return out
}

// ChangesAt lists what a revision changed, given the earlier revisions that
// were kept. Where what stood before the revision was not kept, or what it made
// of that, it is what the revision's corrections have on record, which may be
// nothing.
func ChangesAt(f *FactCheck, earlier []*FactCheck, revision int) []Change {
	at := func(n int) *FactCheck {
		if n == f.Revision {
			return f
		}
		if i := slices.IndexFunc(earlier, func(old *FactCheck) bool { return old.Revision == n }); i >= 0 {
			return earlier[i]
		}
		return nil
	}
	before, after := at(revision-1), at(revision)
	if before == nil || after == nil {
		return f.recorded(revision)
	}
	return Changes(before, after)
}

// recorded are the changes that the corrections of a revision have on record.
func (f *FactCheck) recorded(revision int) []Change {
	var out []Change
	for _, c := range f.Corrections {
		if c.Revision == revision {
			out = append(out, c.Changes...)
		}
	}
	return out
}

// rank puts what concerns all languages first, then the original.
func (f *FactCheck) rank(l Lang) int {
	switch l {
	case "":
		return 0
	case f.Language:
		return 1
	}
	return 2
}

// place is where a text stands in a fact-check.
type place struct {
	lang  Lang
	field string
}

// statement is one text of a fact-check.
type statement struct {
	place
	text string
}

func indexed(list []statement) map[place]string {
	out := make(map[place]string, len(list))
	for _, s := range list {
		out[s.place] = s.text
	}
	return out
}

// said lists all that a fact-check tells readers, without what is empty.
func said(f *FactCheck) []statement {
	out := spoken(nil, place{field: "rating"}, reflect.ValueOf(f.Rating))
	for _, part := range []struct {
		key   string
		value any
	}{{"number", f.Number}, {"chart", f.Chart}, {"receipt", f.Receipt}, {"appearances", f.Appearances}, {"sources", f.Sources}, {"withdrawn", f.Withdrawn}} {
		out = spoken(out, place{field: part.key}, reflect.ValueOf(part.value))
	}
	for _, lang := range f.Languages() {
		out = spoken(out, place{lang: lang}, reflect.ValueOf(*f.Texts[lang]))
	}
	return out
}

// unseen are the keys of what readers do not see.
var unseen = [...]string{"id", "also_heard", "translates", "reviewed", "translator", "seen", "accessed", "highlight"}

// spoken appends what a value says, found by the keys of its type.
func spoken(list []statement, at place, v reflect.Value) []statement {
	switch value := v.Interface().(type) {
	case Emphasised:
		return stated(list, at, value.Plain())
	case Date:
		return stated(list, at, value.String())
	case Localised:
		for _, lang := range value.Languages() {
			list = stated(list, place{lang, at.field}, value[lang])
		}
		return list
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return list
		}
		return spoken(list, at, v.Elem())
	case reflect.Struct:
		return spokenFields(list, at, v)
	case reflect.Slice:
		for i := range v.Len() {
			list = spoken(list, under(at, itemKey(v.Index(i), i)), v.Index(i))
		}
		return list
	case reflect.Bool:
		if !v.Bool() {
			return list
		}
	case reflect.Float64:
		return stated(list, at, strconv.FormatFloat(v.Float(), 'f', -1, 64))
	}
	return stated(list, at, fmt.Sprint(v.Interface()))
}

func spokenFields(list []statement, at place, v reflect.Value) []statement {
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("toml")
		if key != "" && !slices.Contains(unseen[:], key) {
			list = spoken(list, under(at, key), v.Field(i))
		}
	}
	return list
}

// itemKey is the id of an item of a list, or its number from 1.
func itemKey(item reflect.Value, i int) string {
	if item.Kind() == reflect.Struct {
		if id := item.FieldByName("ID"); id.IsValid() && id.String() != "" {
			return id.String()
		}
	}
	return strconv.Itoa(i + 1)
}

func under(at place, key string) place {
	return place{at.lang, strings.TrimPrefix(at.field+"."+key, ".")}
}

func stated(list []statement, at place, text string) []statement {
	if text = strings.TrimSpace(text); text == "" {
		return list
	}
	return append(list, statement{at, text})
}
