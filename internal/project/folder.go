package project

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"rebut/internal/config"
	"rebut/internal/ledger"
	"rebut/internal/store"
)

// Folders of a project, beside store.Folder and config.File.
const (
	Templates = "templates"
	Fonts     = "fonts"
)

// Disk is a project folder on disk. A symbolic link that leads out of it is
// not followed: a fact-check or template that somebody sent must not be able
// to publish other files of the machine.
func Disk(dir string) fs.FS { return disk(dir) }

type disk string

func (d disk) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	local, err := filepath.Localize(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	root, err := os.OpenRoot(string(d))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return openIn(root, name, local)
}

// Steady is Disk for one reading of many files: the folder is opened once, and
// stays the same when another takes its name.
func Steady(dir string) fs.FS {
	return &steady{
		root:   sync.OnceValues(func() (*os.Root, error) { return os.OpenRoot(dir) }),
		folder: sync.OnceValues(func() (*os.File, error) { return os.Open(dir) }),
	}
}

type steady struct {
	root   func() (*os.Root, error)
	folder func() (*os.File, error) // the same
}

func (s *steady) Open(name string) (fs.File, error) {
	local, err := localName(name)
	if err != nil {
		return nil, err
	}
	root, err := s.root()
	if err != nil {
		return nil, err
	}
	return openIn(root, name, local)
}

// ReadFile reads a file, quicker than Open.
func (s *steady) ReadFile(name string) ([]byte, error) {
	local, err := localName(name)
	if err != nil {
		return nil, err
	}
	folder, err := s.folder()
	if err != nil {
		return nil, err
	}
	content, err := readBeneath(folder, name, local)
	if !errors.Is(err, errors.ErrUnsupported) {
		return content, err
	}
	f, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Mark tells states of a file apart; it is zero where the system gives none.
func (s *steady) Mark(name string) ledger.Mark {
	local, err := localName(name)
	if err != nil {
		return ledger.Mark{}
	}
	folder, err := s.folder()
	if err != nil {
		return ledger.Mark{}
	}
	return ledger.MarkOf(folder.Fd(), local)
}

func localName(name string) (string, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return "", &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return local, nil
}

// openIn opens a file that is not too large, or a folder.
func openIn(root *os.Root, name, local string) (fs.File, error) {
	// Looking first, because opening a pipe waits until somebody writes to it.
	info, err := root.Stat(local)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotAFile}
	}
	if info.Size() > maxFile && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errTooLarge}
	}
	return root.Open(local)
}

// maxFile is the largest file that a project may have, in bytes: some three
// times the largest font. Whole files are read into memory.
const maxFile = 64 << 20

var (
	errNotAFile = errors.New("it is neither a file nor a folder")
	errTooLarge = errors.New("it is larger than 64 MiB")
)

// IsProject reports whether a folder is a project: it has a rebut.toml or
// fact-checks.
func IsProject(dir string) bool {
	if info, err := os.Stat(filepath.Join(dir, config.File)); err == nil && info.Mode().IsRegular() {
		return true
	}
	found := false
	err := fs.WalkDir(Disk(dir), store.Folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		if path.Ext(name) == ".toml" && d.Type().IsRegular() {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return err == nil && found
}

// Overlay is a project's own folder over the one that ships with Rebut.
// Templates and fonts that the project lacks come from Rebut, file by file;
// fact-checks and rebut.toml are always the project's own.
func Overlay(own, shipped fs.FS) fs.FS { return overlay{own, shipped} }

type overlay struct{ own, shipped fs.FS }

// shared reports whether a name may come from either side.
func shared(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	return top == Templates || top == Fonts
}

// ReadFile reads a file that can only be the project's own as the project's
// folder reads it best.
func (o overlay) ReadFile(name string) ([]byte, error) {
	if fs.ValidPath(name) && !shared(name) {
		return fs.ReadFile(o.own, name)
	}
	f, err := o.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Mark is that of a file that can only be the project's own.
func (o overlay) Mark(name string) ledger.Mark {
	if own, ok := o.own.(store.Marker); ok && fs.ValidPath(name) && !shared(name) {
		return own.Mark(name)
	}
	return ledger.Mark{}
}

func (o overlay) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if !shared(name) {
		return o.own.Open(name)
	}
	f, err := o.own.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return o.shipped.Open(name)
		}
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || !info.IsDir() {
		return f, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	entries, err := o.ReadDir(name)
	return &listedDir{info: info, rest: entries}, err
}

// ReadDir lists both sides of a folder, sorted; the project's entry wins.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	own, err := fs.ReadDir(o.own, name)
	if !shared(name) {
		return own, err
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	missing := err
	shipped, err := fs.ReadDir(o.shipped, name)
	if errors.Is(err, fs.ErrNotExist) && missing == nil {
		return own, nil
	}
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, e := range own {
		have[e.Name()] = true
	}
	for _, e := range shipped {
		if !have[e.Name()] {
			own = append(own, e)
		}
	}
	slices.SortFunc(own, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return own, nil
}

// listedDir is an opened folder with the entries that it is given.
type listedDir struct {
	info fs.FileInfo
	rest []fs.DirEntry
}

func (d *listedDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *listedDir) Close() error               { return nil }

func (d *listedDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.Name(), Err: fs.ErrInvalid}
}

// ReadDir follows fs.ReadDirFile.
func (d *listedDir) ReadDir(n int) ([]fs.DirEntry, error) {
	return nextEntries(&d.rest, n)
}
