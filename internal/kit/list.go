package kit

import (
	"bytes"
	"encoding/json"

	"rebut/internal/address"
	"rebut/internal/config"
)

// Measured is what kit.json says of a picture's file.
type Measured struct {
	Bytes  int
	SHA256 string // lower-case hexadecimal
}

// Measure returns the size and sum of a picture's file.
type Measure func(Picture) (Measured, error)

// list is the shape of kit.json, version 1; docs/kit.md is its description.
type list struct {
	Version    int           `json:"version"`
	FactCheck  string        `json:"factCheck"`
	Language   string        `json:"language"`
	Revision   int           `json:"revision"`
	Published  string        `json:"published,omitempty"`
	Modified   string        `json:"modified,omitempty"`
	Fact       string        `json:"fact"`
	Claim      string        `json:"claim"`
	Rating     listRating    `json:"rating"`
	Draft      string        `json:"draft,omitempty"`
	Page       string        `json:"page"`
	Archive    string        `json:"archive"`
	Licence    string        `json:"licence,omitempty"`
	LicenceURL string        `json:"licenceURL,omitempty"`
	Credit     string        `json:"credit"`
	Pictures   []listPicture `json:"pictures"`
	Apps       []listApp     `json:"apps"`
}

type listRating struct {
	ID   string `json:"id"`
	Word string `json:"word"`
}

type listPicture struct {
	Path    string   `json:"path"`
	Address string   `json:"address"`
	Design  string   `json:"design"`
	Format  string   `json:"format"`
	Theme   string   `json:"theme"`
	Slide   int      `json:"slide,omitempty"`
	Type    string   `json:"type"`
	Width   int      `json:"width"`
	Height  int      `json:"height"`
	Bytes   int      `json:"bytes"`
	SHA256  string   `json:"sha256"`
	Alt     string   `json:"alt"`
	Apps    []string `json:"apps"`
}

type listApp struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Formats []string          `json:"formats"`
	Caption string            `json:"caption"`
	Alt     string            `json:"alt"`
	Alts    map[string]string `json:"alts,omitempty"`
}

// List is kit.json.
func (k *Kit) List(measure Measure) ([]byte, error) {
	out := k.head()
	alts := map[string]string{} // by design
	for _, p := range k.Pictures {
		if alts[p.Job.Design] == "" {
			alts[p.Job.Design] = k.Press.AltFor(p.Job, 0)
		}
		m, err := measure(p)
		if err != nil {
			return nil, err
		}
		out.Pictures = append(out.Pictures, k.listed(p, m, alts[p.Job.Design]))
	}
	for _, a := range k.apps() {
		out.Apps = append(out.Apps, k.listedApp(a))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(out)
	return b.Bytes(), err
}

func (k *Kit) head() list {
	e, o, fallback := k.Edition, k.Config.Organisation, k.Config.DefaultLanguage()
	out := list{Version: 1, FactCheck: string(e.Slug), Language: string(e.Lang), Revision: e.Revision,
		Published: e.Published.String(), Modified: e.Modified.String(), Fact: e.Text.Fact.Plain(), Claim: e.Text.Claim,
		Rating: listRating{ID: e.Rating}, Draft: k.Press.DraftMark(e),
		Page: k.Config.URL(address.Page(e.Lang, e.Slug)), Archive: k.Config.URL(address.Kit(e.Lang, e.Slug)),
		LicenceURL: o.LicenceURL, Credit: k.Config.CreditLine(e.Lang), Pictures: []listPicture{}, Apps: []listApp{}}
	out.Licence, _ = o.Licence.In(e.Lang, fallback)
	if r := k.Config.Rating(e.Rating); r != nil {
		out.Rating.Word, _ = r.Word.In(e.Lang, fallback)
	}
	return out
}

func (k *Kit) listed(p Picture, m Measured, alt string) listPicture {
	f := k.Config.Format(p.Job.Format)
	apps := p.Apps
	if apps == nil {
		apps = []string{}
	}
	return listPicture{Path: p.Name, Address: k.Config.URL(p.Path), Design: p.Job.Design, Format: p.Job.Format, Theme: p.Job.Theme, Slide: p.Job.Slide,
		Type: f.Type.MIME(), Width: f.Width, Height: f.Height, Bytes: m.Bytes, SHA256: m.SHA256, Alt: alt, Apps: apps}
}

func (k *Kit) listedApp(a *config.App) listApp {
	out := listApp{ID: a.ID, Formats: a.Formats, Caption: k.Press.CaptionFor(k.Edition, a)}
	out.Name, _ = a.Name.In(k.Edition.Lang, k.Config.DefaultLanguage())
	out.Alt, out.Alts = k.alts(a)
	return out
}
