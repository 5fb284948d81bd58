package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFileSavedMeanwhileIsNotOverwritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.toml")
	if err := os.WriteFile(file, []byte("newer"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := replaceUnchanged(file, []byte("older"), []byte("corrected")); err == nil || !strings.Contains(err.Error(), "saved by another program") {
		t.Errorf("the error is %v", err)
	}
	if text, _ := os.ReadFile(file); string(text) != "newer" {
		t.Errorf("the file says %q", text)
	}
	if err := replaceUnchanged(file, []byte("newer"), []byte("corrected")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's permissions became %v, %v", info.Mode(), err)
	}
}
