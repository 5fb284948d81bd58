package tomlfile

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"rebut/internal/problem"
)

// word is a type of its own reading, as the model has them.
type word string

func (w *word) UnmarshalText(text []byte) error {
	if strings.Contains(string(text), "!") {
		return &problem.Mistake{Message: "no shouting", Hint: "calm down"}
	}
	*w = word(strings.ToLower(string(text)))
	return nil
}

// pair reads itself from a table and reports its mistakes by key.
type pair struct{ sum int64 }

func (p *pair) UnmarshalTOML(value any) error {
	var mistakes []error
	for _, key := range []string{"a", "b"} {
		n, ok := value.(map[string]any)[key].(int64)
		if !ok {
			mistakes = append(mistakes, &problem.Mistake{Message: "no number", Key: key})
		}
		p.sum += n
	}
	return errors.Join(mistakes...)
}

type item struct {
	ID   word    `toml:"id" hint:"whisper"`
	Size float64 `toml:"size"`
}

type sample struct {
	Name   string         `toml:"name"`
	Count  int            `toml:"count"`
	Yes    bool           `toml:"yes"`
	Words  []word         `toml:"words"`
	Items  []item         `toml:"items"`
	By     map[word]*item `toml:"by"`
	Ptr    *item          `toml:"ptr"`
	Pair   pair           `toml:"pair"`
	hidden int
}

func decode(t *testing.T, text string) (sample, *Document, string) {
	t.Helper()
	d := parse(t, text)
	var s sample
	var b strings.Builder
	for _, p := range d.Decode(&s).Sort() {
		fmt.Fprintf(&b, "%d:%d %s %s; ", p.Line, p.Column, p.Code, p.Message)
		if p.Hint != "" {
			fmt.Fprintf(&b, "(%s) ", p.Hint)
		}
	}
	return s, d, strings.TrimSpace(b.String())
}

func TestDecode(t *testing.T) {
	s, _, problems := decode(t, `name = "é"
count = 3
yes = true
words = ["A", "b"]
pair = { a = 1, b = 2 }
ptr.id = "P"
[[items]]
id = "x"
size = 2
[[items]]
size = 2.5
[by.Key]
id = "y"
`)
	if problems != "" {
		t.Error(problems)
	}
	if s.Name != "é" || s.Count != 3 || !s.Yes || len(s.Words) != 2 || s.Words[0] != "a" || s.Pair.sum != 3 || s.Ptr.ID != "p" ||
		len(s.Items) != 2 || s.Items[0].Size != 2 || s.Items[1].Size != 2.5 || s.By["key"].ID != "y" || s.hidden != 0 {
		t.Errorf("read %+v", s)
	}
}

func TestDecodeReportsEveryMistake(t *testing.T) {
	for text, want := range map[string]string{
		"nmae = 'x'": `1:1 unknown-key unknown key "nmae"; (did you mean "name"?)`,
		"zebra = 1":  `1:1 unknown-key unknown key "zebra"; (known here: by, count, items, name, pair, ptr, words, yes)`,
		"hidden = 1": `1:1 unknown-key unknown key "hidden"; (known here: by, count, items, name, pair, ptr, words, yes)`,
		"name = 1":   `1:1 wrong-type name must be a text in quotation marks, but is a number; (put it in quotation marks)`,
		"count = '1'\nyes = 'no'": `1:1 wrong-type count must be a whole number, but is a text; (write it without quotation marks) ` +
			`2:1 wrong-type yes must be true or false, but is a text; (write it without quotation marks)`,
		"count = 1.5":            `1:1 wrong-type count must be a whole number, but is a number;`,
		"count = {}":             `1:1 wrong-type count must be a whole number, but is a section or { } table;`,
		"words = 'a'":            `1:1 wrong-type words must be a list in [ ], but is a text; (write ["…"] even for one)`,
		"[items]":                `1:2 wrong-type items must be a list in [ ], but is a section or { } table; (sections that can stand several times have double brackets: [[items]])`,
		"words = ['a', 'b!', 7]": `1:15 bad-value item 2 of words: no shouting; (calm down) 1:21 wrong-type item 3 of words must be a text in quotation marks, but is a number; (put it in quotation marks)`,
		"[[items]]\nsize = 1\n[[items]]\nsize = 'x'\n[[items]]\nsize = true": `4:1 wrong-type size must be a number, but is a text; (write it without quotation marks) ` +
			`6:1 wrong-type size must be a number, but is true or false;`,
		"by = 2026-01-01":           `1:1 wrong-type by must be a [section], but is a date;`,
		"[by]\nx = 1\n\"y!\" = {}":  `2:1 wrong-type x must be a [section], but is a number; 3:1 bad-value no shouting; (calm down)`,
		"[by.x]\n[by.X]":            `2:5 duplicate-key "X" and "x" are the same; (keep one of them)`,
		"ptr = [1]":                 `1:1 wrong-type ptr must be a [section], but is a list;`,
		"[[items]]\nid = 'x!'":      `2:1 bad-value id: no shouting; (whisper)`,
		"pair = { a = 1 }":          `1:1 bad-value b: no number;`,
		"pair = { a = '', b = '' }": `1:10 bad-value a: no number; 1:18 bad-value b: no number;`,
	} {
		if _, _, got := decode(t, text+"\n"); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestRefusedValuesAreRemembered(t *testing.T) {
	s, d, _ := decode(t, "nmae = 'x'\ncount = 'x'\nptr = 1\n[by.\"y!\"]\nid = 'z'\n[[items]]\nid = '!'\n[[items]]\n")
	for path, want := range map[string]bool{
		"name": true, "count": true, "ptr": true, "ptr.id": true, "by.*": true, "items[0].id": true,
		"items": false, "items[1].id": false, "yes": false, "by": false,
	} {
		if d.Refused(path) != want {
			t.Errorf("Refused(%q) is not %v", path, want)
		}
	}
	if s.Ptr != nil || len(s.By) != 0 {
		t.Errorf("a refused value was kept: %+v", s)
	}
}

func TestKeysAreFoundInCanonicalForm(t *testing.T) {
	_, d, _ := decode(t, "[by.KEY]\nid = 'x'\n")
	if p := d.Locate("by.key.id", -1); p.Line != 2 {
		t.Errorf("by.key.id is at line %d", p.Line)
	}
	if p := d.Locate("by.key.size", -1); p.Line != 1 || p.Column != 5 || d.Has("by.key.size") || !d.Has("by.key") {
		t.Errorf("by.key.size is at %v", p)
	}
}

func TestSyntaxInPlainWords(t *testing.T) {
	for text, want := range map[string]string{
		"a = \"x\nb = 1":          "1:7 a text is not closed: its last quotation mark is missing",
		"a = \"\"\"x\n":           `1:5 the text that begins here with """ has no end`,
		"a = \"x\"y\"":            `1:8 'y"' stands after the end of the value`,
		"a = 10%":                 `1:7 "%" stands after the end of the value`,
		"a = “x”":                 `1:5 "“x”" is no value`,
		"a =\nb = 1":              "1:4 there is no value after the = sign",
		"a =":                     "1:3 there is no value after the = sign",
		"a = yes":                 `1:5 "yes" is no value`,
		"a b = 1":                 `1:3 expected = after the key, but "b" stands here`,
		"<<<<<<< HEAD":            `1:1 "<<<<<<<" cannot begin a line`,
		"é = 1":                   `1:1 "é" cannot begin a line`,
		"a = \"\\q\"":             `1:6 a backslash in "…" is followed by a character that means nothing`,
		"[a\nb = 1":               "1:3 the brackets of this section's name are not closed",
		"[[a]\nb = 1":             "1:4 the brackets of this section's name are not closed",
		"a = [1\nb = 2":           "2:1 a list is not closed, or a comma is missing in it",
		"a = { b = 1":             "1:11 a { } table is not closed, or a comma is missing in it",
		"a = 2025-02-30":          "1:5 this is not a date of the calendar",
		"a = 2025-1-5":            "1:5 this is not a date of the calendar",
		"a = 010":                 "1:5 a number cannot begin with 0",
		"a = \"\x00\"":            "1:6 an invisible control character stands here",
		"é = 1\n":                 `1:1 "é" cannot begin a line`,
		"a = 1\n\"é\" = '' ; a=1": `2:10 ";" stands after the end of the value`,
		"a = 1\na = 2":            `2:1 "a" stands twice`,
		"[a]\n[a]":                `2:2 "a" stands twice`,
		"a.b = 1\na = 2":          `2:1 "a" stands twice`,
		"[a]\nb = 1\n[[a]]":       `3:3 "a" stands twice`,
		"a = \"\xff\"":            "1:6 the file is not UTF-8 text",
		"a = { b = 1, b = 2 }":    `1:14 "a.b" stands twice`,
		"\"é\".b = 1\n\"é\" = 2":  `2:1 "é" stands twice`,
	} {
		d, problems := Parse("x.toml", []byte(text))
		if d != nil || len(problems) != 1 {
			t.Errorf("%q was read: %v", text, problems)
			continue
		}
		p := problems[0]
		if got := fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message); got != want || p.Hint == "" || p.File != "x.toml" {
			t.Errorf("%q:\n got %s (%s)\nwant %s", text, got, p.Hint, want)
		}
	}
}

func TestTheHintAfterAValueSuitsTheValue(t *testing.T) {
	for text, want := range map[string]string{
		"a = 11%": "write numbers as", "a = 1,500": "write numbers as", "a = 25.11.2026": "write numbers as",
		"b = \"x\"\na = 11 percent": "write numbers as", "a = \"x \"y\" z\"": "a quotation mark inside",
	} {
		if _, problems := Parse("x.toml", []byte(text)); len(problems) != 1 || !strings.Contains(problems[0].Hint, want) {
			t.Errorf("%q: got %v, want a hint with %q", text, problems, want)
		}
	}
}

func TestATextWithoutEndIsReportedWhereItBegins(t *testing.T) {
	for text, want := range map[string]string{
		"[a]\nb = \"\"\"\nProse.\n\n[c]\nd = 1\n":                          `2:5 the text that begins here with """ has no end`,
		"b = '''\nProse.\n":                                                `1:5 the text that begins here with ''' has no end`,
		"b = \"\"\"\nOne.\n[c]\nb = \"\"\"\nTwo, on.\n\"\"\"\n":            `1:5 the text that begins here with """ has no end`,
		"b = \"\"\"\nOne.\n[c]\nb = \"\"\"Two, on.\n\"\"\"\n":              `1:5 the text that begins here with """ has no end`,
		"b = \"\"\"\nOne.\n\"\"\"\n[c]\nb = \"\"\"\nTwo, on.\n":            `5:5 the text that begins here with """ has no end`,
		"x = \"\\\"\" # \"\"\"\ny = '\\'\nz = \"\"\"\\\"\"\"\"\"\"\n== \n": `4:1 "==" cannot begin a line`,
		"x = 1 2\nb = \"\"\"\n":                                            `1:7 "2" stands after the end of the value`,
		"b = \"\"\"\nWrite = \"\"\" to quote\n\"\"\"\n":                    `1:5 the text that begins here with """ has no end`,
		"b = \"\"\"\nOne.\n[c]\nd = 1\n[c]\nb = \"\"\"\nd = 1\nd = 2\n":    `1:5 the text that begins here with """ has no end`,
	} {
		d, problems := Parse("x.toml", []byte(text))
		if d != nil || len(problems) != 1 {
			t.Errorf("%q was read: %v", text, problems)
			continue
		}
		p := problems[0]
		if got := fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message); got != want || p.Hint == "" {
			t.Errorf("%q:\n got %s (%s)\nwant %s", text, got, p.Hint, want)
		}
	}
}

func TestHostileFilesAreRefusedCheaply(t *testing.T) {
	const many = 100_000
	for name, text := range map[string]string{
		"open brackets":     "a = " + strings.Repeat("[", many),
		"closed brackets":   "a = " + strings.Repeat("[", many) + strings.Repeat("]", many),
		"inline tables":     "a = " + strings.Repeat("{a=", many),
		"deep section":      "[" + strings.Repeat("a.", many) + "a]",
		"deep key":          strings.Repeat("a.", many) + "a = 1",
		"long key":          strings.Repeat("a", many) + " = 1\nb = 1",
		"long section":      "[" + strings.Repeat("a", many) + "]\n" + strings.Repeat("b", 9) + " = 1",
		"many keys":         strings.Repeat("a", 400) + " = [" + strings.Repeat("1,", many) + "]",
		"many sections":     strings.Repeat("[[a]]\n", many),
		"too large":         strings.Repeat("#", MaxBytes+1),
		"many nested lists": "a = [" + strings.Repeat("[[[]]],", many) + "]",
	} {
		t.Run(name, func(t *testing.T) {
			d, problems := Parse("x.toml", []byte(text))
			if d != nil || len(problems) != 1 || problems[0].Hint == "" || len(problems[0].Message) > 200 {
				t.Errorf("document %v, problems %.300v", d != nil, problems)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "\ufeffname = \"é\\u00e9\"\r\n", "[by.\"x\"]\nid='''\na\n'''\n[[items]]\nsize=1\n[[items]]\n", "words = [\"a\", [2026-01-01, {b.c = 1}]]",
		"name = \"\"\"a \\\n  b\"\"\"", "pair = {a=1}", "a.b=1\na=2", "[[a]]\n[a.b]\n[[a]]\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, problems := Parse("x.toml", text)
		if (d == nil) == (len(problems) == 0) {
			t.Fatalf("document %v with problems %v", d != nil, problems)
		}
		if d != nil {
			problems = append(problems, d.Decode(&sample{})...)
			for path := range d.spots {
				problems = append(problems, problem.Problem{}.At(d.Locate(path, len(text)/2)))
			}
		}
		for _, p := range problems {
			if p.Line < 0 || p.Line > strings.Count(string(text), "\n")+1 || p.Column < 0 {
				t.Fatalf("%d:%d is not in the file: %+v", p.Line, p.Column, p)
			}
		}
	})
}

func TestRereadReadsTheSame(t *testing.T) {
	text := []byte("\ufeffname = \"a\"\r\nn = 3\n[table]\nlist = [1, 2]\n")
	first, problems := Parse("a.toml", text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	again := Reread("a.toml", text)
	for _, d := range []*Document{first, again} {
		var got struct {
			Name  string `toml:"name"`
			N     int    `toml:"n"`
			Table struct {
				List []int `toml:"list"`
			} `toml:"table"`
		}
		if problems := d.Decode(&got); len(problems) > 0 || got.Name != "a" || got.N != 3 || len(got.Table.List) != 2 {
			t.Errorf("%+v, %v", got, problems)
		}
		if !d.Has("n") || d.Has("m") {
			t.Error("Has does not tell which keys there are")
		}
	}
	if Reread("a.toml", []byte("n = ")) != nil {
		t.Error("what is no TOML was read")
	}
}
