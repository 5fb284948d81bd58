package card

import (
	"rebut/internal/address"
	"rebut/internal/imagemeta"
	"rebut/internal/raster"
)

// Metadata is what a picture's file says about itself.
func (p *Press) Metadata(j Job) imagemeta.Metadata {
	e, o, fallback := j.Edition, p.cfg.Organisation, p.cfg.DefaultLanguage()
	m := imagemeta.Metadata{
		Title: e.Text.Fact.Plain(), Description: p.AltFor(j, 0), Page: p.cfg.URL(address.Page(e.Lang, e.Slug)),
		Credit: p.cfg.CreditLine(e.Lang), RightsURL: o.LicenceURL, Software: "Rebut",
		Slug: string(e.Slug), Lang: string(e.Lang), Revision: e.Revision, Design: j.Design, Format: j.Format, Theme: j.Theme, Slide: j.Slide,
	}
	m.Creator, _ = o.Name.In(e.Lang, fallback)
	m.Rights, _ = o.Licence.In(e.Lang, fallback)
	return m
}

// entries are the metadata as the encoders take them.
func entries(m imagemeta.Metadata) []raster.Meta {
	var out []raster.Meta
	for _, keyword := range imagemeta.Keywords() {
		if text := m.Get(keyword); text != "" {
			out = append(out, raster.Meta{Keyword: keyword, Text: text})
		}
	}
	return out
}
