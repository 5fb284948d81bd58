package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func mapFS(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestOverlay(t *testing.T) {
	own := mapFS(map[string]string{
		"claims/mine.toml": "m", "templates/site/page.html": "my page", "templates/site/extra.html": "extra",
	})
	shipped := mapFS(map[string]string{
		"rebut.toml": "r", "claims/shipped.toml": "s", "templates/site/page.html": "their page",
		"templates/site/list.html": "their list", "templates/cards/statement.toml": "card", "fonts/fonts.toml": "fonts",
	})
	o := Overlay(own, shipped)
	for name, want := range map[string]string{
		"claims/mine.toml": "m", "templates/site/page.html": "my page", "templates/site/extra.html": "extra",
		"templates/site/list.html": "their list", "templates/cards/statement.toml": "card", "fonts/fonts.toml": "fonts",
	} {
		if got, err := fs.ReadFile(o, name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"rebut.toml", "claims/shipped.toml", "../x", "templates/../rebut.toml", "nothing"} {
		if _, err := fs.ReadFile(o, name); err == nil {
			t.Errorf("%s can be read", name)
		}
	}
	templates, err := fs.Sub(o, Templates)
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(templates, "site/page.html", "site/list.html", "site/extra.html", "cards/statement.toml"); err != nil {
		t.Error(err)
	}
	if entries, err := fs.ReadDir(o, "templates/site"); err != nil || len(entries) != 3 || entries[1].Name() != "list.html" {
		t.Errorf("templates/site lists %v, %v", entries, err)
	}
}

func TestDiskDoesNotFollowLinksOut(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret")
	dir := t.TempDir()
	os.WriteFile(outside, []byte("secret"), 0o644)
	os.WriteFile(filepath.Join(dir, "inside"), []byte("fine"), 0o644)
	for link, target := range map[string]string{"out": outside, "in": "inside"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := fs.ReadFile(Disk(dir), "in"); err != nil || string(got) != "fine" {
		t.Errorf("in: %q, %v", got, err)
	}
	if got, err := fs.ReadFile(Disk(dir), "out"); err == nil {
		t.Errorf("out: %q", got)
	}
	for _, name := range []string{"../secret", "/etc/passwd", "a//b", ""} {
		if _, err := Disk(dir).Open(name); err == nil {
			t.Errorf("%q opens", name)
		}
	}
}

func TestDiskDoesNotReadHugeFiles(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int64{"fits": maxFile, "huge": maxFile + 1} {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(file.Truncate(size), file.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if f, err := Disk(dir).Open("fits"); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	if _, err := Disk(dir).Open("huge"); !errors.Is(err, errTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestIsProject(t *testing.T) {
	for name, want := range map[string]bool{
		"rebut.toml": true, "claims/a.toml": true, "claims/2026/a.toml": true,
		"claims/notes.txt": false, "other/a.toml": false, "rebut.toml/x": false,
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(file), 0o755)
		os.WriteFile(file, nil, 0o644)
		if got := IsProject(dir); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if IsProject(filepath.Join(t.TempDir(), "missing")) {
		t.Error("a missing folder is a project")
	}
}

func TestWithClaims(t *testing.T) {
	m := WithClaims(mapFS(map[string]string{"rebut.toml": "r", "claims/a.toml": "project's"}), mapFS(map[string]string{"b.toml": "b", "sub/c.toml": "c"}))
	got, err := fs.ReadFile(m, "claims/sub/c.toml")
	if err != nil || string(got) != "c" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := fs.Stat(m, "claims/a.toml"); err == nil {
		t.Error("the project's own fact-checks show through")
	}
	if entries, err := fs.ReadDir(m, "claims"); err != nil || len(entries) != 2 {
		t.Errorf("claims lists %v, %v", entries, err)
	}
}
