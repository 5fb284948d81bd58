package tomlfile

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func rewrite(t *testing.T, text string, edits ...Edit) string {
	t.Helper()
	d := parse(t, text)
	out, err := d.Rewrite(edits)
	if err != nil {
		t.Fatal(err)
	}
	if _, problems := Parse("x.toml", out); len(problems) > 0 {
		t.Errorf("%s\nbecame no TOML: %v", out, problems)
	}
	return string(out)
}

func TestRewriteChangesOnlyTheBytesOfTheValue(t *testing.T) {
	const e = "'e"
	for text, want := range map[string]string{
		"name = \"l'e\" # l'e":                       "name = \"l’e\" # l'e",
		"name = \"\\\"l\\u0027e\"":                   "name = \"\\\"l’e\"",
		"name = 'l\"e'":                              "name = 'l’e'",
		"name = '''\nl'e'''":                         "name = '''\nl’e'''",
		"name = '''l'e'''":                           "name = '''l’e'''",
		"name = \"\"\"\nl'e\"\"\"\"\"":               "name = \"\"\"\nl’e\"\"\"\"\"",
		"name = \"\"\"\r\nl\\\r\n  '\\\r\n  e\"\"\"": "name = \"\"\"\r\nl\\\r\n  ’\\\r\n  e\"\"\"",
		"\ufeff# x\r\nname = \"l'e\"\r\n":            "\ufeff# x\r\nname = \"l’e\"\r\n",
		"name=\"l\\U00000027e\"":                     "name=\"l’e\"",
	} {
		d := parse(t, text)
		at := strings.IndexAny(d.tree["name"].(string)[1:], "'\"") + 1
		if strings.HasPrefix(d.tree["name"].(string), "\"") {
			at = 2
		}
		if got := rewrite(t, text, Edit{"name", at, at + 1, "’"}); got != want {
			t.Errorf("%q with %s\n got %q\nwant %q", text, e, got, want)
		}
	}
}

func TestRewriteSeveralPlaces(t *testing.T) {
	const text = "[[items]]\nid = \"a.b\"\nwords = ['x', \"y\"]\n[by]\nfr = { id = 'z' }\n"
	got := rewrite(t, text, Edit{"by.fr.id", 1, 1, "!"}, Edit{"items[0].words[1]", 0, 1, "\"\\\n"}, Edit{"items[0].id", 0, 1, ""}, Edit{"items[0].id", 2, 3, "c"})
	if want := "[[items]]\nid = \".c\"\nwords = ['x', \"\\\"\\\\\\u000A\"]\n[by]\nfr = { id = 'z!' }\n"; got != want {
		t.Errorf("got %q", got)
	}
}

func TestRewriteRefusesWhatItCannotWrite(t *testing.T) {
	d := parse(t, "count = 1\nname = 'x'\nwords = ['a']\n")
	for _, edits := range [][]Edit{
		{{"count", 0, 0, "x"}}, {{"none", 0, 0, "x"}}, {{"words", 0, 0, "x"}}, {{"name", 0, 1, "'"}}, {{"name", 0, 1, "\n"}},
		{{"name", 0, 2, "x"}}, {{"name", 3, 4, "x"}}, {{"name", 1, 0, "x"}}, {{"name", 0, 1, "a"}, {"name", 0, 1, "b"}},
	} {
		if out, err := d.Rewrite(edits); err == nil {
			t.Errorf("%+v was written: %q", edits, out)
		}
	}
	if !d.CanRewrite("name") || d.CanRewrite("count") || d.CanRewrite("words") {
		t.Error("CanRewrite is wrong")
	}
	if p := d.Position(Edit{Path: "name", Start: 0}); p.Line != 2 || p.Column != 9 {
		t.Errorf("the text begins at %v", p)
	}
}

// FuzzRewrite: in whatever way a text is written, editing it gives the edited
// text, and every byte before and after the value stays.
func FuzzRewrite(f *testing.F) {
	for _, seed := range []string{"name = \"é\\u00e9'\"", "name = '''\nl'\r\n'''\r\nx = 1", "\ufeffname = \"\"\"a \\\n  b\\\"\"\"\"\" # c", "name='\"'", "name = \"\"\"\\ \n\n \\t\"\"\""} {
		f.Add([]byte(seed), 1, 2, "’ x")
	}
	f.Fuzz(func(t *testing.T, text []byte, start, end int, with string) {
		d, problems := Parse("x.toml", text)
		if len(problems) > 0 || !utf8.ValidString(with) {
			return
		}
		old, ok := d.tree["name"].(string)
		if !ok || start < 0 || end < start || end > len(old) || !boundary(old, start) || !boundary(old, end) {
			return
		}
		out, err := d.Rewrite([]Edit{{"name", start, end, with}})
		if err != nil {
			return
		}
		again, problems := Parse("x.toml", out)
		if again == nil {
			t.Fatalf("%q became %q: %v", text, out, problems)
		}
		if got, want := again.tree["name"], old[:start]+with+old[end:]; got != want {
			t.Fatalf("%q became %q, which says %q, not %q", text, out, got, want)
		}
		s := d.spots["name"]
		raw := d.rawOffsets()
		head := raw(s.value)
		tail := len(text) - raw(s.end)
		if string(out[:head]) != string(text[:head]) || string(out[len(out)-tail:]) != string(text[len(text)-tail:]) {
			t.Fatalf("%q became %q", text, out)
		}
	})
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }
