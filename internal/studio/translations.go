package studio

import (
	"cmp"
	"net/http"
	"slices"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/project"
)

// translationsView is how far each language is, and what waits in it.
type translationsView struct {
	page
	Languages []progress
	Mine      bool   // those of the person alone
	Own       bool   // the person has languages of their own
	Only      string // one language with all that waits; "" for all languages
	Done      bool   // nothing waits in it for the person who asked for the next
}

// progress is how far a language is: how many of the published fact-checks
// have a text in each state.
type progress struct {
	Lang, Dir, Name                     string
	Current, Unreviewed, Stale, Missing int
	May                                 bool // the person may write in it
	Waiting                             []waiting
	More                                int    // that wait beside those
	Next                                string // slug of the one to translate next; "" for none
}

// waiting is a fact-check that a language has no current text of.
type waiting struct {
	Slug, Fact, Lang, Dir string // fact and its language are the original's
	State, Status         string
	Changed               factcheck.Date // the last time that readers were told of a change
}

// shownWaiting is how many of a language's fact-checks the page of all
// languages names.
const shownWaiting = 3

// All is the number of published fact-checks that the language may have.
func (p progress) All() int { return p.Current + p.Unreviewed + p.Stale + p.Missing }

// bar is a part of a bar, in per cent of its width.
type bar struct {
	State    string
	At, Wide float64
}

// Bars are the parts of the bar that shows a progress.
func (p progress) Bars() (out []bar) {
	at := 0.0
	for _, part := range []struct {
		state string
		n     int
	}{{"current", p.Current}, {"unreviewed", p.Unreviewed}, {"stale", p.Stale}} {
		if part.n > 0 {
			wide := 100 * float64(part.n) / float64(p.All())
			out = append(out, bar{part.state, at, wide})
			at += wide
		}
	}
	return out
}

// translations shows every language's progress, or what waits in one.
func (s *Studio) translations(w http.ResponseWriter, r *http.Request) error {
	s.Live.Refresh()
	p, me := s.Live.Current(), who(r).Person
	query := r.URL.Query()
	v := translationsView{page: s.page(r, s.print(r).Text("studio.translations")), Only: query.Get("lang"), Done: query.Get("done") != ""}
	v.Own = len(me.Languages) > 0
	v.Mine = v.Own && query.Get("all") == "" && v.Only == ""
	for _, lang := range p.Config.Languages {
		switch {
		case v.Only != "" && v.Only != string(lang), v.Mine && !slices.Contains(me.Languages, lang):
			continue
		}
		one, err := s.progress(r, p, lang, me)
		if err != nil {
			return err
		}
		if one.All()+len(one.Waiting) == 0 {
			continue // every fact-check is written in it
		}
		if v.Only == "" && len(one.Waiting) > shownWaiting {
			one.More = len(one.Waiting) - shownWaiting
			one.Waiting = one.Waiting[:shownWaiting]
		}
		v.Languages = append(v.Languages, one)
	}
	if v.Only != "" && !slices.Contains(p.Config.Languages, factcheck.Lang(v.Only)) {
		return errNotFound
	}
	return s.show(w, r, http.StatusOK, "translations.html", v)
}

func (s *Studio) progress(r *http.Request, p *project.Project, lang factcheck.Lang, me account.Person) (progress, error) {
	out := progress{Lang: string(lang), Dir: lang.Dir(), Name: message.LanguageName(lang), May: me.MayTranslate(lang)}
	for _, f := range p.FactChecks {
		if f.Language == lang || f.Status != factcheck.Published {
			continue
		}
		*map[string]*int{"current": &out.Current, "unreviewed": &out.Unreviewed, "stale": &out.Stale, "missing": &out.Missing}[stateIn(f, lang)]++
	}
	list := inOrder(p.FactChecks, lang)
	for _, f := range list {
		out.Waiting = append(out.Waiting, waitingOf(f, lang))
	}
	next, err := s.next(r, list, lang, "")
	out.Next = string(next)
	return out, err
}

// stateIn is how far a fact-check is in a language that it is not written in.
func stateIn(f *factcheck.FactCheck, lang factcheck.Lang) string {
	if f.Texts[lang] == nil {
		return "missing"
	}
	return f.State(lang).String()
}

// inOrder are the fact-checks that a language has no current text of, in the
// order in which readers need them: what is published before what is about to
// be, what is wrong by now before what is missing and what nobody has read, the
// last correction first. Drafts may still change, and what was withdrawn nobody
// is to read.
func inOrder(checks []*factcheck.FactCheck, lang factcheck.Lang) (out []*factcheck.FactCheck) {
	for _, f := range checks {
		if f.Language != lang && (f.Status == factcheck.Published || f.Status == factcheck.Review) && stateIn(f, lang) != "current" {
			out = append(out, f)
		}
	}
	urgency := func(f *factcheck.FactCheck) int {
		return slices.Index([]string{"stale", "missing", "unreviewed"}, stateIn(f, lang))
	}
	slices.SortStableFunc(out, func(a, b *factcheck.FactCheck) int {
		return cmp.Or(cmp.Compare(published(b), published(a)), cmp.Compare(urgency(a), urgency(b)), changedOn(b).Compare(changedOn(a)), cmp.Compare(a.Slug, b.Slug))
	})
	return out
}

func published(f *factcheck.FactCheck) int {
	if f.Status == factcheck.Published {
		return 1
	}
	return 0
}

// changedOn is the day of a fact-check's last correction, else of its last
// change or of its publication.
func changedOn(f *factcheck.FactCheck) factcheck.Date {
	last := f.Published
	if n := len(f.Corrections); n > 0 {
		last = f.Corrections[n-1].Date
	}
	if last.Compare(f.Modified) < 0 {
		last = f.Modified
	}
	return last
}

func waitingOf(f *factcheck.FactCheck, lang factcheck.Lang) waiting {
	out := waiting{Slug: string(f.Slug), Lang: string(f.Language), Dir: f.Language.Dir(), State: stateIn(f, lang), Status: string(f.Status), Changed: changedOn(f)}
	if t := f.Original(); t != nil {
		if out.Fact = t.Fact.Plain(); out.Fact == "" {
			out.Fact = t.Claim
		}
	}
	return out
}

// next is the first of the fact-checks that wait in a language which is for the
// person: not the one that they come from, and none that they translated
// themselves and that somebody else is to read; "" for none.
func (s *Studio) next(r *http.Request, list []*factcheck.FactCheck, lang factcheck.Lang, from factcheck.Slug) (factcheck.Slug, error) {
	for _, f := range list {
		if f.Slug == from {
			continue
		}
		if stateIn(f, lang) == "unreviewed" {
			by, err := s.translatedBy(r, f.Slug, lang)
			if err != nil {
				return "", err
			}
			if by == who(r).Person.Login {
				continue
			}
		}
		return f.Slug, nil
	}
	return "", nil
}

// translatedBy is who saved a translation last; "" for nobody whom the studio
// knows.
func (s *Studio) translatedBy(r *http.Request, slug factcheck.Slug, lang factcheck.Lang) (string, error) {
	saves, err := s.Journal.Saves(r.Context(), slug)
	if err != nil {
		return "", err
	}
	for _, one := range saves {
		if one.Act == "translated" && one.Note == string(lang) {
			return one.Person, nil
		}
	}
	return "", nil
}

// nextTranslation leads to what a language needs most, and where nothing waits
// to its progress.
func (s *Studio) nextTranslation(w http.ResponseWriter, r *http.Request) error {
	s.Live.Refresh()
	query := r.URL.Query()
	lang := factcheck.Lang(query.Get("lang"))
	if p := s.Live.Current(); !slices.Contains(p.Config.Languages, lang) {
		return errNotFound
	}
	if !who(r).Person.MayTranslate(lang) {
		return errForbidden
	}
	next, err := s.next(r, inOrder(s.Live.Current().FactChecks, lang), lang, factcheck.Slug(query.Get("from")))
	if err != nil {
		return err
	}
	if next == "" {
		return s.to(w, r, "translations?done=1&lang="+string(lang))
	}
	return s.to(w, r, "edit", string(next), string(lang))
}
