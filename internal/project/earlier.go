package project

import (
	"maps"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// replaced are the earlier revisions of the site's fact-checks by their present
// slug, oldest first, each with that slug.
func (p *Project) replaced() map[factcheck.Slug][]*factcheck.FactCheck {
	all := map[factcheck.Slug][]*factcheck.FactCheck{}
	for _, f := range p.good {
		seen := map[int]bool{}
		for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
			for _, old := range p.earlier[slug] {
				if old.Revision >= f.Revision || seen[old.Revision] || old.Status != factcheck.Published {
					continue
				}
				seen[old.Revision] = true
				then := *old
				then.Slug, then.Aliases = f.Slug, nil
				all[f.Slug] = append(all[f.Slug], &then)
			}
		}
		slices.SortFunc(all[f.Slug], func(a, b *factcheck.FactCheck) int { return a.Revision - b.Revision })
	}
	return all
}

// preflightEarlier leaves out earlier revisions whose pictures cannot be drawn
// any more, as when a design has changed since, and says so.
func (p *Project) preflightEarlier() {
	for _, slug := range slices.Sorted(maps.Keys(p.earlier)) {
		p.earlier[slug] = slices.DeleteFunc(p.earlier[slug], func(f *factcheck.FactCheck) bool {
			found := p.Press.Check(f)
			i := slices.IndexFunc(found, func(q problem.Problem) bool { return q.Severity == problem.Error })
			if i < 0 {
				return false
			}
			p.Problems = append(p.Problems, problem.Problem{File: fileOf(f), Line: 1, Column: 1, Severity: problem.Warning, Code: "unusable-revision",
				Message: "this earlier revision cannot be drawn any more, its pictures are left out: " + found[i].Message})
			return true
		})
	}
}
