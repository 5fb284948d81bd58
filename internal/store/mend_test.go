package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// mends reads testdata/mend: a file and what it is to become.
func mends(t *testing.T) (typed, mended string) {
	t.Helper()
	read := func(name string) string {
		text, err := os.ReadFile("testdata/mend/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	return read("typed.toml"), read("mended.toml")
}

func TestMend(t *testing.T) {
	typed, want := mends(t)
	for name, ends := range map[string]string{"unix": "\n", "windows": "\r\n"} {
		in, out := strings.ReplaceAll(typed, "\n", ends), strings.ReplaceAll(want, "\n", ends)
		got, changes, err := store.Mend("x.toml", []byte("\ufeff"+in))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != "\ufeff"+out {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, out)
		}
		if c := changes[0]; c.Line != 5 || c.Column != 14 || c.Old != `"` || c.New != "“" || c.Name != "claim" || c.Lang != "en" {
			t.Errorf("first change %+v", c)
		}
	}
}

func TestMendedFilesHaveNothingToMend(t *testing.T) {
	typed, _ := mends(t)
	mended, _, err := store.Mend("x.toml", []byte(typed))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text  string
		flaws bool
	}{{typed, true}, {string(mended), false}} {
		found := false
		_, problems := store.Parse("x.toml", []byte(c.text), factcheck.Scheme{})
		for _, p := range problems {
			found = found || p.Code == "typography" || p.Code == "spoofing-character"
		}
		if found != c.flaws {
			t.Errorf("flaws %v, want %v: %v", found, c.flaws, problems)
		}
	}
	if again, changes, err := store.Mend("x.toml", mended); err != nil || len(changes) > 0 || string(again) != string(mended) {
		t.Errorf("mended twice: %v %v", changes, err)
	}
}

func TestGoodFilesAreLeftAlone(t *testing.T) {
	names, err := filepath.Glob("../../claims/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fact-checks: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, changes, err := store.Mend(name, text); err != nil || len(changes) > 0 || string(got) != string(text) {
			t.Errorf("%s: %v %v", name, changes, err)
		}
	}
	if got, changes, err := store.Mend("x.toml", []byte("= no TOML")); err != nil || len(changes) > 0 || string(got) != "= no TOML" {
		t.Errorf("no TOML became %q, %v %v", got, changes, err)
	}
}

// FuzzMend: whatever stands in a file, a correction either takes, and leaves
// nothing to correct, or changes no byte; a failure is never ours.
func FuzzMend(f *testing.F) {
	typed, err := os.ReadFile("testdata/mend/typed.toml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(typed)
	f.Add([]byte("language='fr'\ntext.fr.fact=\"\"\"« a\\\n   'b\\u0027 \\\"c\\\" : 5%\"\"\"\n[[sources]]\ntitle.x='\"'"))
	f.Add([]byte("[text.en]\nfact = \"0\\b0 '00'''0' \""))
	f.Add([]byte("text.fr.fact='« a  \":'"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, changes, err := store.Mend("x.toml", text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if len(changes) == 0 && string(got) != string(text) {
			t.Fatalf("%q became %q without a change", text, got)
		}
	})
}
