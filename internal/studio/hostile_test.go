package studio

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/message"
	"rebut/internal/project"
)

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onfocus=alert(1) javascript:alert(1) {{.}}`

// spoil fills every text of a value with a text, and every list with one
// element.
func spoil(v reflect.Value, text string, depth int) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() && v.Type().PkgPath() != "html/template" {
			v.SetString(text)
		}
	case reflect.Bool:
		if v.CanSet() {
			v.SetBool(true)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() && v.Type().Field(i).Name != "Printer" {
				spoil(v.Field(i), text, depth+1)
			}
		}
	case reflect.Slice:
		if v.CanSet() && depth < 9 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			spoil(v.Index(0), text, depth+1)
		}
	case reflect.Pointer:
		if v.CanSet() && depth < 9 && v.Type().Elem() == reflect.TypeFor[rows]() {
			v.Set(reflect.New(v.Type().Elem()))
			spoil(v.Elem(), text, depth+1)
		}
	}
}

// Every text of every page, filled with everything that attackers write: the
// page has the same elements with the same attributes as with a plain text.
func TestHostileTextsStayTexts(t *testing.T) {
	all := Payloads()
	if len(all) < 200 {
		t.Fatalf("%d payloads", len(all))
	}
	live, err := project.NewLive(os.DirFS("../.."), func() project.Options { return project.Options{SkipPreflight: true} }, func(*project.Project) {})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Live: live, Templates: os.DirFS("../../templates")})
	if err != nil {
		t.Fatal(err)
	}
	words := live.Current().Messages.In("en")
	for name, view := range views() {
		kinds := []string{"line"}
		if name == "edit.html" {
			kinds = []string{"line", "text", "body", "date", "choice", "choices", "tick"}
		}
		for _, kind := range kinds {
			plain := filled(t, s, name, view, kind, words, "plain")
			if !strings.Contains(plain.String(), "plain") {
				t.Errorf("%s shows nothing of it", name)
			}
			want := skeleton(t, plain)
			for _, text := range together(all) {
				page := filled(t, s, name, view, kind, words, text)
				if got := skeleton(t, page); got != want {
					t.Errorf("%s (%s): %q changes the page: %s", name, kind, text, difference(got, want))
					break
				}
			}
			for _, found := range UnsafeParts(t, filled(t, s, name, view, kind, words, hostile)) {
				t.Errorf("%s (%s): %s", name, kind, found)
			}
		}
	}
}

// together are payloads by the dozen, which costs less: one that changes a page
// changes it among others too. Those that are addresses stand alone.
func together(all []string) (out []string) {
	for dozen := range slices.Chunk(all, 12) {
		out = append(out, strings.Join(dozen, " "))
		for _, one := range dozen {
			if runs(one) {
				out = append(out, one)
			}
		}
	}
	return out
}

// filled is a page all of whose texts are text.
func filled(t *testing.T, s *Studio, name string, view any, kind string, words *message.Printer, text string) *bytes.Buffer {
	t.Helper()
	v := reflect.New(reflect.TypeOf(view)).Elem()
	around := v.FieldByName("page")
	inner := reflect.NewAt(around.Type(), around.Addr().UnsafePointer()).Elem()
	spoil(v, text, 0)
	spoil(inner, text, 0)
	inner.FieldByName("Printer").Set(reflect.ValueOf(words))
	if e, ok := v.Addr().Interface().(*editView); ok {
		each(e.Groups, func(f *field) { f.Kind = kind })
	}
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, v.Interface()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return &b
}

// skeleton is a page without its texts and values: its elements with the names
// of their attributes, and addresses that are programs.
func skeleton(t *testing.T, page *bytes.Buffer) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			b.WriteString(" " + a.Key)
			if slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key) && runs(a.Val) {
				b.WriteString("=" + a.Val)
			}
		}
		b.WriteString(">")
	}
	return b.String()
}

// runs reports whether a browser takes an address for a program: it passes over
// spaces and signs that cannot be seen (WHATWG URL, "basic URL parser").
func runs(at string) bool {
	at = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, at))
	return strings.HasPrefix(at, "javascript:") || strings.HasPrefix(at, "vbscript:") || strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "data:image/")
}

// difference is where two skeletons part.
func difference(got, want string) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	from := max(0, at-100)
	return got[from:min(len(got), at+200)] + "\nwant " + want[from:min(len(want), at+200)]
}

// UnsafeParts are elements and attributes that no template has.
func UnsafeParts(t *testing.T, page *bytes.Buffer) (out []string) {
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
