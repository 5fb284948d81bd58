package typeset

import (
	"slices"
	"strings"

	"github.com/go-text/typesetting/language"
)

// Library is a set of font families with their fallback order. It does not
// change after Load, but for files that it reads when they are first needed and
// paragraphs that it has shaped before, and is safe for concurrent use.
type Library struct {
	families  []*family // those with a face, in the order of fonts.toml; never empty
	absent    []*family // optional ones without a file
	all       []*family // both, in the order of fonts.toml
	readable  *Face     // stands in for faces whose files are damaged
	leadings  []leading
	fallbacks []fallback
	words     lexicons
	hyphens   hyphenators
	phrases   phraseModels

	paragraphs shapedParagraphs
}

// leading is one [[language]] of fonts.toml.
type leading struct {
	lang  string  // lower case BCP 47
	ratio float64 // smallest line height ÷ size
}

// leadingOf is the smallest line height ÷ size for a language; 0 when any will
// do.
func (l *Library) leadingOf(lang string) float64 {
	for _, ld := range l.leadings {
		if sameLanguage(lang, ld.lang) {
			return ld.ratio
		}
	}
	return 0
}

// family is one [[family]] of fonts.toml.
type family struct {
	name    string
	scripts []language.Script
	scale   float64 // size of this family ÷ size asked for
	leading float64 // smallest line height ÷ size
	faces   []*Face // by weight, ascending; empty only for Library.absent
	info    FamilyInfo
}

func (f *family) serves(s language.Script) bool { return slices.Contains(f.scripts, s) }

// fallback is one [[fallback]] of fonts.toml.
type fallback struct {
	script   language.Script
	lang     string // lower case BCP 47; "" serves every language
	families []*family
}

// Families are the names of the families that have a face, in the order of
// fonts.toml.
func (l *Library) Families() []string {
	names := make([]string, len(l.families))
	for i, f := range l.families {
		names[i] = f.name
	}
	return names
}

// Has reports whether a family of that name was loaded.
func (l *Library) Has(name string) bool {
	f := l.named(name)
	return f != nil && len(f.faces) > 0
}

// named is the family of that name, or nil; it may be one without a face.
func (l *Library) named(name string) *family {
	for _, f := range l.all {
		if f.named(name) {
			return f
		}
	}
	return nil
}

// Faces are all faces, by family in the order of fonts.toml and by weight.
func (l *Library) Faces() []*Face {
	var faces []*Face
	for _, f := range l.families {
		faces = append(faces, f.faces...)
	}
	return faces
}

func (f *family) named(name string) bool { return strings.EqualFold(f.name, name) }

// face returns the face nearest in weight. Between two equally near ones, text
// asked for at 500 or more takes the heavier (CSS Fonts 4, section 5.2).
func (f *family) face(weight int) *Face {
	best := f.faces[0]
	for _, face := range f.faces[1:] {
		d, old := abs(face.Weight-weight), abs(best.Weight-weight)
		if d < old || d == old && weight >= 500 {
			best = face
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// styled is the family that a style names, else the first one.
func (l *Library) styled(s Style) *family {
	for _, f := range l.families {
		if f.named(s.Family) {
			return f
		}
	}
	return l.families[0]
}

// candidates lists the faces to try for text of one script, best first: the
// style's own family if it serves the script, the fallbacks of script and
// language, those of the script, the families made for the script, the
// style's family, then all others that ship with Rebut. Optional families may
// be large, so they are tried only for what they are made for.
func (l *Library) candidates(s Style, script language.Script, lang string) []*Face {
	own := l.styled(s)
	order := make([]*family, 0, len(l.families))
	add := func(families ...*family) {
		for _, f := range families {
			if len(f.faces) > 0 && !slices.Contains(order, f) {
				order = append(order, f)
			}
		}
	}
	if script == language.Common || own.serves(script) {
		add(own)
	}
	for _, withLang := range []bool{true, false} {
		for _, fb := range l.fallbacks {
			if fb.script == script && (fb.lang != "") == withLang && (fb.lang == "" || sameLanguage(lang, fb.lang)) {
				add(fb.families...)
			}
		}
	}
	for _, f := range l.families {
		if f.serves(script) {
			add(f)
		}
	}
	add(own)
	for _, f := range l.families {
		if !f.info.Optional {
			add(f)
		}
	}
	faces := make([]*Face, len(order))
	for i, f := range order {
		faces[i] = f.face(weightOf(s))
	}
	return faces
}

// weightOf is the style's weight; an unset one is regular.
func weightOf(s Style) int {
	if s.Weight <= 0 {
		return 400
	}
	return s.Weight
}

// sameLanguage reports whether tag is the language want or a variety of it:
// "ur-PK" is a variety of "ur".
func sameLanguage(tag, want string) bool {
	tag = strings.ToLower(tag)
	return tag == want || strings.HasPrefix(tag, want+"-")
}
