package project

import (
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// open is the whole fact-check of an outline.
func (s *shelf) open(f *factcheck.FactCheck) (*factcheck.FactCheck, error) {
	file := fileOf(f)
	b := s.books[file]
	if b == nil {
		return f, nil // an earlier revision, which is whole
	}
	if whole, ok := s.whole.Get(file); ok {
		return whole, nil
	}
	whole, err := store.Open(s.project.fsys, file, b.sum)
	if err != nil {
		return nil, err
	}
	if whole == nil {
		return nil, &problem.Mistake{Message: file + " was changed while the site was being built", Hint: "build again"}
	}
	whole.Origin = f.Origin
	s.whole.Add(file, whole, b.size)
	return whole, nil
}

// settled reports that all files of a fact-check stay as they are.
func (s *shelf) settled(f *factcheck.FactCheck) bool { return s.last(f) != nil }

// last is what the build before made of a fact-check, if that stays.
func (s *shelf) last(f *factcheck.FactCheck) *ledger.Source {
	file := fileOf(f)
	if !s.same || s.again.Damaged[file] {
		return nil
	}
	source := s.again.Ledger.Sources[file]
	b := s.books[file]
	if source == nil || source.Sum != b.sum || source.Revisions != b.revisions || source.Context != b.context {
		return nil
	}
	return source
}

// identity tells what a fact-check says, for the keys of its files.
func (s *shelf) identity(f *factcheck.FactCheck) string {
	b := s.books[fileOf(f)]
	if b == nil {
		return ""
	}
	return string(b.sum[:]) + string(b.revisions[:])
}

// earlierOf are the earlier revisions of a fact-check that can be drawn.
func (s *shelf) earlierOf(f *factcheck.FactCheck) []*factcheck.FactCheck {
	s.mu.Lock()
	defer s.mu.Unlock()
	file := fileOf(f)
	if list, known := s.replaced[file]; known {
		return list
	}
	list := replaced(f, func(slug factcheck.Slug) []*factcheck.FactCheck {
		if _, any := s.earlier[slug]; !any {
			return nil
		}
		// One that cannot be read is left out, as one that cannot be used.
		found, problems, _ := store.EarlierOf(s.project.fsys, slug)
		drawable, more := s.project.drawable(found)
		if b := s.books[file]; b != nil && !s.settled(f) {
			b.warnings = append(b.warnings, append(problems, more...)...)
		}
		return drawable
	})
	s.replaced[file] = list
	return list
}

// Ledger is what the next build will be told of this one: each published
// fact-check, those that stay with their files. It is nil without Again.
func (p *Project) Ledger(rebut string) *ledger.Ledger {
	if p.shelf == nil {
		return nil
	}
	l := ledger.New(rebut)
	l.Moment = p.shelf.again.Now.Changed
	for _, name := range []string{envChecks, envPages, envDrawing, envOffered} {
		l.Env[name] = p.env(name)
	}
	for _, f := range p.good {
		if !f.Public() {
			continue
		}
		b, source := p.shelf.books[fileOf(f)], p.shelf.last(f)
		switch {
		case source == nil:
			source = &ledger.Source{Sum: b.sum, Mark: b.mark, Revisions: b.revisions, Context: b.context, Outline: b.outline, Warnings: b.warnings, Gist: b.gist}
		case b.mark != source.Mark && b.mark != ledger.Mark{}:
			marked := *source
			marked.Mark = b.mark
			source = &marked
		}
		l.Sources[fileOf(f)] = source
	}
	return l
}
