package studio

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/store"
)

// create begins a fact-check with the claim that it answers.
func (s *Studio) create(w http.ResponseWriter, r *http.Request) error {
	me := who(r).Person
	if !me.MayWrite() {
		return errForbidden
	}
	if err := parse(r); err != nil {
		return err
	}
	v := newView{Claim: clean(r.PostFormValue("claim")), Slug: clean(r.PostFormValue("slug")), Language: r.PostFormValue("language"), Heard: number(r.PostForm, "heard")}
	cfg := s.Live.Current().Config
	lang := factcheck.Lang(v.Language)
	wrong := ""
	switch {
	case !slices.Contains(cfg.Languages, lang):
		return errNotFound
	case v.Claim == "":
		wrong = "new-claim"
	case !factcheck.ValidID(v.Slug) || address.Reserved(factcheck.Slug(v.Slug)):
		wrong = "new-slug"
	}
	if wrong != "" {
		v.Problem = s.print(r).Text("studio." + wrong)
		return s.newForm(w, r, http.StatusUnprocessableEntity, v)
	}
	f := &factcheck.FactCheck{
		Status: factcheck.Draft, Language: lang, Slug: factcheck.Slug(v.Slug), Revision: 1,
		Texts: factcheck.Texts{lang: {Claim: strings.Join(strings.Fields(v.Claim), " ")}},
	}
	text, err := store.Save(store.Path(f.Slug), nil, f)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.Live.Current().FactCheck(f.Slug) != nil {
		v.Problem = s.print(r).Text("studio.new-taken")
		return s.newForm(w, r, http.StatusUnprocessableEntity, v)
	}
	if err := s.placeNew(r.Context(), f.Slug, me.Login, text); errors.Is(err, fs.ErrExist) {
		v.Problem = s.print(r).Text("studio.new-taken")
		return s.newForm(w, r, http.StatusUnprocessableEntity, v)
	} else if err != nil {
		return err
	}
	if err := s.begunFrom(r, f.Slug); err != nil {
		return err
	}
	s.Live.Refresh()
	return s.to(w, r, "edit", string(f.Slug))
}

// placeNew enters the text of a new file and writes it, before anybody reads it.
// Whoever is stopped in between has entered a text that no file has, which is no
// loss; a file whose writer nobody knows would be one.
func (s *Studio) placeNew(ctx context.Context, slug factcheck.Slug, person string, text []byte) error {
	s.filing.Lock()
	defer s.filing.Unlock()
	if _, err := os.Lstat(s.path(store.Path(slug))); err == nil {
		return fs.ErrExist
	}
	if _, err := s.Journal.Keep(ctx, journal.Save{Slug: slug, Person: person, Act: "created"}, text); err != nil {
		return err
	}
	_, err := store.Create(s.Dir, slug, string(text))
	return err
}
