package project

import (
	"maps"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// replaced are the earlier revisions of a fact-check, oldest first, each with
// the present slug. of gives those of a slug that it had.
func replaced(f *factcheck.FactCheck, of func(factcheck.Slug) []*factcheck.FactCheck) []*factcheck.FactCheck {
	var list []*factcheck.FactCheck
	seen := map[int]bool{}
	for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
		for _, old := range of(slug) {
			if old.Revision >= f.Revision || seen[old.Revision] || old.Status != factcheck.Published {
				continue
			}
			seen[old.Revision] = true
			then := *old
			then.Slug, then.Aliases = f.Slug, nil
			list = append(list, &then)
		}
	}
	slices.SortFunc(list, func(a, b *factcheck.FactCheck) int { return a.Revision - b.Revision })
	return list
}

// preflightEarlier leaves out earlier revisions whose pictures cannot be drawn
// any more, as when a design has changed since, and says so.
func (p *Project) preflightEarlier() {
	for _, slug := range slices.Sorted(maps.Keys(p.earlier)) {
		drawable, problems := p.drawable(p.earlier[slug])
		p.earlier[slug] = drawable
		p.Problems = append(p.Problems, problems...)
	}
}

// drawable are the earlier revisions whose pictures can be drawn, with a
// warning for each other.
func (p *Project) drawable(list []*factcheck.FactCheck) ([]*factcheck.FactCheck, problem.List) {
	var kept []*factcheck.FactCheck
	var problems problem.List
	for _, f := range list {
		found := p.Press.Check(f)
		i := slices.IndexFunc(found, func(q problem.Problem) bool { return q.Severity == problem.Error })
		if i < 0 {
			kept = append(kept, f)
			continue
		}
		problems = append(problems, problem.Problem{File: fileOf(f), Line: 1, Column: 1, Severity: problem.Warning, Code: "unusable-revision",
			Message: "this earlier revision cannot be drawn any more, its pictures are left out: " + found[i].Message})
	}
	return kept, problems
}
