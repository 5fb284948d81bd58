package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	slashpath "path"
	"path/filepath"
	"slices"

	"rebut/internal/ledger"
)

// harmless are the names that may stand in a folder before Rebut first builds
// into it: they belong to version control and to hosts of static sites.
var harmless = []string{"README.md", ".git", ".gitignore", ".gitattributes", ".gitkeep", ".nojekyll", "CNAME", ".well-known"}

// existing is what stood in the output folder before the build.
type existing struct {
	exists bool
	mode   fs.FileMode    // permissions of the folder
	ledger *ledger.Ledger // of the build before; nil for none
}

// oursIn are the names of Rebut's files, by a ledger; nil: by none.
func oursIn(l *ledger.Ledger) map[string]bool {
	set := map[string]bool{ledger.Name: true}
	if l != nil {
		for f := range l.All() {
			set[f.Name] = true
		}
	}
	return set
}

// inspect refuses a folder with anything that a build could destroy.
func inspect(dir string) (existing, error) {
	old := existing{mode: 0o755}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return old, nil
	}
	if err != nil {
		return old, err
	}
	if !info.IsDir() {
		return old, refuse("give the name of a folder with -o", "%s is a file, not a folder", dir)
	}
	old.exists, old.mode = true, info.Mode().Perm()
	if old.ledger, err = ledger.Read(filepath.Join(dir, ledger.Name)); err != nil || old.ledger != nil {
		return old, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return old, err
	}
	for _, e := range entries {
		switch {
		case e.Name() == ledger.Name:
			return old, refuse("move your own files out of it, delete the folder and build again",
				"the list of what Rebut wrote into %s (%s) cannot be read", dir, ledger.Name)
		case !slices.Contains(harmless, e.Name()):
			return old, refuse("choose an empty folder or a new name with -o; Rebut replaces only folders that it built itself",
				"%s has files that Rebut did not write (%s)", dir, e.Name())
		}
	}
	return old, nil
}

// carry brings the files of others into the new tree. A name that the new
// build wants for itself is refused rather than overwritten.
func (old existing) carry(dir, fresh string, files map[string]bool) (carried int, err error) {
	ours := oursIn(old.ledger)
	ourFolders, folders := foldersOf(ours), foldersOf(files)
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		switch {
		case ours[name], e.IsDir() && (ourFolders[name] || folders[name]):
			return nil
		case files[name], folders[name]:
			return refuse("move it away; the site needs the name", "%s was not written by Rebut", path)
		case e.IsDir():
			return carryFolder(filepath.Join(fresh, rel), e)
		}
		carried++
		return carryFile(path, filepath.Join(fresh, rel), e)
	})
	return carried, err
}

// foldersOf are the folders that hold the files, the top one (".") included.
func foldersOf(files map[string]bool) map[string]bool {
	set := map[string]bool{".": true}
	for name := range files {
		for dir := slashpath.Dir(name); !set[dir]; dir = slashpath.Dir(dir) {
			set[dir] = true
		}
	}
	return set
}

// carryFolder makes a folder of others anew, with its permissions, empty ones
// too: git is lost without them.
func carryFolder(to string, e fs.DirEntry) error {
	info, err := e.Info()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	return os.Chmod(to, info.Mode().Perm()|0o700) // Rebut must be able to write into it
}

func carryFile(from, to string, e fs.DirEntry) error {
	// Its folder was Rebut's, and perhaps is no longer.
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if e.Type()&fs.ModeSymlink != 0 {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	if !e.Type().IsRegular() {
		return refuse("move it away", "%s is neither a file nor a folder", from)
	}
	return copyFile(from, to)
}

// copyFile copies rather than links: the old tree may stay behind for a while
// after a crash, and must not share files that somebody writes to.
func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return err
	}
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(dst, src); err != nil {
		return errors.Join(err, dst.Close())
	}
	if err := dst.Sync(); err != nil {
		return errors.Join(err, dst.Close())
	}
	if err := dst.Close(); err != nil {
		return err
	}
	if err := os.Chtimes(to, info.ModTime(), info.ModTime()); err != nil {
		return err
	}
	return os.Chmod(to, info.Mode().Perm())
}
