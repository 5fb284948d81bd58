package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ReplaceFile writes one file outside an output folder so that a reader sees
// the old content or the new, never a part: it writes beside and renames. A
// file that is there keeps its permissions.
func ReplaceFile(path string, content []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	return placeFile(path, content, mode, os.Rename)
}

// CreateFile writes a file that must not exist yet, whole or not at all. The
// error is fs.ErrExist where something of the name stands already.
func CreateFile(path string, content []byte) error {
	return placeFile(path, content, 0o644, func(from, to string) error {
		// A hard link, unlike a rename, never replaces.
		err := os.Link(from, to)
		if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, os.ErrPermission) {
			// A file system without hard links: as close as it allows.
			if exists(to) {
				return &os.PathError{Op: "create", Path: to, Err: os.ErrExist}
			}
			return os.Rename(from, to)
		}
		return err
	})
}

func placeFile(path string, content []byte, mode fs.FileMode, move func(from, to string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".rebut-*")
	if err != nil {
		return err
	}
	temp := f.Name()
	defer os.Remove(temp) // gone already after a rename
	_, err = f.Write(content)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err := move(temp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
