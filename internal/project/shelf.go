package project

import (
	"crypto/sha256"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

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

// context is a hash of what a fact-check's files are made of besides its own:
// its earlier revisions, and the fact-checks that its pages lead on to.
func (s *shelf) context(f *factcheck.FactCheck) ledger.Sum {
	if b := s.books[fileOf(f)]; b != nil {
		return b.context
	}
	return ledger.Sum{}
}

func (s *shelf) contextOf(f *factcheck.FactCheck) ledger.Sum {
	var text []byte
	if revisions := s.revisions(f); revisions != (ledger.Sum{}) {
		text = append(append(text, "revisions "...), revisions[:]...)
	}
	for _, e := range s.related().Named(f) {
		if b := s.books[fileOf(e.FactCheck)]; b != nil {
			text = append(append(append(append(text, e.Lang...), ' '), e.Slug...), ' ')
			text = append(text, b.sum[:]...)
		}
	}
	if len(text) == 0 {
		return ledger.Sum{}
	}
	return sha256.Sum256(text)
}

// findContexts finds the contexts of all fact-checks, on every core.
func (s *shelf) findContexts() {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for chunk := range slices.Chunk(s.project.FactChecks, 256) {
		group.Go(func() error {
			for _, f := range chunk {
				s.books[fileOf(f)].context = s.contextOf(f)
			}
			return nil
		})
	}
	_ = group.Wait() // no task returns an error
}

// revisions is a hash of the earlier revisions of a fact-check.
func (s *shelf) revisions(f *factcheck.FactCheck) ledger.Sum {
	var h hashed
	for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
		if sum, ok := s.earlier[slug]; ok {
			h.add(string(slug), sum[:])
		}
	}
	if h.Len() == 0 {
		return ledger.Sum{}
	}
	return h.sum()
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
	if source == nil || source.Sum != s.books[file].sum || source.Context != s.context(f) {
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
	revisions := s.revisions(f)
	return string(b.sum[:]) + string(revisions[:])
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
	for _, name := range []string{envChecks, envPages, envDrawing, envOffered} {
		l.Env[name] = p.env(name)
	}
	for _, f := range p.good {
		if !f.Public() {
			continue
		}
		if last := p.shelf.last(f); last != nil {
			l.Sources[fileOf(f)] = last
			continue
		}
		b := p.shelf.books[fileOf(f)]
		l.Sources[fileOf(f)] = &ledger.Source{Sum: b.sum, Context: p.shelf.context(f), Outline: b.outline, Warnings: b.warnings, Gist: b.gist}
	}
	return l
}
