package site

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"rebut/internal/api"
	"rebut/internal/claimsearch"
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/oembed"
)

// FS is the whole public tree. Its names are known from the start; what a file
// holds is rendered when it is first asked for and then kept, pictures within
// a budget. An FS never changes and is safe for concurrent use.
type FS struct {
	// Languages are those that there is something to read in, in the order of
	// the site's. Whoever makes the tree sets them before it is used.
	Languages []factcheck.Lang

	// Heard is the page in a language that answers what somebody heard, or the
	// answer as plain text; nil where nothing can be asked. The error is
	// fs.ErrNotExist for a language that the site does not have. Whoever makes
	// the tree sets it before it is used.
	Heard func(lang factcheck.Lang, query string, plain bool) ([]byte, error)

	// Prepare does what the first question would have to wait for; nil where
	// nothing can be asked. Whoever makes the tree sets it before it is used.
	Prepare func()

	// Telling is the same where what nobody has checked can be told, with the
	// pages that take it; nil where nothing can be asked. Whoever makes the tree
	// sets it before it is used.
	Telling *Telling

	// API answers other programs what files of the tree do not; nil where
	// nothing can be asked. Whoever makes the tree sets it before it is used.
	API *api.API
	// Claims answers programs that ask as they ask Google's fact-check search;
	// nil where nothing can be asked. Whoever makes the tree sets it before it
	// is used.
	Claims *claimsearch.Site
	// OEmbed is the answer to an oEmbed request; an error is an
	// *oembed.Refusal or ours. Nil where nothing is answered. Whoever makes the
	// tree sets it before it is used.
	OEmbed func(oembed.Request) (oembed.Answer, error)
	// Preview is the page, or the embed, of an edition that is not in the tree;
	// nil where there is none. Whoever makes the tree sets it before it is used.
	Preview func(e factcheck.Edition, embed bool) ([]byte, error)

	names *names
	dirs  func() map[string][]fs.DirEntry // children by directory, sorted; "." is the root
	cache *cache
}

// File is one name of the tree and how to make what it holds.
type File struct {
	Name    string // slash-separated, without a leading slash
	Picture bool   // large and slow: kept within the budget, rendered a few at a time
	Archive bool   // larger: made of pictures, kept within the same budget, one made at a time
	Render  func() ([]byte, error)
	SameAs  string // name of the file that this one repeats; Render is not used then
	Moved   string // path of the page that took its place; where readers can be sent on they are, and what the file holds leads there
	Gone    bool   // what stood here no longer stands; the file says why

	// Source is the file of the fact-check that this one is made of alone; ""
	// for what is made of several or of none.
	Source string

	// place is where the newest of the fact-checks that a shared file is made of
	// stands in the order of publication.
	place int

	// Key is a hash of all that the file is made of: two files of one name and
	// one key hold the same. It is nil where that is not known.
	Key func() (ledger.Sum, error)
}

// NewFS makes a tree of files. Two files of one name, or a file where another
// needs a folder, are our mistake: content that leads there is refused before.
func NewFS(files []*File, limits Limits) (*FS, error) {
	return newFS(files, 0, nil, limits)
}

// newFS makes a tree of files and of those that lay lays out, section by
// section; a section's number is the place of its files.
func newFS(files []*File, sections int, lay func(section int) []*File, limits Limits) (*FS, error) {
	names, err := newNames(files, sections, lay, limits.Once)
	if err != nil {
		return nil, err
	}
	t := &FS{names: names, cache: newCache(limits)}
	t.dirs = sync.OnceValue(t.folders)
	return t, nil
}

// folders lists the children of every folder: few ask, and a large tree has
// many.
func (t *FS) folders() map[string][]fs.DirEntry {
	dirs, listed := map[string][]fs.DirEntry{".": nil}, map[string]bool{}
	for _, name := range t.names.sorted {
		dir := path.Dir(name)
		for d := dir; d != "." && !listed[d]; d = path.Dir(d) {
			listed[d] = true
			dirs[path.Dir(d)] = append(dirs[path.Dir(d)], dirEntry{d})
		}
		dirs[dir] = append(dirs[dir], fileEntry{t, name})
	}
	for _, entries := range dirs {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return dirs
}

// Names lists every file of the tree, sorted: "404.html", "en/index.html", …
func (t *FS) Names() []string { return slices.Clone(t.names.sorted) }

// Ordered lists every file of the tree in an order that is good for rendering
// all: those that are made of the same fact-checks stand near each other.
func (t *FS) Ordered() []string { return t.names.ordered() }

// Has reports whether the tree has a file of the name, without rendering it.
func (t *FS) Has(name string) bool { return t.names.has(name) }

// Held reports whether what a file holds is in memory.
func (t *FS) Held(name string) bool {
	f := t.file(name)
	if f == nil {
		return false
	}
	_, held := t.cache.keeper(f).Get(f.Name)
	return held
}

// Moved is the path of the page that took a file's place; "" for none.
func (t *FS) Moved(name string) string {
	if f := t.names.get(name); f != nil {
		return f.Moved
	}
	return ""
}

// Gone reports whether a file only says that something no longer stands.
func (t *FS) Gone(name string) bool {
	f := t.names.get(name)
	return f != nil && f.Gone
}

// Get renders a file. The content is shared: it must not be changed.
func (t *FS) Get(name string) (Rendered, error) { return t.fetch(context.Background(), name, false) }

// GetFor is Get for a reader, who may leave (ctx is done: its error) and may be
// sent away (ErrBusy). A picture that nobody waits for any more is not begun.
func (t *FS) GetFor(ctx context.Context, name string) (Rendered, error) {
	return t.fetch(ctx, name, true)
}

func (t *FS) fetch(ctx context.Context, name string, reader bool) (Rendered, error) {
	f := t.file(name)
	if f == nil {
		return Rendered{}, fs.ErrNotExist
	}
	return t.cache.get(ctx, f, reader)
}

// file is the file that holds what a name stands for, or nil.
func (t *FS) file(name string) *File {
	f := t.names.get(name)
	if f == nil || f.SameAs == "" {
		return f
	}
	return t.names.get(f.SameAs)
}

// Open opens a file or folder.
func (t *FS) Open(name string) (fs.File, error) {
	if entries, ok := t.dirs()[name]; ok {
		return &openDir{dirEntry: dirEntry{name}, rest: entries}, nil
	}
	c, err := t.get("open", name)
	if err != nil {
		return nil, err
	}
	return &openFile{Reader: bytes.NewReader(c.Bytes), info: fileInfo{path.Base(name), int64(len(c.Bytes))}}, nil
}

// Content is what a file holds. It is shared: it must not be changed.
func (t *FS) Content(name string) ([]byte, error) {
	c, err := t.get("read", name)
	return c.Bytes, err
}

// ReadFile returns a copy of what a file holds.
func (t *FS) ReadFile(name string) ([]byte, error) {
	c, err := t.get("read", name)
	return bytes.Clone(c.Bytes), err
}

// ReadDir lists a folder.
func (t *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, ok := t.dirs()[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return slices.Clone(entries), nil
}

// Stat describes a file or folder; the size of a file is known once it is
// rendered, so Stat renders it.
func (t *FS) Stat(name string) (fs.FileInfo, error) {
	if _, ok := t.dirs()[name]; ok {
		return dirEntry{name}, nil
	}
	c, err := t.get("stat", name)
	if err != nil {
		return nil, err
	}
	return fileInfo{path.Base(name), int64(len(c.Bytes))}, nil
}

func (t *FS) get(op, name string) (Rendered, error) {
	if !fs.ValidPath(name) {
		return Rendered{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	c, err := t.Get(name)
	if err != nil {
		return Rendered{}, &fs.PathError{Op: op, Path: name, Err: err}
	}
	return c, nil
}

// fileInfo describes a file. A rendered file has no time of its own.
type fileInfo struct {
	name string
	size int64 // bytes
}

func (i fileInfo) Name() string       { return i.name }
func (i fileInfo) Size() int64        { return i.size }
func (i fileInfo) Mode() fs.FileMode  { return 0o444 }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return false }
func (i fileInfo) Sys() any           { return nil }

// fileEntry is a file in the list of its folder.
type fileEntry struct {
	tree *FS
	name string // in the tree
}

func (e fileEntry) Name() string               { return path.Base(e.name) }
func (e fileEntry) IsDir() bool                { return false }
func (e fileEntry) Type() fs.FileMode          { return 0 }
func (e fileEntry) Info() (fs.FileInfo, error) { return e.tree.Stat(e.name) }

// dirEntry is a folder, in the list of the one above it and by itself.
type dirEntry struct{ name string }

func (d dirEntry) Name() string               { return path.Base(d.name) }
func (d dirEntry) Size() int64                { return 0 }
func (d dirEntry) Mode() fs.FileMode          { return fs.ModeDir | 0o555 }
func (d dirEntry) ModTime() time.Time         { return time.Time{} }
func (d dirEntry) IsDir() bool                { return true }
func (d dirEntry) Sys() any                   { return nil }
func (d dirEntry) Type() fs.FileMode          { return fs.ModeDir }
func (d dirEntry) Info() (fs.FileInfo, error) { return d, nil }

// ETag is the strong entity tag of a file, or "" while the file has not been
// rendered.
func (t *FS) ETag(name string) string {
	if f := t.file(name); f != nil {
		if known, ok := t.cache.fact(f.Name); ok {
			return tagOf(known.sum)
		}
	}
	return ""
}

// Key is the key of a file's content; ok is false where it is not known.
func (t *FS) Key(name string) (key ledger.Sum, ok bool, err error) {
	f := t.file(name)
	if f == nil || f.Key == nil {
		return key, false, nil
	}
	key, err = f.Key()
	return key, err == nil, err
}

// Slow reports whether a file is a picture or an archive, which take long to
// make.
func (t *FS) Slow(name string) bool {
	f := t.file(name)
	return f != nil && f.slow()
}

// Source is the file of the fact-check that a file is made of alone; "" for
// one that is made of several or of none.
func (t *FS) Source(name string) string { return t.names.get(name).Source }

// Sum is how many bytes a file has, and their SHA-256 sum. Both outlive what
// the file held; a file of an earlier build that has the same key is not
// rendered for them.
func (t *FS) Sum(name string) (size int, sum ledger.Sum, err error) { return t.sum(name) }

func (t *FS) sum(name string) (size int, sum ledger.Sum, err error) {
	f := t.file(name)
	if f == nil {
		return 0, sum, &fs.PathError{Op: "size", Path: name, Err: fs.ErrNotExist}
	}
	known, err := t.cache.measure(f)
	return known.size, known.sum, err
}

// size is how many bytes a file has; a picture's size outlives the picture.
func (t *FS) size(name string) (int, error) {
	size, _, err := t.sum(name)
	return size, err
}
