package typeset

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"

	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// manifestPath is where the list of fonts stands in the library's file system.
const manifestPath = "fonts/fonts.toml"

// manifest is the file format of fonts.toml.
type manifest struct {
	Family   []manifestFamily   `toml:"family"`
	Language []manifestLanguage `toml:"language"`
	Fallback []manifestFallback `toml:"fallback"`
}

type manifestLanguage struct {
	Lang    string  `toml:"lang"`
	Leading float64 `toml:"leading"` // line height ÷ size
}

type manifestFamily struct {
	Name     string         `toml:"name"`
	Scripts  []string       `toml:"scripts"` // ISO 15924
	Scale    float64        `toml:"scale"`   // 0 means 1
	Leading  float64        `toml:"leading"` // line height ÷ size; 0 means 1
	Cap      string         `toml:"cap"`     // one letter; "" means H
	X        string         `toml:"x"`       // one letter; "" means x
	Licence  string         `toml:"licence"`
	Optional bool           `toml:"optional"` // files may be absent
	Get      string         `toml:"get"`      // where an absent one comes from
	Face     []manifestFace `toml:"face"`
}

type manifestFace struct {
	Weight int    `toml:"weight"` // CSS weight, 1 to 1000
	File   string `toml:"file"`   // relative to fonts.toml
	Index  int    `toml:"index"`  // which font of a collection, from 0
}

type manifestFallback struct {
	Script   string   `toml:"script"`
	Lang     string   `toml:"lang"`
	Families []string `toml:"families"`
}

// Load reads fonts/fonts.toml and finds the faces that it names; their files
// are read when something is set in them. Mistakes in the file, a face that is
// not there or is no font among them, are problems; the library then holds what
// could be found, and is nil when that is no face at all. The error is for a
// file system that fails.
func Load(fsys fs.FS) (*Library, problem.List, error) {
	text, err := fs.ReadFile(fsys, manifestPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, problem.List{{File: manifestPath, Code: "no-fonts", Message: "the list of fonts is missing",
			Hint: "`rebut init` writes a folder that has one"}}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", manifestPath, err)
	}
	doc, problems := tomlfile.Parse(manifestPath, text)
	if doc == nil {
		return nil, problems, nil
	}
	var m manifest
	ld := loader{fsys: fsys, doc: doc, lib: &Library{}, problems: append(problems, doc.Decode(&m)...)}
	if err := ld.families(m.Family); err != nil {
		return nil, nil, err
	}
	for i, ml := range m.Language {
		at := fmt.Sprintf("language[%d].leading", i)
		ld.lib.leadings = append(ld.lib.leadings, leading{strings.ToLower(ml.Lang), ld.ratio(at, ml.Leading)})
	}
	ld.fallbacks(m.Fallback)
	if !ld.lib.findReadable() {
		ld.report("family", "no-fonts", "no font could be loaded", "name at least one family with one face")
		return nil, ld.problems.Sort(), nil
	}
	return ld.lib, ld.problems.Sort(), nil
}

type loader struct {
	fsys     fs.FS
	doc      *tomlfile.Document
	lib      *Library
	problems problem.List
}

func (ld *loader) report(at, code, message, hint string) {
	p := problem.Problem{Code: code, Message: message, Hint: hint}
	ld.problems = append(ld.problems, p.At(ld.doc.Locate(at, 0)))
}

func (ld *loader) families(list []manifestFamily) error {
	for i, mf := range list {
		at := fmt.Sprintf("family[%d]", i)
		if mf.Name == "" {
			ld.report(at, "font-name", "a font family without a name", `give it one: name = "Libre Franklin"`)
			continue
		}
		if ld.lib.named(mf.Name) != nil {
			ld.report(at+".name", "font-name", fmt.Sprintf("the font family %q is listed twice", mf.Name), "put all its faces under one [[family]]")
			continue
		}
		f := &family{name: mf.Name, scale: ld.ratio(at+".scale", mf.Scale), leading: ld.ratio(at+".leading", mf.Leading),
			info: FamilyInfo{Name: mf.Name, Licence: mf.Licence, Optional: mf.Optional, Get: mf.Get}}
		for j, code := range mf.Scripts {
			if script, ok := ld.script(fmt.Sprintf("%s.scripts[%d]", at, j), code); ok {
				f.scripts = append(f.scripts, script)
				f.info.Scripts = append(f.info.Scripts, script.String())
			}
		}
		if err := ld.faces(at, f, mf); err != nil {
			return err
		}
		switch {
		case len(f.faces) > 0:
			ld.lib.families = append(ld.lib.families, f)
		case mf.Optional:
			ld.lib.absent = append(ld.lib.absent, f)
		default:
			continue
		}
		ld.lib.all = append(ld.lib.all, f)
	}
	return nil
}

// ratio checks scale and leading: 0.25 to 4, and 1 when unset.
func (ld *loader) ratio(at string, v float64) float64 {
	if v == 0 {
		return 1
	}
	if !(v >= 0.25 && v <= 4) {
		ld.report(at, "font-ratio", fmt.Sprintf("%g is out of range", v), "a number from 0.25 to 4, such as 1.2")
		return 1
	}
	return v
}

func (ld *loader) script(at, code string) (language.Script, bool) {
	script, err := language.ParseScript(code)
	if err != nil || len(code) != 4 {
		ld.report(at, "font-script", fmt.Sprintf("%q is no script code", code), "four letters of ISO 15924, such as Latn, Arab, Guru")
		return 0, false
	}
	return script, true
}

// faces adds those of a family that are there, and lists all for Catalogue.
func (ld *loader) faces(at string, f *family, mf manifestFamily) error {
	for j, face := range mf.Face {
		at := fmt.Sprintf("%s.face[%d]", at, j)
		if face.Weight < 1 || face.Weight > 1000 {
			ld.report(at+".weight", "font-weight", fmt.Sprintf("%d is no font weight", face.Weight), "400 is regular, 800 is extra bold")
			continue
		}
		found, present, err := ld.face(at, face, mf.Optional)
		if err != nil {
			return err
		}
		if found == nil {
			continue
		}
		f.info.Faces = append(f.info.Faces, FaceInfo{Weight: face.Weight, File: found.File, Index: face.Index, Present: present})
		if present {
			found.Family, found.family = f.name, f
			ld.lib.readLater(ld.fsys, found, letter(mf.Cap, 'H'), letter(mf.X, 'x'))
			f.faces = append(f.faces, found)
		}
	}
	slices.SortStableFunc(f.faces, func(a, b *Face) int { return a.Weight - b.Weight })
	return nil
}

// face finds one font file; nil when it is not there or is no font. An
// optional one may be absent.
func (ld *loader) face(at string, mf manifestFace, optional bool) (*Face, bool, error) {
	name := path.Join(path.Dir(manifestPath), mf.File)
	if mf.File == "" || !fs.ValidPath(name) {
		ld.report(at+".file", "font-file", "no usable file name", "a path relative to fonts.toml, with forward slashes")
		return nil, false, nil
	}
	face := &Face{File: name, Index: mf.Index, Weight: mf.Weight}
	fonts, err := countFonts(ld.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && optional:
		return face, false, nil
	case errors.Is(err, fs.ErrNotExist):
		ld.report(at+".file", "font-file", fmt.Sprintf("there is no font file %s", name), "check the name, or add the file")
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("reading %s: %w", name, err)
	case fonts == 0:
		ld.report(at+".file", "font-file", fmt.Sprintf("%s is not a font that can be read", name), "a TrueType or OpenType file (.ttf, .otf, .ttc)")
		return nil, false, nil
	case mf.Index < 0 || mf.Index >= fonts:
		ld.report(at+".index", "font-index", fmt.Sprintf("%s has no font number %d", name, mf.Index), fmt.Sprintf("its fonts are numbered from 0 to %d", fonts-1))
		return nil, false, nil
	}
	return face, true, nil
}

func letter(s string, unset rune) rune {
	if r, _ := utf8.DecodeRuneInString(s); s != "" {
		return r
	}
	return unset
}

func (ld *loader) fallbacks(list []manifestFallback) {
	for i, mf := range list {
		at := fmt.Sprintf("fallback[%d]", i)
		script, ok := ld.script(at+".script", mf.Script)
		if !ok {
			continue
		}
		fb := fallback{script: script, lang: strings.ToLower(mf.Lang)}
		for j, name := range mf.Families {
			f := ld.lib.named(name)
			if f == nil {
				ld.report(fmt.Sprintf("%s.families[%d]", at, j), "font-name", fmt.Sprintf("no family %q was loaded", name), "one of: "+strings.Join(ld.lib.Families(), ", "))
				continue
			}
			fb.families = append(fb.families, f)
			if mf.Lang != "" && !slices.Contains(f.info.Languages, mf.Lang) {
				f.info.Languages = append(f.info.Languages, mf.Lang)
			}
		}
		ld.lib.fallbacks = append(ld.lib.fallbacks, fb)
	}
}
