package card

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/problem"
)

const handbook = "../../docs/designs.md"

// accepted are the words that a type's UnmarshalText accepts, as its refusal
// lists them.
func accepted(t *testing.T, refusal error) []string {
	t.Helper()
	var m *problem.Mistake
	if !errors.As(refusal, &m) {
		t.Fatalf("%v is no refusal", refusal)
	}
	return strings.Split(strings.TrimPrefix(m.Hint, "use one of "), ", ")
}

// TestTheHandbookExplainsEverything looks for a row, or a cell, of every key and
// word that designs may have.
func TestTheHandbookExplainsEverything(t *testing.T) {
	text, err := os.ReadFile(handbook)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for _, line := range strings.Split(string(text), "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1) {
				rows[m[1]] = true
			}
		}
	}
	for _, v := range []any{Design{}, TypeStyle{}, Part{}, Plan{}} {
		for i := range reflect.TypeOf(v).NumField() {
			if key := reflect.TypeOf(v).Field(i).Tag.Get("toml"); key != "" && key != "-" && !rows[key] {
				t.Errorf("no row explains the key %s of a %T", key, v)
			}
		}
	}
	for _, name := range append(append(Texts(), accepted(t, new(Drawing).UnmarshalText([]byte("?")))...), accepted(t, new(Role).UnmarshalText([]byte("?")))...) {
		if !rows[name] {
			t.Errorf("no row explains %s", name)
		}
	}
	var words []string
	for _, refusal := range []error{new(Need).UnmarshalText([]byte("?")), new(Align).UnmarshalText([]byte("?")), new(Level).UnmarshalText([]byte("?")), new(Edge).UnmarshalText([]byte("?"))} {
		words = append(words, accepted(t, refusal)...)
	}
	for i := range reflect.TypeFor[Margin]().NumField() {
		words = append(words, reflect.TypeFor[Margin]().Field(i).Tag.Get("toml"))
	}
	for _, code := range []string{unsafeArea, overlap, smallText, factTooMeek, cropped, lowContrast, doesNotFit, missingGlyph} {
		if words = append(words, code); !rows[code] {
			t.Errorf("no row explains the finding %s", code)
		}
	}
	for _, word := range words {
		if !strings.Contains(string(text), "`"+word+"`") {
			t.Errorf("nothing explains %s", word)
		}
	}
}

// TestTheHandbooksDesignsWork loads what a reader would type: the first design
// step by step, and every block that is a whole design.
func TestTheHandbooksDesignsWork(t *testing.T) {
	text, err := os.ReadFile(handbook)
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) != 4 {
		t.Fatalf("%d blocks", len(blocks))
	}
	grown := ""
	for _, b := range blocks[:3] {
		grown += b[1]
		if _, problems := loadOnto(t, grown); problems.HasErrors() {
			t.Errorf("%s\n%v", grown, problems)
		}
	}
	poster, err := os.ReadFile("../../docs/examples/poster.toml")
	if err != nil || string(poster) != grown {
		t.Errorf("docs/examples/poster.toml is not the handbook's first design, %v", err)
	}
	_, problems := loadOnto(t, blocks[3][1])
	ok(t, problems, nil)
	for _, m := range regexp.MustCompile(`\]\(((?:pictures|examples)/[^)]+)\)`).FindAllStringSubmatch(string(text), -1) {
		if info, err := os.Stat("../../docs/" + m[1]); err != nil || strings.HasPrefix(m[1], "pictures") && info.Size() > 60<<10 {
			t.Errorf("%s is not there, or larger than 60 KiB", m[1])
		}
	}
}

// TestDesignsOfAllExamplesLoad reads them beside the shipped ones.
func TestDesignsOfAllExamplesLoad(t *testing.T) {
	examples, err := filepath.Glob("../../docs/examples/*.toml")
	if err != nil || len(examples) < 2 {
		t.Fatal(examples, err)
	}
	statement, err := os.ReadFile("../../templates/cards/statement.toml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"cards/statement.toml": {Data: statement}}
	for _, file := range examples {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		files["cards/"+filepath.Base(file)] = &fstest.MapFile{Data: text}
	}
	designs, problems, err := LoadDesigns(files)
	ok(t, problems, err)
	if len(designs) != len(files) {
		t.Errorf("%d designs of %d files", len(designs), len(files))
	}
}
