package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// cost is what a run of a program took.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // resident set at its largest, bytes
	stdout    []byte
}

// timed runs a program to its end.
func timed(dir, program string, args ...string) (cost, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	start := time.Now()
	out, err := cmd.Output()
	c := cost{wall: time.Since(start), stdout: out}
	if state := cmd.ProcessState; state != nil {
		c.cpu = state.UserTime() + state.SystemTime()
		if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
			c.memory = usage.Maxrss << 10 // KiB on Linux
		}
	}
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		return c, fmt.Errorf("%s %v: %w\n%s%s", program, args, err, out, failed.Stderr)
	}
	return c, err
}

// summary is what rebut build --json says.
type summary struct {
	Files    int   `json:"files"`
	Bytes    int64 `json:"bytes"`
	Written  int   `json:"written"`
	Kept     int   `json:"kept"`
	Removed  int   `json:"removed"`
	Problems []any `json:"problems"`
	Stages   []struct {
		Name         string  `json:"name"`
		Milliseconds float64 `json:"milliseconds"`
	} `json:"stages"`
}

// stages are the parts of a build with their seconds.
func (s summary) stages() string {
	var parts []string
	for _, stage := range s.Stages {
		parts = append(parts, fmt.Sprintf("%s %.2f", stage.Name, stage.Milliseconds/1000))
	}
	return strings.Join(parts, ", ")
}

// build runs rebut build in a project.
func build(rebut, dir string, args ...string) (cost, summary, error) {
	c, err := timed(dir, rebut, append([]string{"-C", dir, "build", "--json"}, args...)...)
	if err != nil {
		return c, summary{}, err
	}
	var s summary
	if err := json.Unmarshal(c.stdout, &s); err != nil {
		return c, s, err
	}
	if len(s.Problems) > 0 {
		return c, s, fmt.Errorf("%s has problems: %v", dir, s.Problems[0])
	}
	return c, s, nil
}

// corpus makes a test project unless it is there already.
func corpus(rebut, folder, pictures string, n int) (dir string, err error) {
	dir, err = filepath.Abs(filepath.Join(folder, fmt.Sprintf("%s-%d", pictures, n)))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(dir, "rebut.toml")); err == nil {
		return dir, nil
	}
	_, err = timed(".", rebut, "generate-corpus", "-n", fmt.Sprint(n), "-o", dir, "--pictures", pictures)
	return dir, err
}

// aside moves a folder away rather than deleting it: for half a minute ext4
// steps over the inodes of deleted files one by one, which would be most of the
// time of whatever writes files next. The folders go when all is measured.
func aside(dir, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(to)
	if err != nil {
		return err
	}
	err = os.Rename(dir, filepath.Join(to, fmt.Sprint(len(entries))))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
