package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rebut/internal/downloads"
)

// What a server has counted is written when it ends, and shown by stats.
func TestServeCountsDownloads(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"rebut.toml": "[organisation]\naddress = \"https://facts.example\"\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const file = "claims/immigration-and-crime.toml"
	claim, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "claims"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(file)), claim, 0o644); err != nil {
		t.Fatal(err)
	}
	s := serveProject(t, "-C", dir, "--addr", "127.0.0.1:0")
	const path = "/en/immigration-and-crime/statement-chat.jpg"
	for _, header := range []string{"X-Forwarded-For", "X-Forwarded-For", "X-Nobody"} { // the last is an author at this computer
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(header, "203.0.113.9")
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, a.Body) // who leaves in the middle has taken nothing home
		a.Body.Close()
		if err != nil || a.StatusCode != http.StatusOK {
			t.Fatalf("%s answers %s", path, a.Status)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, ".rebut")); err == nil {
		t.Error("a file is made before there is something to keep")
	}
	s.stop()
	s.code <- <-s.code // it has ended, and the test's end asks too
	var got struct {
		Total   downloads.Sums
		Formats []downloads.Group
		Files   []downloads.File
	}
	if err := json.Unmarshal([]byte(stats(t, dir, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Total != (downloads.Sums{Week: 2, Month: 2, Year: 2, All: 2}) || len(got.Files) != 1 || got.Files[0].Path != path || got.Formats[0].Name != "chat" {
		t.Errorf("%+v", got)
	}
	if text := stats(t, dir); !strings.Contains(strings.Join(strings.Fields(text), " "), "2 2 2 2 all downloads") || !strings.Contains(text, "immigration-and-crime") {
		t.Error(text)
	}
}

// stats is what rebut stats prints of a project.
func stats(t *testing.T, dir string, more ...string) string {
	t.Helper()
	out, log := &lockedBuffer{}, &lockedBuffer{}
	code := run(t.Context(), world{args: append([]string{"-C", dir, "stats"}, more...), getenv: func(string) string { return "" }, now: time.Now,
		stdin: strings.NewReader(""), stdout: out, stderr: log})
	if code != exitOK {
		t.Fatalf("stats: %d, %s", code, log)
	}
	return out.String()
}
