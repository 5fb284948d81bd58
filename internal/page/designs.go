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
	Alt     string  // of its pictures; "" where that of the shown design serves
	Samples []image // what it looks like, where its formats are not shown one by one
	Formats []format
}

// format is the pictures of one format.
type format struct {
	ID, Name      string
	Type          string // "PNG", "JPEG", "PDF"
	Width, Height int    // px
	Preview       *image
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
	ID, Name   string // what the link shows
	Label      string // ids of the elements that name it
	Type       string // "PNG", "JPEG", "ZIP"
	Href, File string
}

// image is a picture as the page shows it.
type image struct {
	Src           string
	Width, Height int    // px, of the file
	Alt           string // "" where another picture of the design has said it
	Number        string // of a carousel's pictures: "1/4"
	Eager         bool   // within the first screen: not to be loaded lazily
}

// eager is how many previews a phone shows in its first screen.
const eager = 2

// arrange gives the panel its pictures: those of the first design one by one,
// of each other only what it looks like, since a page that shows them all is
// long and slow. Posters are listed apart; browsers show no PDF as a picture.
func (s *Set) arrange(out *share, e factcheck.Edition, pictures []Picture) {
	var images, posters []Picture
	for _, p := range pictures {
		if p.Image() {
			images = append(images, p)
		} else {
			posters = append(posters, p)
		}
	}
	out.Posters = s.designs(out.words, "p", e, posters)
	out.Print = out.print.Text("kit.print")
	designs := s.designs(out.words, "d", e, images)
	for i, of := range runs(images, sameDesign) {
		d := &designs[i]
		if i == 0 {
			d.Alt = of[0].Alt
			s.preview(d.Formats, of)
			continue
		}
		d.Samples = s.samples(out.words, of)
		if of[0].Alt != designs[0].Alt {
			d.Alt = of[0].Alt
		}
	}
	if len(designs) > 0 {
		out.Shown, out.Folded = designs[0], designs[1:]
	}
}

// designs groups pictures by design, format and, in a carousel, theme. Their
// ids begin with a prefix.
func (s *Set) designs(w words, prefix string, e factcheck.Edition, pictures []Picture) []design {
	groups := runs(pictures, sameDesign)
	var out []design
	for i, of := range groups {
		d := design{words: w, ID: prefix + strconv.Itoa(i+1)}
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
	f := format{ID: id, Name: p.FormatName, Type: fileType(p), Width: p.Width, Height: p.Height}
	labels = append(slices.Clip(labels), id)
	for i, files := range runs(pictures, func(a, b Picture) bool { return a.Slide == 0 || a.Theme == b.Theme }) {
		r, labels := strip{}, labels
		if p.Slide > 0 {
			r.ID, r.Name = id+"r"+strconv.Itoa(i+1), files[0].ThemeName
			labels = append(slices.Clip(labels), r.ID)
		}
		for k, file := range files {
			d := download{ID: cmp.Or(r.ID, id) + "x" + strconv.Itoa(k+1), Name: file.ThemeName, Type: fileType(file), Href: s.cfg.Path(file.Path), File: fileName(e, file)}
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

// preview shows each format in its first theme. They show the same, so the alt
// text of the first serves them all.
func (s *Set) preview(formats []format, pictures []Picture) {
	for i, in := range runs(pictures, sameFormat) {
		p := s.image(in[0])
		p.Eager = i < eager
		if i > 0 {
			p.Alt = ""
		}
		formats[i].Preview = &p
	}
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

func (s *Set) image(p Picture) image {
	return image{Src: s.cfg.Path(p.Path), Width: p.Width, Height: p.Height, Alt: p.Alt}
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
