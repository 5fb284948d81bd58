package card

import (
	"strings"

	"rebut/internal/address"
	"rebut/internal/imagemeta"
	"rebut/internal/pdf"
)

// pageMeta is what the PDF of a poster says about itself.
func (p *Press) pageMeta(j Job) pdf.Meta {
	e := j.Edition
	licence, _ := p.cfg.Organisation.Licence.In(e.Lang, p.cfg.DefaultLanguage())
	author, _ := p.cfg.Organisation.Name.In(e.Lang, p.cfg.DefaultLanguage())
	page := p.cfg.URL(address.Page(e.Lang, e.Slug))
	meta := pdf.Meta{
		Title: e.Text.Fact.Plain(), Author: author, Description: p.AltFor(j, 0), Lang: string(e.Lang), Source: page,
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
	entries := p.Metadata(j)
	for _, keyword := range imagemeta.Keywords() {
		if name, own := strings.CutPrefix(keyword, "rebut:"); own && name != "licence" {
			meta.Own = append(meta.Own, pdf.Property{Prefix: "rebut", Namespace: imagemeta.Namespace, Name: name, Value: entries.Get(keyword)})
		}
	}
	return meta
}
