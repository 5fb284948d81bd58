package studio

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// elsewhere are the keys of a fact-check that no field of the form has, and why.
func elsewhere() map[string]string {
	return map[string]string{
		"slug":            "chosen when it is begun: it is the address",
		"aliases":         "earlier addresses, which a rename leaves",
		"status":          "changed by the steps of the review",
		"language":        "chosen when it is begun",
		"revision":        "counted by corrections",
		"published":       "noted when it is published",
		"modified":        "noted by corrections",
		"corrections":     "written by corrections",
		"withdrawn":       "written when it is withdrawn",
		"text.translates": "noted when a translation is saved",
	}
}

// keysOfModel are the keys of a value's type, below a path.
func keysOfModel(at string, t reflect.Type) (out []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		if t.Elem().Kind() == reflect.Struct && t.Elem() != reflect.TypeFor[factcheck.Date]() {
			return keysOfModel(at, t.Elem())
		}
	case reflect.Map:
		if t == reflect.TypeFor[factcheck.Texts]() {
			return keysOfModel("text", t.Elem())
		}
	case reflect.Struct:
		if t == reflect.TypeFor[factcheck.Date]() {
			break
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.Name != "Origin" {
				key := f.Tag.Get("toml")
				if key == "" {
					key = strings.ToLower(f.Name)
				}
				out = append(out, keysOfModel(strings.TrimPrefix(at+"."+key, "."), f.Type)...)
			}
		}
		return out
	}
	return []string{at}
}

// keyOfName is the key of the value that a field of a form is of.
func keyOfName(name string) string {
	parts := strings.Split(name, ".")
	switch {
	case parts[0] == "text", parts[0] == "sources", parts[0] == "appearances":
		parts = slices.Delete(parts, 1, 2)
	case parts[0] == "chart" && len(parts) > 3:
		parts = slices.Delete(parts, 2, 3)
	}
	if last := parts[len(parts)-1]; last == "en" || last == "fr" || last == "0" {
		parts = parts[:len(parts)-1]
	}
	return strings.Join(parts, ".")
}

func TestEveryKeyHasAField(t *testing.T) {
	live, err := project.NewLive(os.DirFS("../.."), func() project.Options { return project.Options{SkipPreflight: true} }, func(*project.Project) {})
	if err != nil {
		t.Fatal(err)
	}
	p := live.Current()
	f := &factcheck.FactCheck{Language: "en", Revision: 2, Texts: factcheck.Texts{"en": {}, "fr": {Translates: 1}}, Sources: []factcheck.Source{{ID: "a", Short: factcheck.Localised{"en": "a"}}}, Appearances: []factcheck.Appearance{{}},
		Number: &factcheck.Number{}, Receipt: &factcheck.Receipt{Passage: "x"},
		Chart: &factcheck.Chart{Categories: []factcheck.Category{{Name: factcheck.Localised{"en": "a"}}}, Series: []factcheck.ChartSeries{{Name: factcheck.Localised{"en": "b"}, Values: []float64{1}}}}}
	b := form{Printer: p.Messages.In("en"), check: f, cfg: p.Config, drawn: p.Designs}
	has := map[string]bool{}
	each(b.original(), func(f *field) { has[keyOfName(f.Name)] = true })
	each(b.translation("fr"), func(f *field) { has[keyOfName(f.Name)] = true })
	why := elsewhere()
	for _, key := range keysOfModel("", reflect.TypeFor[factcheck.FactCheck]()) {
		reason := why[key]
		for top := range why {
			if strings.HasPrefix(key, top+".") {
				reason = why[top]
			}
		}
		if has[key] == (reason != "") {
			t.Errorf("%s has a field: %t; the reason for none: %q", key, has[key], reason)
		}
	}
}
