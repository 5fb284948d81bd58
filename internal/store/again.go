package store

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"runtime"

	"golang.org/x/sync/errgroup"

	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/problem"
)

// Reading is what was read of one file.
type Reading struct {
	File      string      // as named in the project
	Mark      ledger.Mark // of the file before it was read; zero where the project gives none
	Sum       ledger.Sum
	Size      int                  // bytes
	FactCheck *factcheck.FactCheck // nil where the file is no TOML
	Problems  problem.List
	Known     bool // the fact-check is what known gave
}

// Marker is a project that can tell states of its files apart.
type Marker interface {
	Mark(name string) ledger.Mark
}

// Memory is what is known of fact-checks from an earlier reading. Its functions
// are called by several goroutines at once.
type Memory struct {
	// Sum is the SHA-256 of a file that has a mark, if that is known.
	Sum func(file string, mark ledger.Mark) (sum ledger.Sum, ok bool)
	// Known is the fact-check of a file with a SHA-256; nil: it is not known.
	Known func(file string, sum ledger.Sum) *factcheck.FactCheck
	// Parsed takes what was read and checked. It may add problems and replace
	// the fact-check.
	Parsed func(*Reading)
}

// Visit reads the file of every fact-check, several at once. A file that is
// known is not parsed, nor read if its mark is known. The readings are in the
// order of the files' names; problems that concern the folder as a whole are
// apart.
func Visit(project fs.FS, scheme factcheck.Scheme, memory Memory) ([]Reading, problem.List, error) {
	names, problems, err := files(project)
	if err != nil {
		return nil, nil, err
	}
	readings := make([]Reading, len(names))
	const chunk = 64
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(names); from += chunk {
		group.Go(func() error {
			for i := from; i < min(from+chunk, len(names)); i++ {
				readings[i].File = names[i]
				if err := readings[i].visit(project, scheme, memory); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return readings, problems, group.Wait()
}

func (r *Reading) visit(project fs.FS, scheme factcheck.Scheme, memory Memory) error {
	if marker, ok := project.(Marker); ok {
		r.Mark = marker.Mark(r.File)
	}
	if sum, ok := memory.Sum(r.File, r.Mark); ok && r.recall(memory, sum, int(r.Mark.Size)) {
		return nil
	}
	text, err := read(project, r.File)
	if err != nil || r.recall(memory, sha256.Sum256(text), len(text)) {
		return err
	}
	r.FactCheck, r.Problems = Parse(r.File, text, scheme)
	memory.Parsed(r)
	return nil
}

// recall notes the sum of the file, and reports whether that is known.
func (r *Reading) recall(memory Memory, sum ledger.Sum, size int) bool {
	r.Sum, r.Size, r.FactCheck = sum, size, memory.Known(r.File, sum)
	r.Known = r.FactCheck != nil
	return r.Known
}

// Open reads the fact-check of a file whose text has a SHA-256, without
// applying rules; nil where the file holds something else by now.
func Open(project fs.FS, file string, sum [sha256.Size]byte) (*factcheck.FactCheck, error) {
	text, err := read(project, file)
	if err != nil || sha256.Sum256(text) != sum {
		return nil, err
	}
	return parseOnly(file, text), nil
}

// EarlierSums are hashes of the files of earlier revisions, by the slug that a
// fact-check had.
func EarlierSums(project fs.FS) (map[factcheck.Slug][sha256.Size]byte, error) {
	folders, err := fs.ReadDir(project, earlierFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	sums := map[factcheck.Slug][sha256.Size]byte{}
	for _, folder := range folders {
		if !folder.IsDir() || !factcheck.ValidID(folder.Name()) {
			continue
		}
		h := sha256.New()
		err := fs.WalkDir(project, path.Join(earlierFolder, folder.Name()), func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			text, err := read(project, name)
			sum := sha256.Sum256(text)
			h.Write([]byte(name))
			h.Write(sum[:])
			return err
		})
		if err != nil {
			return nil, err
		}
		sums[factcheck.Slug(folder.Name())] = [sha256.Size]byte(h.Sum(nil))
	}
	return sums, nil
}
