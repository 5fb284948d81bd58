package exchange

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// Write writes the files of a plan into the project in a folder: all, or, on an
// error, none. commit is called once they stand, to enter them elsewhere; where
// it fails, they are taken back too. A file that changed since the plan was
// made, or that is there where none was, is a *problem.Mistake.
func Write(dir string, steps []Step, commit func() error) (err error) {
	var undo []func() error
	defer func() {
		if err == nil {
			return
		}
		for _, back := range slices.Backward(undo) {
			err = errors.Join(err, back())
		}
	}()
	for _, s := range steps {
		for _, n := range earlierOf(s.Item) {
			if err := addFile(dir, store.EarlierPath(s.Slug, n), s.Item.Earlier[n], &undo); err != nil {
				return err
			}
		}
		if s.Before == nil {
			err = addFile(dir, s.File, s.Text, &undo)
		} else {
			err = changeFile(dir, s, &undo)
		}
		if err != nil {
			return err
		}
	}
	return commit()
}

func earlierOf(i *Item) []int {
	var out []int
	for n := range i.Earlier {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func addFile(dir, name string, text []byte, undo *[]func() error) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := output.CreateFile(path, text); errors.Is(err, fs.ErrExist) {
		return &problem.Mistake{Message: name + " is there already", Hint: "look at the import again: somebody has added it meanwhile"}
	} else if err != nil {
		return err
	}
	*undo = append(*undo, func() error {
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, text) {
			return err // somebody has written into it: theirs stays
		}
		return os.Remove(path)
	})
	return nil
}

func changeFile(dir string, s Step, undo *[]func() error) error {
	path := filepath.Join(dir, filepath.FromSlash(s.File))
	now, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, s.Before) {
		return &problem.Mistake{Message: s.File + " has changed meanwhile", Hint: "look at the import again"}
	}
	if err := output.ReplaceFile(path, s.Text); err != nil {
		return err
	}
	*undo = append(*undo, func() error { return output.ReplaceFile(path, s.Before) })
	return nil
}
