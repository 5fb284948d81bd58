package project

import (
	"fmt"

	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/problem"
)

// Published fact-checks are edited in their files, where nobody asks for a
// correction. Two things remember what readers have seen: the ledger of the
// last build, and a copy among the earlier revisions that has the number of the
// present one. What differs from them in its gist, with the same revision and
// after the day of its last change, was most likely corrected in silence. It is
// a warning, given by the build that publishes the edit and by no later one: a
// slip of the pen may be mended like that.

// Edited are warnings about fact-checks that say something else than at the
// last build, which l remembers; nil remembers nothing. For a project that was
// read whole.
func (p *Project) Edited(l *ledger.Ledger, today factcheck.Date) problem.List {
	var out problem.List
	if l == nil {
		return nil
	}
	for _, f := range p.FactChecks {
		if edited(l.Sources[fileOf(f)], f, f.Gist(), today) {
			out = append(out, silent(f, "FILE`, with the file as it was published"))
		}
	}
	return out
}

// otherThanKept are warnings about fact-checks that say something else than the
// copy of their own revision, which a correction that was stopped has left.
func (p *Project) otherThanKept() (out problem.List) {
	for _, f := range p.FactChecks {
		for _, kept := range p.earlier[f.Slug] {
			if kept.Revision == f.Revision && kept.Status == factcheck.Published && f.Status == factcheck.Published && kept.Gist() != f.Gist() {
				out = append(out, silent(f, fileOf(kept)+"`"))
			}
		}
	}
	return out
}

// warnEdited is Edited for the fact-checks on the shelf.
func (s *shelf) warnEdited(today factcheck.Date) {
	if s.again.Ledger == nil {
		return
	}
	for _, f := range s.project.FactChecks {
		file := fileOf(f)
		if edited(s.again.Ledger.Sources[file], f, s.books[file].gist, today) {
			s.project.Problems = append(s.project.Problems, silent(f, "FILE`, with the file as it was published"))
		}
	}
}

// edited reports whether a fact-check was changed in silence since a build
// published it.
func edited(last *ledger.Source, f *factcheck.FactCheck, gist uint64, today factcheck.Date) bool {
	if last == nil || last.Gist == 0 || gist == 0 || last.Gist == gist {
		return false
	}
	then := last.Outline
	return then.Status == factcheck.Published && f.Status == factcheck.Published && then.Slug == f.Slug && then.Revision == f.Revision && then.Modified == f.Modified &&
		settledBy(f, today)
}

// settledBy reports whether the last change that a fact-check tells of is of an
// earlier day: on the day itself people are still at work on it.
func settledBy(f *factcheck.FactCheck, today factcheck.Date) bool {
	return !today.IsZero() && f.Published.Compare(today) < 0 && f.Modified.Compare(today) < 0
}

// silent is the warning; was is the file as it was published, and ends a
// command.
func silent(f *factcheck.FactCheck, was string) problem.Problem {
	return problem.Problem{Severity: problem.Warning, Code: "silent-correction",
		Message: fmt.Sprintf("what was published as revision %d on %s reads otherwise now, and readers are not told", f.Revision, last(f)),
		Hint:    fmt.Sprintf("if something was wrong: `rebut correct %s --was %s; if it was a slip that changes no meaning, go on", f.Slug, was),
	}.At(f.Locate("revision", -1))
}

// last is the day of the last change that a fact-check tells of.
func last(f *factcheck.FactCheck) factcheck.Date {
	if f.Modified.Compare(f.Published) > 0 {
		return f.Modified
	}
	return f.Published
}
