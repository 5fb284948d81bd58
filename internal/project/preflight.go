package project

import (
	"runtime"

	"golang.org/x/sync/errgroup"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// preflight lays out every picture of every fact-check, drafts included, and
// takes in what stands in the way of drawing them. Files with other errors are
// passed over: what is missing there would only be reported twice.
func (p *Project) preflight() {
	broken := map[string]bool{}
	for _, q := range p.Problems {
		if q.Severity == problem.Error {
			broken[q.File] = true
		}
	}
	found := make([]problem.List, len(p.FactChecks))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range p.FactChecks {
		if f.Status == factcheck.Withdrawn || broken[fileOf(f)] {
			continue
		}
		group.Go(func() error {
			found[i] = p.Press.Check(f)
			return nil
		})
	}
	_ = group.Wait() // no task returns an error
	for _, problems := range found {
		p.Problems = append(p.Problems, problems...)
	}
}
