package main

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"rebut/internal/indexfile"
)

// keptFrom is the number of documents from which on the index of matching is
// kept on disk: fewer are indexed in less time than it takes to look.
const keptFrom = 5000

// indexKeeper keeps what matching searches: in a folder, or in the one that the
// system has for caches. Report is told why a file cannot be written.
func (a *app) indexKeeper(f folder, dir string, drafts bool, report func(error)) *indexfile.Keeper {
	o := indexfile.Options{Program: program, Least: keptFrom, Report: report}
	if f.dir == "" {
		return indexfile.New(o)
	}
	if dir == "" && a.cacheDir != nil {
		if caches, err := a.cacheDir(); err == nil {
			dir = filepath.Join(caches, "rebut")
		}
	}
	project, err := filepath.Abs(f.dir)
	if dir == "" || err != nil {
		return indexfile.New(o)
	}
	name := "matching-"
	if drafts {
		name += "drafts-"
	}
	sum := sha256.Sum256([]byte(project))
	o.File = filepath.Join(dir, name+hex.EncodeToString(sum[:8])+".index")
	return indexfile.New(o)
}
