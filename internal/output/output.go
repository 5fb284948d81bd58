// Package output is the specification of an output folder: a folder that is
// always one whole site, the last good one or the new one.
//
// Write puts the new tree into a folder beside the old one, forces it to disk
// and then exchanges the two in one step of the file system. A build that
// fails, is interrupted or loses its power leaves the folder as it was; what
// it wrote beside is swept up by the next build. Where the system cannot
// exchange two folders (neither Linux nor macOS, and some network drives), two
// renames take its place, and the next build puts right what a crash between
// them left.
//
// Rebut replaces only what it wrote. ManifestName in the folder lists every
// file of the build with its SHA-256; other files in the folder (a README, a
// CNAME, a .git) are carried over into the new tree. A folder that has files
// but no manifest is not Rebut's and is left alone, except that the few names
// in harmless may stand in it before the first build.
//
// Beside the folder "output", the names ".output.rebut-*" are Rebut's.
package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Options of a Write.
type Options struct {
	Version  string                // of Rebut, for the manifest
	Workers  int                   // files rendered and written at once; at least 1
	Progress func(done, total int) // called after each file, by one goroutine at a time; may be nil
}

// Summary is what a Write did.
type Summary struct {
	Files   int   // written by this build
	Bytes   int64 // in those files
	Carried int   // files of others that were kept
}

// Write makes dir hold exactly the named files of tree, and the files of
// others that were in it. Refusals are *problem.Mistake errors.
func Write(ctx context.Context, dir string, tree fs.FS, names []string, opts Options) (sum Summary, err error) {
	p, err := locate(dir)
	if err != nil {
		return sum, err
	}
	if err := os.MkdirAll(p.parent, 0o755); err != nil {
		return sum, err
	}
	unlock, err := p.lock()
	if err != nil {
		return sum, err
	}
	defer unlock()
	if err := p.recover(); err != nil {
		return sum, err
	}
	old, err := inspect(p.dir)
	if err != nil {
		return sum, err
	}
	return p.write(ctx, old, tree, names, opts)
}

// write makes the new tree beside the old one and exchanges the two.
func (p place) write(ctx context.Context, old existing, tree fs.FS, names []string, opts Options) (sum Summary, err error) {
	fresh, err := os.MkdirTemp(p.parent, p.prefix()+"new-")
	if err != nil {
		return sum, err
	}
	// After the exchange, fresh is the old tree; before it, a failed new one.
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }()
	manifest, err := write(ctx, fresh, tree, names, opts)
	if err != nil {
		return sum, err
	}
	carried, err := old.carry(p.dir, fresh, manifest)
	if err != nil {
		return sum, err
	}
	if err := finish(fresh, old, manifest); err != nil {
		return sum, err
	}
	if err := ctx.Err(); err != nil {
		return sum, err
	}
	if err := p.replace(fresh, old.exists); err != nil {
		return sum, err
	}
	return Summary{Files: len(manifest.Files), Bytes: manifest.bytes(), Carried: carried}, nil
}

// finish writes the manifest and forces the tree to disk.
func finish(fresh string, old existing, manifest *Manifest) error {
	if err := manifest.save(fresh); err != nil {
		return err
	}
	if err := os.Chmod(fresh, old.mode); err != nil {
		return err
	}
	return syncDirs(fresh)
}

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
		default:
			err = os.RemoveAll(leftover)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// replace puts fresh in the folder's place, in one step where the system can.
// Afterwards fresh holds the old tree, if there was one.
func (p place) replace(fresh string, dirExists bool) error {
	if !dirExists {
		if err := os.Rename(fresh, p.dir); err != nil {
			return err
		}
		return syncDir(p.parent)
	}
	err := exchange(fresh, p.dir)
	if errors.Is(err, errors.ErrUnsupported) {
		err = p.replaceInTwoSteps(fresh)
	}
	if err != nil {
		return err
	}
	return syncDir(p.parent)
}

func (p place) replaceInTwoSteps(fresh string) error {
	old := filepath.Join(p.parent, strings.Replace(filepath.Base(fresh), p.prefix()+"new-", p.prefix()+"old-", 1))
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
