package page

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// design is the pictures of one design.
type design struct {
	words
	ID      string  // of the element that names it
	Name    string  // "" when there is only one design
	What    string  // what it shows, in a line
	Of      string  // id of the design in the addresses of its pictures
	Samples []image // what it looks like; none of the design that apps show
	Formats []format
}

// format is the pictures of one format.
type format struct {
	ID, Name      string
	Of            string // id of the format in addresses
	Type          string // "PNG", "JPEG", "PDF"
	Width, Height int    // px
	Rows          []strip
}

// strip is one picture in each theme, or a carousel in one theme.
type strip struct {
	ID, Name string // of a carousel's theme; "" for pictures that stand alone
	Files    []download
}

// download is one file to save. Its name by itself, such as "Light", would be
// that of dozens of links, so its label names design and format too.
type download struct {
	ID, Name string // what the link shows
	Label    string // ids of the elements that name it
	Type     string // "PNG", "JPEG", "ZIP"
	Theme    string // id of a picture's theme
	Href     string // of a picture: beside the page, since there are hundreds of such links
	Small    string // likewise, of its thumbnail; "" for none
	File     string // name to save it under
}

// image is a picture as the page shows it.
type image struct {
	Src           string
	Width, Height int    // px, of the file
	Alt           string // "" where another picture of the design has said it
	Number        string // of a carousel's pictures: "1/4"
	Eager         bool   // within the first screen: not to be loaded lazily
}

// arrange gives the panel its pictures: those of the first design app by app,
// and of each other what it looks like, since a page that shows them all is long
// and slow. Posters are listed apart; browsers show no PDF as a picture.
func (s *Set) arrange(out *share, e factcheck.Edition, x Extras) {
	var images, posters []Picture
	for _, p := range x.Pictures {
		if p.Image() {
			images = append(images, p)
		} else {
			posters = append(posters, p)
		}
	}
	out.Posters = s.designs(out.words, "p", e, posters)
	out.Print = out.print.Text("kit.print")
	out.All = s.designs(out.words, "d", e, images)
	for i, of := range runs(images, sameDesign) {
		out.Designs = append(out.Designs, option{of[0].Design, cmp.Or(of[0].DesignName, of[0].Design)})
		if i > 0 {
			out.All[i].Samples = s.samples(out.words, of)
		}
	}
	for _, p := range images {
		if theme := (option{p.Theme, cmp.Or(p.ThemeName, p.Theme)}); !slices.Contains(out.Themes, theme) {
			out.Themes = append(out.Themes, theme)
		}
	}
	s.apps(out, e, x.Apps, images)
}

// designs groups pictures by design, format and, in a carousel, theme. Their
// ids begin with a prefix.
func (s *Set) designs(w words, prefix string, e factcheck.Edition, pictures []Picture) []design {
	groups := runs(pictures, sameDesign)
	var out []design
	for i, of := range groups {
		d := design{words: w, ID: prefix + strconv.Itoa(i+1), Of: of[0].Design}
		labels := []string{}
		if len(groups) > 1 {
			d.Name, d.What = cmp.Or(of[0].DesignName, of[0].Design), of[0].DesignWhat
			labels = append(labels, d.ID)
		}
		for k, in := range runs(of, sameFormat) {
			d.Formats = append(d.Formats, s.format(w, d.ID+"f"+strconv.Itoa(k+1), labels, e, in))
		}
		out = append(out, d)
	}
	return out
}

func (s *Set) format(w words, id string, labels []string, e factcheck.Edition, pictures []Picture) format {
	p := pictures[0]
	f := format{ID: id, Name: p.FormatName, Of: p.Format, Type: fileType(p), Width: p.Width, Height: p.Height}
	labels = append(slices.Clip(labels), id)
	for i, files := range runs(pictures, func(a, b Picture) bool { return a.Slide == 0 || a.Theme == b.Theme }) {
		r, labels := strip{}, labels
		if p.Slide > 0 {
			r.ID, r.Name = id+"r"+strconv.Itoa(i+1), files[0].ThemeName
			labels = append(slices.Clip(labels), r.ID)
		}
		for k, file := range files {
			d := download{ID: cmp.Or(r.ID, id) + "x" + strconv.Itoa(k+1), Name: file.ThemeName, Type: fileType(file), Theme: file.Theme, Href: path.Base(file.Path), File: fileName(e, file)}
			if t, ok := file.thumbnail(); ok {
				d.Small = path.Base(t.Path)
			}
			if file.Slide > 0 {
				d.Name = slide(w, file)
			}
			d.Label = strings.Join(append(slices.Clip(labels), d.ID), " ")
			r.Files = append(r.Files, d)
		}
		f.Rows = append(f.Rows, r)
	}
	return f
}

// samples are the pictures of one format in the first theme: a square PNG where
// there is one, since it fits beside others and takes the fewest bytes.
func (s *Set) samples(w words, pictures []Picture) []image {
	is := func(p Picture) bool { return p.Width == p.Height && p.MIME == "image/png" }
	i := max(0, slices.IndexFunc(pictures, is))
	var out []image
	for _, p := range pictures {
		if p.Format != pictures[i].Format || p.Theme != pictures[i].Theme {
			continue
		}
		one := s.image(p)
		if one.Number = slide(w, p); len(out) > 0 {
			one.Alt = ""
		}
		out = append(out, one)
	}
	return out
}

// image is a small view of a picture. Its alt text is the short one: the page
// itself says all that the picture does, and the long one can be copied. Where
// there is a thumbnail, that is shown.
func (s *Set) image(p Picture) image {
	if t, ok := p.thumbnail(); ok {
		return image{Src: s.cfg.Path(t.Path), Width: t.Width, Height: t.Height, Alt: p.AltShort}
	}
	return image{Src: s.cfg.Path(p.Path), Width: p.Width, Height: p.Height, Alt: p.AltShort}
}

// slide is the place of a carousel's picture in it, "1/4"; "" for others.
func slide(w words, p Picture) string {
	if p.Slide == 0 {
		return ""
	}
	return w.print.Whole(p.Slide) + "/" + w.print.Whole(p.Slides)
}

func sameDesign(a, b Picture) bool { return a.Design == b.Design }
func sameFormat(a, b Picture) bool { return a.Format == b.Format }

// runs cuts a list into runs of pictures that are the same as their neighbours.
func runs(list []Picture, same func(a, b Picture) bool) [][]Picture {
	var out [][]Picture
	for start, i := 0, 1; i <= len(list); i++ {
		if i == len(list) || !same(list[i-1], list[i]) {
			out = append(out, list[start:i])
			start = i
		}
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
