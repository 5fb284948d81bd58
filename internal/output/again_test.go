package output

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/ledger"
)

// keyed is a tree of texts: a file's key is its text before a bar, what it holds
// the text behind it. Files in a folder "x/" are made of the source "x.toml".
type keyed struct {
	fstest.MapFS
	made *[]string // names that were asked for
}

func (k keyed) Key(name string) (ledger.Sum, bool, error) {
	key, _, _ := strings.Cut(string(k.MapFS[name].Data), "|")
	return sumOf([]byte(key)), true, nil
}

func (k keyed) Source(name string) string {
	if top, _, ok := strings.Cut(name, "/"); ok {
		return top + ".toml"
	}
	return ""
}

func (k keyed) Content(name string) ([]byte, error) {
	*k.made = append(*k.made, name)
	_, text, _ := strings.Cut(string(k.MapFS[name].Data), "|")
	return []byte(text), nil
}

// ways are the two ways to bring changes into a folder.
var ways = map[string]int{"exchanged": 1000, "in place": -1}

func build(t *testing.T, dir string, way int, files map[string]string, opts Options) (Summary, []string) {
	t.Helper()
	fsys, names := tree(files)
	var made []string
	opts.Version, opts.Workers, opts.inPlace = "test", 1, way
	if opts.Next == nil {
		opts.Next = next(files)
	}
	sum, err := Write(t.Context(), dir, keyed{fsys, &made}, names, opts)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(made)
	return sum, made
}

// next is the ledger of files whose sources have none yet.
func next(files map[string]string) *ledger.Ledger {
	l := ledger.New("test")
	for name := range files {
		if source := (keyed{}).Source(name); source != "" {
			l.Sources[source] = &ledger.Source{}
		}
	}
	return l
}

func held(files map[string]string) map[string]string {
	out := map[string]string{}
	for name, text := range files {
		_, out[name], _ = strings.Cut(text, "|")
	}
	return out
}

func TestOnlyWhatChangedIsMadeAndWritten(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			build(t, dir, way, map[string]string{"index.html": "1|one", "a/p": "1|A", "a/q": "1|Q", "b/p": "1|B", "gone/p": "1|G"}, Options{})
			os.WriteFile(filepath.Join(dir, "CNAME"), []byte("mine"), 0o644)
			before, err := os.Stat(filepath.Join(dir, "a", "p"))
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{"index.html": "2|one", "a/p": "1|A", "a/q": "2|changed", "b/p": "1|B", "new/p": "1|N"}
			sum, made := build(t, dir, way, files, Options{})
			if want := []string{"a/q", "index.html", "new/p"}; !slices.Equal(made, want) {
				t.Errorf("made %v, want %v", made, want)
			}
			if sum.Files != 5 || sum.Written != 2 || sum.Removed != 1 || sum.Kept() != 3 { // index.html holds what it held
				t.Errorf("summary %+v", sum)
			}
			want := held(files)
			want["CNAME"] = "mine"
			wantTree(t, dir, want)
			wantAlone(t, dir)
			if exists(filepath.Join(dir, "gone")) {
				t.Error("an empty folder stays")
			}
			if after, err := os.Stat(filepath.Join(dir, "a", "p")); err != nil || !os.SameFile(before, after) {
				t.Errorf("a file that stays is another now: %v", err)
			}
			if _, made := build(t, dir, way, files, Options{}); len(made) > 0 {
				t.Errorf("made again without a change: %v", made)
			}
			if _, made := build(t, dir, way, files, Options{Full: true}); len(made) != len(files) {
				t.Errorf("a full build made %v", made)
			}
			wantTree(t, dir, want)
		})
	}
}

func TestWhatWasDeletedOrCutShortIsMadeAgain(t *testing.T) {
	files := map[string]string{"index.html": "1|one", "a/p": "1|A", "a/q": "1|Q", "b/p": "1|B"}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			build(t, dir, way, files, Options{})
			os.RemoveAll(filepath.Join(dir, "a"))
			os.WriteFile(filepath.Join(dir, "index.html"), nil, 0o644)
			f, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			damaged := f.Damaged()
			f.Close()
			if !damaged["a.toml"] || damaged["b.toml"] {
				t.Errorf("damaged %v", damaged)
			}
			_, made := build(t, dir, way, files, Options{})
			if want := []string{"a/p", "a/q", "index.html"}; !slices.Equal(made, want) {
				t.Errorf("made %v, want %v", made, want)
			}
			wantTree(t, dir, held(files))
		})
	}
}

func TestFilesOfSourcesThatStayNeedNotBeNamed(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			build(t, dir, way, map[string]string{"a/p": "1|A", "b/p": "1|B"}, Options{})
			f, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			last := f.Ledger()
			f.Close()
			l := ledger.New("test")
			l.Sources["a.toml"], l.Sources["b.toml"] = last.Sources["a.toml"], &ledger.Source{}
			_, made := build(t, dir, way, map[string]string{"b/p": "2|C"}, Options{Next: l})
			if !slices.Equal(made, []string{"b/p"}) {
				t.Errorf("made %v", made)
			}
			wantTree(t, dir, map[string]string{"a/p": "A", "b/p": "C"})
		})
	}
}

func TestNoFileOfOthersIsWrittenOverInPlace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	build(t, dir, -1, map[string]string{"index.html": "1|1"}, Options{})
	os.WriteFile(filepath.Join(dir, "robots.txt"), []byte("mine"), 0o644)
	os.WriteFile(filepath.Join(dir, "fr"), []byte("mine"), 0o644)
	for _, name := range []string{"robots.txt", "fr/p"} {
		fsys, names := tree(map[string]string{"index.html": "2|2", name: "1|x"})
		_, err := Write(t.Context(), dir, keyed{fsys, new([]string)}, names, Options{Version: "test", inPlace: -1})
		wantRefusal(t, err, "was not written by Rebut")
	}
	wantTree(t, dir, map[string]string{"index.html": "1", "robots.txt": "mine", "fr": "mine"})
	wantAlone(t, dir)
}

func TestAFileMayTakeThePlaceOfAFolder(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			for _, files := range []map[string]string{{"a/b": "1|x"}, {"a": "1|y"}, {"a/c": "1|z"}} {
				build(t, dir, way, files, Options{})
				wantTree(t, dir, held(files))
			}
		})
	}
}

// TestAChangeThatWasBegunIsFinished stops a change in place after each of its
// steps; the next build finishes it, even one that fails itself.
func TestAChangeThatWasBegunIsFinished(t *testing.T) {
	first := map[string]string{"index.html": "1|one", "a/p": "1|A", "b/p": "1|B", "gone/p": "1|G"}
	second := map[string]string{"index.html": "2|two", "a/p": "2|AA", "b/p": "1|B", "new/p": "1|N"}
	for step := range 6 {
		t.Run(fmt.Sprint("step ", step), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			build(t, dir, -1, first, Options{})
			ready := staged(t, dir, second)
			for i, name := range []string{"a/p", "new/p", "index.html"} {
				if i < step {
					to := filepath.Join(dir, name)
					os.MkdirAll(filepath.Dir(to), 0o755)
					if err := os.Rename(filepath.Join(ready, filesDir, name), to); err != nil {
						t.Fatal(err)
					}
				}
			}
			if step >= 4 {
				os.RemoveAll(filepath.Join(dir, "gone"))
			}
			if step >= 5 {
				p, _ := locate(dir)
				if err := p.apply(ready); err != nil {
					t.Fatal(err)
				}
			}
			fsys, _ := tree(second)
			if _, err := Write(t.Context(), dir, fsys, []string{"not there"}, Options{Version: "test"}); err == nil {
				t.Fatal("a build of a file that is not there succeeded")
			}
			wantTree(t, dir, held(second))
			wantAlone(t, dir)
			if _, made := build(t, dir, -1, second, Options{}); len(made) > 0 {
				t.Errorf("made again: %v", made)
			}
		})
	}
}

// staged makes a change in place up to the moment when it begins.
func staged(t *testing.T, dir string, files map[string]string) (ready string) {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fsys, names := tree(files)
	ready = filepath.Join(f.place.parent, f.place.prefix()+"ready-1")
	m := &maker{folder: f, tree: keyed{fsys, new([]string)}, opts: Options{Version: "test", Next: next(files)},
		into: filepath.Join(ready, filesDir)}
	if err := m.make(t.Context(), names); err != nil {
		t.Fatal(err)
	}
	m.settle()
	if err := m.writePlan(ready, f.old); err != nil {
		t.Fatal(err)
	}
	return ready
}

func TestALedgerThatCannotBeReadIsNotWrittenOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	build(t, dir, 10, map[string]string{"index.html": "1|1"}, Options{})
	os.WriteFile(filepath.Join(dir, ledger.Name), []byte("rubbish"), 0o644)
	fsys, names := tree(map[string]string{"index.html": "2|2"})
	_, err := Write(t.Context(), dir, fsys, names, Options{Version: "test"})
	wantRefusal(t, err, "cannot be read")
	wantTree(t, dir, map[string]string{"index.html": "1"})
}

var _ fs.FS = keyed{}
var _ Keyed = keyed{}
