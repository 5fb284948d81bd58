package page

import (
	"html/template"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/snippet"
)

// EmbedExtras is what an embed shows that is not in its edition.
type EmbedExtras struct {
	Editions []factcheck.Edition // of the same fact-check, in the order of the site's languages
	Past     Past                // what stood before the newest correction
}

type embedView struct {
	embedFrame
	Draft     draft
	Fact      []factcheck.EmphasisSpan
	Why       string
	Claim     string
	Rating    rating
	Dense     bool // so much text that a narrow frame sets it smaller
	Corrected amended
	Body      template.HTML
	Sources   []source
	Named     []phrase // publishers of the first sources
	More      int      // sources beyond those
	Withdrawn bool
	Reason    correction
}

// embedFrame is what all embeds have around their content.
type embedFrame struct {
	frame
	Page  string // absolute address of what the embed shows, as a page
	Read  string // what the link there says
	Code  string // what partners paste, as HTML; "" for none
	Share string // what the menu with the code is called
	// Partners is the absolute address of the page where partners choose how the
	// embed looks; "" for none.
	Partners string
	Script   string
	// Grounds are ground and ink of the light and of the dark theme, which the
	// script holds a partner's colour against.
	Grounds string
}

// amended is the newest correction, with what it changed.
type amended struct {
	correction
	Changes []rewritten

	// Open and ChangesOpen: there is room to show the correction, and what it
	// changed, before the reader asks for it.
	Open, ChangesOpen bool
}

// Sources that an embed names before it is asked for all: two, if their names
// together have no more characters than these.
const (
	maxNamed  = 2
	maxNaming = 70
)

// Embed is the card that partners frame. It is not indexed; the page is. Its
// links lead out of the frame, but for those to other languages.
func (s *Set) Embed(e factcheck.Edition, x EmbedExtras) ([]byte, error) {
	title := s.title(e)
	if e.Withdrawn != nil {
		title = s.print(e.Lang).T("withdrawn")
	}
	at := func(l factcheck.Lang) string { return address.Embed(l, e.Slug) }
	v := embedView{embedFrame: s.embedFrame(e.Lang, title, address.Page(e.Lang, e.Slug), x.Editions, at)}
	v.Draft = s.draft(e, v.words)
	if e.Withdrawn != nil {
		v.Withdrawn = true
		v.Reason = correction{v.words, v.date(e.Withdrawn.Date), s.phrase(e.Withdrawn.Reason, e.Lang, e.Language)}
		return s.execute("embed.html", v)
	}
	v.Fact, v.Why, v.Claim, v.Rating = e.Text.Fact.Spans(), e.Text.Why, e.Text.Claim, s.rating(e.Rating, e.Lang)
	v.Dense, v.Corrected = snippet.CardRoom(e) > snippet.Room, s.amended(e, x.Past, v.words)
	v.Sources, v.Named = s.sources(e, v.words), s.named(e)
	v.More = len(v.Sources) - len(v.Named)
	v.Code, v.Share = s.snippets().FactCheck(e, snippet.Options{}), v.T("share")
	if !e.Unpublished() {
		v.Partners = s.cfg.URL(address.Share(e.Lang, e.Slug))
	}
	var err error
	if v.Body, err = s.framedBody(e, v.Page); err != nil {
		return nil, err
	}
	return s.execute("embed.html", v)
}

// named are the first sources, by their short names.
func (s *Set) named(e factcheck.Edition) []phrase {
	var out []phrase
	length := 0
	for _, src := range e.Sources[:min(maxNamed, len(e.Sources))] {
		name := src.Short
		if len(name) == 0 {
			name = src.Publisher
		}
		next := s.phrase(name, e.Lang, e.Language)
		if length += factcheck.Length(next.Text); length > maxNaming && len(out) > 0 {
			break
		}
		out = append(out, next)
	}
	return out
}

// framedBody is the body with links that leave the frame. References lead to
// the sources on the page, for readers without scripts.
func (s *Set) framedBody(e factcheck.Edition, page string) (template.HTML, error) {
	body, err := s.body(e)
	links := strings.NewReplacer(`<a href="#`, `<a target="_blank" href="`+template.HTMLEscapeString(page)+`#`, `<a href=`, `<a target="_blank" href=`)
	return template.HTML(links.Replace(string(body))), err
}

// embedFrame starts an embed of what has its own page at a path, in the given
// editions.
func (s *Set) embedFrame(lang factcheck.Lang, title, page string, editions []factcheck.Edition, at func(factcheck.Lang) string) embedFrame {
	f := s.frame(lang, title, func(factcheck.Lang) string { return page }, nil)
	f.NoIndex, f.Manifest, f.Feeds = true, "", nil // an embed is no app
	f.Site.Stylesheet = s.cfg.Path(address.Assets + embedSheet)
	if len(editions) > 1 {
		for _, e := range editions {
			f.Languages = append(f.Languages, languageLink{
				Lang: string(e.Lang), Dir: e.Lang.Dir(), Name: message.LanguageName(e.Lang), Href: s.cfg.Path(at(e.Lang)), Current: e.Lang == lang, Draft: e.Marked,
			})
		}
	}
	light, dark := s.theme(false), s.theme(true)
	return embedFrame{frame: f, Page: f.Canonical, Read: f.T("read"), Script: s.cfg.Path(address.Assets + "embed-frame.js"),
		Grounds: strings.Join([]string{light.Ground.String(), light.Ink.String(), dark.Ground.String(), dark.Ink.String()}, " ")}
}

// amended is the newest correction of an edition. Of what it changed, an embed
// tells what it shows itself: fact, why, claim and rating.
func (s *Set) amended(e factcheck.Edition, past Past, w words) amended {
	if len(e.Corrections) == 0 {
		return amended{}
	}
	out := amended{correction: s.corrections(e, w)[0]}
	out.Changes = s.changes(past.of(shownByEmbeds), e, newestFirst(e.Corrections)[0].Revision, w)
	all := snippet.CardRoom(e) + snippet.Taken(out.What.Text)
	out.Open = all <= snippet.Room
	for _, c := range out.Changes {
		all += snippet.AroundChange
		for _, span := range slices.Concat(c.Before, c.After) {
			all += snippet.Taken(span.Text)
		}
	}
	out.ChangesOpen = all <= snippet.Room
	return out
}

func shownByEmbeds(field string) bool {
	return slices.Contains([]string{"fact", "why", "claim", "rating"}, field)
}

// of is what is known of changes of some fields.
func (p Past) of(fields func(string) bool) Past {
	if p.Changes == nil {
		return p
	}
	return Past{Picture: p.Picture, Changes: func(e factcheck.Edition, revision int) []factcheck.Change {
		return slices.DeleteFunc(slices.Clone(p.Changes(e, revision)), func(c factcheck.Change) bool { return !fields(c.Field) })
	}}
}
