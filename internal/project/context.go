package project

import (
	"crypto/sha256"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"rebut/internal/factcheck"
	"rebut/internal/ledger"
)

// findContexts finds, on every core, what the files of each fact-check are made
// of besides its own: its earlier revisions, and the fact-checks that its pages
// lead on to.
func (s *shelf) findContexts() {
	stays := s.contextsThatStay()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for chunk := range slices.Chunk(s.project.FactChecks, 256) {
		group.Go(func() error {
			for _, f := range chunk {
				b := s.books[fileOf(f)]
				b.revisions = s.revisions(f)
				if stays(f) {
					b.context = s.again.Ledger.Sources[fileOf(f)].Context
				} else {
					b.context = s.contextOf(f)
				}
			}
			return nil
		})
	}
	_ = group.Wait() // no task returns an error
}

// contextOf is a hash of the fact-checks that the pages of one lead on to.
func (s *shelf) contextOf(f *factcheck.FactCheck) ledger.Sum {
	var text []byte
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

// contextsThatStay tells whose contexts are those of the build before. Where no
// fact-check came, went or got another header (factcheck.Relations), those are
// all that share no topic with one that changed.
func (s *shelf) contextsThatStay() func(*factcheck.FactCheck) bool {
	none := func(*factcheck.FactCheck) bool { return false }
	if !s.same {
		return none
	}
	public, touched := 0, map[string]bool{}
	for _, f := range s.project.FactChecks {
		if !f.Public() {
			continue
		}
		public++
		b := s.books[fileOf(f)]
		if b.known {
			continue
		}
		if source := s.again.Ledger.Sources[fileOf(f)]; source == nil || !sameHeader(b.outline, source.Outline) {
			return none
		}
		for _, topic := range f.Topics {
			touched[topic] = true
		}
	}
	if public != len(s.again.Ledger.Sources) {
		return none
	}
	return func(f *factcheck.FactCheck) bool {
		return f.Public() && !slices.ContainsFunc(f.Topics, func(topic string) bool { return touched[topic] })
	}
}

// sameHeader reports whether two outlines give a fact-check the same relations.
func sameHeader(a, b *ledger.Outline) bool {
	return b != nil && a.Slug == b.Slug && a.Status == b.Status && a.Published == b.Published && slices.Equal(a.Topics, b.Topics)
}

// revisions is a hash of the earlier revisions of a fact-check.
func (s *shelf) revisions(f *factcheck.FactCheck) ledger.Sum {
	if len(s.earlier) == 0 {
		return ledger.Sum{}
	}
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
