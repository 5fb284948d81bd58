package project

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	rebut "rebut"
	"rebut/internal/ledger"
)

// counted counts the fact-checks that are read of a project.
type counted struct {
	fs.FS
	read *int
}

func (c counted) ReadFile(name string) ([]byte, error) {
	if strings.HasPrefix(name, "claims/") {
		*c.read++
	}
	return fs.ReadFile(c.FS, name)
}

func (c counted) Mark(name string) ledger.Mark { return c.FS.(overlay).Mark(name) }

// TestFilesThatStayAreNotReadAgain: nor does one go unread that changed, though
// its size and its time are what they were.
func TestFilesThatStayAreNotReadAgain(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("files have marks on Linux alone")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "claims", "tea.toml")
	os.MkdirAll(filepath.Dir(file), 0o755)
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, time.Unix(1e9, 0), time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
	}
	write(check("Tea is served hot"))
	start := Steady(dir).(*steady).Mark("claims/tea.toml").Changed // a slow machine's own clock would come to the later times
	last := (*ledger.Ledger)(nil)
	load := func(after time.Duration) (sum ledger.Sum, read int) {
		t.Helper()
		disk := Steady(dir)
		now := disk.(*steady).Mark("claims/tea.toml")
		now.Changed = start + after.Nanoseconds()
		opts := today
		opts.Program, opts.Again = "test", &Again{Ledger: last, Now: now}
		p := mustLoad(t, counted{Overlay(disk, rebut.Assets()), &read}, opts)
		last = p.Ledger("test")
		return last.Sources["claims/tea.toml"].Sum, read
	}
	first, _ := load(0)
	if _, read := load(time.Minute); read == 0 {
		t.Error("a file that had just changed when it was read was not read again")
	}
	if _, read := load(time.Minute + time.Second); read != 0 {
		t.Error("a file that stayed was read again")
	}
	if _, read := load(0); read == 0 {
		t.Error("the clock went back, and nothing was read")
	}
	if _, read := load(time.Minute); read == 0 {
		t.Error("a mark that did not last when the clock had gone back was relied on later")
	}
	load(time.Minute)
	write(check("Tea is served HOT"))
	if second, _ := load(2 * time.Minute); second == first {
		t.Error("a file that changed, of the same size and time, was not read again")
	}
}
