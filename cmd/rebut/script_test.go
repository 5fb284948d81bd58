package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	rebut "rebut"
)

// TestMain makes the test binary the program rebut itself, so that scripts
// and the other tests run what users run.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rebut": main})
}

// TestScripts runs testdata/script/*.txtar: what users type and what they get.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			// A fixed day: the rules know dates that lie in the future.
			env.Setenv("SOURCE_DATE_EPOCH", "1796083200") // 2026-12-01
			env.Setenv("NO_COLOR", "1")
			return setUpFonts(env)
		},
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "replace": replace},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// setUpFonts puts font files where fonts.txtar adds them from.
func setUpFonts(env *testscript.Env) error {
	for from, to := range map[string]string{
		"libre-franklin/LibreFranklin-Regular.ttf":        "whatever.ttf",
		"noto-sans-gurmukhi/NotoSansGurmukhi-Regular.ttf": "other/gurmukhi.ttf",
	} {
		data, err := fs.ReadFile(rebut.Assets(), path.Join("fonts", from))
		if err != nil {
			return err
		}
		if err := writeNew(env.WorkDir, path.Join("project/downloads", to), data); err != nil {
			return err
		}
	}
	return nil
}

// exits runs a program and checks its exit code: exits 2 rebut frobnicate.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("cannot run: %v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// replace changes a text in a file, which must be there: replace old new file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace old new file")
	}
	text := ts.ReadFile(args[2])
	if !strings.Contains(text, args[0]) {
		ts.Fatalf("%s has no %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.ReplaceAll(text, args[0], args[1])), 0o644))
}
