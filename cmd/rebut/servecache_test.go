package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// kept are the entries of a cache's folder.
func kept(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && len(d.Name()) == 2*sha256.Size {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// forge puts other content into an entry, as whole as Rebut's own.
func forge(t *testing.T, file, content string) {
	t.Helper()
	key, err := hex.DecodeString(filepath.Base(file))
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(old, []byte("\n"))
	sum := sha256.Sum256(append(key, content...))
	if err := os.WriteFile(file, append(append(append(head, '\n'), sum[:]...), content...), 0o600); err != nil {
		t.Fatal(err)
	}
}

const teaPicture = "/en/tea-evidence/statement-link.png"

func TestServeAnswersFromTheCacheAfterARestart(t *testing.T) {
	dir, cache := t.TempDir(), filepath.Join(t.TempDir(), "cache")
	smallProject(t, dir, "before")
	args := []string{"-C", dir, "--addr", "127.0.0.1:0", "--cache", cache}
	first := serveProject(t, args...)
	status, drawn := first.get(teaPicture)
	if status != 200 || len(kept(t, cache)) != 1 {
		t.Fatalf("status %d; kept %v", status, kept(t, cache))
	}
	forge(t, kept(t, cache)[0], "from disk")
	again := serveProject(t, args...) // beside the first one: several share a folder
	if _, body := again.get(teaPicture); body != "from disk" {
		t.Errorf("after a start %d bytes came, and not what is on disk", len(body))
	}
	if _, body := first.get(teaPicture); body != drawn {
		t.Error("the first server's picture in memory changed")
	}

	edit(t, filepath.Join(dir, "claims", "tea-evidence.toml"), "before and since", "now and since")
	for _, s := range []*served{first, again} {
		s.want("/en/tea-evidence/", "now and since")
		if _, body := s.get(teaPicture); body == "from disk" || body == drawn || len(body) < 1000 {
			t.Errorf("the picture of what was edited has %d bytes, the old one %d", len(body), len(drawn))
		}
	}
	if n := len(kept(t, cache)); n != 2 {
		t.Errorf("%d pictures are kept, want the old and the new one", n)
	}
	for _, file := range kept(t, cache) { // damaged ones are drawn again
		if err := os.Truncate(file, 100); err != nil {
			t.Fatal(err)
		}
	}
	third := serveProject(t, args...)
	_, want := first.get(teaPicture)
	if _, body := third.get(teaPicture); body != want {
		t.Error("a damaged entry was not drawn again as it was")
	}
}

func TestServeRefusesAFolderOfOtherFilesAsItsCache(t *testing.T) {
	dir := t.TempDir()
	smallProject(t, dir, "before")
	var stderr bytes.Buffer
	code := run(t.Context(), world{args: []string{"-C", dir, "serve", "--addr", "127.0.0.1:0", "--cache", dir},
		getenv: func(string) string { return "" }, now: time.Now, stdout: &bytes.Buffer{}, stderr: &stderr})
	if code != exitProblems || !bytes.Contains(stderr.Bytes(), []byte("holds other files")) || !bytes.Contains(stderr.Bytes(), []byte("hint: ")) {
		t.Errorf("exit code %d, %s", code, &stderr)
	}
}
