// Package fontfile is the specification of which font files a project takes
// in: TrueType and OpenType fonts and collections of them whose every font can
// be read, that say who they are, and whose maker does not forbid embedding
// (OpenType, OS/2 table, fsType).
package fontfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"

	"rebut/internal/problem"
)

// MaxBytes is the largest file that is taken in: 64 MiB.
const MaxBytes = 64 << 20

// Font is one font of a file.
type Font struct {
	Family string // by the name table
	Weight int    // CSS weight
	Index  int    // in its collection, from 0
	Italic bool
}

// Named reports whether a file's name is one that fonts have.
func Named(name string) bool {
	return slices.Contains([]string{".ttf", ".otf", ".ttc", ".otc"}, strings.ToLower(path.Ext(name)))
}

// Read are the fonts of a file. What it refuses, it refuses with a
// *problem.Mistake in plain words.
func Read(data []byte) (fonts []Font, err error) {
	defer func() {
		// The parser panics on some files that only look like fonts.
		if recover() != nil {
			fonts, err = nil, notFont("it looks like a font, but is damaged")
		}
	}()
	if len(data) > MaxBytes {
		return nil, notFont("it is larger than 64 MiB")
	}
	loaders, err := ot.NewLoaders(bytes.NewReader(data))
	if err != nil || len(loaders) == 0 {
		return nil, notFont("it is no font that can be read")
	}
	for i, ld := range loaders {
		if forbidden(ld) {
			return nil, &problem.Mistake{Message: "the font forbids embedding (fsType 2 in its OS/2 table)",
				Hint: "use a font with a free licence, such as the Noto families"}
		}
		if paintedOnly(ld) {
			return nil, &problem.Mistake{Message: "the font describes its colours in a form that Rebut does not draw (COLR or SVG)",
				Hint: "take the file whose emoji are pictures (CBDT or sbix), such as NotoColorEmoji.ttf of the package fonts-noto-color-emoji"}
		}
		f, err := font.NewFont(ld)
		if err != nil || f.Upem() == 0 {
			return nil, notFont("it looks like a font, but is damaged")
		}
		about := f.Describe()
		fonts = append(fonts, Font{Family: about.Family, Weight: int(about.Aspect.Weight), Index: i, Italic: about.Aspect.Style == font.StyleItalic})
	}
	return fonts, nil
}

func notFont(why string) error {
	return &problem.Mistake{Message: why, Hint: "a TrueType or OpenType file: .ttf, .otf or .ttc; web fonts (.woff2) must be unpacked first"}
}

// forbidden reports whether the font's maker allows no embedding: usage
// permissions of 2, "Restricted License embedding".
func forbidden(ld *ot.Loader) bool {
	os2, err := ld.RawTable(ot.MustNewTag("OS/2"))
	return err == nil && len(os2) >= 10 && binary.BigEndian.Uint16(os2[8:])&0xf == 2
}

// paintedOnly reports whether the font has its colours in paint tables alone:
// its emoji would be empty.
func paintedOnly(ld *ot.Loader) bool {
	has := func(tables ...string) bool {
		return slices.ContainsFunc(tables, func(name string) bool { return ld.HasTable(ot.MustNewTag(name)) })
	}
	return has("COLR", "SVG ") && !has("CBDT", "sbix")
}

// String names the font: "Noto Sans 400".
func (f Font) String() string {
	s := fmt.Sprintf("%s %d", f.Family, f.Weight)
	if f.Italic {
		s += " italic"
	}
	return s
}
