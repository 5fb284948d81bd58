// Package webfont is the specification of the fonts that pages ask for.
//
// A project's templates/site/fonts/fonts.toml lists WOFF2 files beside it:
// [[face]] is one file of a family, for a range of weights and of characters;
// [[standin]] is a font that many systems have, made as wide and as high as the
// family, so that nothing moves when the web font comes (CSS Fonts 5,
// size-adjust, ascent-override, descent-override). A site carries the files that
// its languages need, under names with a digest of what they hold: a name never
// changes its content, so that browsers may keep it for good.
package webfont

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"rebut/internal/factcheck"
)

// Set is the web fonts of a site; it never changes.
type Set struct {
	langs    []factcheck.Lang
	faces    []face
	standins []standin
	licence  []byte // OFL.txt; nil for none
}

// face is one file of a family, or a font of the reader's system in its place.
type face struct {
	Family    string           `toml:"family"`
	Weight    string           `toml:"weight"`    // CSS: "100 500"
	File      string           `toml:"file"`      // relative to fonts.toml
	Local     []string         `toml:"local"`     // names of system fonts, where there is no file
	Scripts   []string         `toml:"scripts"`   // ISO 15924; pages in languages of these scripts need it
	Languages []factcheck.Lang `toml:"languages"` // further languages whose pages need it
	Preload   bool             `toml:"preload"`   // those pages ask for it before they have read the style sheet
	Size      float64          `toml:"size"`      // per cent of the size asked for; 0 means 100
	Range     string           `toml:"range"`     // CSS unicode-range; "" for all

	content []byte
	name    string // of the file as it is served
}

// standin is a font of many systems, measured against a family.
type standin struct {
	Family  string   `toml:"family"` // that it stands in for
	Name    string   `toml:"name"`   // after the family's, its own
	Weight  string   `toml:"weight"` // CSS
	Local   []string `toml:"local"`
	Size    float64  `toml:"size"`    // per cent: size-adjust
	Ascent  float64  `toml:"ascent"`  // per cent of the adjusted size
	Descent float64  `toml:"descent"` // per cent of the adjusted size
}

// serves reports whether pages in a language need the face.
func (f face) serves(lang factcheck.Lang) bool {
	script, _ := lang.Tag().Script()
	base, _ := lang.Tag().Base()
	return slices.Contains(f.Scripts, script.String()) || slices.Contains(f.Languages, lang) || slices.Contains(f.Languages, factcheck.Lang(base.String()))
}

// For is the part of the set that a site in some languages needs. What serves
// Latin letters always stays: names and addresses are written in them.
func (s *Set) For(langs []factcheck.Lang) *Set {
	out := &Set{langs: langs, licence: s.licence}
	families := map[string]bool{}
	for _, f := range s.faces {
		if slices.Contains(f.Scripts, "Latn") || slices.ContainsFunc(langs, f.serves) {
			out.faces = append(out.faces, f)
			families[f.Family] = true
		}
	}
	for _, sub := range s.standins {
		if families[sub.Family] {
			out.standins = append(out.standins, sub)
		}
	}
	return out
}

// Files are the files to serve by name, the licence among them.
func (s *Set) Files() map[string][]byte {
	files := map[string][]byte{}
	for _, f := range s.faces {
		if f.File != "" {
			files[f.name] = f.content
		}
	}
	if s.licence != nil && len(files) > 0 {
		files[licenceFile] = s.licence
	}
	return files
}

// Preload names the files that a page in a language surely needs.
func (s *Set) Preload(lang factcheck.Lang) []string {
	var names []string
	for _, f := range s.faces {
		if f.Preload && f.File != "" && f.serves(lang) {
			names = append(names, f.name)
		}
	}
	return names
}

// hashed is a file's name with a digest of its content: "a.woff2" →
// "a.0123456789.woff2".
func hashed(file string, content []byte) string {
	sum := sha256.Sum256(content)
	return strings.TrimSuffix(file, ".woff2") + "." + hex.EncodeToString(sum[:5]) + ".woff2"
}
