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
	m := &maker{folder: f, tree: tree, opts: opts, into: filepath.Join(staged, filesDir), total: len(names), folders: map[string]bool{}}
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
		return m.summary(), ledger.Apply(filepath.Join(f.place.dir, ledger.Name), f.old.ledger.To(opts.Next))
	}
	if f.old.ledger != nil && !opts.Full && len(m.all) > opts.inPlace && !m.swaps() {
		return m.summary(), f.place.changeInPlace(staged, f.old, m)
	}
	sum = m.summary()
	sum.Carried, err = f.place.exchangeTrees(ctx, staged, f.old, m)
	return sum, err
}

// filesDir is where changed files are staged, in the folder of the build.
const filesDir = "files"

// maker makes the files of a build that are not there yet.
type maker struct {
	folder *Folder
	tree   fs.FS
	opts   Options
	into   string // the folder for what is written
	total  int

	mu      sync.Mutex
	folders map[string]bool // those that have been made, under into
	done    int
	made    []made
	staged  map[string]bool        // names that were written
	all     map[string]ledger.File // every file of the site, by name
	removed []string               // names of the build before that the site no longer has
}

// made is a file of the new tree.
type made struct {
	ledger.File
	source string
	staged bool // written anew
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
			m.note(file)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := context.Cause(ctx); err != nil && len(m.made) < len(names) {
		return err
	}
	return nil
}

func (m *maker) note(file made) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.made = append(m.made, file)
	m.done++
	if m.opts.Progress != nil {
		m.opts.Progress(m.done, m.total)
	}
}

// one keeps a file that is made of the same things as before, and else makes
// it, and writes it where it holds something else.
func (m *maker) one(name string) (made, error) {
	file := made{File: ledger.File{Name: name}}
	keyed, _ := m.tree.(Keyed)
	known := false
	if keyed != nil {
		file.source = keyed.Source(name)
		var err error
		if file.Key, known, err = keyed.Key(name); err != nil {
			return file, err
		}
	}
	before, there := m.folder.Made(file.source, name)
	there = there && !m.opts.Full
	if there && known && before.Key == file.Key {
		file.File = before
		return file, nil
	}
	content, err := fs.ReadFile(m.tree, name)
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

func sumOf(content []byte) ledger.Sum { return sha256.Sum256(content) }

func (m *maker) write(name string, content []byte) error {
	local, err := filepath.Localize(name)
	if err != nil {
		return &fs.PathError{Op: "write", Path: name, Err: err}
	}
	path := filepath.Join(m.into, local)
	if err := m.folderOf(path); err != nil {
		return err
	}
	return writeFile(path, content, !syncsWhole)
}

// folderOf makes the folder of a file, once.
func (m *maker) folderOf(path string) error {
	dir := filepath.Dir(path)
	m.mu.Lock()
	made := m.folders[dir]
	m.mu.Unlock()
	if made {
		return nil
	}
	// Mostly only the last step is missing.
	if err := os.Mkdir(dir, 0o755); err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.folders[dir] = true
	return nil
}

// settle enters what was made into the next ledger, and finds what is gone.
func (m *maker) settle() {
	next := m.opts.Next
	m.staged = map[string]bool{}
	for _, file := range m.made {
		if file.staged {
			m.staged[file.Name] = true
		}
		if s := next.Sources[file.source]; s != nil {
			s.Files = append(s.Files, file.File)
		} else {
			next.Shared[file.Name] = file.File
		}
	}
	m.all = make(map[string]ledger.File, len(m.made))
	for _, file := range next.Shared {
		m.all[file.Name] = file
	}
	for _, s := range next.Sources {
		slices.SortFunc(s.Files, func(a, b ledger.File) int { return strings.Compare(a.Name, b.Name) })
		for _, file := range s.Files {
			m.all[file.Name] = file
		}
	}
	if m.folder.old.ledger == nil {
		return
	}
	for _, file := range m.folder.old.ledger.Files() {
		if _, stays := m.all[file.Name]; !stays {
			m.removed = append(m.removed, file.Name)
		}
	}
	slices.Sort(m.removed)
}

func (m *maker) summary() Summary {
	sum := Summary{Files: len(m.all), Written: len(m.staged), Removed: len(m.removed)}
	for _, file := range m.all {
		sum.Bytes += file.Size
	}
	return sum
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
