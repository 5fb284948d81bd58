package webfont

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"

	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

const (
	manifestFile = "fonts.toml"
	licenceFile  = "OFL.txt"
)

// magic begins every WOFF2 file (W3C WOFF 2.0 § 4.1).
var magic = []byte("wOF2")

type manifest struct {
	Face    []face    `toml:"face"`
	Standin []standin `toml:"standin"`
}

// Load reads the fonts in a folder of the templates, such as "site/fonts". A
// folder without fonts.toml is a site in the fonts of its readers. Mistakes in
// the file, and files that are no WOFF2, are problems; the faces concerned are
// left out.
func Load(templates fs.FS, dir string) (*Set, problem.List, error) {
	text, err := fs.ReadFile(templates, path.Join(dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &Set{}, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read web fonts: %w", err)
	}
	doc, problems := tomlfile.Parse(path.Join("templates", dir, manifestFile), text)
	if doc == nil {
		return &Set{}, problems, nil
	}
	var m manifest
	problems = append(problems, doc.Decode(&m)...)
	l := loader{fsys: templates, dir: dir, doc: doc, problems: problems}
	s := &Set{}
	for i, f := range m.Face {
		if l.face(fmt.Sprintf("face[%d]", i), &f) {
			s.faces = append(s.faces, f)
		}
	}
	for i, sub := range m.Standin {
		if l.standin(fmt.Sprintf("standin[%d]", i), sub) {
			s.standins = append(s.standins, sub)
		}
	}
	if licence, err := fs.ReadFile(templates, path.Join(dir, licenceFile)); err == nil {
		s.licence = licence
	}
	return s, l.problems.Sort(), nil
}

type loader struct {
	fsys     fs.FS
	dir      string
	doc      *tomlfile.Document
	problems problem.List
}

func (l *loader) refuse(at, message, hint string) bool {
	l.problems = append(l.problems, problem.Problem{Code: "bad-web-font", Message: message, Hint: hint}.At(l.doc.Locate(at, 0)))
	return false
}

// What stands in the style sheet is held to these, so that a value cannot end
// its rule and begin another.
var (
	plainName = regexp.MustCompile(`^[\pL\pN ._-]+$`)
	weights   = regexp.MustCompile(`^[1-9][0-9]{0,3}( [1-9][0-9]{0,3})?$`)
	ranges    = regexp.MustCompile(`^(U\+[0-9A-Fa-f]{1,6}(-[0-9A-Fa-f]{1,6})?(, ?|$))*$`)
	fileName  = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*\.woff2$`)
)

func (l *loader) face(at string, f *face) bool {
	switch {
	case !plainName.MatchString(f.Family):
		return l.refuse(at+".family", "the family has no name of letters, digits and spaces", "")
	case !weights.MatchString(f.Weight):
		return l.refuse(at+".weight", "the weight is no number or two", `write "400", or "100 500" for all weights between`)
	case !ranges.MatchString(f.Range):
		return l.refuse(at+".range", "the range is not one of CSS", `write it like "U+0-FF, U+131"`)
	case f.Size < 0:
		return l.refuse(at+".size", "the size is below zero", "leave it out, or write per cent")
	case f.File == "" && !l.names(f.Local):
		return l.refuse(at, "the face has neither a file nor names of system fonts", `add file = "….woff2"`)
	case f.File == "":
		return true
	case !fileName.MatchString(f.File):
		return l.refuse(at+".file", "the file's name is not one that addresses take", "use small letters, digits and hyphens, and end it in .woff2")
	}
	content, err := fs.ReadFile(l.fsys, path.Join(l.dir, f.File))
	if err != nil {
		return l.refuse(at+".file", "there is no such file beside fonts.toml", "put it there, or take the face out")
	}
	if !bytes.HasPrefix(content, magic) {
		return l.refuse(at+".file", "the file is not WOFF2", "docs/theming.md says how a font becomes WOFF2")
	}
	f.content, f.name = content, hashed(f.File, content)
	return true
}

func (l *loader) standin(at string, s standin) bool {
	switch {
	case !plainName.MatchString(s.Family) || !plainName.MatchString(s.Name):
		return l.refuse(at, "family and name are of letters, digits and spaces", "")
	case !weights.MatchString(s.Weight):
		return l.refuse(at+".weight", "the weight is no number or two", `write "400", or "100 500" for all weights between`)
	case !l.names(s.Local):
		return l.refuse(at+".local", "the names of system fonts are of letters, digits and spaces", "")
	case s.Size <= 0 || s.Ascent <= 0 || s.Descent < 0:
		return l.refuse(at, "size, ascent and descent are above zero", "they are per cent")
	}
	return true
}

// names reports whether there are names, all of them plain.
func (l *loader) names(names []string) bool {
	for _, name := range names {
		if !plainName.MatchString(name) {
			return false
		}
	}
	return len(names) > 0
}
