package studio

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
)

// heardView is what readers heard and nobody had checked.
type heardView struct {
	page
	State, Only string // the language; "" for all
	States      []count
	Languages   []factcheck.Lang // of the site
	Items       []heardItem
	From, Next  int // where the page begins, and the next one; Next is 0 for none
	Before      int // where the page before begins
	Reasons     []string
	Problem     string
}

// heardItem is a sentence with what the site has on it now.
type heardItem struct {
	journal.Heard
	Dir, Name string // of its language
	Near      []nearest
	Answered  bool   // the first of Near answers it by now
	Why       string // it was dismissed
	By        string
}

// nearest is a fact-check that has to do with a sentence.
type nearest struct{ Slug, Fact, Lang, Dir string }

// heardOnPage is how many sentences a page has, mostNear how many fact-checks
// stand under each.
const (
	heardOnPage = 20
	mostNear    = 3
)

// heardReasons are why a sentence is dismissed, by the keys of their words.
func heardReasons() []string { return []string{"opinion", "unclear", "private", "outside", "spam"} }

// heardStates are the states of what was heard, as addresses name them.
func heardStates() []journal.HeardState {
	return []journal.HeardState{journal.HeardOpen, journal.HeardBegun, journal.HeardAnswered, journal.HeardDismissed}
}

// stateName is how an address names a state.
func stateName(state journal.HeardState) string {
	if state == journal.HeardOpen {
		return "open"
	}
	return string(state)
}

// heard shows what readers told, what most of them told first.
func (s *Studio) heard(w http.ResponseWriter, r *http.Request) error {
	return s.heardPage(w, r, http.StatusOK, "")
}

func (s *Studio) heardPage(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	query := r.URL.Query()
	v := heardView{page: s.page(r, s.print(r).Text("studio.heard")), State: "open", Only: query.Get("lang"), Languages: s.Live.Current().Config.Languages,
		From: int(max(number(query, "from"), 0)), Reasons: heardReasons(), Problem: wrong}
	counts, err := s.Journal.HeardCounts(r.Context())
	if err != nil {
		return err
	}
	state := journal.HeardOpen
	for _, one := range heardStates() {
		v.States = append(v.States, count{stateName(one), counts[one]})
		if query.Get("state") == stateName(one) {
			v.State, state = stateName(one), one
		}
	}
	list, more, err := s.Journal.HeardIn(r.Context(), state, factcheck.Lang(v.Only), v.From, heardOnPage)
	if err != nil {
		return err
	}
	if v.Before = max(v.From-heardOnPage, 0); more {
		v.Next = v.From + heardOnPage
	}
	names, err := s.names(r)
	if err != nil {
		return err
	}
	for _, h := range list {
		item := heardItem{Heard: h, Dir: h.Lang.Dir(), Name: message.LanguageName(h.Lang), By: names(h.Person), Why: v.whyDismissed(h.Reason)}
		if state == journal.HeardOpen {
			if item.Near, item.Answered, err = s.near(h); err != nil {
				return err
			}
		}
		v.Items = append(v.Items, item)
	}
	return s.show(w, r, status, "heard.html", v)
}

// whyDismissed is a reason as it is kept in words.
func (p page) whyDismissed(reason string) string {
	key, note, _ := strings.Cut(reason, ": ")
	if !slices.Contains(heardReasons(), key) {
		return reason
	}
	if note != "" {
		return p.T("heard-reason-"+key) + " – " + note
	}
	return p.T("heard-reason-" + key)
}

// near are the fact-checks of the public site that have to do with a sentence;
// answered reports whether the first of them answers it.
func (s *Studio) near(h journal.Heard) (list []nearest, answered bool, err error) {
	site := s.Live.Current().Site
	if site == nil || site.API == nil || site.API.Finder == nil {
		return nil, false, nil
	}
	reply, err := site.API.Finder.Find(h.Text, h.Lang, mostNear)
	if err != nil {
		return nil, false, err
	}
	for _, hit := range reply.Hits {
		list = append(list, nearest{string(hit.Slug), hit.Fact, string(hit.Lang), hit.Lang.Dir()})
	}
	return list, reply.Answered, nil
}

// decideHeard notes what becomes of a sentence.
func (s *Studio) decideHeard(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	me := who(r).Person
	if !me.MayWrite() {
		return errForbidden
	}
	h, err := s.Journal.HeardAs(r.Context(), number(r.PostForm, "id"))
	if err != nil {
		return err
	}
	h.Person, h.Slug, h.Reason = me.Login, "", ""
	switch r.PostFormValue("act") {
	case "answered":
		return s.answered(w, r, h)
	case "dismiss":
		key := r.PostFormValue("reason")
		if !slices.Contains(heardReasons(), key) {
			return s.heardPage(w, r, http.StatusUnprocessableEntity, s.print(r).Text("studio.heard-reason-missing"))
		}
		h.State, h.Reason = journal.HeardDismissed, key
		if note := strings.Join(strings.Fields(clean(r.PostFormValue("note"))), " "); note != "" {
			h.Reason += ": " + note
		}
	case "open":
		h.State = journal.HeardOpen
	default:
		return errNotFound
	}
	if err := s.Journal.Decide(r.Context(), h); err != nil {
		return err
	}
	return s.to(w, r, "heard")
}

// answered puts a sentence among the wordings of the claim that a fact-check
// answers: as something that the person typed and has not saved. Who may not
// save there leaves it as a comment.
func (s *Studio) answered(w http.ResponseWriter, r *http.Request, h journal.Heard) error {
	f := s.Live.Current().FactCheck(factcheck.Slug(strings.TrimSpace(r.PostFormValue("slug"))))
	if f == nil {
		return s.heardPage(w, r, http.StatusUnprocessableEntity, s.print(r).Text("studio.heard-slug-missing"))
	}
	work := &work{project: s.Live.Current(), file: f.Locate("", 0).File}
	if err := s.read(r.Context(), work, f.Slug); err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	lang := h.Lang
	if work.check.Texts[lang] == nil {
		lang = work.check.Language
	}
	part := ""
	if lang != work.check.Language {
		part = string(lang)
	}
	field := "text." + string(lang) + ".also_heard"
	me := who(r).Person
	var err error
	if part == "" && work.check.Public() && !me.MayPublish() {
		err = s.Journal.Comment(r.Context(), journal.Comment{Slug: f.Slug, Field: field, Person: me.Login, Text: s.print(r).Text("studio.heard-comment", "Text", h.Text)})
	} else {
		err = s.addWording(r, work, part, field, h.Text)
	}
	if err != nil {
		return err
	}
	h.State, h.Slug = journal.HeardAnswered, f.Slug
	if err := s.Journal.Decide(r.Context(), h); err != nil {
		return err
	}
	return s.to(w, r, "edit", string(f.Slug), part+"#d-"+field)
}

// addWording adds a line to a field of a form, as the person has it: as typed,
// else as saved.
func (s *Studio) addWording(r *http.Request, work *work, part, field, text string) error {
	me := who(r).Person.Login
	t := journal.Typed{Slug: work.check.Slug, Part: part, Person: me, Base: work.sum}
	form := url.Values{"part": {part}}
	typed, err := s.Journal.Typed(r.Context(), work.check.Slug, part, me)
	switch {
	case errors.Is(err, journal.ErrNone):
	case err != nil:
		return err
	default:
		t.Base = typed.Base
		if form, err = url.ParseQuery(typed.Form); err != nil {
			return err
		}
	}
	if !form.Has(field) {
		lang := factcheck.Lang(strings.Split(field, ".")[1])
		form.Set(field, strings.Join(work.check.Texts[lang].AlsoHeard, "\n"))
	}
	if lines := strings.Split(clean(form.Get(field)), "\n"); !slices.Contains(lines, text) {
		form.Set(field, strings.TrimSpace(form.Get(field)+"\n"+text))
	}
	t.Form = form.Encode()
	return s.Journal.Remember(r.Context(), t)
}

// heardFor fills the form of a new fact-check with the sentence that it is
// begun from.
func (s *Studio) heardFor(r *http.Request, v *newView) error {
	id := number(r.URL.Query(), "heard")
	if id == 0 {
		return nil
	}
	h, err := s.Journal.HeardAs(r.Context(), id)
	if err != nil {
		return err
	}
	v.Heard, v.Claim = h.ID, h.Text
	if slices.Contains(s.Live.Current().Config.Languages, h.Lang) {
		v.Language = string(h.Lang)
	}
	return nil
}

// begunFrom notes of which sentence a fact-check was begun; one that was
// dropped meanwhile is no loss.
func (s *Studio) begunFrom(r *http.Request, slug factcheck.Slug) error {
	id := number(r.PostForm, "heard")
	if id == 0 {
		return nil
	}
	h, err := s.Journal.HeardAs(r.Context(), id)
	if err == nil {
		h.State, h.Slug, h.Reason, h.Person = journal.HeardBegun, slug, "", who(r).Person.Login
		err = s.Journal.Decide(r.Context(), h)
	}
	if errors.Is(err, journal.ErrNone) {
		return nil
	}
	return err
}
