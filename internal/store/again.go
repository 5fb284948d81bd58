package store

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"runtime"

	"golang.org/x/sync/errgroup"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Reading is what was read of one file.
type Reading struct {
	File      string // as named in the project
	Sum       [sha256.Size]byte
	Size      int                  // bytes
	FactCheck *factcheck.FactCheck // nil where the file is no TOML
	Problems  problem.List
	Known     bool // the fact-check is what known gave
}

// Visit reads the file of every fact-check, several at once. known is asked
// first, with the SHA-256 of the file, whether that is known already; else the
// file is parsed, checked and given to parsed, which may add problems and
// replace the fact-check. Both are called by several goroutines at once. The
// readings are in the order of the files' names; problems that concern the
// folder as a whole are apart.
func Visit(project fs.FS, scheme factcheck.Scheme, known func(file string, sum [sha256.Size]byte) *factcheck.FactCheck, parsed func(*Reading)) ([]Reading, problem.List, error) {
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
				r := &readings[i]
				r.File = names[i]
				text, err := read(project, r.File)
				if err != nil {
					return err
				}
				r.Sum, r.Size = sha256.Sum256(text), len(text)
				if r.FactCheck = known(r.File, r.Sum); r.FactCheck != nil {
					r.Known = true
					continue
				}
				r.FactCheck, r.Problems = Parse(r.File, text, scheme)
				parsed(r)
			}
			return nil
		})
	}
	return readings, problems, group.Wait()
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
