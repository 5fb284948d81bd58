package page

import (
	"strings"

	"rebut/internal/snippet"
)

// Picture is a rendered graphic of an edition: an image, or a poster to print.
type Picture struct {
	Path            string // address path, from package address
	Design, Format  string // ids
	DesignName      string // "" for the id
	DesignWhat      string // what the design shows, in a line; "" for nothing to say
	FormatName      string // which apps it is for
	Theme           string // id
	ThemeName, MIME string
	Slide, Slides   int // which of how many pictures of a carousel; 0 for a single one
	Width, Height   int // px
	Alt             string
	AltShort        string      // for link previews: at most 420 characters, the limit of twitter:image:alt
	Thumbnails      []Thumbnail // the narrowest first; none where only the picture itself is there
}

// Image reports whether pages can show the picture, which they cannot a PDF.
func (p Picture) Image() bool { return strings.HasPrefix(p.MIME, "image/") }

// thumbnail is the widest small file of the picture.
func (p Picture) thumbnail() (Thumbnail, bool) {
	if n := len(p.Thumbnails); n > 0 {
		return p.Thumbnails[n-1], true
	}
	return Thumbnail{}, false
}

// share is the panel with an edition's graphics. Without scripts, apps are
// chosen by radio buttons and every file is a link; a script lets readers choose
// design and theme as well and takes the files from those links.
type share struct {
	words
	Apps     []app
	Captions []passage
	Alts     []passage
	Designs  []option // those of images
	Themes   []option
	All      []design // every design with its files
	Posters  []design // what is to be printed
	Print    string   // what posters are called
	QR       download // the page's address as a QR code; no Href: none
	Page     string   // absolute address of the page
	Title    string   // the fact, for the phone's own share menu
	Kit      download // all graphics with their words; no Href: none
	Embed    string   // the code that partners paste into their page, as HTML
	Partners string   // address of the page with more ways to do that; "" for none
}

// Any reports whether there is a graphic.
func (s share) Any() bool { return len(s.All)+len(s.Posters) > 0 }

// option is what a reader can choose.
type option struct{ ID, Name string }

// snippets makes the code that partners paste. It is HTML of its own: shown
// inside a page it is escaped once more, or a "<" in a fact would be markup of
// theirs.
func (s *Set) snippets() snippet.Maker { return snippet.Maker{Config: s.cfg, Messages: s.msgs} }

// linkPicture is the picture for link previews: the one in the format "link",
// or else the first image.
func linkPicture(pictures []Picture) *Picture {
	first := (*Picture)(nil)
	for i := range pictures {
		switch p := &pictures[i]; {
		case !p.Image():
		case p.Format == "link":
			return p
		case first == nil:
			first = p
		}
	}
	return first
}

func (s *Set) socialImage(p *Picture) *socialImage {
	if p == nil {
		return nil
	}
	return &socialImage{URL: s.cfg.URL(p.Path), MIME: p.MIME, Alt: p.AltShort, Width: p.Width, Height: p.Height}
}
