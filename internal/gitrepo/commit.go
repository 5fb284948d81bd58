package gitrepo

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// commit makes the commit, moves the branch to it, and puts the files into the
// index. It is zero where the branch has them already.
func (w *work) commit(message string, by [2]object.Signature) (plumbing.Hash, error) {
	idx, err := w.store.Index()
	if err != nil {
		return plumbing.ZeroHash, obstacle("Git's index is of a form that Rebut cannot write (%s). Run git commit yourself.", err)
	}
	var root plumbing.Hash
	if !w.head.IsZero() {
		last, err := w.repo.CommitObject(w.head)
		if err != nil {
			return plumbing.ZeroHash, obstacle("The last commit cannot be read: %s.", err)
		}
		root = last.TreeHash
	}
	tree := root
	for _, f := range w.files {
		was, mode, err := w.find(root, f.name)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		if err := staged(idx, f, was); err != nil {
			return plumbing.ZeroHash, err
		}
		if was == f.hash {
			continue
		}
		if err := w.blob(f); err != nil {
			return plumbing.ZeroHash, err
		}
		if tree, err = w.put(tree, strings.Split(f.name, "/"), object.TreeEntry{Mode: mode, Hash: f.hash}); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	if tree == root {
		return plumbing.ZeroHash, nil
	}
	return w.advance(idx, tree, message, by)
}

// staged is an obstacle where somebody has staged another text of a file than
// the branch has, or has yet to join two.
func staged(idx *index.Index, f file, was plumbing.Hash) error {
	for _, e := range idx.Entries {
		switch {
		case e.Stage != 0: // the merged ones
			return obstacle("%s is not merged yet in the git work tree.", e.Name)
		case e.Name == f.name && e.Hash != was && e.Hash != f.hash && !e.IntentToAdd:
			return obstacle("Somebody has staged another text of %s. Commit it, or take it back: git restore --staged %s.", f.name, f.name)
		}
	}
	return nil
}

// find is what a tree has under a name; zero for nothing.
func (w *work) find(root plumbing.Hash, name string) (plumbing.Hash, filemode.FileMode, error) {
	if root.IsZero() {
		return plumbing.ZeroHash, filemode.Regular, nil
	}
	tree, err := w.repo.TreeObject(root)
	if err != nil {
		return plumbing.ZeroHash, 0, obstacle("The last commit cannot be read: %s.", err)
	}
	e, err := tree.FindEntry(name)
	if err != nil {
		return plumbing.ZeroHash, filemode.Regular, nil // put notices what cannot be read
	}
	if !e.Mode.IsRegular() && e.Mode != filemode.Executable {
		return plumbing.ZeroHash, 0, obstacle("%s is no plain file in the last commit.", name)
	}
	return e.Hash, e.Mode, nil
}

func (w *work) blob(f file) error {
	o := w.store.NewEncodedObject()
	o.SetType(plumbing.BlobObject)
	out, err := o.Writer()
	if err == nil {
		_, err = out.Write(f.content)
	}
	if err == nil {
		err = out.Close()
	}
	if err == nil {
		_, err = w.store.SetEncodedObject(o)
	}
	if err != nil {
		return obstacle("Git's folder cannot be written: %s.", err)
	}
	return nil
}

// put is a tree with an entry in it, at a path.
func (w *work) put(at plumbing.Hash, path []string, entry object.TreeEntry) (plumbing.Hash, error) {
	var entries []object.TreeEntry
	if !at.IsZero() {
		tree, err := w.repo.TreeObject(at)
		if err != nil {
			return at, obstacle("The last commit cannot be read: %s.", err)
		}
		entries = slices.Clone(tree.Entries)
	}
	i := slices.IndexFunc(entries, func(e object.TreeEntry) bool { return e.Name == path[0] })
	if len(path) > 1 {
		var below plumbing.Hash
		if i >= 0 && entries[i].Mode == filemode.Dir {
			below = entries[i].Hash
		}
		inner, err := w.put(below, path[1:], entry)
		if err != nil {
			return at, err
		}
		entry = object.TreeEntry{Mode: filemode.Dir, Hash: inner}
	}
	entry.Name = path[0]
	if i >= 0 {
		entries[i] = entry
	} else {
		entries = append(entries, entry)
	}
	sort.Sort(object.TreeEntrySorter(entries))
	return w.object(&object.Tree{Entries: entries})
}

type encoder interface {
	Encode(plumbing.EncodedObject) error
}

func (w *work) object(e encoder) (plumbing.Hash, error) {
	o := w.store.NewEncodedObject()
	err := e.Encode(o)
	var hash plumbing.Hash
	if err == nil {
		hash, err = w.store.SetEncodedObject(o)
	}
	if err != nil {
		return hash, obstacle("Git's folder cannot be written: %s.", err)
	}
	return hash, nil
}

// advance makes the commit and has branch and index follow.
func (w *work) advance(idx *index.Index, tree plumbing.Hash, message string, by [2]object.Signature) (plumbing.Hash, error) {
	c := &object.Commit{Author: by[0], Committer: by[1], Message: message, TreeHash: tree}
	var last *plumbing.Reference
	if !w.head.IsZero() {
		c.ParentHashes = []plumbing.Hash{w.head}
		last = plumbing.NewHashReference(w.branch, w.head)
	}
	hash, err := w.object(c)
	if err != nil {
		return hash, err
	}
	prepared, err := w.prepare(idx)
	if err != nil {
		return hash, err
	}
	defer os.Remove(prepared) // where it did not become the index
	if err := w.store.CheckAndSetReference(plumbing.NewHashReference(w.branch, hash), last); err != nil {
		return plumbing.ZeroHash, obstacle("The git branch %s was moved at the same moment.", w.branch.Short())
	}
	w.note(hash, by[1], message)
	if err := os.Rename(prepared, filepath.Join(w.dir, "index")); err != nil {
		return hash, obstacle("It is committed, but git's index cannot be written: %s.", err)
	}
	return hash, nil
}

// prepare writes the index as it has to be, beside the present one.
func (w *work) prepare(idx *index.Index) (name string, err error) {
	for _, f := range w.files {
		e, err := idx.Entry(f.name)
		if err != nil {
			e = idx.Add(f.name)
			e.Mode = filemode.Regular
		}
		e.Hash, e.Size, e.ModifiedAt, e.IntentToAdd = f.hash, uint32(f.info.Size()), f.info.ModTime(), false
	}
	idx.Version = max(idx.Version, 2)
	out, err := os.CreateTemp(w.dir, "rebut-index-")
	if err != nil {
		return "", obstacle("Git's folder cannot be written: %s.", err)
	}
	err = index.NewEncoder(out).Encode(idx)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(out.Name(), 0o644)
	}
	if err != nil {
		_ = os.Remove(out.Name()) // it is of no use
		return "", obstacle("Git's index cannot be written: %s.", err)
	}
	return out.Name(), nil
}

// note enters the move in the logs of references, by which people find back
// what they had.
func (w *work) note(hash plumbing.Hash, by object.Signature, message string) {
	subject, _, _ := strings.Cut(message, "\n")
	line := fmt.Sprintf("%s %s %s <%s> %d %s\tcommit: %s\n", w.head, hash, by.Name, by.Email, by.When.Unix(), by.When.Format("-0700"), subject)
	for _, name := range []string{filepath.Join(w.dir, "logs", "HEAD"), filepath.Join(w.common, "logs", filepath.FromSlash(string(w.branch)))} {
		_ = os.MkdirAll(filepath.Dir(name), 0o755) // opening the file tells
		if f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644); err == nil {
			_, _ = f.WriteString(line) // the commit stands without it
			_ = f.Close()
		}
	}
}
