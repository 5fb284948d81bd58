package project

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"rebut/internal/bounded"
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/problem"
	"rebut/internal/site"
	"rebut/internal/store"
)

// Again is what a build before this one left. With it, Load parses only the
// fact-checks that have changed since, and the site lists only the files of
// those that may change. FactChecks are outlines then, without their texts.
type Again struct {
	Ledger  *ledger.Ledger  // nil: nothing is known
	Damaged map[string]bool // files of fact-checks of which made files are missing
	Last    site.Last       // nil: nothing is there
	Now     ledger.Mark     // of a file of the output's file system that has just been changed; zero: no marks are kept
}

// Names of hashes in a ledger's Env.
const (
	envChecks  = "checks"  // what the rules of fact-checks depend on
	envPages   = "pages"   // what files other than pictures depend on
	envDrawing = "drawing" // what pictures depend on
	envOffered = "offered" // the languages of menus
)

// keptWhole bounds the fact-checks that are kept with their texts, by the bytes
// of their files; in memory they take about three times as much.
const keptWhole = 24 << 20

// shelf holds the fact-checks of a project as outlines, and opens them.
type shelf struct {
	project *Project
	again   *Again
	books   map[string]*book // by the fact-check's file
	earlier map[factcheck.Slug][sha256.Size]byte
	whole   *bounded.Cache[*factcheck.FactCheck]
	shapes  ledger.Shapes
	same    bool // what all files depend on is what it was
	related func() *site.Related

	// sameRules: what was found about a fact-check would be found again.
	sameRules bool

	mu       sync.Mutex
	replaced map[string][]*factcheck.FactCheck // earlier revisions that were asked for, by the present one's file
	gists    map[string]uint64                 // of what was parsed, by file
}

// book is one fact-check on the shelf.
type book struct {
	sum       ledger.Sum  // of its file
	mark      ledger.Mark // of its file, if that lasts
	size      int         // of its file, bytes
	known     bool        // to the build before
	outline   *ledger.Outline
	revisions ledger.Sum // of the files of earlier revisions
	context   ledger.Sum // of the fact-checks that its pages lead on to
	warnings  problem.List
	gist      uint64 // factcheck.Gist
}

// readAgain reads the fact-checks that have changed and takes the others as
// they were.
func (p *Project) readAgain(scheme factcheck.Scheme, again *Again) error {
	p.shelf = &shelf{project: p, again: again, books: map[string]*book{}, whole: bounded.New[*factcheck.FactCheck](keptWhole), replaced: map[string][]*factcheck.FactCheck{}, gists: map[string]uint64{}}
	p.shelf.sameRules = p.shelf.env(envChecks, envDrawing)
	readings, problems, err := store.Visit(p.fsys, scheme, store.Memory{Sum: p.shelf.unchanged, Known: p.shelf.known, Parsed: p.shelf.parsed})
	if err != nil {
		return err
	}
	p.Problems = append(p.Problems, problems...)
	for i := range readings {
		p.shelf.take(&readings[i])
	}
	p.shelf.gists = nil // the books have them
	if p.shelf.earlier, err = store.EarlierSums(p.fsys); err != nil {
		return err
	}
	p.shelf.same = p.shelf.env(envChecks, envPages, envDrawing, envOffered)
	if err := p.between(scheme); err != nil {
		return err
	}
	p.shelf.related = sync.OnceValue(func() *site.Related { return site.NewRelated(p.Config, p.publishable(nil)) })
	p.shelf.findContexts()
	p.shelf.warnEarlier()
	p.shelf.warnEdited(scheme.Today)
	return nil
}

// warnEarlier finds what is wrong with earlier revisions of fact-checks whose
// files are made anew.
func (s *shelf) warnEarlier() {
	if len(s.earlier) == 0 {
		return
	}
	for _, f := range s.project.FactChecks {
		b := s.books[fileOf(f)]
		before := len(b.warnings)
		if f.Public() && !s.settled(f) && s.project.Press != nil {
			s.earlierOf(f)
		}
		s.project.Problems = append(s.project.Problems, b.warnings[before:]...)
	}
}

// env reports whether what the ledger's files depended on is as it was.
func (s *shelf) env(names ...string) bool {
	if s.again.Ledger == nil {
		return false
	}
	for _, name := range names {
		if sum, ok := s.again.Ledger.Env[name]; !ok || sum != s.project.env(name) {
			return false
		}
	}
	return true
}

// env is a hash of what many files depend on.
func (p *Project) env(name string) ledger.Sum {
	switch name {
	case envChecks:
		return p.inputs.checks
	case envPages:
		return p.inputs.pages
	case envDrawing:
		return p.inputs.all
	}
	return sha256.Sum256(fmt.Append(nil, p.Config.Offered(p.FactChecks)))
}

// unchanged is the sum of a file that has the mark that it had.
func (s *shelf) unchanged(file string, mark ledger.Mark) (sum ledger.Sum, ok bool) {
	if s.again.Ledger == nil {
		return sum, false
	}
	source := s.again.Ledger.Sources[file]
	if source == nil || !mark.Same(source.Mark, s.again.Ledger.Moment, s.again.Now) {
		return sum, false
	}
	return source.Sum, true
}

// known is the outline of a fact-check that was checked before.
func (s *shelf) known(file string, sum ledger.Sum) *factcheck.FactCheck {
	if !s.sameRules {
		return nil
	}
	source := s.again.Ledger.Sources[file]
	if source == nil || source.Outline == nil || source.Sum != sum {
		return nil
	}
	return s.shapes.FactCheck(source.Outline, file)
}

// parsed checks the pictures of a fact-check and makes it an outline.
func (s *shelf) parsed(r *store.Reading) {
	f := r.FactCheck
	if f == nil {
		return
	}
	if press := s.project.Press; press != nil && f.Status != factcheck.Withdrawn && !r.Problems.HasErrors() {
		r.Problems = append(r.Problems, press.Check(f)...)
	}
	s.mu.Lock()
	s.gists[r.File] = f.Gist()
	s.mu.Unlock()
	r.FactCheck = s.shapes.FactCheck(ledger.OutlineOf(f), r.File)
	f.Origin = r.FactCheck.Origin // the text's syntax tree is larger than the text
	s.whole.Add(r.File, f, r.Size)
}

// take puts what was read on the shelf.
func (s *shelf) take(r *store.Reading) {
	p := s.project
	b := &book{sum: r.Sum, mark: r.Mark.Lasting(s.again.Now), size: r.Size, known: r.Known, warnings: r.Problems, gist: s.gists[r.File]}
	if r.Known {
		source := s.again.Ledger.Sources[r.File]
		b.outline, b.warnings, b.gist = source.Outline, source.Warnings, source.Gist
	} else if r.FactCheck != nil {
		b.outline = ledger.OutlineOf(r.FactCheck)
	}
	p.Problems = append(p.Problems, b.warnings...)
	if r.FactCheck != nil {
		p.FactChecks = append(p.FactChecks, r.FactCheck)
		s.books[r.File] = b
	}
}

// between applies the rules between fact-checks. Outlines do not know where in
// their files things stand: those with problems are read for it.
func (p *Project) between(scheme factcheck.Scheme) error {
	found := store.Between(p.FactChecks)
	if len(found) == 0 {
		return nil
	}
	list := slices.Clone(p.FactChecks)
	for i, f := range list {
		if !slices.ContainsFunc(found, func(q problem.Problem) bool { return q.File == fileOf(f) }) {
			continue
		}
		located, _, err := store.LoadFile(p.fsys, fileOf(f), scheme)
		if err != nil {
			return err
		}
		if located != nil {
			list[i] = located
		}
	}
	p.Problems = append(p.Problems, store.Between(list)...)
	return nil
}
