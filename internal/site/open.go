package site

import (
	"bytes"
	"io"
	"io/fs"
)

// openFile is an opened file; it can be read at any place.
type openFile struct {
	*bytes.Reader
	info fileInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

// openDir is an opened folder.
type openDir struct {
	dirEntry
	rest []fs.DirEntry // not yet read
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.dirEntry, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

// ReadDir follows fs.ReadDirFile: n entries at a time, or all that are left.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.rest) {
		n = len(d.rest)
	}
	out := append([]fs.DirEntry(nil), d.rest[:n]...)
	d.rest = d.rest[n:]
	return out, nil
}
