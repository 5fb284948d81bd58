package project

import (
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// Examine reads a fact-check from a text that is not saved, and finds all that
// is wrong with it and with its pictures. name is the file that the text is
// for. The fact-check is nil where the text is no TOML.
func (p *Project) Examine(name string, text []byte, today factcheck.Date) (*factcheck.FactCheck, problem.List) {
	scheme := p.Config.Scheme(today)
	scheme.Designs = idsOf(p.Designs)
	f, problems := store.Parse(name, text, scheme)
	if f != nil && p.Press != nil && f.Status != factcheck.Withdrawn && !problems.HasErrors() {
		problems = append(problems, p.Press.Check(f)...)
	}
	return f, problems.Sort()
}
