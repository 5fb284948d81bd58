package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/store"
)

// fix corrects what needs no judgement in the fact-checks and the rebut.toml
// that check would read, and prints each correction.
func (a *app) fix(cmd *cobra.Command, args []string, asJSON bool) error {
	files, err := a.fixable(cmd, args)
	if err != nil {
		return err
	}
	changed := 0
	var n int
	for _, file := range files {
		changes, err := mendFile(file)
		if err != nil {
			return err
		}
		if len(changes) > 0 {
			changed, n = changed+1, n+len(changes)
		}
		for _, c := range changes {
			a.tellChange(c, asJSON)
		}
	}
	if n > 0 {
		a.tell("corrected %s in %s\n", plural(n, "place"), plural(changed, "file"))
	}
	return nil
}

// tellChange prints a correction where the problems do not go to a program.
func (a *app) tellChange(c store.Change, asJSON bool) {
	if asJSON {
		return
	}
	what := problem.Quote(c.Old) + " became " + problem.Quote(c.New)
	switch {
	case c.Old == "":
		what = "added " + problem.Quote(c.New)
	case c.New == "":
		what = "deleted " + problem.Quote(c.Old)
	}
	a.printf("%s:%d:%d: fixed: %s: %s (%s)\n", c.File, c.Line, c.Column, c.Name, what, c.Rule)
}

// fixable are the files on disk to correct, as the user would type them.
func (a *app) fixable(cmd *cobra.Command, args []string) ([]string, error) {
	if len(args) == 0 {
		f, err := a.folder(cmd)
		if err != nil {
			return nil, err
		}
		if f.dir == "" {
			return nil, usageHint("name a file, or start a project of your own with: rebut init our-facts",
				"there is nothing to correct here: the fact-checks that ship with Rebut cannot be changed")
		}
		args = []string{f.dir}
	}
	var files []string
	for _, arg := range args {
		found, err := fixableAt(cmd, arg)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// fixableAt are the files at a path: a fact-check, a rebut.toml, a folder of
// fact-checks, or a project.
func fixableAt(cmd *cobra.Command, arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage(cmd, "there is no file or folder %s", arg)
	case err != nil:
		return nil, err
	case !info.IsDir() && path.Ext(filepath.ToSlash(arg)) != ".toml":
		return nil, nil // no text that is read
	case !info.IsDir():
		return []string{filepath.Clean(arg)}, nil
	}
	fsys, whole := project.Disk(arg), project.IsProject(arg)
	if !whole {
		fsys = project.WithClaims(fsys, fsys) // any folder's files are read as fact-checks, as check reads them
	}
	names, err := store.Names(fsys)
	for i, name := range names {
		if !whole {
			name = strings.TrimPrefix(name, store.Folder+"/")
		}
		names[i] = filepath.Join(arg, filepath.FromSlash(name))
	}
	if settings := filepath.Join(arg, config.File); whole && isFile(settings) {
		names = append(names, settings)
	}
	return names, err
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// mendFile corrects one file.
func mendFile(file string) ([]store.Change, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	mend := store.Mend
	if filepath.Base(file) == config.File {
		mend = func(name string, text []byte) ([]byte, []store.Change, error) {
			return store.MendAs(name, text, config.Mends)
		}
	}
	mended, changes, err := mend(filepath.ToSlash(file), text)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	return changes, replaceUnchanged(file, text, mended)
}

// replaceUnchanged writes over a file unless somebody saved it since it was
// read.
func replaceUnchanged(file string, read, content []byte) error {
	target, err := filepath.EvalSymlinks(file)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, read) {
		return refuse("run the same command again", "%s was saved by another program meanwhile; it is left as it is", file)
	}
	return output.ReplaceFile(target, content)
}
