package raster

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rebut/internal/imagemeta"
)

// Meta is one piece of metadata of a picture. Keywords are those of package
// imagemeta, which have a place in XMP too, others of the PNG specification
// (third edition, section 11.3.3.1), or a name of one's own.
type Meta struct {
	Keyword string
	Text    string
}

// described is the metadata whose keywords package imagemeta knows.
func described(list []Meta) (imagemeta.Metadata, error) {
	var m imagemeta.Metadata
	for _, one := range list {
		if !validKeyword(one.Keyword) {
			return m, fmt.Errorf("%q cannot be a metadata keyword", one.Keyword)
		}
		m.Set(one.Keyword, one.Text)
	}
	return m, nil
}

// validKeyword checks the rules of section 11.3.3.1, for ASCII keywords: 1 to
// 79 printable characters, no leading, trailing or double space.
func validKeyword(k string) bool {
	if len(k) < 1 || len(k) > 79 || strings.TrimSpace(k) != k || strings.Contains(k, "  ") {
		return false
	}
	return strings.IndexFunc(k, func(r rune) bool { return r < 0x20 || r > 0x7e || r == utf8.RuneError }) < 0
}
