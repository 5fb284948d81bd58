package feed

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/prose"
	"rebut/internal/worddiff"
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
	Changes   []changed
	Pictures  []replacedPicture
	Page      string // absolute address
}

// Label is the text "feed.{key}".
func (c correctionContent) Label(key string) string { return c.print.Text("feed." + key) }

// inLang is a text that may be in another language than the entry.
type inLang struct {
	Text string
	Lang factcheck.Lang // "" for the entry's own
}

// changed is a text before and after a correction.
type changed struct {
	Part          string
	Lang          factcheck.Lang // "" for the entry's own
	Before, After string         // "" for nothing
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
		Page: f.Cfg.URL(address.Page(e.Lang, e.Slug)) + anchorOf(c),
	}
	for _, change := range told(c.Changes, e) {
		view.Changes = append(view.Changes, f.changed(change, e)...)
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

// told are the changes that readers of an edition are told of: those of its
// language and of none, and the original's where its own text stayed the same.
func told(changes []factcheck.Change, e factcheck.Edition) []factcheck.Change {
	lang := e.Lang
	if !slices.ContainsFunc(changes, func(c factcheck.Change) bool { return c.Lang == lang }) {
		lang = e.Language
	}
	return slices.DeleteFunc(slices.Clone(changes), func(c factcheck.Change) bool { return c.Lang != "" && c.Lang != lang })
}

// changed is a change as an entry of an edition shows it: of the text, each
// paragraph that differs. What readers do not know as a text is left out.
func (f Feed) changed(c factcheck.Change, e factcheck.Edition) []changed {
	part := f.partOf(c.Field)
	if part == "" {
		return nil
	}
	var lang factcheck.Lang
	if c.Lang != f.Lang {
		lang = c.Lang
	}
	pairs := []worddiff.Pair{{Before: f.reading(c.Field, c.Before, e), After: f.reading(c.Field, c.After, e)}}
	if c.Field == "body" {
		pairs = worddiff.Paragraphs(c.Before, c.After)
		for i, p := range pairs {
			pairs[i] = worddiff.Pair{Before: prose.Text(p.Before), After: prose.Text(p.After)}
		}
	}
	var out []changed
	for _, p := range pairs {
		if before, after := line(p.Before), line(p.After); before != after {
			out = append(out, changed{part, lang, before, after})
		}
	}
	return out
}
