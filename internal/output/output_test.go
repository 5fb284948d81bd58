package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/ledger"
	"rebut/internal/problem"
)

func tree(files map[string]string) (fstest.MapFS, []string) {
	fsys := fstest.MapFS{}
	var names []string
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		names = append(names, name)
	}
	slices.Sort(names)
	return fsys, names
}

// Write opens a folder, writes into it and closes it.
func Write(ctx context.Context, dir string, tree fs.FS, names []string, opts Options) (Summary, error) {
	f, err := Open(dir)
	if err != nil {
		return Summary{}, err
	}
	sum, err := f.Write(ctx, tree, names, opts)
	return sum, errors.Join(err, f.Close())
}

func mustWrite(t *testing.T, dir string, files map[string]string) Summary {
	t.Helper()
	fsys, names := tree(files)
	sum, err := Write(t.Context(), dir, fsys, names, Options{Version: "test", Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// read is all that stands under dir, by name; the manifest is left out.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ledger.Name {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		got[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	got := read(t, dir)
	if len(got) != len(want) {
		t.Errorf("%d files, want %d: %v", len(got), len(want), got)
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s = %q, want %q", name, got[name], text)
		}
	}
}

// wantAlone checks that nothing of Rebut's is left beside the folder.
func wantAlone(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), ".rebut-") {
			t.Errorf("left behind: %s", e.Name())
		}
	}
}

func wantRefusal(t *testing.T, err error, part string) {
	t.Helper()
	var m *problem.Mistake
	if !errors.As(err, &m) || !strings.Contains(m.Message, part) || m.Hint == "" {
		t.Fatalf("got %v, want a refusal with a hint that says %q", err, part)
	}
}

func TestWriteReplacesTheWholeTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	sum := mustWrite(t, dir, map[string]string{"index.html": "one", "en/a/index.html": "a", "en/b.png": "b"})
	if sum != (Summary{Files: 3, Bytes: 5, Written: 3}) {
		t.Errorf("summary %+v", sum)
	}
	mustWrite(t, dir, map[string]string{"index.html": "two", "fr/index.html": "f"})
	wantTree(t, dir, map[string]string{"index.html": "two", "fr/index.html": "f"})
	wantAlone(t, dir)
}

func TestTheLedgerNamesWhatWasWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, map[string]string{"b": "", "a": "abc"})
	l, err := ledger.Read(filepath.Join(dir, ledger.Name))
	if err != nil {
		t.Fatal(err)
	}
	for name, sum := range map[string]string{
		"a": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", // FIPS 180 example
		"b": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	} {
		if f := l.Shared[name]; f.Sum.String() != sum || f.Name != name {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if l.Rebut != "test" || len(l.Shared) != 2 || l.Shared["a"].Size != 3 {
		t.Errorf("got %+v", l)
	}
}

func TestFilesOfOthersAreCarriedOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	os.MkdirAll(filepath.Join(dir, ".well-known"), 0o755)
	os.WriteFile(filepath.Join(dir, "README.md"), []byte("mine"), 0o644)
	os.WriteFile(filepath.Join(dir, ".well-known", "x"), []byte("w"), 0o644)
	if sum := mustWrite(t, dir, map[string]string{"index.html": "1"}); sum.Carried != 2 {
		t.Errorf("carried %d", sum.Carried)
	}
	os.WriteFile(filepath.Join(dir, "later.txt"), []byte("l"), 0o600)
	os.Symlink("README.md", filepath.Join(dir, "link"))
	mustWrite(t, dir, map[string]string{"index.html": "2"})
	wantTree(t, dir, map[string]string{"index.html": "2", "README.md": "mine", ".well-known/x": "w", "later.txt": "l", "link": "mine"})
	if target, err := os.Readlink(filepath.Join(dir, "link")); err != nil || target != "README.md" {
		t.Errorf("link is now %q, %v", target, err)
	}
}

// A git repository in the folder needs its empty folders (refs/tags) and its
// read-only files as they are.
func TestFoldersAndPermissionsOfOthersAreCarriedOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	tags := filepath.Join(dir, ".git", "refs", "tags")
	os.MkdirAll(tags, 0o755)
	os.Chmod(tags, 0o700)
	object := filepath.Join(dir, ".git", "object")
	os.WriteFile(object, []byte("o"), 0o444)
	mustWrite(t, dir, map[string]string{"en/a/index.html": "1"})
	mustWrite(t, dir, map[string]string{"en/b/index.html": "2"})
	for path, want := range map[string]fs.FileMode{tags: fs.ModeDir | 0o700, object: 0o444} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info, err)
		}
	}
	if exists(filepath.Join(dir, "en", "a")) {
		t.Error("a folder that the site no longer has stays")
	}
}

func TestFilesAndFoldersOfOneNameAreRefused(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"en":            {"en/index.html": "2"},
		"robots.txt/x":  {"robots.txt": "2"},
		"robots.txt/x/": {"robots.txt": "2"},
	} {
		dir := filepath.Join(t.TempDir(), "out")
		mustWrite(t, dir, map[string]string{"index.html": "1"})
		theirs := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			os.MkdirAll(theirs, 0o755)
		} else {
			os.MkdirAll(filepath.Dir(theirs), 0o755)
			os.WriteFile(theirs, []byte("mine"), 0o644)
		}
		fsys, names := tree(files)
		_, err := Write(t.Context(), dir, fsys, names, Options{Version: "test"})
		wantRefusal(t, err, filepath.Join(dir, strings.Split(name, "/")[0]))
		wantAlone(t, dir)
	}
}

func TestAFolderOfOthersIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "photos")
	os.Mkdir(dir, 0o755)
	os.WriteFile(filepath.Join(dir, "cat.jpg"), []byte("cat"), 0o644)
	fsys, names := tree(map[string]string{"index.html": "x"})
	_, err := Write(t.Context(), dir, fsys, names, Options{Version: "test"})
	wantRefusal(t, err, "cat.jpg")
	wantTree(t, dir, map[string]string{"cat.jpg": "cat"})
	wantAlone(t, dir)
}

func TestANameThatSomebodyElseTookIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, map[string]string{"index.html": "1"})
	os.WriteFile(filepath.Join(dir, "robots.txt"), []byte("mine"), 0o644)
	fsys, names := tree(map[string]string{"index.html": "2", "robots.txt": "theirs"})
	_, err := Write(t.Context(), dir, fsys, names, Options{Version: "test"})
	wantRefusal(t, err, "robots.txt")
	wantTree(t, dir, map[string]string{"index.html": "1", "robots.txt": "mine"})
}

func TestAFileIsNoOutputFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	os.WriteFile(path, []byte("x"), 0o644)
	_, err := Write(t.Context(), path, fstest.MapFS{}, nil, Options{Version: "test"})
	wantRefusal(t, err, "not a folder")
}

func TestAFailedBuildLeavesTheOldTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, map[string]string{"index.html": "good"})
	fsys, names := tree(map[string]string{"index.html": "new"})
	_, err := Write(t.Context(), dir, fsys, append(names, "missing.png"), Options{Version: "test", Workers: 1})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v", err)
	}
	wantTree(t, dir, map[string]string{"index.html": "good"})
	wantAlone(t, dir)
}

func TestAnInterruptedBuildLeavesTheOldTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, map[string]string{"index.html": "good"})
	ctx, cancel := context.WithCancel(t.Context())
	fsys, names := tree(map[string]string{"a": "1", "b": "2", "c": "3"})
	_, err := Write(ctx, dir, fsys, names, Options{Version: "test", Workers: 1, Progress: func(done, _ int) {
		if done == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	wantTree(t, dir, map[string]string{"index.html": "good"})
	wantAlone(t, dir)
}

func TestLeftoversOfKilledBuildsAreSweptUp(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	half := filepath.Join(parent, ".out.rebut-new-1", "en")
	os.MkdirAll(half, 0o755)
	os.WriteFile(filepath.Join(half, "index.html"), []byte("ha"), 0o644)
	os.WriteFile(filepath.Join(parent, ".out.rebut-lock"), nil, 0o644)
	mustWrite(t, dir, map[string]string{"index.html": "x"})
	wantTree(t, dir, map[string]string{"index.html": "x"})
	wantAlone(t, dir)
}

func TestATreeCaughtBetweenTwoRenamesComesBack(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	mustWrite(t, dir, map[string]string{"index.html": "old"})
	if err := os.Rename(dir, filepath.Join(parent, ".out.rebut-old-7")); err != nil {
		t.Fatal(err)
	}
	// The next build fails, and the old tree is there nevertheless.
	_, err := Write(t.Context(), dir, fstest.MapFS{}, []string{"gone"}, Options{Version: "test"})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v", err)
	}
	wantTree(t, dir, map[string]string{"index.html": "old"})
}

func TestTwoStepsWhereFoldersCannotBeExchanged(t *testing.T) {
	parent := t.TempDir()
	p := place{dir: filepath.Join(parent, "out"), parent: parent, base: "out"}
	fresh := filepath.Join(parent, ".out.rebut-new-1")
	for dir, text := range map[string]string{p.dir: "old", fresh: "new"} {
		os.Mkdir(dir, 0o755)
		os.WriteFile(filepath.Join(dir, "f"), []byte(text), 0o644)
	}
	if err := p.replaceInTwoSteps(fresh); err != nil {
		t.Fatal(err)
	}
	wantTree(t, p.dir, map[string]string{"f": "new"})
	wantTree(t, fresh, map[string]string{"f": "old"})
}

func TestTwoBuildsAtOnceAreRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	fsys, names := tree(map[string]string{"index.html": "first"})
	var second error
	_, err := Write(t.Context(), dir, fsys, names, Options{Version: "test", Progress: func(int, int) {
		_, second = Write(t.Context(), dir, fsys, names, Options{Version: "test"})
	}})
	if err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, second, "another build")
	wantTree(t, dir, map[string]string{"index.html": "first"})
	mustWrite(t, dir, map[string]string{"index.html": "later"})
}

func TestTheFolderMayBeASymbolicLink(t *testing.T) {
	parent := t.TempDir()
	real, link := filepath.Join(parent, "real"), filepath.Join(parent, "link")
	os.Mkdir(real, 0o750)
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, link, map[string]string{"index.html": "x"})
	wantTree(t, real, map[string]string{"index.html": "x"})
	if info, err := os.Stat(real); err != nil || info.Mode().Perm() != 0o750 {
		t.Errorf("permissions changed to %v, %v", info.Mode(), err)
	}
}

func TestCreateFileNeverReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.toml")
	if err := CreateFile(path, []byte("first")); err != nil {
		t.Fatal(err)
	}
	if err := CreateFile(path, []byte("second")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v, want fs.ErrExist", err)
	}
	if err := ReplaceFile(path, []byte("third")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, filepath.Dir(path), map[string]string{"x.toml": "third"})
}
