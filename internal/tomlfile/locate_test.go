package tomlfile

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

func parse(t *testing.T, text string) *Document {
	t.Helper()
	d, problems := Parse("x.toml", []byte(text))
	if d == nil {
		t.Fatalf("%q: %v", text, problems)
	}
	return d
}

// unmark takes out marks of the form «name» and returns each one's
// "line:column" in the text without marks.
func unmark(text string) (clean string, places map[string]string) {
	places = map[string]string{}
	var b strings.Builder
	line, column := 1, 1
	for {
		before, rest, found := strings.Cut(text, "«")
		for _, r := range before {
			if column++; r == '\n' {
				line, column = line+1, 1
			}
			b.WriteRune(r)
		}
		if !found {
			return b.String(), places
		}
		name, after, _ := strings.Cut(rest, "»")
		places[name] = fmt.Sprintf("%d:%d", line, column)
		text = after
	}
}

// checkPlaces locates every mark: "path" for a key, "path@5" for byte 5 of the
// decoded value.
func checkPlaces(t *testing.T, text string) {
	t.Helper()
	text, places := unmark(text)
	d := parse(t, text)
	for mark, want := range places {
		path, offset := mark, -1
		if i := strings.IndexByte(mark, '@'); i >= 0 {
			n, err := strconv.Atoi(mark[i+1:])
			if err != nil {
				t.Fatal(err)
			}
			path, offset = mark[:i], n
		}
		if p := d.Locate(path, offset); fmt.Sprintf("%d:%d", p.Line, p.Column) != want || p.File != "x.toml" {
			t.Errorf("%s is at %s:%d:%d, want %s", mark, p.File, p.Line, p.Column, want)
		}
	}
}

func TestLocate(t *testing.T) {
	for name, text := range map[string]string{
		"keys":          "«a»a = 1\n\t«tab»tab = 'é' # a comment\n«é»\"é\" = 'è'\n",
		"dotted keys":   "«a»a.«a.b»b.«a.b.c»c = 1\na . «a.d»\"d\" = 2\n",
		"sections":      "[«text»text.«text.en»en]\n«text.en.fact»fact = 'x'\n[text.«text.fr»fr]\n",
		"inline tables": "«f»f = { «f.en»en = 'x', «f.fr»fr.«f.fr.ca»ca = 'é', «f.l»l = [«f.l[0]»1, «f.l[1]»'y'] }\n",
		"nested lists":  "«a»a = [ «a[0]»{ «a[0].x»x = 1 }, [ «a[1][0]»2 ],\n  «a[2]»'z' ]\n",
		"the second of three": "[[«s»«s[0]»s]]\n«s[0].id»id = 'a'\n[[«s[1]»s]]\n«s[1].id»id = 'b'\n[s.«s[1].f»f]\n«s[1].f.en»en = 1\n" +
			"[[s.«s[1].g[0]»g]]\n«s[1].g[0].h»h = 1\n[[«s[2]»s]]\n«s[2].id»id = 'c'\n",
		"inside a text":        "«why@0»why = \"é«why@2»a«why@3»b\"\n«lit@0»lit = 'a\\«lit@2»n'\n",
		"inside escapes":       `a = "\t«a@1»\"«a@2»\u00e9«a@4»\U0001F600«a@8»x\x41«a@10»"` + "\n",
		"inside several lines": "b = \"\"\"\n«b@0»é\n«b@3»x \\\n   «b@5»y \\\\«b@8»z\"\"\"\nc = '''«c@0»a\n«c@2»b\\«c@4»c'''\n",
		"after Windows lines":  "a = 1\r\nb = \"\"\"\r\nx\r\n«b@2»y\"\"\"\r\n«c»c = 1\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			checkPlaces(t, text)
		})
	}
}

func TestAByteOrderMarkMovesNoPlace(t *testing.T) {
	with, without := parse(t, "\ufeffa = 1"), parse(t, "a = 1")
	if got, want := with.Locate("a", -1), without.Locate("a", -1); got != want {
		t.Errorf("a is at %v, want %v", got, want)
	}
}

func TestLocateFallsBackToTheParent(t *testing.T) {
	d := parse(t, "x = 1\n[text.en]\nfact = 'a'\n[[s]]\nid = 1\n")
	for path, want := range map[string]string{
		"text.en.why": "2:7", "text.fr.why": "2:2", "s[0].url": "4:3", "s[7].url": "4:3", "nothing": "1:1", "": "1:1",
	} {
		if p := d.Locate(path, 5); fmt.Sprintf("%d:%d", p.Line, p.Column) != want {
			t.Errorf("%s is at %d:%d, want %s", path, p.Line, p.Column, want)
		}
	}
	if p := d.Locate("text.en.fact", 1000); p.Line > 5 {
		t.Errorf("an offset beyond the text: line %d", p.Line)
	}
	if !d.Has("s[0].id") || d.Has("s[0].url") {
		t.Error("Has does not tell what the file says")
	}
}
