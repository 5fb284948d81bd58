package site

import (
	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// apps are the apps of the project with the words that go there. A project
// without apps shares everywhere alike.
func (b *builder) apps(e factcheck.Edition, pictures []page.Picture) []page.App {
	if len(b.Config.Apps) == 0 {
		everywhere := page.App{Caption: b.Press.Caption(e), Alts: b.alts(e, pictures, 0)}
		for _, f := range b.Config.Formats {
			everywhere.Formats = append(everywhere.Formats, f.ID)
		}
		return []page.App{everywhere}
	}
	alts := map[int]map[string]string{} // by the longest that an app takes
	var out []page.App
	for i := range b.Config.Apps {
		a := &b.Config.Apps[i]
		if alts[a.Alt] == nil {
			alts[a.Alt] = b.alts(e, pictures, a.Alt)
		}
		out = append(out, page.App{ID: a.ID, Name: a.Name, Formats: a.Formats, Caption: b.Press.CaptionFor(e, a), Alts: alts[a.Alt]})
	}
	return out
}

// alts are the alt texts of an edition's pictures by design, of at most limit
// characters; 0 for the usual limit.
func (b *builder) alts(e factcheck.Edition, pictures []page.Picture, limit int) map[string]string {
	out := map[string]string{}
	for _, p := range pictures {
		switch _, known := out[p.Design]; {
		case known:
		case limit == 0:
			out[p.Design] = p.Alt
		default:
			out[p.Design] = b.Press.AltFor(card.Job{Edition: e, Design: p.Design}, limit)
		}
	}
	return out
}
