package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// announced problems stand at the top of each broken file.
var want = regexp.MustCompile(`(?m)^# want: (\d+:\d+: (?:error|warning): )`)

// TestCheckFindsEveryKindOfMistake runs check over a folder of broken files,
// one for each kind of mistake, and looks for each problem at its line.
func TestCheckFindsEveryKindOfMistake(t *testing.T) {
	const dir = "../../internal/store/testdata/broken"
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), world{args: []string{"check", dir}, getenv: func(string) string { return "" },
		now: func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }, stdout: &stdout, stderr: &stderr})
	if code != exitProblems {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
	files, err := filepath.Glob(filepath.Join(dir, "claims", "*.toml"))
	if err != nil || len(files) < 30 {
		t.Fatalf("%d broken files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := path.Join(dir, "claims", filepath.Base(file))
		for _, place := range want.FindAllSubmatch(text, -1) {
			if line := fmt.Sprintf("\n%s:%s", name, place[1]); !bytes.Contains(append([]byte{'\n'}, stdout.Bytes()...), []byte(line)) {
				t.Errorf("check does not print %q", line[1:])
			}
		}
	}
}
