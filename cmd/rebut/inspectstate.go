package main

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// state is how a picture stands to the project.
type state string

const (
	stateCurrent   state = "current"
	stateReplaced  state = "replaced"  // the fact-check has changed since
	stateWithdrawn state = "withdrawn" // the fact-check no longer stands
	stateHidden    state = "hidden"    // the fact-check is not shown in this language, or not yet public
	stateNewer     state = "newer"     // made of a later revision than the project has
	stateUnknown   state = "unknown"   // no fact-check of the project, or nobody knows which revision
	stateElsewhere state = "elsewhere" // a picture of another site
	stateSilent    state = "silent"    // says nothing of itself
)

// outdated pictures should not be shared any more.
func (s state) outdated() bool {
	return s == stateReplaced || s == stateWithdrawn || s == stateHidden
}

func (i *inspected) say(s state, format string, args ...any) {
	i.State, i.Says = s, string(s)+": "+fmt.Sprintf(format, args...)
}

// compare finds the picture's fact-check in the project and says how the
// picture stands to it.
func (i *inspected) compare(p *project.Project) {
	i.fromPage()
	var lang factcheck.Lang
	if i.Slug == "" || i.Lang == "" || lang.UnmarshalText([]byte(i.Lang)) != nil {
		i.say(stateSilent, "the file does not say what it shows; apps take that out of what they pass on")
		return
	}
	if site := p.Config.URL("/"); i.Page != "" && !strings.HasPrefix(i.Page, site) {
		i.say(stateElsewhere, "it is a picture of another site than %s", strings.TrimSuffix(site, "/"))
		return
	}
	f := p.FactCheck(factcheck.Slug(i.Slug))
	if f == nil {
		i.say(stateUnknown, "this project has no fact-check %q", visible(i.Slug))
		return
	}
	i.compareWith(p, f, lang)
}

// compareWith says how the picture stands to its fact-check.
func (i *inspected) compareWith(p *project.Project, f *factcheck.FactCheck, lang factcheck.Lang) {
	e, shown := p.Config.Edition(f, lang)
	switch {
	case f.Status == factcheck.Withdrawn:
		i.Current = p.Config.URL(address.Page(f.Language, f.Slug))
		i.say(stateWithdrawn, "the fact-check no longer stands; why: %s", i.Current)
	case f.Status != factcheck.Published:
		i.say(stateHidden, "the fact-check is not published yet")
	case !shown:
		i.say(stateHidden, "the fact-check is not shown in %s", lang.Name())
	case i.Revision > f.Revision:
		i.say(stateNewer, "the fact-check is at revision %d here", f.Revision)
	case i.Revision > 0 && i.Revision < f.Revision:
		i.Current = i.instead(p, e)
		i.say(stateReplaced, "the fact-check is at revision %d; current picture: %s", f.Revision, i.Current)
	case i.Fact != "" && i.Fact != e.Text.Fact.Plain():
		i.Current = i.instead(p, e)
		i.say(stateReplaced, "the fact-check now says: %s; current picture: %s", e.Text.Fact.Plain(), i.Current)
	case i.Revision == 0:
		i.Current = i.instead(p, e)
		i.say(stateUnknown, "the file does not say its revision; what the project shows today: %s", i.Current)
	default:
		i.Current = i.instead(p, e)
		i.say(stateCurrent, "the project shows this revision today")
	}
}

// instead is the address of the picture of the same design, format and theme,
// or that of the page where there is none.
func (i *inspected) instead(p *project.Project, e factcheck.Edition) string {
	at := p.Press.Path(card.Job{Edition: e, Design: i.Design, Format: i.Format, Theme: i.Theme, Slide: i.Slide})
	if i.Design == "" || !p.Site.Has(address.File(at)) {
		at = address.Page(e.Lang, e.Slug)
	}
	return p.Config.URL(at)
}

// fromPage takes slug and language from the address of the page, where the
// picture is from a time when it did not name them.
func (i *inspected) fromPage() {
	u, err := url.Parse(i.Page)
	if err != nil || i.Slug != "" || !strings.HasSuffix(u.Path, "/") {
		return
	}
	rest := strings.TrimSuffix(u.Path, "/")
	if slug, lang := path.Base(rest), path.Base(path.Dir(rest)); factcheck.ValidID(slug) {
		i.Slug, i.Lang = slug, lang
	}
}
