package feed

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/prose"
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

// changed is a text before and after a correction, as HTML.
type changed struct {
	Part          string
	Lang          factcheck.Lang // "" for the entry's own
	Before, After template.HTML  // "" for nothing
	Blocks        bool           // they are paragraphs
}

type replacedPicture struct {
	Name, BeforeName string // of the files
	Now, Before      string // absolute addresses
}

func (f Feed) correctionContent(c Correction) (string, error) {
	view, err := f.correctionView(c)
	if err != nil {
		return "", fmt.Errorf("correction of %s in %s: %w", c.Edition.Slug, c.Edition.Lang, err)
	}
	var b bytes.Buffer
	if err := correctionTemplate.Execute(&b, view); err != nil {
		return "", fmt.Errorf("correction of %s in %s: %w", c.Edition.Slug, c.Edition.Lang, err)
	}
	return absolute(clean(b.String()), view.Page)
}

func (f Feed) correctionView(c Correction) (correctionContent, error) {
	e, print := c.Edition, f.Msgs.In(f.Lang)
	day, what, _ := c.note()
	text, in := what.In(f.Lang, e.Language)
	view := correctionContent{
		print: print, Lang: f.Lang, Dir: f.Lang.Dir(), Draft: draftNote(e, print), Withdrawn: e.Status == factcheck.Withdrawn,
		Fact: f.inLang(e.Text.Fact.Plain(), e.Lang), Date: print.Date(day), What: f.inLang(text, in),
		Page: f.Cfg.URL(address.Page(e.Lang, e.Slug)) + anchorOf(c),
	}
	for _, change := range told(c.Changes, e) {
		shown, err := f.changed(change, e)
		if err != nil {
			return view, err
		}
		view.Changes = append(view.Changes, shown)
	}
	for _, r := range c.Replaced {
		view.Pictures = append(view.Pictures, replacedPicture{path.Base(r.Now), path.Base(r.Before), f.Cfg.URL(r.Now), f.Cfg.URL(r.Before)})
	}
	return view, nil
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

// changed is a change as an entry of an edition shows it.
func (f Feed) changed(c factcheck.Change, e factcheck.Edition) (changed, error) {
	out := changed{Part: f.Msgs.In(f.Lang).Text(partOf(c.Field)) + numbered(c.Field)}
	if c.Lang != "" && c.Lang != f.Lang {
		out.Lang = c.Lang
	}
	if c.Field == "rating" {
		c.Before, c.After = wordOf(f.Cfg, c.Before, f.Lang), wordOf(f.Cfg, c.After, f.Lang)
	}
	if c.Field != "body" {
		out.Before, out.After = plain(c.Before), plain(c.After)
		return out, nil
	}
	out.Blocks = true
	before, after := narrowed(c.Before, c.After)
	cite := func(id string) prose.Citation {
		_, n := e.Source(id)
		return prose.Citation{Number: n, Href: sourceAnchor(n)}
	}
	var err error
	if out.Before, err = prose.HTML(before, cite); err == nil {
		out.After, err = prose.HTML(after, cite)
	}
	return out, err
}

// plain is a text on one line as HTML.
func plain(text string) template.HTML { return template.HTML(template.HTMLEscapeString(line(text))) }

// narrowed leaves out the paragraphs with which both texts begin and end.
func narrowed(before, after string) (string, string) {
	a, b := strings.Split(before, "\n\n"), strings.Split(after, "\n\n")
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return strings.Join(a, "\n\n"), strings.Join(b, "\n\n")
}
