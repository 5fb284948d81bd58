package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// TestShippedContent is `rebut check` on the content that Rebut ships with.
func TestShippedContent(t *testing.T) {
	project := os.DirFS("../..")
	cfg, problems, err := config.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	list, found, err := store.Load(project, cfg.Scheme(today))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(problems, found...) {
		t.Error(p)
	}
	if len(list) < 11 {
		t.Errorf("%d fact-checks", len(list))
	}
}

func TestReadingFillsTheModel(t *testing.T) {
	list, _ := load(t, "good")
	for _, f := range list {
		if f.Slug != "first-landing" {
			continue
		}
		if f.Revision != 1 || f.Language != "fr" || f.Published.String() != "2026-03-02" || f.Withdrawn.Reason["fr"] == "" ||
			f.Sources[0].Date.String() != "1969" || len(f.Sources[0].Authors) != 2 || f.Texts["ar"].Body != "السجل يقول ذلك [@log].\n" {
			t.Errorf("read %+v", f)
		}
		return
	}
	t.Error("claims/space/first-landing.toml was not read")
}

func TestBodiesHaveNoWindowsLineEnds(t *testing.T) {
	list, _ := load(t, "good")
	for _, f := range list {
		if strings.Contains(f.Original().Body, "\r") {
			t.Errorf("%s: %q", f.Slug, f.Original().Body)
		}
	}
}

func TestPrintedForm(t *testing.T) {
	f, problems := store.Parse("claims/moon.toml", []byte("status = \"draft\"\nlanguage = \"en\"\nsources = 1\n[text.en]\nclaim = \"The moon is cheese.\"\n"+
		"fact = \"Rock\"\nwhy = \"Tested\"\nverdict = \"None\"\nbody = \"\"\"\nRock\u202e\n\"\"\"\n"), factcheck.Scheme{})
	if f == nil {
		t.Fatal("not read")
	}
	var b strings.Builder
	if err := problems.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	want := `claims/moon.toml:1:1: warning: no rating
claims/moon.toml:1:1: warning: no topics
    hint: for example topics = ["housing"]; readers find the fact-check by them
claims/moon.toml:3:1: error: sources must be a list in [ ], but is a number
claims/moon.toml:10:5: error: body has an invisible character (U+202E) that can change what readers see [en]
    hint: delete it and type the words around it again
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestAProjectWithoutClaims(t *testing.T) {
	list, problems, err := store.Load(fstest.MapFS{}, factcheck.Scheme{})
	if len(list) != 0 || len(problems) != 0 || err != nil {
		t.Error(list, problems, err)
	}
}

func TestAFileThatIsNoTOMLHidesNoOther(t *testing.T) {
	list, problems, err := store.Load(fstest.MapFS{
		"claims/a.toml": {Data: []byte("= 1")},
		"claims/b.toml": {Data: []byte("status = \"draft\"")},
	}, factcheck.Scheme{})
	if err != nil || len(list) != 1 || list[0].Slug != "b" {
		t.Fatal(list, err)
	}
	if len(problems.Of("claims/a.toml")) != 1 || len(problems.Of("claims/b.toml")) == 0 {
		t.Error(problems)
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.toml")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "claims"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "claims", "link.toml")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "claims", "folder.toml")); err != nil {
		t.Fatal(err)
	}
	list, problems, err := store.Load(os.DirFS(dir), factcheck.Scheme{})
	if err != nil || len(list) != 0 || len(problems) != 2 || problems[0].Code != "not-a-file" {
		t.Error(list, problems, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*/claims/*.toml", "../../claims/*.toml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatal("no seeds", err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	scheme := factcheck.Scheme{Ratings: []string{"false"}, Topics: []string{"moon"}, Languages: []factcheck.Lang{"en"}, Today: today}
	f.Fuzz(func(t *testing.T, text []byte) {
		fact, problems := store.Parse("claims/x.toml", text, scheme)
		if fact == nil && !problems.HasErrors() {
			t.Fatal("neither a fact-check nor an error")
		}
		lines := strings.Count(string(text), "\n") + 1
		for _, p := range problems {
			if p.Line < 0 || p.Line > lines || p.Code == "" || p.Message == "" || len(p.String()) > 4000 {
				t.Fatalf("not a good problem: %+v", p)
			}
		}
		if fact != nil {
			for _, lang := range fact.Languages() {
				fact.State(lang)
			}
			_ = problem.List(problems).HasErrors()
		}
	})
}

func TestFilesThatOnlyLookLikeFactChecksAreNamed(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{"a.toml.txt", "b.TOML", "space/c.tml", "d.Toml.TXT", "README.md", "e.toml~", "_f.TOML", ".g.tml", ".tml", "h.txt"} {
		fsys["claims/"+name] = &fstest.MapFile{Data: []byte("no TOML")}
	}
	list, problems, err := store.Load(fsys, factcheck.Scheme{})
	if err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	var got strings.Builder
	if err := problems.WriteText(&got); err != nil {
		t.Fatal(err)
	}
	want := `claims/a.toml.txt: warning: this file is not read, for its name ends in .toml.txt
    hint: rename it to "a.toml"
claims/b.TOML: warning: this file is not read, for its name ends in .TOML
    hint: rename it to "b.toml"
claims/d.Toml.TXT: warning: this file is not read, for its name ends in .Toml.TXT
    hint: rename it to "d.toml"
claims/space/c.tml: warning: this file is not read, for its name ends in .tml
    hint: rename it to "c.toml"
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
