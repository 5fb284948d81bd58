package downloads

import (
	"path"
	"strconv"
	"strings"

	"rebut/internal/address"
)

// Picture is what a file's name says of it.
type Picture struct {
	Design string `json:"design"` // its id; KitDesign for a kit
	Format string `json:"format"` // "" where it is none of the site's any more
	Theme  string `json:"theme,omitempty"`
	Slide  int    `json:"slide,omitempty"` // from 1; 0 for a single picture
}

// KitDesign stands in the place of a design for kits of all pictures. No design
// has such an id.
const KitDesign = "kit.zip"

// Names are the ids that file names are made of.
type Names struct{ Formats, Themes []string }

// Picture reads the name of a file that address.Download takes. Of a picture as
// it was in an earlier revision it is that which took its place.
func (n Names) Picture(name string) Picture {
	if path.Ext(name) == ".zip" {
		return Picture{Design: KitDesign, Format: "zip"}
	}
	stem := strings.TrimSuffix(address.Unrevised(name), path.Ext(name))
	if p, ok := n.split(stem); ok {
		return p
	}
	if i := strings.LastIndexByte(stem, '-'); i > 0 { // ids end in digits too: "a-4"
		if slide, err := strconv.Atoi(stem[i+1:]); err == nil && slide > 0 {
			if p, ok := n.split(stem[:i]); ok {
				p.Slide = slide
				return p
			}
		}
	}
	return Picture{Design: stem}
}

// split finds the longest format at the end, then the theme after it.
func (n Names) split(stem string) (best Picture, ok bool) {
	for _, theme := range append([]string{""}, n.Themes...) {
		rest := stem
		if theme != "" {
			var has bool
			if rest, has = strings.CutSuffix(stem, "-"+theme); !has {
				continue
			}
		}
		for _, format := range n.Formats {
			design, has := strings.CutSuffix(rest, "-"+format)
			if has && design != "" && len(format)+len(theme) > len(best.Format)+len(best.Theme) {
				best, ok = Picture{Design: design, Format: format, Theme: theme}, true
			}
		}
	}
	return best, ok
}
