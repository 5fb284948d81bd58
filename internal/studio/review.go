package studio

import (
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/store"
)

type reviewView struct {
	page
	Slug, Fact, Status string
	Sum                string
	Problems           []problem.Problem // errors and warnings of the file as it is
	Blocked            bool              // errors stop publication
	Checklist          []string          // keys of what to look at
	Approved           []string          // who approves of this text
	Writers            []string          // whose work it is
	Own                bool              // the person is one of them, and may not approve their own
	Submit, Publish    bool              // what the person may do
	Return, Withdraw   bool
	Reinstate          bool
	New                bool     // nothing of it was public before
	Pages, Pictures    int      // that publishing adds or replaces
	Stale              []string // names of languages whose translations will not be current
	Comments           []remark
	FromLang           string    // of the original
	Readings           []reading // the original first
	Done               string    // the move that the person just made
	Problem            string
	Note               string
}

// checklist is what a reviewer looks at, beyond what the rules can see.
func checklist() []string { return []string{"numbers", "opened", "technique", "fair", "speaker"} }

// review shows how far a fact-check is, what is wrong with it, and what
// publishing would change for the public.
func (s *Studio) review(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	done := r.URL.Query().Get("done")
	if !slices.Contains([]string{"submit", "return", "publish", "withdraw"}, done) {
		done = ""
	}
	return s.reviewPage(w, r, http.StatusOK, reviewView{Done: done}, work)
}

func (s *Studio) reviewPage(w http.ResponseWriter, r *http.Request, status int, v reviewView, work *work) error {
	f, me := work.check, who(r).Person
	v.page = s.page(r, s.print(r).Text("studio.review"))
	v.Slug, v.Status, v.Sum, v.Checklist = string(f.Slug), string(f.Status), hex.EncodeToString(work.sum[:]), checklist()
	if t := f.Original(); t != nil {
		v.Fact = t.Fact.Plain()
	}
	_, problems := work.project.Examine(work.file, s.asPublished(work), s.Today())
	fresh := *work.check
	if !fresh.Public() {
		fresh = s.fresh(work.check)
	}
	v.Problems, v.Blocked = v.atFields(problems, &fresh, work.project.Scheme(s.Today())), problems.HasErrors()
	var err error
	if v.Approved, err = s.Journal.Approvals(r.Context(), f.Slug, work.sum); err != nil {
		return err
	}
	if v.Writers, err = s.Journal.Writers(r.Context(), f.Slug); err != nil {
		return err
	}
	v.Own = !s.OwnWork && slices.Contains(v.Writers, me.Login)
	switch f.Status {
	case factcheck.Draft:
		v.Submit = me.MayWrite()
	case factcheck.Review:
		v.Publish, v.Return = me.MayPublish(), me.MayPublish() || me.MayWrite()
	case factcheck.Published:
		v.Withdraw = me.MayPublish()
	}
	v.New, v.FromLang = true, string(f.Language)
	s.effect(&v, work)
	if v.Readings, err = s.readings(r, work); err != nil {
		return err
	}
	names, err := s.names(r)
	if err != nil {
		return err
	}
	for _, list := range [][]string{v.Approved, v.Writers} {
		for i := range list {
			list[i] = names(list[i])
		}
	}
	if v.Comments, err = s.remarks(r, f.Slug, nil); err != nil {
		return err
	}
	return s.show(w, r, status, "review.html", v)
}

// asPublished is the text of a fact-check's file as publishing it today would
// make it, by which the rules judge it.
func (s *Studio) asPublished(work *work) []byte {
	if work.check.Public() {
		return work.text
	}
	f := s.fresh(work.check)
	text, err := store.Save(work.file, work.text, &f)
	if err != nil {
		return work.text
	}
	return text
}

// fresh is a fact-check that is published today.
func (s *Studio) fresh(check *factcheck.FactCheck) factcheck.FactCheck {
	f := *check
	f.Status, f.Modified = factcheck.Published, s.Today()
	if f.Published.IsZero() {
		f.Published = s.Today()
	}
	return f
}

// effect counts what the public gets by publishing.
func (s *Studio) effect(v *reviewView, work *work) {
	f := *work.check
	f.Status = factcheck.Published
	p := work.project
	for _, e := range p.Config.Editions(&f) {
		v.Pages++
		if p.Press != nil {
			v.Pictures += len(p.Press.Jobs(e))
		}
	}
	for _, lang := range f.Languages() {
		if f.State(lang) != factcheck.Current {
			v.Stale = append(v.Stale, message.LanguageName(lang))
		}
	}
}

// act moves a fact-check on: to review, back, to the public, or off it; or
// says something about it.
func (s *Studio) act(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	note := clean(r.PostFormValue("note"))
	switch act := r.PostFormValue("act"); act {
	case "comment":
		return s.comment(w, r, work, note)
	case "resolve":
		id, _ := strconv.ParseInt(r.PostFormValue("id"), 10, 64)
		if err := s.Journal.Resolve(r.Context(), work.check.Slug, id, who(r).Person.Login); err != nil {
			return err
		}
		return s.to(w, r, "review", string(work.check.Slug))
	case "submit", "return", "publish", "withdraw":
		return s.move(w, r, work, act, note)
	}
	return errNotFound
}

func (s *Studio) comment(w http.ResponseWriter, r *http.Request, work *work, text string) error {
	if text != "" {
		c := journal.Comment{Slug: work.check.Slug, Field: r.PostFormValue("field"), Person: who(r).Person.Login, Text: text}
		if err := s.Journal.Comment(r.Context(), c); err != nil {
			return err
		}
	}
	if r.PostFormValue("back") == "edit" {
		return s.to(w, r, "edit", string(work.check.Slug), r.PostFormValue("part"))
	}
	return s.to(w, r, "review", string(work.check.Slug))
}

// why a move is refused; each has a text of its own.
var (
	errOwn     = errors.New("move-own")
	errBlocked = errors.New("move-blocked")
	errReason  = errors.New("move-reason")
	errNewer   = errors.New("move-newer")
)

// move changes a fact-check's status.
func (s *Studio) move(w http.ResponseWriter, r *http.Request, work *work, act, note string) error {
	me := who(r).Person
	text, save, err := s.moved(r, work, act, note)
	var mistake *problem.Mistake
	switch {
	case errors.As(err, &mistake):
		return s.reviewPage(w, r, http.StatusUnprocessableEntity, reviewView{Problem: mistake.Message + " – " + mistake.Hint, Note: note}, work)
	case slices.Contains([]error{errOwn, errBlocked, errReason, errNewer}, err):
		return s.reviewPage(w, r, http.StatusUnprocessableEntity, reviewView{Problem: s.print(r).Text("studio." + err.Error()), Note: note}, work)
	case err != nil:
		return err
	}
	if act == "publish" {
		if err := s.Journal.Approve(r.Context(), work.check.Slug, work.sum, me.Login); err != nil {
			return err
		}
	}
	if note != "" && act != "withdraw" {
		if err := s.Journal.Comment(r.Context(), journal.Comment{Slug: work.check.Slug, Person: me.Login, Text: note}); err != nil {
			return err
		}
	}
	save.Person, save.Note = me.Login, note
	if done, err := s.write(r.Context(), work, save, text); err != nil {
		return err
	} else if !done {
		return s.reviewPage(w, r, http.StatusConflict, reviewView{Problem: s.print(r).Text("studio.move-newer"), Note: note}, work)
	}
	return s.to(w, r, "review", string(work.check.Slug)+"?done="+act)
}

// moved is the file after a move, or why there is none.
func (s *Studio) moved(r *http.Request, work *work, act, note string) ([]byte, journal.Save, error) {
	me, f := who(r).Person, *work.check
	save := journal.Save{Slug: f.Slug}
	if base, err := baseOf(r.PostForm); err != nil || base != work.sum {
		return nil, save, errNewer // somebody decides on what they have not read
	}
	switch act {
	case "submit":
		if !me.MayWrite() || f.Status != factcheck.Draft {
			return nil, save, errForbidden
		}
		f.Status, save.Act = factcheck.Review, "submitted"
	case "return":
		if !me.MayPublish() && !me.MayWrite() || f.Status != factcheck.Review {
			return nil, save, errForbidden
		}
		if note == "" {
			return nil, save, errReason
		}
		f.Status, save.Act = factcheck.Draft, "returned"
	case "publish":
		if !me.MayPublish() || f.Status != factcheck.Review {
			return nil, save, errForbidden
		}
		return s.published(r, work, save)
	case "withdraw":
		if !me.MayPublish() || f.Status != factcheck.Published {
			return nil, save, errForbidden
		}
		if note == "" {
			return nil, save, errReason
		}
		save.Act = "withdrawn"
		text, err := store.Withdraw(work.file, work.text, factcheck.Localised{f.Language: note}, s.Today())
		if err == nil {
			_, err = store.KeepEarlier(s.Dir, work.check, work.text)
		}
		return text, save, err
	}
	text, err := store.Save(work.file, work.text, &f)
	return text, save, err
}

// published is the file as it goes public, if nothing is wrong with it and
// somebody else wrote it.
func (s *Studio) published(r *http.Request, work *work, save journal.Save) ([]byte, journal.Save, error) {
	f := *work.check
	writers, err := s.Journal.Writers(r.Context(), f.Slug)
	if err != nil {
		return nil, save, err
	}
	if !s.OwnWork && slices.Contains(writers, who(r).Person.Login) {
		return nil, save, errOwn
	}
	f, save.Act = s.fresh(work.check), "published"
	text, err := store.Save(work.file, work.text, &f)
	if err != nil {
		return nil, save, err
	}
	if _, problems := work.project.Examine(work.file, text, s.Today()); problems.HasErrors() {
		return nil, save, errBlocked
	}
	return text, save, nil
}

// comments puts comments to their fields, and the others to the page.
func (s *Studio) comments(r *http.Request, v *editView, slug factcheck.Slug) error {
	labels := map[string]string{}
	each(v.Groups, func(f *field) { labels[f.Name] = f.Label })
	all, err := s.remarks(r, slug, labels)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Resolved {
			continue
		}
		if c.Field == "" || labels[c.Field] == "" {
			v.Comments = append(v.Comments, c)
			continue
		}
		each(v.Groups, func(f *field) {
			if f.Name == c.Field {
				f.Comments = append(f.Comments, c)
			}
		})
	}
	return nil
}

func (s *Studio) remarks(r *http.Request, slug factcheck.Slug, labels map[string]string) ([]remark, error) {
	list, err := s.Journal.Comments(r.Context(), slug)
	if err != nil {
		return nil, err
	}
	names, err := s.names(r)
	if err != nil {
		return nil, err
	}
	var out []remark
	for _, c := range list {
		name := labels[c.Field]
		if name == "" {
			name = c.Field
		}
		out = append(out, remark{ID: c.ID, Who: names(c.Person), Text: c.Text, When: c.At.Format(time.RFC3339), Resolved: c.Resolved != "", Field: c.Field, FieldName: name})
	}
	return out, nil
}
