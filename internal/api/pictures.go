package api

import (
	"maps"
	"slices"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Pictures are all pictures of a fact-check, with the words to post with them.
type Pictures struct {
	Slug     factcheck.Slug                       `json:"factCheck"`
	Address  string                               `json:"address"` // of the fact-check here
	Revision int                                  `json:"revision"`
	Editions map[factcheck.Lang]*EditionsPictures `json:"editions"`
}

// EditionsPictures are the pictures in one language.
type EditionsPictures struct {
	Page     string    `json:"page"`
	Draft    string    `json:"draft,omitempty"`
	Pictures []Picture `json:"pictures"`
	Apps     []App     `json:"apps"`
}

// Picture is one picture.
type Picture struct {
	Address    string         `json:"address"`
	Type       string         `json:"type"`
	Width      int            `json:"width"`  // px
	Height     int            `json:"height"` // px
	Design     string         `json:"design"`
	Format     string         `json:"format"`
	Theme      string         `json:"theme"`
	Slide      int            `json:"slide,omitempty"`
	Language   factcheck.Lang `json:"language"`
	Revision   int            `json:"revision"` // that it shows
	Alt        string         `json:"alt"`
	Replaced   bool           `json:"replaced"`
	ReplacedBy string         `json:"replacedBy,omitempty"` // address of what stands in its place; the page where there is none
}

// App is a place where people share, with what to post there.
type App struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Formats []string          `json:"formats"` // of the pictures that suit it, the best first
	Caption string            `json:"caption"`
	Alts    map[string]string `json:"alts,omitempty"` // by design, where the app takes no more than this of a picture's alt text
}

// Pictures lists the pictures of a fact-check: those of the present revision,
// then those that were replaced, the latest first. A withdrawn one has none.
func (a *API) Pictures(f *factcheck.FactCheck) (*Pictures, error) {
	out := &Pictures{Slug: f.Slug, Address: a.factCheckURL(f.Slug), Revision: f.Revision, Editions: map[factcheck.Lang]*EditionsPictures{}}
	editions, err := a.editions(f)
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		p := &EditionsPictures{Page: a.url(address.Page(e.Lang, e.Slug)), Draft: draft(e), Pictures: []Picture{}, Apps: []App{}}
		alts := map[string]string{}
		for _, job := range a.Press.Jobs(e) {
			p.Pictures = append(p.Pictures, a.picture(job, a.Press.Path(job), alts))
		}
		if len(p.Pictures) > 0 {
			p.Apps = a.apps(e, alts)
		}
		out.Editions[e.Lang] = p
	}
	if f.Status != factcheck.Withdrawn && len(editions) > 0 {
		a.replaced(f, editions[0], out.Editions)
	}
	return out, nil
}

// picture describes a picture. alts are the alt texts by design, which all
// formats and themes share.
func (a *API) picture(job card.Job, path string, alts map[string]string) Picture {
	alt, known := alts[job.Design]
	if !known {
		alt = a.Press.AltFor(job, 0)
		alts[job.Design] = alt
	}
	f := a.Config.Format(job.Format)
	return Picture{Address: a.url(path), Type: f.Type.MIME(), Width: f.Width, Height: f.Height, Design: job.Design, Format: job.Format, Theme: job.Theme,
		Slide: job.Slide, Language: job.Edition.Lang, Revision: job.Edition.Revision, Alt: alt}
}

// replaced adds the pictures of earlier revisions, also of a language that is
// not shown any more: whoever has such a picture may ask what became of it, and
// is led to the first edition.
func (a *API) replaced(f *factcheck.FactCheck, first factcheck.Edition, now map[factcheck.Lang]*EditionsPictures) {
	earlier := a.Earlier(f)
	for i := range earlier {
		old := earlier[len(earlier)-1-i]
		for _, e := range a.Config.Editions(old) {
			p := now[e.Lang]
			if p == nil {
				p = &EditionsPictures{Page: a.url(address.Page(first.Lang, first.Slug)), Pictures: []Picture{}, Apps: []App{}}
				now[e.Lang] = p
			}
			alts := map[string]string{}
			for _, job := range a.Press.Jobs(e) {
				path := a.Press.Path(job)
				picture := a.picture(job, address.Revised(path, old.Revision), alts)
				picture.Replaced, picture.ReplacedBy = true, p.Page
				if at := a.url(path); slices.ContainsFunc(p.Pictures, func(q Picture) bool { return q.Address == at }) {
					picture.ReplacedBy = at
				}
				p.Pictures = append(p.Pictures, picture)
			}
		}
	}
}

// apps are the apps of the project with what goes there. alts are the alt texts
// by design.
func (a *API) apps(e factcheck.Edition, alts map[string]string) []App {
	out := []App{}
	designs := slices.Sorted(maps.Keys(alts))
	for i := range a.Config.Apps {
		app := &a.Config.Apps[i]
		to := App{ID: app.ID, Formats: app.Formats, Caption: a.Press.CaptionFor(e, app), Alts: a.shorter(e, app, designs, alts)}
		to.Name, _ = app.Name.In(e.Lang, a.Config.DefaultLanguage())
		out = append(out, to)
	}
	return out
}

// shorter are the alt texts that are too long for an app, as it takes them.
func (a *API) shorter(e factcheck.Edition, app *config.App, designs []string, alts map[string]string) map[string]string {
	out := map[string]string{}
	for _, design := range designs {
		if app.Alt > 0 && factcheck.Length(alts[design]) > app.Alt {
			out[design] = a.Press.AltFor(card.Job{Edition: e, Design: design}, app.Alt)
		}
	}
	return out
}
