package project

import (
	"io"
	"io/fs"
	"strings"

	"rebut/internal/store"
)

// WithClaims is a project whose fact-checks lie in another folder: what
// checking files outside a project needs.
func WithClaims(project, claims fs.FS) fs.FS { return mounted{project, claims} }

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
