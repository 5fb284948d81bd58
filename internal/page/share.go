package page

import (
	"path"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Picture is a rendered graphic of an edition.
type Picture struct {
	Path            string // address path, from package address
	Design, Format  string // ids
	DesignName      string // "" for the id
	FormatName      string // which apps it is for
	Theme           string // id
	ThemeName, MIME string
	Width, Height   int // px
	Alt             string
	AltShort        string // for link previews: at most 420 characters, the limit of twitter:image:alt
}

// share is the panel with an edition's graphics.
type share struct {
	words
	Designs []design
	Alt     string   // of the graphics; one text serves them all
	Caption string   // to paste with a graphic
	Page    string   // absolute address of the page
	Title   string   // the fact, for the phone's own share menu
	Kit     download // all graphics with their words; no Href: none
	Embed   string   // the code that partners paste into their page, as HTML
}

// design is one design with its formats.
type design struct {
	Name    string // "" when there is only one design
	Formats []format
}

// format is one format with a preview in the first theme and a download in
// each theme.
type format struct {
	Name          string
	Src           string // of the preview
	Width, Height int    // px, of the file
	Alt           string
	Eager         bool // within the first screen: not to be loaded lazily
	Downloads     []download
}

// download is one file to save.
type download struct {
	Name       string // of the theme: what the link shows
	Type       string // "PNG", "JPEG"
	Href, File string
}

// embedCode is what the code that partners paste is made of.
type embedCode struct {
	Page, Frame, Script string // absolute addresses
	Fact                string
	Lang, Dir           string
}

// snippet is the code that partners paste. It is HTML of its own: shown inside
// a page it is escaped once more, or a "<" in a fact would be markup of theirs.
func (s *Set) snippet(e factcheck.Edition) (string, error) {
	code, err := s.execute("snippet.html", embedCode{
		Page: s.cfg.URL(address.Page(e.Lang, e.Slug)), Frame: s.cfg.URL(address.Embed(e.Lang, e.Slug)), Script: s.cfg.URL(address.EmbedScript),
		Fact: s.title(e), Lang: string(e.Lang), Dir: e.Lang.Dir(),
	})
	return strings.TrimSpace(string(code)), err
}

// eager is how many previews a phone shows in its first screen.
const eager = 2

// designs groups pictures by design and format, in their order.
func (s *Set) designs(e factcheck.Edition, pictures []Picture) []design {
	var out []design
	last := Picture{}
	for _, p := range pictures {
		if len(out) == 0 || p.Design != last.Design {
			out = append(out, design{Name: p.DesignName})
		}
		d := &out[len(out)-1]
		if len(d.Formats) == 0 || p.Format != last.Format || p.Design != last.Design {
			d.Formats = append(d.Formats, format{
				Name: p.FormatName, Src: s.cfg.Path(p.Path), Width: p.Width, Height: p.Height,
				Alt: p.Alt, Eager: len(out) == 1 && len(d.Formats) < eager,
			})
		}
		f := &d.Formats[len(d.Formats)-1]
		f.Downloads = append(f.Downloads, download{p.ThemeName, fileType(p), s.cfg.Path(p.Path), fileName(e, p)})
		last = p
	}
	if len(out) == 1 {
		out[0].Name = ""
	}
	return out
}

// fileType is a picture's type as people call it: "PNG", "JPEG".
func fileType(p Picture) string { return strings.ToUpper(path.Base(p.MIME)) }

// fileName says what the picture is about, since it lands among hundreds of
// others: "housing-costs-causes-fr-statement-square.png".
func fileName(e factcheck.Edition, p Picture) string {
	return strings.Join([]string{string(e.Slug), string(e.Lang), path.Base(p.Path)}, "-")
}

// linkPicture is the picture for link previews: the one in the format "link",
// or else the first.
func linkPicture(pictures []Picture) *Picture {
	for i := range pictures {
		if pictures[i].Format == "link" {
			return &pictures[i]
		}
	}
	if len(pictures) > 0 {
		return &pictures[0]
	}
	return nil
}

func (s *Set) socialImage(p *Picture) *socialImage {
	if p == nil {
		return nil
	}
	return &socialImage{URL: s.cfg.URL(p.Path), MIME: p.MIME, Alt: p.AltShort, Width: p.Width, Height: p.Height}
}
