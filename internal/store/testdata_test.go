package store_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

var today = factcheck.Date{Year: 2026, Month: 11, Day: 23}

// load reads one of the projects in testdata as the commands do.
func load(t *testing.T, project string) ([]*factcheck.FactCheck, problem.List) {
	t.Helper()
	fsys := os.DirFS("testdata/" + project)
	cfg, problems, err := config.Load(fsys)
	if err != nil || len(problems) > 0 {
		t.Fatalf("rebut.toml of %s: %v %v", project, err, problems)
	}
	scheme := cfg.Scheme(today)
	scheme.Designs = []string{"chart", "number", "receipt", "sandwich", "statement", "versus"}
	list, problems, err := store.Load(fsys, scheme)
	if err != nil {
		t.Fatal(err)
	}
	return list, problems
}

func TestGoodFilesHaveNoProblems(t *testing.T) {
	list, problems := load(t, "good")
	for _, p := range problems {
		t.Error(p)
	}
	if len(list) < 3 {
		t.Errorf("read %d fact-checks", len(list))
	}
}

// TestBrokenFiles checks that each file of testdata/broken has exactly the
// problems that its first lines announce.
func TestBrokenFiles(t *testing.T) {
	_, problems := load(t, "broken")
	names, err := os.ReadDir("testdata/broken/claims")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 30 {
		t.Errorf("only %d broken files", len(names))
	}
	announced := 0
	for _, name := range names {
		t.Run(name.Name(), func(t *testing.T) {
			wants := wanted(t, "testdata/broken/claims/"+name.Name())
			announced += len(wants)
			found := problems.Of("claims/" + name.Name())
			for _, want := range wants {
				if !want.takenFrom(&found) {
					t.Errorf("not found: %s", want)
				}
			}
			for _, p := range found {
				t.Errorf("not announced: %s", p)
			}
		})
	}
	if len(problems) != announced {
		t.Errorf("%d problems in all, %d announced", len(problems), announced)
	}
}

// announcement is one "# want:" line.
type announcement struct{ place, text, hint string }

func (a announcement) String() string { return a.place + ": " + a.text + " — hint: " + a.hint }

func wanted(t *testing.T, file string) []announcement {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []announcement
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	for lines.Scan() {
		if want, ok := strings.CutPrefix(lines.Text(), "# want: "); ok {
			place, text, _ := strings.Cut(want, ": ")
			text, hint, _ := strings.Cut(text, " — hint: ")
			out = append(out, announcement{place, text, hint})
		}
	}
	return out
}

// takenFrom removes the problem that the announcement is about from the list.
func (a announcement) takenFrom(list *problem.List) bool {
	for i, p := range *list {
		line := fmt.Sprintf("%s: %s", p.Severity, p.Message)
		severity, message, _ := strings.Cut(a.text, ": ")
		if fmt.Sprintf("%d:%d", p.Line, p.Column) == a.place && strings.HasPrefix(line, severity+": ") && strings.Contains(p.Message, message) && strings.Contains(p.Hint, a.hint) {
			*list = append((*list)[:i:i], (*list)[i+1:]...)
			return true
		}
	}
	return false
}
