// Package ledger is the specification of what a build remembers in its output
// folder: of every file that it wrote, the content (size, SHA-256) and a key,
// which is a hash of all that the content was made of; and of every published
// fact-check, a hash of its file and an outline that lists and menus can be
// laid out with. The next build reads again only what has another hash and
// makes again only what has another key.
//
// Content decides. A fact-check's file is not read, though, when all that the
// file system says of it is what it was (Mark): which file it is, its size, and
// its times to the nanosecond. That counts only where it leaves no doubt. A file
// that had changed within three seconds of being read is read again; so is one
// on another file system than the output folder or on one whose clock goes by
// seconds, and so are all when the file system's clock stands earlier than at
// the last build. A build of everything (--full) reads every file.
//
// The ledger holds no text and nothing of a fact-check that is not public, for
// the folder is uploaded as a whole. A ledger that is damaged or of another
// version counts as none.
//
// It is a database of bbolt's, which a crash leaves as it was before or after
// a change.
package ledger

import (
	"encoding/hex"
	"iter"
	"maps"
	"slices"
	"strings"

	"rebut/internal/problem"
)

// Name is the ledger's file in the output folder. It is no part of the site.
const Name = ".rebut-ledger"

// version is that of the format below; another one is not read.
const version = "3"

// Sum is a SHA-256 hash.
type Sum [32]byte

// String is the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// File is one file of the output.
type File struct {
	_    struct{} `cbor:",toarray"`
	Name string   // slash-separated, relative to the folder
	Size int64    // bytes
	Sum  Sum      // of the content
	Key  Sum      // of all that the content is made of
}

// Source is a published fact-check and what was made of it alone.
type Source struct {
	_         struct{} `cbor:",toarray"`
	Sum       Sum      // of its file
	Mark      Mark     // of its file; zero where it would not last
	Revisions Sum      // of the files of its earlier revisions
	Context   Sum      // of what its pages say of others
	Outline   *Outline
	Warnings  problem.List
	Files     []File // sorted by name
	Gist      uint64 // factcheck.Gist; 0 where it is not known
}

// Ledger is all that a build remembers.
type Ledger struct {
	Rebut   string             // version of the Rebut that built
	Moment  int64              // when the build began, by the clock of the folder's file system, ns since 1970; 0 where that is not known
	Env     map[string]Sum     // hashes of what many files depend on, by the builder's names for them
	Sources map[string]*Source // by the fact-check's file, as named in the project
	Shared  map[string]File    // files that are made of several fact-checks or none, by name
}

// New is an empty ledger.
func New(rebut string) *Ledger {
	return &Ledger{Rebut: rebut, Env: map[string]Sum{}, Sources: map[string]*Source{}, Shared: map[string]File{}}
}

// All goes through every file, in no order.
func (l *Ledger) All() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, f := range l.Shared {
			if !yield(f) {
				return
			}
		}
		for _, s := range l.Sources {
			for _, f := range s.Files {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Lost are the names of files that next has no more, sorted. The files of a
// source are sorted by name.
func (l *Ledger) Lost(next *Ledger) []string {
	lost := map[string]bool{}
	for name := range l.Shared {
		if _, stays := next.Shared[name]; !stays {
			lost[name] = true
		}
	}
	for source, s := range l.Sources {
		for _, f := range s.Files {
			if now := next.Sources[source]; now != s && !now.has(f.Name) {
				lost[f.Name] = true
			}
		}
	}
	if len(lost) > 0 { // or have gone to another source
		for f := range next.All() {
			delete(lost, f.Name)
		}
	}
	return slices.Sorted(maps.Keys(lost))
}

func (s *Source) has(name string) bool {
	_, found := s.File(name)
	return found
}

// File is the file of a name; the files are sorted by name.
func (s *Source) File(name string) (File, bool) {
	if s == nil {
		return File{}, false
	}
	i, found := slices.BinarySearchFunc(s.Files, name, func(f File, name string) int { return strings.Compare(f.Name, name) })
	if !found {
		return File{}, false
	}
	return s.Files[i], true
}

// Change is the difference between two builds.
type Change struct {
	_       struct{} `cbor:",toarray"`
	Rebut   string
	Moment  int64
	Env     map[string]Sum
	Sources map[string]*Source // nil: it is gone
	Shared  map[string]*File   // nil: it is gone
}

// To is the change that makes l into next. Sources and files that both hold
// under the same pointer, or with equal values, are not part of it.
func (l *Ledger) To(next *Ledger) Change {
	c := Change{Rebut: next.Rebut, Moment: next.Moment, Env: next.Env, Sources: map[string]*Source{}, Shared: map[string]*File{}}
	for name, s := range next.Sources {
		if l.Sources[name] != s {
			c.Sources[name] = s
		}
	}
	for name := range l.Sources {
		if next.Sources[name] == nil {
			c.Sources[name] = nil
		}
	}
	for name, f := range next.Shared {
		if old, ok := l.Shared[name]; !ok || old != f {
			c.Shared[name] = &f
		}
	}
	for name := range l.Shared {
		if _, ok := next.Shared[name]; !ok {
			c.Shared[name] = nil
		}
	}
	return c
}
