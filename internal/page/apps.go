package page

import (
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// App is a place where people share, with what goes there.
type App struct {
	ID      string
	Name    factcheck.Localised
	Formats []string          // ids of the formats that suit it, the best one first
	Caption string            // to paste with a picture
	Alts    map[string]string // alt text by id of the design; at most as long as the app takes
}

// app is an app in the share panel. It shows the first design in the format
// that suits it best.
type app struct {
	words
	ID      string
	Name    phrase
	Checked bool // the one that is open first
	Preview image
	Of      string   // id of the design
	Formats []format // the one, with its files
	Fits    string   // ids of all formats that suit it, for the script: "portrait square"
	Caption string   // id of the text to paste with a picture
	Alts    string   // ids of the alt texts by design, for the script: "statement=words2 number=words5"
}

// passage is a text to copy, for the apps that it suits.
type passage struct {
	ID     string
	Design string   // of the pictures that an alt text is for; "" for most designs, and for captions
	Apps   []phrase // none where it suits all
	Text   string
}

// apps gives the panel the apps that have a picture, and the texts to copy,
// each of them once, however many apps it suits.
func (s *Set) apps(out *share, e factcheck.Edition, apps []App, images []Picture) {
	designs := runs(images, sameDesign)
	for _, from := range apps {
		fits, files := suitable(from, images)
		if len(files) == 0 {
			continue
		}
		next := app{
			words: out.words, ID: from.ID, Name: s.phrase(from.Name, e.Lang, s.cfg.DefaultLanguage()), Checked: len(out.Apps) == 0,
			Preview: s.image(files[0]), Of: files[0].Design, Fits: strings.Join(fits, " "),
			Formats: s.designs(out.words, "a"+strconv.Itoa(len(out.Apps)+1)+"d", e, files)[0].Formats,
		}
		next.Preview.Eager = next.Checked
		next.Caption = note(&out.Captions, "caption", from.Caption, "", next.Name)
		var alts []string
		for i, of := range designs {
			name := ""
			if i > 0 {
				name = of[0].DesignName
			}
			alts = append(alts, of[0].Design+"="+note(&out.Alts, "alt", from.Alts[of[0].Design], name, next.Name))
		}
		next.Alts = strings.Join(alts, " ")
		out.Apps = append(out.Apps, next)
	}
	for _, list := range [][]passage{out.Captions, out.Alts} {
		for i := range list {
			if len(list[i].Apps) == len(out.Apps) {
				list[i].Apps = nil
			}
		}
	}
}

// suitable are the formats of an app that there are pictures in, and the files
// of the first design in the first of those formats.
func suitable(a App, images []Picture) (formats []string, files []Picture) {
	for _, id := range a.Formats {
		if !slices.ContainsFunc(images, func(p Picture) bool { return p.Format == id }) {
			continue
		}
		formats = append(formats, id)
		if len(files) > 0 {
			continue
		}
		for _, p := range images {
			if p.Format == id && p.Design == images[0].Design {
				files = append(files, p)
			}
		}
	}
	return formats, files
}

// note keeps a text for an app and returns its id.
func note(list *[]passage, prefix, text, design string, app phrase) string {
	i := slices.IndexFunc(*list, func(p passage) bool { return p.Text == text })
	if i < 0 {
		i = len(*list)
		*list = append(*list, passage{ID: prefix + strconv.Itoa(i+1), Design: design, Text: text})
	}
	if p := &(*list)[i]; !slices.Contains(p.Apps, app) {
		p.Apps = append(p.Apps, app)
	}
	return (*list)[i].ID
}
