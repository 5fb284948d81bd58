package project

import "rebut/internal/factcheck"

// Public are the fact-checks that the site shows in a language or more; with
// Again they are outlines, which Whole opens.
func (p *Project) Public() []*factcheck.FactCheck {
	var out []*factcheck.FactCheck
	for _, f := range p.good {
		if f.Public() && len(p.Config.Editions(f)) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// Whole is a fact-check with all its texts.
func (p *Project) Whole(f *factcheck.FactCheck) (*factcheck.FactCheck, error) {
	if p.shelf == nil {
		return f, nil
	}
	return p.shelf.open(f)
}

// Earlier are the replaced revisions of a fact-check whose pictures stay,
// oldest first.
func (p *Project) Earlier(f *factcheck.FactCheck) []*factcheck.FactCheck {
	return p.content(nil).Earlier(f)
}

// Pictures are the paths of an edition's pictures; the first stands for it
// where there is room for one.
func (p *Project) Pictures(e factcheck.Edition) []string {
	if p.Press == nil {
		return nil
	}
	var out []string
	for _, job := range p.Press.Jobs(e) {
		out = append(out, p.Press.Path(job))
	}
	return out
}
