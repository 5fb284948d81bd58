package studio

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/project"
)

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onfocus=alert(1) javascript:alert(1) {{.}}`

// spoil fills every text of a value with what attackers write, and every list
// with one element.
func spoil(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() && v.Type().PkgPath() != "html/template" {
			v.SetString(hostile)
		}
	case reflect.Bool:
		if v.CanSet() {
			v.SetBool(true)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() && v.Type().Field(i).Name != "Printer" {
				spoil(v.Field(i), depth+1)
			}
		}
	case reflect.Slice:
		if v.CanSet() && depth < 9 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			spoil(v.Index(0), depth+1)
		}
	case reflect.Pointer:
		if v.CanSet() && depth < 9 && v.Type().Elem() == reflect.TypeFor[rows]() {
			v.Set(reflect.New(v.Type().Elem()))
			spoil(v.Elem(), depth+1)
		}
	}
}

func TestHostileTextsStayTexts(t *testing.T) {
	live, err := project.NewLive(os.DirFS("../.."), func() project.Options { return project.Options{SkipPreflight: true} }, func(*project.Project) {})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Live: live, Templates: os.DirFS("../../templates")})
	if err != nil {
		t.Fatal(err)
	}
	for name, view := range views() {
		for _, kind := range []string{"line", "text", "body", "date", "choice", "choices", "tick"} {
			v := reflect.New(reflect.TypeOf(view)).Elem()
			around := v.FieldByName("page")
			inner := reflect.NewAt(around.Type(), around.Addr().UnsafePointer()).Elem()
			spoil(v, 0)
			spoil(inner, 0)
			inner.FieldByName("Printer").Set(reflect.ValueOf(live.Current().Messages.In("en")))
			if e, ok := v.Addr().Interface().(*editView); ok {
				each(e.Groups, func(f *field) { f.Kind = kind })
			}
			var b bytes.Buffer
			if err := s.templates.ExecuteTemplate(&b, name, v.Interface()); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !strings.Contains(b.String(), "alert(1)") {
				t.Errorf("%s shows nothing of it", name)
			}
			for _, found := range unsafeParts(t, &b) {
				t.Errorf("%s (%s): %s", name, kind, found)
			}
		}
	}
}

// unsafeParts are elements and attributes that no template has.
func unsafeParts(t *testing.T, page *bytes.Buffer) (out []string) {
	t.Helper()
	root, err := html.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && n.FirstChild != nil {
			out = append(out, "a script of its own")
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				out = append(out, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
			}
		}
	}
	return out
}
