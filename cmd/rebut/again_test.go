package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	rebut "rebut"
)

// editedProject is a project that a test edits.
type editedProject struct {
	t   *testing.T
	dir string
}

func (p editedProject) path(name string) string {
	return filepath.Join(p.dir, filepath.FromSlash(name))
}

func (p editedProject) replace(name, old, new string) {
	p.t.Helper()
	text, err := os.ReadFile(p.path(name))
	if err != nil {
		p.t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		p.t.Fatalf("%s has no %q", name, old)
	}
	p.write(name, strings.Replace(string(text), old, new, 1))
}

func (p editedProject) write(name, text string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// own copies a file that ships with Rebut into the project.
func (p editedProject) own(name string) {
	p.t.Helper()
	text, err := fs.ReadFile(rebut.Assets(), name)
	if err != nil {
		p.t.Fatal(err)
	}
	p.write(name, string(text))
}

func (p editedProject) remove(name string) {
	p.t.Helper()
	if err := os.RemoveAll(p.path(name)); err != nil {
		p.t.Fatal(err)
	}
}

func (p editedProject) run(args ...string) {
	p.t.Helper()
	cmd := exec.Command("rebut", append([]string{"-C", p.dir}, args...)...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1796083200")
	if text, err := cmd.CombinedOutput(); err != nil {
		p.t.Fatalf("rebut %v: %v\n%s", args, err, text)
	}
}

// french is a reviewed translation of a fact-check of testdata/small.
const french = `
[text.fr]
claim = "Les boissons sont servies froides partout."
fact = "Les bouilloires font bouillir l’eau à *environ 100 °C*"
why = "Une bouilloire chauffe l’eau jusqu’à ébullition."
technique = "Généralisation abusive."
verdict = "C’est faux."
body = "L’eau bout à environ 100 °C [@s]."
translates = 1
reviewed = true
`

// edits are what happens to a project between builds, one after the other.
var edits = []struct {
	what string
	do   func(p editedProject)
}{
	{"nothing", func(editedProject) {}},
	{"the verdict of one", func(p editedProject) {
		p.replace("claims/tea-evidence.toml", "It is wrong", "That is wrong")
	}},
	{"the fact of one, which its pictures show", func(p editedProject) {
		p.replace("claims/tea-evidence.toml", "and since", "and always")
	}},
	{"a translation is added", func(p editedProject) {
		p.replace("claims/cocoa-evidence.toml", "[[appearances]]", french+"[[appearances]]")
	}},
	{"the translation is not reviewed any more", func(p editedProject) {
		p.replace("claims/cocoa-evidence.toml", "reviewed = true", "reviewed = false")
	}},
	{"a new one, the newest", func(p editedProject) {
		text, _ := os.ReadFile(p.path("claims/tea-evidence.toml"))
		p.write("claims/milk-evidence.toml", strings.ReplaceAll(string(text), "2026-11-01", "2026-11-09"))
	}},
	{"one is renamed", func(p editedProject) {
		text, _ := os.ReadFile(p.path("claims/milk-evidence.toml"))
		p.remove("claims/milk-evidence.toml")
		p.write("claims/dairy-evidence.toml", "aliases = [\"milk-evidence\"]\n"+string(text))
	}},
	{"the topic of one", func(p editedProject) {
		p.replace("claims/coffee-evidence.toml", `"drinks"`, `"breakfast", "drinks"`)
	}},
	{"a draft is added", func(p editedProject) {
		text, _ := os.ReadFile(p.path("claims/tea-evidence.toml"))
		p.write("claims/water-evidence.toml", strings.Replace(string(text), `"published"`, `"draft"`, 1))
	}},
	{"one is revised", func(p editedProject) {
		p.run("revise", "coffee-evidence", "--what", "A word was changed.")
		p.replace("claims/coffee-evidence.toml", "It is wrong", "This is wrong")
	}},
	{"the copy of what stood before", func(p editedProject) {
		p.replace("claims/_revisions/coffee-evidence/r1.toml", "It is wrong", "It was wrong")
	}},
	{"the words of a correction", func(p editedProject) {
		p.replace("claims/coffee-evidence.toml", "A word was changed.", "One word was changed.")
	}},
	{"what one said before is lost", func(p editedProject) { p.remove("claims/_revisions/coffee-evidence/r1.toml") }},
	{"one is withdrawn", func(p editedProject) {
		p.replace("claims/cocoa-evidence.toml", `status = "published"`,
			"status = \"withdrawn\"\nwithdrawn = { date = 2026-11-20, reason = \"It cannot be held.\" }")
	}},
	{"a design", func(p editedProject) {
		p.own("templates/cards/statement.toml")
		p.replace("templates/cards/statement.toml", "order = 1\n", "order = 9\n")
	}},
	{"a page template", func(p editedProject) {
		p.own("templates/site/about.html")
		p.replace("templates/site/about.html", "<main", "<main data-mine")
	}},
	{"the settings", func(p editedProject) {
		p.replace("rebut.toml", "# A small site", "feeds = { limit = 2 }\nlanguages = [\"en\", \"fr\"]\n# A small site")
	}},
	{"files are lost", func(p editedProject) {
		p.remove("output/en/tea-evidence")
		p.remove("output/sitemap.xml")
	}},
	{"one is deleted", func(p editedProject) { p.remove("claims/dairy-evidence.toml") }},
	{"all but one are deleted", func(p editedProject) {
		p.remove("claims/coffee-evidence.toml")
		p.remove("claims/cocoa-evidence.toml")
	}},
}

// TestBuildsOfWhatChangedAreWholeBuilds edits a project in every way that comes
// to mind: a build that makes only what changed gives the same files as one that
// makes everything anew.
func TestBuildsOfWhatChangedAreWholeBuilds(t *testing.T) {
	p := editedProject{t, filepath.Join(t.TempDir(), "p")}
	smallProject(t, p.dir, "before")
	p.run("build")
	for i, edit := range edits {
		edit.do(p)
		p.run("build")
		whole := fmt.Sprint("whole-", i)
		p.run("build", "--full", "-o", p.path(whole))
		if digest(t, p.path("output")) != digest(t, p.path(whole)) {
			diff, _ := exec.Command("diff", "-rq", p.path("output"), p.path(whole)).CombinedOutput()
			t.Errorf("after %s, the build differs from a whole one:\n%s", edit.what, diff)
		}
		p.remove(whole)
	}
}
