package page

import (
	"strconv"
	"strings"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Choice narrows the gallery to the pictures for an app, on a topic or in a
// theme: one of the three ids is set, or none for everything.
type Choice struct{ App, Topic, Theme string }

// Address is where the gallery of a way begins.
func (c Choice) Address(lang factcheck.Lang) string {
	switch {
	case c.App != "":
		return address.Gallery(lang, "apps", c.App)
	case c.Topic != "":
		return address.Gallery(lang, "topics", c.Topic)
	case c.Theme != "":
		return address.Gallery(lang, "themes", c.Theme)
	}
	return address.Gallery(lang, "", "")
}

// Shown is what the gallery shows of a fact-check.
type Shown struct {
	Edition  factcheck.Edition
	Graphics []Graphic
}

// Graphic is one picture of the gallery.
type Graphic struct {
	Picture Picture // that is shown small; it has at least one thumbnail
	Save    Picture // that readers take home
}

// Thumbnail is a picture as a small file.
type Thumbnail struct {
	Path          string // address path
	Width, Height int    // px
}

type galleryView struct {
	frame
	Heading string
	Intro   string
	Filters []filter
	Items   []galleryItem
	Pages   *pages // nil where there is one page only
}

// filter is one way to narrow the gallery.
type filter struct {
	ID, Name string
	Options  []way
}

type way struct {
	Name    phrase
	Href    string
	Current bool
}

// eager is how many previews a phone shows in its first screen.
const eager = 2

type galleryItem struct {
	words
	ID, Href string
	Draft    bool
	Fact     []factcheck.EmphasisSpan
	Pictures []galleryPicture
}

type galleryPicture struct {
	Preview image
	Sources string // for the srcset attribute
	Design  string // "" where there is only one
	Href    string
	Save    download
	Size    string
}

// Gallery is a page of the gallery in a language. langs are the languages that
// menus offer, topics those that the language has pictures on.
func (s *Set) Gallery(lang factcheck.Lang, langs []factcheck.Lang, way Choice, topics []string, shown []Shown, at Paging) ([]byte, error) {
	w := words{s.msgs.In(lang)}
	heading := w.T("gallery")
	if name := s.chosen(way, lang).Text; name != "" {
		heading = w.T("gallery-of", "Name", name)
	}
	title := heading
	if number := w.pageName(at); number != "" {
		title += " – " + number
	}
	pathIn := func(l factcheck.Lang) string {
		if way.Topic != "" { // which not every language has
			return Choice{}.Address(l)
		}
		return way.Address(l)
	}
	f := s.frame(lang, title, pathIn, s.inEach(langs, lang))
	f.Section, f.Description = "gallery", f.T("gallery-description", "Organisation", f.Site.Name)
	f.Social = &social{Title: heading, Description: f.Description, Type: "website"}
	f.Canonical = s.cfg.URL(way.Address(lang))
	if way != (Choice{}) { // the same pictures once more
		f.NoIndex, f.Alternates = true, nil
	}
	f.numbered(s, way.Address(lang), at)
	v := galleryView{frame: f, Heading: heading, Intro: f.T("gallery-text"), Filters: s.filters(way, lang, topics, w), Pages: s.pages(lang, way.Address(lang), at)}
	for i, item := range shown {
		v.Items = append(v.Items, s.galleryItem(item, i == 0, w))
	}
	return s.execute("gallery.html", v)
}

// chosen is what a way is called; no text for everything.
func (s *Set) chosen(c Choice, lang factcheck.Lang) phrase {
	switch {
	case c.App != "":
		for _, app := range s.cfg.Apps {
			if app.ID == c.App {
				return s.phrase(app.Name, lang, s.cfg.DefaultLanguage())
			}
		}
	case c.Topic != "":
		return s.topicName(c.Topic, lang)
	case c.Theme != "":
		if t := s.cfg.Theme(c.Theme); t != nil {
			return s.phrase(t.Name, lang, s.cfg.DefaultLanguage())
		}
	}
	return phrase{}
}

// filters are the ways to narrow the gallery, each with the choices that there
// are.
func (s *Set) filters(now Choice, lang factcheck.Lang, topics []string, w words) []filter {
	var apps, themes, about []Choice
	for _, app := range s.cfg.Apps {
		if s.hasImage(app) {
			apps = append(apps, Choice{App: app.ID})
		}
	}
	for _, t := range s.cfg.Themes[min(1, len(s.cfg.Themes)):] { // the first is that of everything
		themes = append(themes, Choice{Theme: t.ID})
	}
	for _, id := range topics {
		about = append(about, Choice{Topic: id})
	}
	var out []filter
	for _, f := range []struct {
		id, name string
		first    phrase
		choices  []Choice
	}{
		{"app", w.T("gallery-app"), phrase{Text: w.T("gallery-all")}, apps},
		{"topic", w.T("topic"), phrase{Text: w.T("gallery-all")}, about},
		{"theme", w.T("gallery-theme"), s.firstTheme(lang), themes},
	} {
		if len(f.choices) == 0 {
			continue
		}
		group := filter{ID: f.id, Name: f.name, Options: []way{{f.first, s.cfg.Path(Choice{}.Address(lang)), now == Choice{}}}}
		for _, c := range f.choices {
			group.Options = append(group.Options, way{s.chosen(c, lang), s.cfg.Path(c.Address(lang)), c == now})
		}
		out = append(out, group)
	}
	return out
}

func (s *Set) firstTheme(lang factcheck.Lang) phrase {
	return s.phrase(s.cfg.Themes[0].Name, lang, s.cfg.DefaultLanguage())
}

// hasImage reports whether an app has a format that is an image.
func (s *Set) hasImage(app config.App) bool {
	for _, id := range app.Formats {
		if f := s.cfg.Format(id); f != nil && f.Type != config.PDF {
			return true
		}
	}
	return false
}

func (s *Set) galleryItem(item Shown, first bool, w words) galleryItem {
	e := item.Edition
	out := galleryItem{words: w, ID: string(e.Slug), Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Draft: e.Marked, Fact: e.Text.Fact.Spans()}
	for i, g := range item.Graphics {
		var sources []string
		small := g.Picture.Thumbnails
		for _, t := range small {
			sources = append(sources, s.cfg.Path(t.Path)+" "+strconv.Itoa(t.Width)+"w")
		}
		id := out.ID + "-" + strconv.Itoa(i+1)
		out.Pictures = append(out.Pictures, galleryPicture{
			Preview: image{Src: s.cfg.Path(small[0].Path), Width: small[len(small)-1].Width, Height: small[len(small)-1].Height, Alt: g.Picture.AltShort, Eager: first && i < eager},
			Sources: strings.Join(sources, ", "), Design: g.Picture.DesignName, Href: out.Href,
			Save: download{ID: id, Name: g.Save.FormatName, Type: fileType(g.Save), Href: s.cfg.Path(g.Save.Path), File: fileName(e, g.Save)},
			Size: strconv.Itoa(g.Save.Width) + " × " + strconv.Itoa(g.Save.Height),
		})
	}
	return out
}
