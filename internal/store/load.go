// Package store is the specification of how fact-checks lie in a folder: one
// TOML file each under claims/, in sub-folders as people like, named after the
// slug. Files and folders whose names begin with "_" or "." are left alone.
//
// Load reads them all and reports every mistake of every file; a file with
// mistakes does not hide the others. Create writes a new file whole or not at
// all, and never over another.
package store

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Folder is where fact-checks lie in a project.
const Folder = "claims"

// file is the shape of a fact-check's TOML file.
type file struct {
	Slug        factcheck.Slug         `toml:"slug"`
	Aliases     []factcheck.Slug       `toml:"aliases"`
	Status      factcheck.Status       `toml:"status"`
	Language    factcheck.Lang         `toml:"language"`
	Revision    int                    `toml:"revision"`
	Published   factcheck.Date         `toml:"published" hint:"write the day: 2025-06-20"`
	Modified    factcheck.Date         `toml:"modified" hint:"write the day: 2025-06-20"`
	Rating      string                 `toml:"rating"`
	Topics      []string               `toml:"topics"`
	Withdrawn   *factcheck.Withdrawal  `toml:"withdrawn"`
	Text        factcheck.Texts        `toml:"text"`
	Appearances []factcheck.Appearance `toml:"appearances"`
	Sources     []factcheck.Source     `toml:"sources"`
	Corrections []factcheck.Correction `toml:"corrections"`
	Designs     []string               `toml:"designs"`
	Number      *factcheck.Number      `toml:"number"`
	Chart       *factcheck.Chart       `toml:"chart"`
	Receipt     *factcheck.Receipt     `toml:"receipt"`
}

// Load reads every fact-check of a project, in the order of their file names,
// and applies the rules of a fact-check and those between them. Fact-checks
// with problems are returned too, as far as they could be read; a file that is
// no TOML yields none. The error is for a folder or file that cannot be read;
// a project without the folder has no fact-checks.
func Load(project fs.FS, scheme factcheck.Scheme) ([]*factcheck.FactCheck, problem.List, error) {
	readings, problems, err := Visit(project, scheme, Memory{
		Sum:    func(string, ledger.Mark) (sum ledger.Sum, ok bool) { return sum, false },
		Known:  func(string, ledger.Sum) *factcheck.FactCheck { return nil },
		Parsed: func(*Reading) {},
	})
	if err != nil {
		return nil, nil, err
	}
	var list []*factcheck.FactCheck
	for _, r := range readings {
		problems = append(problems, r.Problems...)
		if r.FactCheck != nil {
			list = append(list, r.FactCheck)
		}
	}
	return list, append(problems, Between(list)...).Sort(), nil
}

// LoadFile reads the fact-check in one file, named as in the project
// ("claims/housing.toml"), and applies the rules of a fact-check. The
// fact-check is nil where the file is no TOML.
func LoadFile(project fs.FS, name string, scheme factcheck.Scheme) (*factcheck.FactCheck, problem.List, error) {
	text, err := read(project, name)
	if err != nil {
		return nil, nil, err
	}
	f, problems := Parse(name, text, scheme)
	return f, problems, nil
}

// Parse reads a fact-check from the text of a file, as LoadFile does: for
// editors that hold a text which is not saved.
func Parse(name string, text []byte, scheme factcheck.Scheme) (*factcheck.FactCheck, problem.List) {
	doc, problems := tomlfile.Parse(name, text)
	if doc == nil {
		return nil, problems
	}
	var in file
	problems = append(problems, doc.Decode(&in)...)
	f := in.factCheck(doc)
	return f, append(problems, factcheck.Check(f, scheme)...).Sort()
}

// parseOnly reads a fact-check from a text that was checked before; nil where
// it is no TOML.
func parseOnly(name string, text []byte) *factcheck.FactCheck {
	doc := tomlfile.Reread(name, text)
	if doc == nil {
		return nil
	}
	var in file
	doc.Decode(&in)
	return in.factCheck(doc)
}

// factCheck is the model of what the file says, with the defaults of what it
// leaves out: the slug is the file's name, the revision 1.
func (in *file) factCheck(doc *tomlfile.Document) *factcheck.FactCheck {
	f := &factcheck.FactCheck{
		Slug: in.Slug, Aliases: in.Aliases, Status: in.Status, Language: in.Language, Revision: in.Revision,
		Published: in.Published, Modified: in.Modified, Rating: in.Rating, Topics: in.Topics, Texts: in.Text,
		Appearances: in.Appearances, Sources: in.Sources, Corrections: in.Corrections, Withdrawn: in.Withdrawn,
		Designs: in.Designs, Number: in.Number, Chart: in.Chart, Receipt: in.Receipt,
		Origin: doc,
	}
	if !doc.Has("slug") {
		f.Slug = factcheck.Slug(strings.TrimSuffix(path.Base(doc.File), extension))
	}
	if !doc.Has("revision") {
		f.Revision = 1
	}
	return f
}

const extension = ".toml"

// files lists the fact-checks' files, sorted. What is no regular file (a
// symbolic link above all, which may lead out of the project) is a problem.
func files(project fs.FS) (names []string, problems problem.List, err error) {
	err = fs.WalkDir(project, Folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == Folder:
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir() && hidden(path.Base(name)):
			return fs.SkipDir
		case d.IsDir():
			return nil
		case !Reads(name):
			problems = append(problems, misnamed(name)...)
			return nil
		case !d.Type().IsRegular():
			problems = append(problems, problem.Problem{File: name, Code: "not-a-file",
				Message: "this is a link or a device, and is not read", Hint: "put the file itself into the folder"})
			return nil
		}
		names = append(names, name)
		return nil
	})
	return names, problems, err
}

// Reads reports whether a file of this name is taken for a fact-check.
func Reads(name string) bool {
	return path.Ext(name) == extension && !slices.ContainsFunc(strings.Split(name, "/"), hidden)
}

// misnamed warns about a file that was most likely meant to be read: simple
// editors add .txt to every name, and fingers slip.
func misnamed(name string) problem.List {
	base := path.Base(name)
	lower := strings.ToLower(base)
	for _, ending := range []string{".toml.txt", extension, ".tml", ".tom", ".tmol", ".tolm", ".tomll"} {
		if stem := base[:max(len(base)-len(ending), 0)]; stem != "" && !hidden(base) && strings.HasSuffix(lower, ending) {
			return problem.List{{File: name, Severity: problem.Warning, Code: "misnamed-file",
				Message: "this file is not read, for its name ends in " + base[len(stem):],
				Hint:    "rename it to " + problem.Quote(stem+extension)}}
		}
	}
	return nil
}

// hidden reports whether a file or folder is left alone.
func hidden(base string) bool { return strings.HasPrefix(base, "_") || strings.HasPrefix(base, ".") }
