package studio

import (
	"encoding"
	"errors"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Forms name their fields as files name values: "text.en.fact",
// "sources.cmhc-2023.title". An element of a list is called by its id, or by
// its number from 0, and the field named like the list has one value for each
// element, in their order; one that begins with "new" is new. everyLanguage
// stands for the one text that serves all languages.
const everyLanguage = "*"

// bind changes what a form has fields for and may says somebody may change. The
// mistakes are by field: values that are not what the field holds, which stay
// as they were.
func bind(f *factcheck.FactCheck, form url.Values, may func(field string) bool) (mistakes map[string]problem.Mistake) {
	b := binder{f: f, form: form, may: may, mistakes: map[string]problem.Mistake{}}
	f.Texts = maps.Clone(f.Texts)
	for lang, text := range f.Texts {
		own := *text
		f.Texts[lang] = &own
	}
	b.list("sources", reflect.ValueOf(&f.Sources).Elem())
	b.list("appearances", reflect.ValueOf(&f.Appearances).Elem())
	b.chart()
	for _, name := range slices.Sorted(maps.Keys(form)) {
		first, rest, deep := strings.Cut(name, ".")
		switch {
		case !may(name):
		case first == "text" && deep:
			b.text(name, rest)
		case first == "number" && deep:
			if f.Number == nil {
				f.Number = &factcheck.Number{}
			} else {
				own := *f.Number
				f.Number = &own
			}
			b.field(name, reflect.ValueOf(f.Number).Elem(), rest)
		case first == "receipt" && deep:
			if f.Receipt == nil {
				f.Receipt = &factcheck.Receipt{}
			} else {
				own := *f.Receipt
				f.Receipt = &own
			}
			b.field(name, reflect.ValueOf(f.Receipt).Elem(), rest)
		case name == "rating":
			f.Rating = form.Get(name)
		case name == "designs":
			f.Designs = slices.DeleteFunc(slices.Clone(form[name]), func(s string) bool { return s == "" })
		case name == "topics":
			f.Topics = slices.DeleteFunc(slices.Clone(form[name]), func(s string) bool { return s == "" })
		}
	}
	if f.Number != nil && *f.Number == (factcheck.Number{}) {
		f.Number = nil
	}
	if f.Receipt != nil && *f.Receipt == (factcheck.Receipt{}) {
		f.Receipt = nil
	}
	return b.mistakes
}

type binder struct {
	f        *factcheck.FactCheck
	form     url.Values
	may      func(string) bool
	mistakes map[string]problem.Mistake
}

func (b *binder) text(name, rest string) {
	lang, rest, _ := strings.Cut(rest, ".")
	if b.f.Texts[factcheck.Lang(lang)] == nil {
		if b.form.Get(name) == "" {
			return
		}
		if b.f.Texts == nil {
			b.f.Texts = factcheck.Texts{}
		}
		b.f.Texts[factcheck.Lang(lang)] = &factcheck.Text{}
	}
	b.field(name, reflect.ValueOf(b.f.Texts[factcheck.Lang(lang)]).Elem(), rest)
}

// list puts the elements of a list in the order of the form, which may lack
// some and have new ones.
func (b *binder) list(name string, list reflect.Value) {
	keys, there := b.form[name]
	if !there || !b.may(name) {
		b.elements(name, list)
		return
	}
	out := reflect.MakeSlice(list.Type(), 0, len(keys))
	for n, key := range keys {
		if key == "" || slices.Contains(keys[:n], key) || b.form.Get(name+"."+key+".remove") != "" {
			continue
		}
		item := reflect.New(list.Type().Elem()).Elem()
		if i := elementAt(list, key); i >= 0 {
			item.Set(list.Index(i))
		}
		b.element(name+"."+key+".", item)
		if !item.IsZero() {
			out = reflect.Append(out, item)
		}
	}
	list.Set(out)
}

// elements changes elements of a list whose order is not for the person to
// change: translators have their language's texts in them.
func (b *binder) elements(name string, list reflect.Value) {
	out := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
	reflect.Copy(out, list)
	for i := range out.Len() {
		b.element(name+"."+elementKey(out.Index(i), i)+".", out.Index(i))
	}
	list.Set(out)
}

func (b *binder) element(prefix string, item reflect.Value) {
	for _, name := range slices.Sorted(maps.Keys(b.form)) {
		if rest, in := strings.CutPrefix(name, prefix); in && b.may(name) && rest != "remove" {
			b.field(name, item, rest)
		}
	}
}

// elementKey is what a form calls an element of a list.
func elementKey(item reflect.Value, i int) string {
	if id := item.FieldByName("ID"); id.IsValid() && id.String() != "" {
		return id.String()
	}
	return strconv.Itoa(i)
}

func elementAt(list reflect.Value, key string) int {
	for i := range list.Len() {
		if elementKey(list.Index(i), i) == key {
			return i
		}
	}
	return -1
}

// field sets the field of a struct that a path of keys leads to.
func (b *binder) field(name string, in reflect.Value, path string) {
	key, rest, deep := strings.Cut(path, ".")
	for i := range in.NumField() {
		if key == "" || in.Type().Field(i).Tag.Get("toml") != key {
			continue
		}
		switch v := in.Field(i); {
		case v.Type() == reflect.TypeFor[factcheck.Localised]() && deep:
			v.Set(reflect.ValueOf(b.localised(v.Interface().(factcheck.Localised), rest, clean(b.form.Get(name)))))
		case v.Kind() == reflect.Struct && deep:
			b.field(name, v, rest)
		case !deep && single(v):
			b.set(name, v)
		}
		return
	}
}

// single reports whether a value is one that a field of a form holds.
func single(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
		return true
	case reflect.Slice:
		return v.Type().Elem().Kind() == reflect.String && v.Type() == reflect.TypeFor[[]string]()
	}
	return v.Type() == reflect.TypeFor[factcheck.Date]()
}

// localised is a text per language with one of them changed.
func (b *binder) localised(l factcheck.Localised, lang, text string) factcheck.Localised {
	out := maps.Clone(l)
	if out == nil {
		out = factcheck.Localised{}
	}
	if lang == everyLanguage {
		lang = ""
	} else if all, ok := out[""]; ok && text != "" {
		delete(out, "")
		out[b.f.Language] = all
	}
	if out[factcheck.Lang(lang)] = text; text == "" {
		delete(out, factcheck.Lang(lang))
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// set gives a value what was typed.
func (b *binder) set(name string, v reflect.Value) {
	values := b.form[name]
	typed := clean(values[len(values)-1])
	if typed == clean(written(v)) {
		return // as it was: a line's end at the end of a text cannot be typed
	}
	var err error
	switch u := v.Addr().Interface().(type) {
	case tomlfile.Unmarshaler:
		if err = u.UnmarshalTOML(typed); typed == "" {
			v.SetZero()
			err = nil
		}
	case encoding.TextUnmarshaler:
		if err = u.UnmarshalText([]byte(typed)); typed == "" {
			v.SetZero()
			err = nil
		}
	default:
		err = b.plain(name, v, typed)
	}
	if m := (*problem.Mistake)(nil); errors.As(err, &m) {
		b.mistakes[name] = *m
	} else if err != nil {
		b.mistakes[name] = problem.Mistake{Message: err.Error()}
	}
}

func (b *binder) plain(name string, v reflect.Value, typed string) error {
	switch v.Kind() {
	case reflect.String:
		v.SetString(typed)
	case reflect.Bool: // its box, if it is ticked, comes after a hidden "off"
		v.SetBool(slices.Contains(b.form[name], "on"))
	case reflect.Int:
		n, err := strconv.Atoi(typed)
		if typed != "" && err != nil {
			return &problem.Mistake{Message: problem.Quote(typed) + " is not a whole number", Case: "whole"}
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		n, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
		if typed != "" && err != nil {
			return &problem.Mistake{Message: problem.Quote(typed) + " is not a number", Hint: "write 11.5, without spaces and signs", Case: "number"}
		}
		v.SetFloat(n)
	case reflect.Slice: // of texts: one to a line
		var lines []string
		for line := range strings.SplitSeq(typed, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		v.Set(reflect.ValueOf(lines))
	}
	return nil
}

// clean is what was typed, with the line ends of files. Browsers send those of
// mail; spaces at the ends are nobody's intention.
func clean(typed string) string {
	typed = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7F {
			return -1 // no key has it, and no file may
		}
		return r
	}, typed)
	typed = strings.ToValidUTF8(strings.ReplaceAll(strings.ReplaceAll(typed, "\r\n", "\n"), "\r", "\n"), "\uFFFD")
	return strings.TrimSpace(typed)
}

// written is a value as it stands in a form.
func written(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case factcheck.Date:
		return x.String()
	case []string:
		return strings.Join(x, "\n")
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case bool:
		return map[bool]string{true: "on"}[x]
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return strconv.FormatInt(v.Int(), 10)
}
