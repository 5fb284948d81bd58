package store_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

const published = `# top
status = "published"   # said
language = "en"
revision = 4 # raise it
published = 2026-01-05
modified = "2026-01-05"
rating = "false"
[text.en]
claim = "revision = 7"
fact = "modified = 2020-01-01" # not these
`

func TestReviseChangesNothingElse(t *testing.T) {
	got, err := store.Revise("a.toml", []byte(published), " What  changed: “a” → \"b\". ", today)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(strings.Replace(published, "revision = 4", "revision = 5", 1), `modified = "2026-01-05"`, "modified = 2026-11-23", 1) + `
[[corrections]]
date = 2026-11-23
revision = 5
what = { en = "What changed: “a” → \"b\"." }
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	again, err := store.Revise("a.toml", got, "", today)
	if err != nil || !strings.Contains(string(again), "revision = 6") || !strings.HasSuffix(string(again), "what = { en = \"\" }\n") {
		t.Errorf("%v\n%s", err, again)
	}
}

func TestReviseAddsKeysThatAreMissing(t *testing.T) {
	for name, end := range map[string]string{"Unix": "\n", "Windows": "\r\n"} {
		text := strings.ReplaceAll("\ufeffstatus = \"published\"\nlanguage = \"en\"\n[text.en]\nclaim = \"c\"", "\n", end)
		got, err := store.Revise("a.toml", []byte(text), "x", today)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := strings.ReplaceAll("\ufeffstatus = \"published\"\nrevision = 2\nmodified = 2026-11-23\nlanguage = \"en\"\n[text.en]\nclaim = \"c\"\n\n[[corrections]]\ndate = 2026-11-23\nrevision = 2\nwhat = { en = \"x\" }\n", "\n", end)
		if string(got) != want {
			t.Errorf("%s: got\n%q\nwant\n%q", name, got, want)
		}
	}
}

func TestReviseRefusesWhatLeavesNoPlace(t *testing.T) {
	for name, text := range map[string]string{
		"no TOML":             "status = ",
		"corrections inside":  strings.Replace(published, "rating", `corrections = [{ date = 2026-01-05, revision = 2, what = "x" }]`+"\nrating", 1),
		"no status":           "language = \"en\"\n",
		"a number of its own": strings.Replace(published, "revision = 4", "revision = 0x4", 1),
	} {
		var mistake *problem.Mistake
		if got, err := store.Revise("a.toml", []byte(text), "x", today); !errors.As(err, &mistake) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

// The shipped fact-checks can all be revised.
func TestShippedFactChecksCanBeRevised(t *testing.T) {
	names, err := store.Names(os.DirFS("../.."))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Revise(name, text, "x", today); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEarlierRevisionsAreRead(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	revision := func(n string) *fstest.MapFile {
		return file(strings.Replace(published, "revision = 4", "revision = "+n, 1))
	}
	all, problems, err := store.Earlier(fstest.MapFS{
		"claims/_revisions/a/r10.toml":      revision("10"),
		"claims/_revisions/a/r4.toml":       revision("4"),
		"claims/_revisions/a/r5.toml":       revision("6"),
		"claims/_revisions/a/r6.toml":       file("status = "),
		"claims/_revisions/a/r7.toml":       file("revision = 7\nlanguage = \"fr\""),
		"claims/_revisions/a/notes.txt":     file("x"),
		"claims/_revisions/a/r0.toml":       file("x"),
		"claims/_revisions/Not a slug/r1":   file("x"),
		"claims/_revisions/loose-file.toml": file("x"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, f := range all["a"] {
		got = append(got, f.Revision)
		if f.Slug != "a" {
			t.Errorf("slug %q", f.Slug)
		}
	}
	if len(got) != 2 || got[0] != 4 || got[1] != 10 {
		t.Errorf("revisions %v", got)
	}
	if len(problems) != 3 || problems.HasErrors() {
		t.Errorf("problems %v", problems)
	}
	if none, problems, err := store.Earlier(fstest.MapFS{}); err != nil || len(none) != 0 || problems != nil {
		t.Errorf("without the folder: %v, %v, %v", none, problems, err)
	}
	if list, problems, err := store.Load(fstest.MapFS{"claims/_revisions/a/r1.toml": file("x")}, factcheck.Scheme{}); err != nil || len(list) != 0 || len(problems) != 0 {
		t.Errorf("earlier revisions are taken for fact-checks: %v, %v, %v", list, problems, err)
	}
}
