package project

import (
	"maps"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// skipping leaves the layout of pictures to the test.
var skipping = Options{Today: today.Today, SkipPreflight: true}

func ordinaryNamed(lang string) adversary {
	a := ordinary(lang)
	a.name = "ordinary"
	return a
}

// tally counts what became of pictures.
type tally struct {
	sync.Mutex
	drawn, refused int
	reasons        map[string]int // refused pictures by the code of a problem
}

// TestAdversarialFactChecks: whatever a fact-check says, each of its pictures
// either has a problem that says where and what to do, or keeps every rule.
func TestAdversarialFactChecks(t *testing.T) {
	list := adversaries()
	if len(list) != 200 {
		t.Fatalf("%d fact-checks", len(list))
	}
	p := mustLoad(t, adversarialProject(list), skipping)
	if p.Press == nil {
		t.Fatal(p.Problems)
	}
	read := map[string]bool{}
	for _, f := range p.FactChecks {
		read[fileOf(f)] = true
	}
	for _, a := range list {
		if file := "claims/" + a.name + ".toml"; !read[file] && !p.Problems.Of(file).HasErrors() {
			t.Errorf("%s is neither read nor reported", file)
		}
	}
	n := &tally{reasons: map[string]int{}}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range p.FactChecks {
		group.Go(func() error { n.judge(t, p, f); return nil })
	}
	_ = group.Wait() // no task returns an error
	byRules := 0
	for _, f := range p.FactChecks {
		if p.Problems.Of(fileOf(f)).HasErrors() {
			byRules++
		}
	}
	t.Logf("%d fact-checks, %d refused by the rules of texts; %d pictures drawn, %d refused", len(p.FactChecks), byRules, n.drawn, n.refused)
	for _, reason := range slices.Sorted(maps.Keys(n.reasons)) {
		t.Logf("%6d %s", n.reasons[reason], reason)
	}
	if n.drawn < 5000 || n.refused < 500 {
		t.Error("that is no adversary")
	}
}

// judge draws every picture of a fact-check in every theme, also of one that
// other rules refuse.
func (n *tally) judge(t *testing.T, p *Project, f *factcheck.FactCheck) {
	t.Helper()
	reported := p.Press.Check(f)
	named := map[string]bool{} // pictures with problems
	for _, q := range reported {
		useful(t, q)
		for _, picture := range pictureNames.FindAllString(q.Message, -1) {
			named[picture] = true
		}
	}
	e := p.Preview(f, f.Language)
	for _, j := range p.Press.Jobs(e) {
		n.picture(t, p, j, named, reported)
	}
}

// pictureNames are the names of pictures in messages.
var pictureNames = regexp.MustCompile(`\b(statement|sandwich|versus|number|chart|receipt)-[a-z0-9]+(-\d)?`)

func (n *tally) picture(t *testing.T, p *Project, j card.Job, named map[string]bool, reported problem.List) {
	t.Helper()
	s, problems := p.Press.Scene(j)
	name := strings.TrimSuffix(strings.TrimPrefix(p.Press.Path(j), "/"), ".png")
	n.Lock()
	defer n.Unlock()
	if problems.HasErrors() {
		n.refused++
		for _, code := range codes(problems) {
			n.reasons[code]++
		}
		for _, q := range problems {
			if !slices.ContainsFunc(reported, func(r problem.Problem) bool {
				return r.Code == q.Code && r.File == q.File && (r.Line == q.Line || q.Code == "missing-glyph")
			}) {
				t.Errorf("%s is refused, but the check is silent about %v", name, q)
			}
		}
		return
	}
	n.drawn++
	for _, fault := range faultsOf(s, j, p.Config.Format(j.Format)) {
		t.Errorf("%s: %s", name, fault)
	}
}

// codes are the kinds of problems, each once.
func codes(problems problem.List) []string {
	var out []string
	for _, q := range problems {
		if !slices.Contains(out, q.Code) {
			out = append(out, q.Code)
		}
	}
	return out
}

// useful: a problem says where, in which language and picture, and what to do.
func useful(t *testing.T, q problem.Problem) {
	t.Helper()
	picture := q.Code == "missing-glyph" || pictureNames.MatchString(q.Message)
	if q.File == "" || q.Hint == "" || q.Lang == "" || !picture || strings.HasPrefix(q.File, "claims/") && q.Line == 0 {
		t.Errorf("a problem that helps nobody: %+v", q)
	}
}
