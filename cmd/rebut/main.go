// Command rebut turns a folder of fact-checks into share graphics, a public
// site, feeds and embeds.
//
// This package is the only one that touches arguments, environment, clock,
// standard streams and exit codes. Each command has a file of its own.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"
	_ "time/tzdata" // for machines without a time zone database

	"golang.org/x/mod/semver"

	"rebut/internal/factcheck"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	code := run(ctx, world{
		args: os.Args[1:], getenv: os.Getenv, now: time.Now, cacheDir: os.UserCacheDir,
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
	})
	stop()
	os.Exit(code)
}

// world is all that a command touches outside the project.
type world struct {
	args           []string
	getenv         func(string) string
	now            func() time.Time
	cacheDir       func() (string, error) // the system's folder for caches; nil for none
	stdin          io.Reader
	stdout, stderr io.Writer
}

// today is the current date, or that of SOURCE_DATE_EPOCH, which makes a
// build repeatable on any day (reproducible-builds.org).
func (w world) today() factcheck.Date {
	now := w.now()
	if seconds, err := strconv.ParseInt(w.getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(seconds, 0).UTC()
	}
	return factcheck.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()}
}

// version is that of the module, or of the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}

// program tells this program from others that might make other files: its
// version, if that is a release's or a commit's, and else a hash of the program
// itself, which changes as it is worked on.
func program() (string, error) {
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; semver.IsValid(v) && semver.Build(v) == "" {
			return v, nil
		}
	}
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
