package kit

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rebut/internal/factcheck"
)

func TestArchivesAreTheSameBytesForTheSameFiles(t *testing.T) {
	day := factcheck.Date{Year: 2026, Month: 11, Day: 23}
	a, err := archive([]file{{"b/two.txt", []byte("two")}, {"README.txt", []byte("Étude\n")}, {"b/one.png", []byte{0, 1, 2}}}, day)
	if err != nil {
		t.Fatal(err)
	}
	b, err := archive([]file{{"README.txt", []byte("Étude\n")}, {"b/one.png", []byte{0, 1, 2}}, {"b/two.txt", []byte("two")}}, day)
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("the order of files changes the bytes (%v)", err)
	}
	r, err := zip.NewReader(bytes.NewReader(a), int64(len(a)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if f.Method != zip.Store || f.Flags != nameIsUTF8 || f.Mode() != 0o644 || !f.Modified.Equal(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: method %d, flags %x, mode %v, date %v", f.Name, f.Method, f.Flags, f.Mode(), f.Modified)
		}
	}
	if got := strings.Join(names, " "); got != "README.txt b/one.png b/two.txt" {
		t.Errorf("names %s", got)
	}
}

func TestTwoFilesOfOneNameAreRefused(t *testing.T) {
	if _, err := archive([]file{{"a", nil}, {"b", nil}, {"a", nil}}, factcheck.Date{}); err == nil {
		t.Error("two files called a were taken")
	}
}

func TestDatesThatZIPCannotWrite(t *testing.T) {
	for day, want := range map[factcheck.Date]uint16{{}: 1<<5 | 1, {Year: 1901, Month: 5, Day: 2}: 1<<5 | 1, {Year: 2025}: 45<<9 | 1<<5 | 1, {Year: 2107, Month: 12, Day: 31}: 127<<9 | 12<<5 | 31} {
		if got := dosDate(day); got != want {
			t.Errorf("%v: %x, want %x", day, got, want)
		}
	}
}

// TestUnpackersOpenKits has the programs that people unpack
// archives with test a kit, and unpack it as a stream too.
func TestUnpackersOpenKits(t *testing.T) {
	k, read := sample(t, "ar")
	content, err := k.Archive(read)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "kit.zip")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		tool, pkg string
		args      []string
		want      string // printed
	}{
		{"unzip", "unzip", []string{"-t", file}, "No errors detected in compressed data"},
		{"7z", "p7zip-full", []string{"t", file}, "Everything is Ok"},
		{"bsdtar", "libarchive-tools", []string{"-tf", file}, "words/mastodon/alt.txt"},
		{"bsdtar", "libarchive-tools", []string{"-tf", "-"}, "words/mastodon/alt.txt"},
	} {
		t.Run(test.tool, func(t *testing.T) {
			path, err := exec.LookPath(test.tool)
			if err != nil {
				t.Skipf("%s is not installed (package %s)", test.tool, test.pkg)
			}
			cmd := exec.Command(path, test.args...)
			if test.args[1] == "-" {
				cmd.Stdin = bytes.NewReader(content)
			}
			out, err := cmd.CombinedOutput()
			text := string(out)
			if err != nil || !strings.Contains(text, test.want) || strings.Contains(strings.ToLower(text), "warning") {
				t.Errorf("%v:\n%s", err, text)
			}
		})
	}
}
