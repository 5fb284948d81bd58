package project

import (
	"fmt"
	"io/fs"

	"rebut/internal/problem"
)

// checkPinned warns of names in lists.pinned that no fact-check has: they are
// passed over, which nobody would notice.
func (p *Project) checkPinned(fsys fs.FS) error {
	for i, slug := range p.Config.Lists.Pinned {
		if p.FactCheck(slug) != nil {
			continue
		}
		at, err := p.locate(fsys, fmt.Sprintf("lists.pinned[%d]", i))
		if err != nil {
			return err
		}
		p.Problems = append(p.Problems, problem.Problem{Severity: problem.Warning, Code: "unknown-name",
			Message: fmt.Sprintf("pinned: there is no fact-check %s", problem.Quote(string(slug))),
			Hint:    "write the name in its address: the last part of https://…/en/housing-costs-causes/"}.At(at))
	}
	return nil
}
