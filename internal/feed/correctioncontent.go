package feed

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"

	"rebut/internal/address"
	"rebut/internal/change"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

//go:embed correction.html
var correctionSource string

// correctionTemplate is executed with a correctionContent value.
var correctionTemplate = template.Must(template.New("correction.html").Parse(correctionSource))

// correctionContent is what correction.html shows.
type correctionContent struct {
	print *message.Printer

	Lang      factcheck.Lang
	Dir       string
	Draft     string // the note of a draft translation; "" for none
	Withdrawn bool   // the fact no longer stands
	Fact      inLang
	Date      string
	What      inLang
	Changes   []change.Told
	Pictures  []replacedPicture
	Page      string // absolute address
}

// Label is the text "feed.{key}".
func (c correctionContent) Label(key string) string { return c.print.Text("feed." + key) }

// T is the text "site.{key}": what pages say too, pages' words say.
func (c correctionContent) T(key string) string { return c.print.Text("site." + key) }

// inLang is a text that may be in another language than the entry.
type inLang struct {
	Text string
	Lang factcheck.Lang // "" for the entry's own
}

type replacedPicture struct {
	Name, BeforeName string // of the files
	Now, Before      string // absolute addresses
}

func (f Feed) correctionContent(c Correction) (string, error) {
	view := f.correctionView(c)
	var b bytes.Buffer
	if err := correctionTemplate.Execute(&b, view); err != nil {
		return "", fmt.Errorf("correction of %s in %s: %w", c.Edition.Slug, c.Edition.Lang, err)
	}
	return absolute(clean(b.String()), view.Page)
}

func (f Feed) correctionView(c Correction) correctionContent {
	e, print := c.Edition, f.Msgs.In(f.Lang)
	day, what, _ := c.note()
	text, in := what.In(f.Lang, e.Language)
	view := correctionContent{
		print: print, Lang: f.Lang, Dir: f.Lang.Dir(), Draft: draftNote(e, print), Withdrawn: e.Status == factcheck.Withdrawn,
		Fact: f.inLang(e.Text.Fact.Plain(), e.Lang), Date: print.Date(day), What: f.inLang(text, in),
		Page:    f.Cfg.URL(address.Page(e.Lang, e.Slug)) + anchorOf(c),
		Changes: change.Teller{Config: f.Cfg, Messages: f.Msgs}.Tell(c.Changes, e, f.Lang),
	}
	for _, r := range c.Replaced {
		view.Pictures = append(view.Pictures, replacedPicture{path.Base(r.Now), path.Base(r.Before), f.Cfg.URL(r.Now), f.Cfg.URL(r.Before)})
	}
	return view
}

func (f Feed) inLang(text string, lang factcheck.Lang) inLang {
	if lang == f.Lang {
		lang = ""
	}
	return inLang{line(text), lang}
}
