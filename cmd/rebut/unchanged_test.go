package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// TestWithdrawalsDoNotUndoEdits: what was saved while the command ran stays.
func TestWithdrawalsDoNotUndoEdits(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "tea.toml")
	var out bytes.Buffer
	a := &app{world: world{stdin: strings.NewReader(""), stdout: &out, stderr: &out}}
	to := target{f: folder{dir: dir}, file: "tea.toml", path: file, text: []byte("read"), check: &factcheck.FactCheck{Slug: "tea", Revision: 1}}
	if err := os.WriteFile(file, []byte("edited since"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := a.writeWithdrawal(to, []byte("withdrawn"), true); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("it was written over: %v", err)
	}
	if now, err := os.ReadFile(file); string(now) != "edited since" {
		t.Errorf("the file holds %q, %v", now, err)
	}
	if err := os.WriteFile(file, to.text, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := a.writeWithdrawal(to, []byte("withdrawn"), true); err != nil {
		t.Error(err)
	}
	if now, err := os.ReadFile(file); string(now) != "withdrawn" {
		t.Errorf("the file holds %q, %v", now, err)
	}
}
