//go:build unix

package project

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in a project that somebody sent must not keep Rebut waiting for ever.
func TestDiskDoesNotWaitForPipes(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "rebut.toml"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Disk(dir).Open("rebut.toml"); !errors.Is(err, errNotAFile) {
		t.Errorf("got %v", err)
	}
}
