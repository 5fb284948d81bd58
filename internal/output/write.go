package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"rebut/internal/ledger"
)

// Write makes the folder hold exactly the named files of tree, those of the
// sources in opts.Next that have their files already, and the files of others.
// Refusals are *problem.Mistake errors.
func (f *Folder) Write(ctx context.Context, tree fs.FS, names []string, opts Options) (sum Summary, err error) {
	if opts.inPlace == 0 {
		opts.inPlace = inPlace
	}
	if opts.Next == nil {
		opts.Next = ledger.New(opts.Version)
	}
	staged, err := os.MkdirTemp(f.place.parent, f.place.prefix()+"new-")
	if err != nil {
		return sum, err
	}
	// After an exchange, staged is the old tree; before it, a failed new one.
	defer func() { err = errors.Join(err, os.RemoveAll(staged)) }()
	m := &maker{folder: f, tree: tree, opts: opts, into: filepath.Join(staged, filesDir)}
	if err := m.make(ctx, names); err != nil {
		return sum, err
	}
	m.settle()
	if opts.Made != nil {
		opts.Made()
	}
	if err := ctx.Err(); err != nil {
		return sum, err
	}
	if f.old.ledger != nil && len(m.staged) == 0 && len(m.removed) == 0 {
		return m.sum, ledger.Apply(filepath.Join(f.place.dir, ledger.Name), f.old.ledger.To(opts.Next))
	}
	if f.old.ledger != nil && !opts.Full && m.sum.Files > opts.inPlace && !m.swaps() {
		return m.sum, f.place.changeInPlace(staged, f.old, m)
	}
	m.sum.Carried, err = f.place.exchangeTrees(ctx, staged, f.old, m)
	return m.sum, err
}

// filesDir is where changed files are staged, in the folder of the build.
const filesDir = "files"

// maker makes the files of a build that are not there yet.
type maker struct {
	folder *Folder
	tree   fs.FS
	opts   Options
	into   string // the folder for what is written

	mu     sync.Mutex
	done   int
	staged []string // names that were written; sorted by settle
	fresh  []string // of them, those that the build before did not have

	// What settle finds.
	removed []string // names of the build before that the site no longer has, sorted
	sum     Summary
}

// make renders every named file that has to be made, several at a time.
func (m *maker) make(ctx context.Context, names []string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, m.opts.Workers))
	for _, name := range names {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			file, err := m.one(name)
			if err != nil {
				return err
			}
			m.note(file, len(names))
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := context.Cause(ctx); err != nil && m.done < len(names) {
		return err
	}
	return nil
}

// made is a file of the new tree.
type made struct {
	ledger.File
	source string
	staged bool // written anew
	known  bool // to the build before
}

// note enters a file into the next ledger.
func (m *maker) note(file made, total int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.opts.Next.Sources[file.source]; s != nil {
		s.Files = append(s.Files, file.File)
	} else {
		m.opts.Next.Shared[file.Name] = file.File
	}
	if file.staged {
		m.staged = append(m.staged, file.Name)
		if !file.known {
			m.fresh = append(m.fresh, file.Name)
		}
	}
	m.done++
	if m.opts.Progress != nil {
		m.opts.Progress(m.done, total)
	}
}

// one keeps a file that is made of the same things as before, and else makes
// it, and writes it where it holds something else.
func (m *maker) one(name string) (made, error) {
	file := made{File: ledger.File{Name: name}}
	keyed, _ := m.tree.(Keyed)
	keyKnown := false
	if keyed != nil {
		file.source = keyed.Source(name)
		var err error
		if file.Key, keyKnown, err = keyed.Key(name); err != nil {
			return file, err
		}
	}
	before, there := m.folder.Made(file.source, name)
	file.known = there
	there = there && !m.opts.Full
	if there && keyKnown && before.Key == file.Key {
		file.File = before
		return file, nil
	}
	content, err := m.content(keyed, name)
	if err != nil {
		return file, err
	}
	file.Size, file.Sum = int64(len(content)), sumOf(content)
	if there && before.Sum == file.Sum && before.Size == file.Size {
		return file, nil
	}
	file.staged = true
	return file, m.write(name, content)
}

// content is what a file holds, in the tree's own memory if it gives that.
func (m *maker) content(keyed Keyed, name string) ([]byte, error) {
	if keyed != nil {
		return keyed.Content(name)
	}
	return fs.ReadFile(m.tree, name)
}

func sumOf(content []byte) ledger.Sum { return sha256.Sum256(content) }

func (m *maker) write(name string, content []byte) error {
	local, err := filepath.Localize(name)
	if err != nil {
		return &fs.PathError{Op: "write", Path: name, Err: err}
	}
	path := filepath.Join(m.into, local)
	return inFolder(path, func() error { return writeFile(path, content, !syncsWhole) })
}

// inFolder does what makes a file, and makes its folder if that is missing.
func inFolder(path string, do func() error) error {
	err := do()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return do()
}

// settle puts what was made in order, and finds what is gone.
func (m *maker) settle() {
	next := m.opts.Next
	slices.Sort(m.staged)
	m.sum.Written = len(m.staged)
	for _, s := range next.Sources {
		slices.SortFunc(s.Files, func(a, b ledger.File) int { return strings.Compare(a.Name, b.Name) })
	}
	for file := range next.All() {
		m.sum.Files++
		m.sum.Bytes += file.Size
	}
	if m.folder.old.ledger != nil {
		m.removed = m.folder.old.ledger.Lost(next)
		m.sum.Removed = len(m.removed)
	}
}

// writes reports whether a file was written anew.
func (m *maker) writes(name string) bool {
	_, found := slices.BinarySearch(m.staged, name)
	return found
}

// writeFile writes a new file and, if asked to, forces it to disk.
func writeFile(path string, content []byte, sync bool) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		return errors.Join(err, f.Close())
	}
	if sync {
		if err := f.Sync(); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}
