package store

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// shipped are the fact-checks of the demonstration.
func shipped(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	names, err := fs.Glob(os.DirFS("../.."), "claims/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = text
	}
	return out
}

func readBack(t testing.TB, name string, text []byte) *factcheck.FactCheck {
	t.Helper()
	f, err := decoded(name, text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	f.Origin = nil
	return f
}

func TestSavingNoChangeChangesNothing(t *testing.T) {
	for name, text := range shipped(t) {
		if got, err := Save(name, text, readBack(t, name, text)); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: %v, %d bytes instead of %d", name, err, len(got), len(text))
		}
	}
}

func TestSavingWritesOnlyWhatDiffers(t *testing.T) {
	const before = "\ufeff# top\r\nstatus = \"draft\" # not yet\r\nlanguage = 'en'\r\nrevision = 1\r\ntopics = [\r\n  \"a\", # first\r\n]\r\n\r\n# the words\r\n[text.en]\r\nclaim = \"c\"\r\nbody = \"\"\"\r\nOne.\r\n\"\"\" # long\r\nnumber.label = \"of\"\r\n\r\n# first source\r\n[[sources]]\r\nid = \"a\"\r\npublisher = \"P\"\r\n\r\n# second source\r\n[[sources]]\r\nid = \"b\"\r\ntitle = \"B\"\r\nfinding.en = \"f\" # as read\r\n\r\n# the end\r\n"
	f := readBack(t, "x.toml", []byte(before))
	f.Status, f.Published = factcheck.Published, factcheck.Date{Year: 2026, Month: 3, Day: 1}
	f.Texts["en"].Body = "Two \"lines\"\n\\ and a tab\t.\n"
	f.Texts["en"].Number.Figure = "1 in 4"
	f.Texts["fr"] = &factcheck.Text{Claim: "c", Fact: "f", Translates: 1}
	f.Sources = []factcheck.Source{f.Sources[1], {ID: "c", Title: "C", Date: factcheck.Date{Year: 2024, Month: 5}}, f.Sources[0]}
	f.Sources[0].Finding = factcheck.Localised{"en": "g", "fr": "g"}
	f.Sources[2].Publisher = factcheck.Localised{"en": "P", "fr": "Q"}
	f.Number = &factcheck.Number{Value: 25, Unit: factcheck.Percent}
	const want = "\ufeff# top\r\nstatus = \"published\" # not yet\r\nlanguage = 'en'\r\nrevision = 1\r\ntopics = [\r\n  \"a\", # first\r\n]\r\npublished = 2026-03-01\r\n\r\n# the words\r\n[text.en]\r\nclaim = \"c\"\r\nbody = \"\"\"\r\nTwo \"lines\"\r\n\\\\ and a tab\\u0009.\r\n\"\"\" # long\r\nnumber.label = \"of\"\r\nnumber.figure = \"1 in 4\"\r\n\r\n[text.fr]\r\nclaim = \"c\"\r\nfact = \"f\"\r\ntranslates = 1\r\n\r\n[number]\r\nvalue = 25\r\nunit = \"percent\"\r\n\r\n# second source\r\n[[sources]]\r\nid = \"b\"\r\ntitle = \"B\"\r\nfinding.en = \"g\" # as read\r\nfinding.fr = \"g\"\r\n\r\n[[sources]]\r\nid = \"c\"\r\ntitle = \"C\"\r\ndate = \"2024-05\"\r\n\r\n# first source\r\n[[sources]]\r\nid = \"a\"\r\npublisher = { en = \"P\", fr = \"Q\" }\r\n\r\n# the end\r\n"
	got, err := Save("x.toml", []byte(before), f)
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}

// Whatever somebody changes, the file says it afterwards, and every comment
// that is not a removed section's is still there.
func TestWhateverIsSavedIsRead(t *testing.T) {
	for name, text := range shipped(t) {
		for seed := range uint64(40) {
			random := rand.New(rand.NewPCG(seed, 1))
			f := readBack(t, name, text)
			for range 1 + random.IntN(5) {
				mutate(random, reflect.ValueOf(f).Elem())
			}
			normalise(f)
			got, err := Save(name, text, f)
			if err != nil {
				t.Fatalf("%s, seed %d: %v", name, seed, err)
			}
			again := readBack(t, name, got)
			if twice, err := Save(name, got, again); err != nil || !bytes.Equal(twice, got) {
				t.Errorf("%s, seed %d: saving what was saved changes it: %v", name, seed, err)
			}
			first, second := said(f), said(again)
			if first != second {
				t.Fatalf("%s, seed %d: got\n%s\nwant\n%s", name, seed, second, first)
			}
			if top := firstComment(text); !bytes.Contains(got, []byte(top)) {
				t.Errorf("%s, seed %d: lost %q", name, seed, top)
			}
		}
	}
}

func TestAWholeFactCheckInAnEmptyFile(t *testing.T) {
	for name, text := range shipped(t) {
		f := readBack(t, name, text)
		got, err := Save(name, nil, f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a, b := said(f), said(readBack(t, name, got)); a != b {
			t.Errorf("%s: got\n%s\nwant\n%s", name, b, a)
		}
	}
}

func TestFormsThatCannotBeChangedAreRefused(t *testing.T) {
	for _, text := range []string{"status = ", "status = 5"} {
		if got, err := Save("x.toml", []byte(text), &factcheck.FactCheck{Status: factcheck.Draft}); err == nil {
			t.Errorf("%s → %s", text, got)
		}
	}
	// Inline lists are rewritten where they stand.
	const inline = "status = \"draft\"\nlanguage = \"en\"\nsources = [{ id = \"a\", title = \"A\" }] # all\ntext = { en = { claim = \"c\" } }\n"
	f := readBack(t, "x.toml", []byte(inline))
	f.Sources[0].Title, f.Texts["en"].Fact = "B", "f"
	got, err := Save("x.toml", []byte(inline), f)
	if want := "sources = [{ id = \"a\", title = \"B\" }] # all\ntext = { en = { claim = \"c\", fact = \"f\" } }\n"; err != nil || !strings.HasSuffix(string(got), want) {
		t.Errorf("%v\n%s", err, got)
	}
}

func firstComment(text []byte) string {
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

// said is all that a fact-check holds, as text.
func said(f *factcheck.FactCheck) string {
	var b strings.Builder
	v := reflect.ValueOf(fileOf(f))
	for i := range v.NumField() {
		fmt.Fprintf(&b, "%s: %s\n", v.Type().Field(i).Name, spelled(v.Field(i)))
	}
	return b.String()
}

func spelled(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return spelled(v.Elem())
	case reflect.Struct:
		var parts []string
		for i := range v.NumField() {
			if text := spelled(v.Field(i)); text != "" && text != "0" && text != "false" {
				parts = append(parts, v.Type().Field(i).Name+"="+text)
			}
		}
		return strings.Join(parts, ";")
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, "-"+spelled(v.Index(i)))
		}
		return strings.Join(parts, "|")
	case reflect.Map:
		var parts []string
		for _, k := range v.MapKeys() {
			parts = append(parts, k.String()+":"+spelled(v.MapIndex(k)))
		}
		slices.Sort(parts)
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(v.Interface())
}

var words = []string{"", "plain", "“quoted” «text»", `a "b" \ c`, "النص مع 12٪", "two\nlines\n", `ends with "`, "'''", `""" and \"""`, "# no comment", "x = [1]", "ਪੰਜਾਬੀ ਲਿਖਤ"}

// mutate changes something at random.
func mutate(random *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		switch {
		case v.IsNil():
			v.Set(reflect.New(v.Type().Elem()))
			fallthrough
		default:
			mutate(random, v.Elem())
		}
	case reflect.Struct:
		if d, ok := v.Addr().Interface().(*factcheck.Date); ok {
			*d = [...]factcheck.Date{{}, {Year: 2024}, {Year: 2024, Month: 2}, {Year: 2024, Month: 2, Day: 29}}[random.IntN(4)]
			return
		}
		if i := random.IntN(v.NumField()); v.Type().Field(i).Name != "Origin" {
			mutate(random, v.Field(i))
		}
	case reflect.Slice:
		switch n := v.Len(); {
		case n > 0 && random.IntN(3) == 0: // one out
			i := random.IntN(n)
			v.Set(reflect.AppendSlice(v.Slice3(0, i, i), v.Slice(i+1, n)))
		case n > 1 && random.IntN(3) == 0:
			reflect.Swapper(v.Interface())(0, n-1)
		case n > 0 && random.IntN(2) == 0:
			mutate(random, v.Index(random.IntN(n)))
		default:
			one := reflect.New(v.Type().Elem()).Elem()
			mutate(random, one)
			v.Set(reflect.Append(v, one))
		}
	case reflect.Map:
		lang := reflect.ValueOf(factcheck.Lang([]string{"en", "fr", "ar", "zh-Hans"}[random.IntN(4)]))
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		one := reflect.New(v.Type().Elem()).Elem()
		if old := v.MapIndex(lang); old.IsValid() && one.Kind() == reflect.Pointer {
			one.Set(old)
		}
		mutate(random, one)
		v.SetMapIndex(lang, one)
	case reflect.String:
		v.SetString(words[random.IntN(len(words))])
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(int64(random.IntN(5)))
	case reflect.Float64:
		v.SetFloat([]float64{0, 1, 11.5, -3, 1500000}[random.IntN(5)])
	}
}

// normalise makes a mutated fact-check one that a file can say: identifiers
// are identifiers, and nothing stands both for all languages and for one.
func normalise(f *factcheck.FactCheck) {
	f.Slug, f.Status, f.Language = "a-slug", factcheck.Published, "en"
	if f.Revision == 0 {
		f.Revision = 2
	}
	f.Aliases = nil
	for i := range f.Sources {
		s := &f.Sources[i]
		s.Language, s.Kind, s.Seen = "", "", ""
		one(s.Publisher)
		one(s.Short)
		one(s.Finding)
	}
	for i := range f.Appearances {
		a := &f.Appearances[i]
		a.Language, a.Seen = "", ""
		one(a.Claimant)
		one(a.Role)
		one(a.Place)
	}
	for i := range f.Corrections {
		one(f.Corrections[i].What)
		f.Corrections[i].Changes = nil
	}
	if f.Chart != nil {
		f.Chart.Kind = factcheck.Bars
	}
	if f.Receipt != nil {
		f.Receipt.Language = ""
	}
}

func one(l factcheck.Localised) {
	if len(l) > 1 {
		delete(l, "")
	}
}
