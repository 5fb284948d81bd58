package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Earlier revisions of fact-checks lie in claims/_revisions/{slug}/r{n}.toml:
// the files as they were, comments and all. The slug is the one that the
// fact-check had then.
const earlierFolder = Folder + "/_revisions"

// EarlierPath is the file of an earlier revision, relative to the project
// folder, slash-separated.
func EarlierPath(slug factcheck.Slug, revision int) string {
	return path.Join(earlierFolder, string(slug), fmt.Sprintf("r%d%s", revision, extension))
}

// Earlier reads the earlier revisions of every fact-check, by the slug that it
// had, oldest first. One that cannot be used is left out with a warning: what
// was once published must not keep from being published what replaces it.
func Earlier(project fs.FS) (map[factcheck.Slug][]*factcheck.FactCheck, problem.List, error) {
	folders, err := fs.ReadDir(project, earlierFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	all := map[factcheck.Slug][]*factcheck.FactCheck{}
	var problems problem.List
	for _, folder := range folders {
		if !folder.IsDir() || !factcheck.ValidID(folder.Name()) {
			continue
		}
		list, found, err := EarlierOf(project, factcheck.Slug(folder.Name()))
		if err != nil {
			return nil, nil, err
		}
		all[factcheck.Slug(folder.Name())] = list
		problems = append(problems, found...)
	}
	return all, problems, nil
}

var earlierName = regexp.MustCompile(`^r([1-9][0-9]{0,5})\.toml$`)

// EarlierOf reads the earlier revisions of the fact-check that had a slug,
// oldest first, as Earlier does.
func EarlierOf(project fs.FS, slug factcheck.Slug) ([]*factcheck.FactCheck, problem.List, error) {
	dir := path.Join(earlierFolder, string(slug))
	files, err := fs.ReadDir(project, dir)
	if err != nil {
		return nil, nil, err
	}
	var list []*factcheck.FactCheck
	var problems problem.List
	for _, file := range files {
		match := earlierName.FindStringSubmatch(file.Name())
		if match == nil || !file.Type().IsRegular() {
			continue
		}
		name := path.Join(dir, file.Name())
		text, err := read(project, name)
		if err != nil {
			return nil, nil, err
		}
		revision, _ := strconv.Atoi(match[1]) // at most six digits
		f, found := parseEarlier(name, text, slug, revision)
		if f != nil {
			list = append(list, f)
		}
		problems = append(problems, found...)
	}
	slices.SortFunc(list, func(a, b *factcheck.FactCheck) int { return cmp.Compare(a.Revision, b.Revision) })
	return list, problems, nil
}

// parseEarlier reads an earlier revision; nil and a warning where it cannot be
// used. What it says was checked when it was published; only what the program
// needs is checked again.
func parseEarlier(name string, text []byte, slug factcheck.Slug, revision int) (*factcheck.FactCheck, problem.List) {
	refuse := func(why string) (*factcheck.FactCheck, problem.List) {
		return nil, problem.List{{File: name, Line: 1, Column: 1, Severity: problem.Warning, Code: "unusable-revision",
			Message: "this earlier revision cannot be used, its pictures are left out: " + why,
			Hint:    "rebut revise writes these files; restore it from a backup, or delete it"}}
	}
	doc, problems := tomlfile.Parse(name, text)
	if doc == nil {
		return refuse(problems[0].Message)
	}
	var in file
	if problems = doc.Decode(&in); problems.HasErrors() {
		return refuse(problems[0].Message)
	}
	f := in.factCheck(doc)
	f.Slug = slug
	switch {
	case f.Revision != revision:
		return refuse(fmt.Sprintf("it says that it is revision %d", f.Revision))
	case f.Original() == nil:
		return refuse("it has no text in its own language")
	}
	return f, nil
}
