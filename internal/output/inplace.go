package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"rebut/internal/ledger"
)

// planFile says, beside the staged files, what else a change in place does.
const planFile = "plan"

// plan is what a change in place does beside moving the staged files.
type plan struct {
	_      struct{} `cbor:",toarray"`
	Remove []string
	Ledger ledger.Change
}

// changeInPlace changes the folder file by file. What it will do is on disk as
// a whole before it begins, so that the next build can finish it.
func (p place) changeInPlace(staged string, old existing, m *maker) error {
	if err := p.refuseTaken(old, m); err != nil {
		return err
	}
	if err := os.MkdirAll(m.into, 0o755); err != nil {
		return err
	}
	if err := m.writePlan(staged, old); err != nil {
		return err
	}
	if err := m.sync(); err != nil {
		return err
	}
	ready := filepath.Join(p.parent, p.prefix()+"ready-"+strings.TrimPrefix(filepath.Base(staged), p.prefix()+"new-"))
	if err := os.Rename(staged, ready); err != nil {
		return err
	}
	if err := syncDir(p.parent); err != nil {
		return err
	}
	return p.apply(ready)
}

func (m *maker) writePlan(staged string, old existing) error {
	text, err := cbor.Marshal(plan{Remove: m.removed, Ledger: old.ledger.To(m.opts.Next)})
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(staged, planFile), text, true)
}

// fewFiles are forced to disk one by one: the rest of the file system may have
// much to write that is none of ours.
const fewFiles = 200

// sync forces what was written, and all names, to disk.
func (m *maker) sync() error {
	if !syncsWhole || len(m.staged) > fewFiles {
		return syncTree(m.into)
	}
	for _, name := range m.staged {
		local, err := filepath.Localize(name)
		if err != nil {
			return err
		}
		if err := syncDir(filepath.Join(m.into, local)); err != nil { // it opens and syncs, files too
			return err
		}
	}
	return syncFolders(m.into)
}

// refuseTaken refuses to write over files of others.
func (p place) refuseTaken(old existing, m *maker) error {
	var ours map[string]bool
	for _, name := range m.fresh {
		local, err := filepath.Localize(name)
		if err != nil {
			return err
		}
		if !exists(filepath.Join(p.dir, local)) && !p.underFile(local) {
			continue
		}
		if ours == nil {
			ours = oursIn(old.ledger)
		}
		if !ours[name] {
			return refuse("move it away; the site needs the name", "%s was not written by Rebut", filepath.Join(p.dir, local))
		}
	}
	return nil
}

// underFile reports whether a folder that a file needs is a file.
func (p place) underFile(local string) bool {
	for dir := filepath.Dir(local); dir != "."; dir = filepath.Dir(dir) {
		if info, err := os.Lstat(filepath.Join(p.dir, dir)); err == nil {
			return !info.IsDir()
		}
	}
	return false
}

// swaps reports whether a file takes the place of a folder that is removed, or
// the other way round, which takes a new tree.
func (m *maker) swaps() bool {
	removed := map[string]bool{}
	for _, name := range m.removed {
		removed[name] = true
	}
	folders := foldersOf(removed)
	for _, name := range m.staged {
		if folders[name] {
			return true
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if removed[dir] {
				return true
			}
		}
	}
	return false
}

// apply makes the folder what a plan says. It may have been begun before.
func (p place) apply(ready string) error {
	text, err := os.ReadFile(filepath.Join(ready, planFile))
	if err != nil {
		return err
	}
	var do plan
	if err := cbor.Unmarshal(text, &do); err != nil {
		return err
	}
	touched := map[string]bool{}
	if err := p.move(filepath.Join(ready, filesDir), touched); err != nil {
		return err
	}
	if err := p.remove(do.Remove, touched); err != nil {
		return err
	}
	for _, dir := range sorted(touched) {
		if err := syncDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := ledger.Apply(filepath.Join(p.dir, ledger.Name), do.Ledger); err != nil {
		return err
	}
	return os.RemoveAll(ready)
}

// move puts the staged files into the folder: first what pages refer to, then
// the pages, and last what lists them.
func (p place) move(staged string, touched map[string]bool) error {
	var names [3][]string
	err := filepath.WalkDir(staged, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(staged, path)
		names[turn(rel)] = append(names[turn(rel)], rel)
		return err
	})
	if err != nil {
		return err
	}
	for _, local := range slices.Concat(names[:]...) {
		to := filepath.Join(p.dir, local)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(staged, local), to); err != nil {
			return err
		}
		touched[filepath.Dir(to)] = true
	}
	return nil
}

// turn is when a file is put into the folder.
func turn(name string) int {
	switch path.Ext(name) {
	case ".html":
		return 1
	case ".xml", ".json", ".rss", ".atom":
		return 2
	}
	return 0
}

// remove removes files, and the folders that are empty then.
func (p place) remove(names []string, touched map[string]bool) error {
	for _, name := range names {
		local, err := filepath.Localize(name)
		if err != nil {
			return err
		}
		full := filepath.Join(p.dir, local)
		if err := os.Remove(full); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := filepath.Dir(full); dir != p.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) {
			touched[filepath.Dir(dir)] = true
		}
	}
	return nil
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
