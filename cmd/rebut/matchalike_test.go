package main

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// told is what one way of asking answers.
type told struct {
	Answered bool
	Slugs    []string // the best first
	Scores   []float64
}

type apiReply struct {
	Answered bool
	Hits     []struct {
		FactCheck string
		Score     float64
	}
}

func (r apiReply) told() told {
	out := told{Answered: r.Answered}
	for _, h := range r.Hits {
		out.Slugs, out.Scores = append(out.Slugs, h.FactCheck), append(out.Scores, h.Score)
	}
	return out
}

// TestTheSameQueryIsAnsweredAlike by the command line, the interface for other
// programs, the page, its text for chats and the page's script, with the files
// that the server hands out.
func TestTheSameQueryIsAnsweredAlike(t *testing.T) {
	s := serveProject(t, "--addr", "127.0.0.1:0", "-C", "../..")
	queries := []string{
		"refugees get more mony then seniors", "My uncle says #HousingCrisis is caused by immigrants!! — Jo (@jo) May 3, 2024",
		"les nouveaux arrivants touchent plus que nos aînés", "أزمة السكن بسبب المهاجرين", "The moon landing was filmed in a studio.", "qwertz uiop",
	}
	inBrowser := s.browser(t, queries)
	for i, q := range queries {
		status, body := s.get("/api/v1/match?limit=4&lang=en&q=" + url.QueryEscape(q))
		var reply apiReply
		if err := json.Unmarshal([]byte(body), &reply); status != 200 || err != nil {
			t.Fatalf("%q: status %d, %v", q, status, err)
		}
		want := reply.told()
		if i == 1 || i == 4 { // each reads the whole project
			same(t, q, "the command line", onCommandLine(t, q), want)
		}
		if inBrowser != nil {
			same(t, q, "the script", inBrowser[i], want)
		}
		_, page := s.get("/en/heard/?q=" + url.QueryEscape(q))
		_, page, _ = strings.Cut(page, `id="answers"`)
		page, _, _ = strings.Cut(page, "</section>")
		shown := told{Answered: !strings.Contains(page, `class="unchecked"`), Scores: want.Scores}
		for _, m := range regexp.MustCompile(`<h2[^>]*><a href="/[a-z]+/([a-z0-9-]+)/"`).FindAllStringSubmatch(page, -1) {
			shown.Slugs = append(shown.Slugs, m[1])
		}
		same(t, q, "the page", shown, want)
	}
}

func same(t *testing.T, query, name string, got, want told) {
	t.Helper()
	if got.Answered != want.Answered || !slices.Equal(got.Slugs, want.Slugs) || !slices.Equal(got.Scores, want.Scores) {
		t.Errorf("%q: %s has %+v, the interface %+v", query, name, got, want)
	}
}

func onCommandLine(t *testing.T, query string) told {
	t.Helper()
	var out, errs bytes.Buffer
	run(t.Context(), world{args: []string{"-C", "../..", "match", "--limit", "4", "--json", "--lang", "en", query}, getenv: func(string) string { return "" },
		now: time.Now, stdin: strings.NewReader(""), stdout: &out, stderr: &errs})
	var reply apiReply
	if err := json.Unmarshal(out.Bytes(), &reply); err != nil {
		t.Fatalf("%v: %s%s", err, out.String(), errs.String())
	}
	return reply.told()
}

// asker searches as heard.js does: the page's language, then all.
const asker = `
import { readFileSync } from "node:fs";
const { open } = await import("./search.mjs");
const index = (name) => { const f = readFileSync(name); return open(f.buffer.slice(f.byteOffset, f.byteOffset + f.length)); };
const own = index("en.bin"), all = index("index.bin");
console.log(JSON.stringify(JSON.parse(readFileSync("queries")).map((q) => {
  let found = own.match(q, { limit: 4 });
  if (!found.confident) found = all.match(q, { limit: 4 });
  return { Answered: found.confident, Slugs: found.hits.map((h) => h.id), Scores: found.hits.map((h) => h.score) };
})));
`

// browser is what the page's script answers; nil without Node.
func (s *served) browser(t *testing.T, queries []string) (answers []told) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Log("node is not installed: the browser's search was not compared")
		return nil
	}
	asked, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]string{"run.mjs": asker, "queries": string(asked)}
	for name, path := range map[string]string{"search.mjs": "/assets/search.js", "en.bin": "/assets/heard/en.bin", "index.bin": "/assets/heard/index.bin"} {
		status, body := s.get(path)
		if status != 200 {
			t.Fatalf("%s: status %d", path, status)
		}
		files[name] = body
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), node, "run.mjs")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(queries) {
		t.Fatal(err, len(answers))
	}
	return answers
}
