package output

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"
)

// write renders every named file of tree into dir, several at a time.
func write(ctx context.Context, dir string, tree fs.FS, names []string, opts Options) (*Manifest, error) {
	manifest := &Manifest{Rebut: opts.Version, Files: make([]File, 0, len(names))}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, opts.Workers))
	for _, name := range names {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			file, err := writeOne(dir, tree, name)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			manifest.Files = append(manifest.Files, file)
			if opts.Progress != nil {
				opts.Progress(len(manifest.Files), len(names))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := context.Cause(ctx); err != nil && len(manifest.Files) < len(names) {
		return nil, err
	}
	manifest.sort()
	return manifest, nil
}

func writeOne(dir string, tree fs.FS, name string) (File, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return File{}, &fs.PathError{Op: "write", Path: name, Err: err}
	}
	content, err := fs.ReadFile(tree, name)
	if err != nil {
		return File{}, err
	}
	path := filepath.Join(dir, local)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return File{}, err
	}
	sum := sha256.Sum256(content)
	return File{Name: name, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])}, writeFile(path, content)
}

// writeFile writes a new file and forces it to disk.
func writeFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// syncDirs forces the names in every folder of a tree to disk.
func syncDirs(root string) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncDir(path)
	})
}
