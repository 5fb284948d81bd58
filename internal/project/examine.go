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
	f, problems := store.Parse(name, text, p.Scheme(today))
	if f != nil && p.Press != nil && f.Status != factcheck.Withdrawn && !problems.HasErrors() {
		problems = append(problems, p.Press.Check(f)...)
	}
	return f, problems.Sort()
}

// Scheme is what the rules for the project's fact-checks need to know.
func (p *Project) Scheme(today factcheck.Date) factcheck.Scheme {
	scheme := p.Config.Scheme(today)
	scheme.Designs = idsOf(p.Designs)
	return scheme
}
