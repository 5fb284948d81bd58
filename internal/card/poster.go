package card

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/pdf"
)

// pageMeta is what the PDF of a poster says about itself.
func (p *Press) pageMeta(e factcheck.Edition) pdf.Meta {
	licence, _ := p.cfg.Organisation.Licence.In(e.Lang, p.cfg.DefaultLanguage())
	author, _ := p.cfg.Organisation.Name.In(e.Lang, p.cfg.DefaultLanguage())
	page := p.cfg.URL(address.Page(e.Lang, e.Slug))
	meta := pdf.Meta{
		Title: e.Text.Fact.Plain(), Author: author, Description: p.Alt(e), Lang: string(e.Lang), Source: page,
		Licence: licence, LicenceURL: p.cfg.Organisation.LicenceURL, Tool: "Rebut", Heading: "fact",
		Figures: map[string]string{qrRole: p.msgs.In(e.Lang).Text("card.scan") + ": " + page}, Links: map[string]string{qrRole: page},
	}
	for _, topic := range e.Topics {
		meta.Keywords = append(meta.Keywords, p.cfg.TopicName(topic, e.Lang))
	}
	if !e.Published.IsZero() {
		meta.Created = e.Published.Time()
	}
	if !e.Modified.IsZero() {
		meta.Modified = e.Modified.Time()
	}
	return meta
}
