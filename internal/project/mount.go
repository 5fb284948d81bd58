package project

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rebut/internal/store"
)

// WithClaims is a project whose fact-checks lie in another folder: what
// checking files outside a project needs.
func WithClaims(project, claims fs.FS) fs.FS { return mounted{project, claims} }

// File is a folder that holds nothing but one file of the disk. A link is
// followed: whoever names it wants what it leads to.
func File(path string) fs.FS { return single(path) }

type single string

func (s single) Open(name string) (fs.File, error) {
	switch name {
	case filepath.Base(string(s)):
		return os.Open(string(s))
	case ".":
		dir, err := os.Stat(filepath.Dir(string(s)))
		if err != nil {
			return nil, err
		}
		file, err := os.Stat(string(s))
		if err != nil {
			return nil, err
		}
		return &listedDir{info: dir, rest: []fs.DirEntry{fs.FileInfoToDirEntry(file)}}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

type mounted struct{ project, claims fs.FS }

func (m mounted) Open(name string) (fs.File, error) {
	if name == store.Folder {
		return m.claims.Open(".")
	}
	if rest, ok := strings.CutPrefix(name, store.Folder+"/"); ok {
		return m.claims.Open(rest)
	}
	return m.project.Open(name)
}

// nextEntries takes n entries off the front of rest, or all when n ≤ 0, as
// fs.ReadDirFile asks.
func nextEntries(rest *[]fs.DirEntry, n int) ([]fs.DirEntry, error) {
	if n > 0 && len(*rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(*rest) {
		n = len(*rest)
	}
	out := append([]fs.DirEntry(nil), (*rest)[:n]...)
	*rest = (*rest)[n:]
	return out, nil
}
