package typeset

import "github.com/go-text/typesetting/language"

// FamilyInfo describes a family of fonts.toml, whether its files are there or
// not: what `rebut fonts list` shows.
type FamilyInfo struct {
	Name      string
	Scripts   []string // ISO 15924 codes of what it is made for
	Languages []string // BCP 47 tags of the languages that prefer it to others
	Licence   string
	Optional  bool   // its files do not ship with Rebut
	Get       string // where the files of an optional family come from
	Faces     []FaceInfo
}

// FaceInfo describes a face of a family.
type FaceInfo struct {
	Weight  int    // CSS weight
	File    string // path in the project: fonts/…
	Index   int    // which font of a collection, from 0
	Present bool   // the file is there
}

// Present reports whether any face of the family is there.
func (f FamilyInfo) Present() bool {
	for _, face := range f.Faces {
		if face.Present {
			return true
		}
	}
	return false
}

// Absent are the weights whose files are not there, in the order of
// fonts.toml; text of such a weight is set in the nearest one that is there.
func (f FamilyInfo) Absent() []int {
	var out []int
	for _, face := range f.Faces {
		if !face.Present {
			out = append(out, face.Weight)
		}
	}
	return out
}

// Catalogue describes all families in the order of fonts.toml.
func (l *Library) Catalogue() []FamilyInfo {
	out := make([]FamilyInfo, len(l.all))
	for i, f := range l.all {
		out[i] = f.info
	}
	return out
}

// Lacking names the family that would show a rune, in text of a language, if
// its files were there, and says where they come from. It answers "" when no
// absent family is known to serve the rune.
func (l *Library) Lacking(r rune, lang string) (name, hint string) {
	script := homeScript(r)
	for _, withLang := range []bool{true, false} {
		for _, fb := range l.fallbacks {
			if fb.script != script || (fb.lang != "") != withLang || withLang && !sameLanguage(lang, fb.lang) {
				continue
			}
			for _, f := range fb.families {
				if len(f.faces) == 0 && f.serves(script) {
					return f.name, f.info.Get
				}
			}
		}
	}
	for _, f := range l.absent {
		if f.serves(script) {
			return f.name, f.info.Get
		}
	}
	return "", ""
}

// homeScript is the script whose fonts are most likely to have a rune. Unlike
// its Unicode property it tells East Asian punctuation (Hani) and emoji (Zsye)
// from other characters that belong to no script.
func homeScript(r rune) language.Script {
	s := language.LookupScript(r)
	if s != language.Common && s != language.Inherited && s != language.Unknown {
		return s
	}
	switch {
	case r >= 0x3000 && r <= 0x33FF, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF:
		return language.Han
	case pictographic(r):
		return emojiScript
	}
	return language.Common
}
