package snippet

import (
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Maker makes code for one site; safe for concurrent use.
type Maker struct {
	Config   *config.Config
	Messages *message.Catalog
}

// maxSources is how many sources the quotation names.
const maxSources = 2

// code is what the template is given. Addresses are absolute.
type code struct {
	Lang, Dir     string
	Page, Frame   string
	Fact, Link    string
	Notes         []note // what stands between the fact and the link
	Title         string // of the frame
	Width, Height string // of the frame
	Script        string // "" for none
}

// note is one or more names after a word: "Sources: A; B and 3 more".
type note struct {
	Word      string
	Names     []name
	Semicolon string
	More      string
}

// name is a text that may be in another language than the code.
type name struct{ Text, Lang, Dir string }

// layout is on as few lines as can be, because some systems make a line break
// of each.
var layout = template.Must(template.New("snippet").Parse(
	`<blockquote class="rebut-embed" lang="{{.Lang}}" dir="{{.Dir}}" cite="{{.Page}}" data-src="{{.Frame}}"><p>{{.Fact}}</p> ` +
		`<p>—{{range $i, $n := .Notes}}{{if $i}} ·{{end}} {{with .Word}}{{.}} {{end}}` +
		`{{range $i, $name := .Names}}{{if $i}}{{$n.Semicolon}}{{end}}<bdi{{with .Lang}} lang="{{.}}"{{end}}{{with .Dir}} dir="{{.}}"{{end}}>{{.Text}}</bdi>{{end}}` +
		`{{with .More}} {{.}}{{end}}{{end}} · <a href="{{.Page}}">{{.Link}}</a></p></blockquote>
<iframe src="{{.Frame}}" width="{{.Width}}" height="{{.Height}}" title="{{.Title}}" loading="lazy" frameborder="0" allow="clipboard-write; web-share"></iframe>` +
		`{{with .Script}}
<script async src="{{.}}"></script>{{end}}`))

// FactCheck is the code for an edition. That of a withdrawn fact-check says so
// and why.
func (m Maker) FactCheck(e factcheck.Edition, o Options) string {
	print := m.Messages.In(e.Lang)
	c := m.code(e.Lang, address.Page(e.Lang, e.Slug), address.Embed(e.Lang, e.Slug), o)
	c.Fact, c.Link, c.Title = m.Title(e), print.Text("site.read"), m.Title(e)
	switch {
	case e.Withdrawn != nil:
		c.Notes = append(c.Notes, note{Names: []name{m.name(e.Withdrawn.Reason, e.Lang, e.Language)}})
	case len(e.Sources) > 0:
		c.Notes = append(c.Notes, m.sources(e, print))
	}
	c.Height = strconv.Itoa(cmp.Or(o.Height, Height(e, o)))
	return c.String()
}

// List is the code for the latest of a language, or of one of its topics; topic
// is "" for everything.
func (m Maker) List(lang factcheck.Lang, topic string, o Options) string {
	print := m.Messages.In(lang)
	c := m.code(lang, address.List(lang), address.ListEmbed(lang), o)
	c.Fact, c.Link = print.Text("site.nav-list"), print.Text("site.all")
	if topic != "" {
		c = m.code(lang, address.Topic(lang, topic), address.TopicEmbed(lang, topic), o)
		c.Fact, c.Link = m.Config.TopicName(topic, lang), print.Text("site.all")
	}
	c.Title = m.ListTitle(lang, topic)
	c.Height = strconv.Itoa(cmp.Or(o.Height, ListHeight))
	return c.String()
}

// Title is the fact of an edition as it stands alone, away from the page and
// its notices: a draft says here that it is one. A withdrawn fact-check has no
// fact to tell, but that it was withdrawn.
func (m Maker) Title(e factcheck.Edition) string {
	print, fact := m.Messages.In(e.Lang), strings.Join(strings.Fields(e.Text.Fact.Plain()), " ")
	switch {
	case e.Withdrawn != nil:
		return print.Text("site.withdrawn")
	case !e.Marked:
		return fact
	case e.Unpublished():
		return print.Text("site.unpublished-title", "Fact", fact)
	}
	return print.Text("site.draft-title", "Fact", fact)
}

// ListTitle names a list where it stands alone: "Housing – Rebut Network".
func (m Maker) ListTitle(lang factcheck.Lang, topic string) string {
	title := m.Messages.In(lang).Text("site.nav-list")
	if topic != "" {
		title = m.Config.TopicName(topic, lang)
	}
	return title + " – " + m.organisation(lang).Text
}

// code is what the code for any address has.
func (m Maker) code(lang factcheck.Lang, page, frame string, o Options) code {
	c := code{
		Lang: string(lang), Dir: lang.Dir(), Page: m.Config.URL(page), Frame: m.Config.URL(frame) + o.Query(), Width: "100%",
		Notes: []note{{Names: []name{m.organisation(lang)}}},
	}
	if o.Width > 0 {
		c.Width = strconv.Itoa(o.Width)
	}
	if !o.Plain {
		c.Script = m.Config.URL(address.EmbedScript)
	}
	return c
}

// sources names the first sources, as embeds do.
func (m Maker) sources(e factcheck.Edition, print *message.Printer) note {
	n := note{Word: print.Text("site.sources-are"), Semicolon: print.Text("site.semicolon")}
	for _, source := range e.Sources[:min(maxSources, len(e.Sources))] {
		short := source.Short
		if len(short) == 0 {
			short = source.Publisher
		}
		n.Names = append(n.Names, m.name(short, e.Lang, e.Language))
	}
	if more := len(e.Sources) - maxSources; more > 0 {
		n.More = print.Count("site.more", more)
	}
	return n
}

func (m Maker) organisation(lang factcheck.Lang) name {
	return m.name(m.Config.Organisation.Name, lang, m.Config.DefaultLanguage())
}

// name is the text that suits a language, with its own where that is another.
func (m Maker) name(l factcheck.Localised, lang, fallback factcheck.Lang) name {
	text, in := l.In(lang, fallback)
	if text == l[""] || in == "" || in == lang { // one for all languages, such as a name
		return name{Text: text}
	}
	return name{text, string(in), in.Dir()}
}

// String writes the code. The template fails on nothing that a code can hold.
func (c code) String() string {
	var b strings.Builder
	if err := layout.Execute(&b, c); err != nil {
		panic(fmt.Sprintf("snippet: %v", err))
	}
	return b.String()
}
