package studio

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// baseOf is the text that a form was filled from.
func baseOf(form url.Values) (sum journal.Sum, err error) {
	raw, err := hex.DecodeString(form.Get("base"))
	if err != nil || len(raw) != len(sum) {
		return sum, errNotFound
	}
	return journal.Sum(raw), nil
}

// typed keeps what a person has typed so far. It is asked by the page's script,
// and answers nothing.
func (s *Studio) typed(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	base, err := baseOf(r.PostForm)
	if err != nil {
		return err
	}
	f := s.Live.Current().FactCheck(factcheck.Slug(mux.Vars(r)["slug"]))
	if f == nil {
		return errNotFound
	}
	lang, err := s.part(strings.TrimSpace(r.PostFormValue("part")), f)
	if err != nil {
		return err
	}
	if me := who(r).Person; lang == "" && !me.MayWrite() || lang != "" && !me.MayTranslate(lang) {
		return errForbidden
	}
	s.present.note(f.Slug, who(r).Person.Login, s.Now())
	if err := s.remember(r, f.Slug, string(lang), base); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Studio) remember(r *http.Request, slug factcheck.Slug, part string, base journal.Sum) error {
	return s.Journal.Remember(r.Context(), journal.Typed{Slug: slug, Part: part, Person: who(r).Person.Login, Form: r.PostForm.Encode(), Base: base})
}

// save writes a form into the file: joined with what others have changed since
// it was filled, and not at all where both changed the same.
func (s *Studio) save(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	base, err := baseOf(r.PostForm)
	if err != nil {
		return err
	}
	if err := s.rememberFirst(r, base); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	r = toTheEnd(r)
	for range mostTries {
		if done, err := s.trySave(w, r, base); done || err != nil {
			return err
		}
	}
	return errBusy
}

// mostTries is how often a form is joined with a file that somebody saves past
// the studio in that very moment.
const mostTries = 5

var errBusy = errors.New("the file changes faster than it can be saved")

// trySave saves a form, or answers why not. It reports false where the file has
// changed in that very moment: the next try joins it. The caller holds writing.
func (s *Studio) trySave(w http.ResponseWriter, r *http.Request, base journal.Sum) (answered bool, err error) {
	work, err := s.work(r)
	if err != nil {
		return false, err
	}
	if work.check == nil {
		return true, s.broken(w, r, work)
	}
	lang, err := s.part(mux.Vars(r)["part"], work.check)
	if err != nil {
		return false, err
	}
	slug, me := work.check.Slug, who(r).Person
	if r.PostFormValue("act") == "forget" {
		if err := s.Journal.Forget(r.Context(), slug, string(lang), me.Login); err != nil {
			return false, err
		}
		return true, s.to(w, r, "edit", string(slug), string(lang))
	}
	may := lang == "" && me.MayWrite() || lang != "" && me.MayTranslate(lang)
	if done, err := s.within(w, r, work, lang, base, may); done {
		return true, err
	}
	if !may {
		return false, errForbidden
	}
	if err := s.remember(r, slug, string(lang), base); err != nil { // whatever happens now, it is there
		return false, err
	}
	if lang == "" && work.check.Public() && !me.MayPublish() { // readers see what is saved
		return false, errForbidden
	}
	f, conflicts, mistakes, err := s.joined(r, work, lang, r.PostForm, base)
	if err != nil {
		return false, err
	}
	v := editView{What: clean(r.PostFormValue("what")), Reason: reasonOf(r.PostForm), Filled: r.PostForm["filled"]}
	if len(conflicts) > 0 || len(mistakes) > 0 {
		status := http.StatusUnprocessableEntity
		if len(conflicts) > 0 {
			status = http.StatusConflict
		}
		return true, s.editForm(w, r, status, v, work, f, work.sum, lang, conflicts, mistakes)
	}
	if done, err := s.secondPerson(w, r, work, f, lang, &v); done || err != nil {
		return true, err
	}
	text, save, err := s.saved(work, f, lang, publicNote(v.What, v.Why))
	var mistake *problem.Mistake
	switch {
	case errors.Is(err, errWhat):
		v.Missed = true
		return true, s.editForm(w, r, http.StatusUnprocessableEntity, v, work, f, work.sum, lang, nil, nil)
	case errors.As(err, &mistake):
		return true, s.editForm(w, r, http.StatusUnprocessableEntity, v, work, f, work.sum, lang, nil, map[string]problem.Mistake{"": *mistake})
	case err != nil:
		return false, err
	}
	save.Person = me.Login
	if done, err := s.write(r.Context(), work, save, text); err != nil || !done {
		return false, err
	}
	if err := s.Journal.Forget(r.Context(), slug, string(lang), me.Login); err != nil {
		return false, err
	}
	if err := s.urgent(r, work, v, lang, text); err != nil {
		return false, err
	}
	return true, s.to(w, r, "edit", string(slug), string(lang)+"?saved=1"+v.unread())
}

// errWhat says that readers must be told what a correction changes.
var errWhat = errors.New("a correction says what it changes")

// saved is the file with what a fact-check says now. The original of a
// published one changes by a correction.
func (s *Studio) saved(work *work, f *factcheck.FactCheck, lang factcheck.Lang, what string) ([]byte, journal.Save, error) {
	save := journal.Save{Slug: f.Slug, Act: "saved", Note: what}
	if lang != "" {
		save.Act = "translated"
		save.Note = string(lang)
	}
	text, err := store.Save(work.file, work.text, f)
	if err != nil {
		return nil, save, err
	}
	if work.check.Status != factcheck.Published || lang != "" || len(factcheck.Changes(work.check, f)) == 0 {
		return text, save, nil
	}
	if what == "" {
		return nil, save, errWhat
	}
	save.Act = "corrected"
	text, err = store.Correct(work.file, work.text, text, factcheck.Localised{f.Language: what}, s.Today())
	if err != nil {
		return nil, save, err
	}
	if _, problems := work.project.Examine(work.file, text, s.Today()); problems.HasErrors() {
		return nil, save, &problem.Mistake{Message: firstError(problems).Message, Hint: firstError(problems).Hint}
	}
	_, err = store.KeepEarlier(s.Dir, work.check, work.text)
	return text, save, err
}

func firstError(list problem.List) problem.Problem {
	for _, p := range list {
		if p.Severity == problem.Error {
			return p
		}
	}
	return problem.Problem{}
}

// found is a problem as the page's script is told.
type found struct {
	Field    string `json:"field"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// check answers what is wrong with what a person has typed so far.
func (s *Studio) check(w http.ResponseWriter, r *http.Request) error {
	work, f, lang, mistakes, err := s.unsaved(r)
	if err != nil {
		return err
	}
	own := lang
	if own == "" {
		own = f.Language
	}
	out := []found{}
	for _, q := range mistaken(s.print(r), mistakes) {
		out = append(out, found{q.File, "error", q.Message, q.Hint})
	}
	problems := inWords(s.print(r), inTable(s.problems(work.project, f, own), typedTable(r.PostForm)))
	if lang != "" {
		problems = append(problems, s.termsMissing(r, work, f, lang)...)
	}
	for _, p := range problems {
		out = append(out, found{p.File, p.Severity.String(), p.Message, p.Hint})
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(out)
}

// unsaved is a fact-check as a form that is not saved has it.
func (s *Studio) unsaved(r *http.Request) (*work, *factcheck.FactCheck, factcheck.Lang, map[string]problem.Mistake, error) {
	if err := parse(r); err != nil {
		return nil, nil, "", nil, err
	}
	base, err := baseOf(r.PostForm)
	if err != nil {
		return nil, nil, "", nil, err
	}
	p := s.Live.Current()
	saved := p.FactCheck(factcheck.Slug(mux.Vars(r)["slug"]))
	if saved == nil {
		return nil, nil, "", nil, errNotFound
	}
	work := &work{project: p, file: saved.Locate("", 0).File}
	if err := s.read(r.Context(), work, saved.Slug); err != nil {
		return nil, nil, "", nil, err
	}
	if work.check == nil {
		return nil, nil, "", nil, errNotFound
	}
	lang, err := s.part(strings.TrimSpace(r.PostFormValue("part")), work.check)
	if err != nil {
		return nil, nil, "", nil, err
	}
	f, _, mistakes, err := s.joined(r, work, lang, r.PostForm, base)
	return work, f, lang, mistakes, err
}
