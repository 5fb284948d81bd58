package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"rebut/internal/problem"
)

func TestFailuresAreToldInPlainWords(t *testing.T) {
	for want, err := range map[string]error{
		"error: cannot use a/b.toml: you have no permission\n":                   fmt.Errorf("load: %w", &fs.PathError{Op: "open", Path: "a/b.toml", Err: syscall.EACCES}),
		"error: cannot use out/x.png: the disk is full\n":                        &fs.PathError{Op: "write", Path: "out/x.png", Err: syscall.ENOSPC},
		"error: cannot put out in its place: it is a disk or volume of its own;": &os.LinkError{Op: "rename", Old: "tmp", New: "out", Err: syscall.EBUSY},
		"error: stopped before it was done;":                                     errors.Join(fmt.Errorf("build: %w", context.Canceled), errors.New("more")),
		"error: it is in the way\n    hint: move it\n":                           fmt.Errorf("write: %w", &problem.Mistake{Message: "it is in the way", Hint: "move it"}),
		"error: Rebut failed: cause\n    hint: this should not happen;":          fmt.Errorf("outer: %w", fmt.Errorf("middle: %w", errors.New("cause"))),
	} {
		var stderr bytes.Buffer
		a := &app{world: world{stderr: &stderr}}
		if code := a.exit(err); code != exitProblems {
			t.Errorf("%v: exit code %d", err, code)
		}
		if got := stderr.String(); !strings.HasPrefix(got, want) || strings.Contains(got, "outer") || strings.Contains(got, "load:") {
			t.Errorf("%v is told as %q, want %q", err, got, want)
		}
	}
}

func TestDebugShowsTheWholeChain(t *testing.T) {
	var stderr bytes.Buffer
	a := &app{world: world{stderr: &stderr}, debug: true}
	a.exit(fmt.Errorf("outer: %w", errors.New("cause")))
	if !strings.Contains(stderr.String(), "debug: outer: cause") {
		t.Errorf("printed %q", &stderr)
	}
}
