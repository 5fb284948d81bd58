package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"rebut/internal/ledger"
)

// exchangeTrees completes the staged files to a whole tree and puts it in the
// old one's place. Afterwards staged holds the old tree.
func (p place) exchangeTrees(ctx context.Context, staged string, old existing, m *maker) (carried int, err error) {
	fresh := m.into
	if err := os.MkdirAll(fresh, 0o755); err != nil {
		return 0, err
	}
	if err := m.linkKept(); err != nil {
		return 0, err
	}
	if old.exists {
		if carried, err = old.carry(p.dir, fresh, oursIn(m.opts.Next)); err != nil {
			return 0, err
		}
	}
	if err := m.opts.Next.Create(filepath.Join(fresh, ledger.Name)); err != nil {
		return 0, err
	}
	if err := os.Chmod(fresh, old.mode); err != nil {
		return 0, err
	}
	if err := m.sync(); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return carried, p.replace(fresh, old.exists)
}

// linkKept brings the files that stay into the new tree.
func (m *maker) linkKept() error {
	for file := range m.opts.Next.All() {
		if m.writes(file.Name) {
			continue
		}
		local, err := filepath.Localize(file.Name)
		if err != nil {
			return err
		}
		from, to := filepath.Join(m.folder.place.dir, local), filepath.Join(m.into, local)
		// Both names lead to one file until the old tree is gone, which is soon:
		// nobody writes to it, and a file system without links has copies.
		if err := inFolder(to, func() error { return os.Link(from, to) }); err != nil {
			if err := copyFile(from, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// syncTree forces a whole tree to disk.
func syncTree(root string) error {
	if syncsWhole {
		return syncFileSystem(root)
	}
	return syncFolders(root)
}

// syncFolders forces the names in every folder of a tree to disk.
func syncFolders(root string) error {
	return filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncDir(path)
	})
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
