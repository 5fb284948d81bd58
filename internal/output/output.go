// Package output is the specification of an output folder: a folder that is
// always one whole site, the last good one or the new one.
//
// A build writes what is new or changed into a folder beside the old one and
// forces it to disk. What stays is linked to it from the old tree, and then the
// two folders are exchanged in one step of the file system. A build that
// fails, is interrupted or loses its power leaves the folder as it was; what
// it wrote beside is swept up by the next build. Where the system cannot
// exchange two folders (neither Linux nor macOS, and some network drives), two
// renames take its place, and the next build puts right what a crash between
// them left.
//
// A folder of more than inPlace files, of which linking each would take longer
// than making the few that changed, is changed in place: file by file, each of
// them whole, those that others refer to first. Once that has begun, a build
// that is killed is finished by the next one before it does anything else.
//
// A file stays when the ledger of the last build (package ledger) has the same
// key for it, and it is there with its size; it is not written either when it
// turns out to hold the same bytes. Rebut replaces only what it wrote: other
// files in the folder (a README, a CNAME, a .git) are kept. A folder that has
// files but no ledger is not Rebut's and is left alone, except that the few
// names in harmless may stand in it before the first build.
//
// Beside the folder "output", the names ".output.rebut-*" are Rebut's.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rebut/internal/ledger"
)

// Options of Folder.Write.
type Options struct {
	Version  string                // of Rebut, for the ledger
	Workers  int                   // files rendered and written at once; at least 1
	Progress func(done, total int) // called after each file, by one goroutine at a time; may be nil
	Made     func()                // called when all is made and nothing is in its place yet; may be nil
	Full     bool                  // make and write every file, whatever the ledger says

	// Next is what the ledger will say: its sources have their files where those
	// stay without being named. The files that are made are added to it. Nil: a
	// ledger of files alone.
	Next *ledger.Ledger

	inPlace int // more files than this are changed in place; 0 for inPlace
}

// inPlace is the number of files up to which a new tree is put together beside
// the old one: about a fifth of a second's work.
const inPlace = 20000

// Keyed is a tree that knows what its files are made of.
type Keyed interface {
	fs.FS
	// Key is a hash of all that a file is made of; ok is false where that is
	// not known.
	Key(name string) (key ledger.Sum, ok bool, err error)
	// Source is the file of the fact-check that a file is made of alone, or "".
	Source(name string) string
	// Content is what a file holds; it is not to be changed.
	Content(name string) ([]byte, error)
}

// Summary is what Folder.Write did.
type Summary struct {
	Files   int   // of the site
	Bytes   int64 // in those files
	Written int   // files that are new or hold something else than before
	Removed int   // files that the site no longer has
	Carried int   // files of others that were kept
}

// Kept is how many files of the site are those of the build before.
func (s Summary) Kept() int { return s.Files - s.Written }

// place is where an output folder stands.
type place struct {
	dir    string // absolute, symbolic links resolved
	parent string
	base   string
}

func locate(dir string) (place, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return place{}, err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	p := place{dir: abs, parent: filepath.Dir(abs), base: filepath.Base(abs)}
	if p.parent == p.dir {
		return place{}, refuse("give a folder of its own, for example -o output", "%s cannot be the output folder", dir)
	}
	return p, nil
}

// prefix begins the names beside the folder that are Rebut's.
func (p place) prefix() string { return "." + p.base + ".rebut-" }

// recover sweeps up what killed builds left, under the lock.
func (p place) recover() error {
	entries, err := os.ReadDir(p.parent)
	if err != nil {
		return err
	}
	for _, e := range entries {
		leftover := filepath.Join(p.parent, e.Name())
		switch {
		case !e.IsDir() || !strings.HasPrefix(e.Name(), p.prefix()):
			continue
		case strings.HasPrefix(e.Name(), p.prefix()+"old-") && !exists(p.dir):
			// Killed between the two renames: the old tree goes back.
			err = os.Rename(leftover, p.dir)
		case strings.HasPrefix(e.Name(), p.prefix()+"ready-"):
			// Killed while it changed the folder in place: it is finished.
			err = p.apply(leftover)
		default:
			err = os.RemoveAll(leftover)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p place) replaceInTwoSteps(fresh string) error {
	old := filepath.Join(p.parent, p.prefix()+"old-"+strings.TrimPrefix(filepath.Base(filepath.Dir(fresh)), p.prefix()))
	if err := os.Rename(p.dir, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, p.dir); err != nil {
		return errors.Join(err, os.Rename(old, p.dir))
	}
	return os.Rename(old, fresh)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// refuse is an error that is told to people as it stands.
func refuse(hint, format string, args ...any) error {
	return mistake(fmt.Sprintf(format, args...), hint)
}
