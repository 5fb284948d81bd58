package studio

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/store"
)

// within does what the buttons inside a form ask beside saving it: a comment on
// a field, one that is dealt with, an element of a list a place further up or
// down. What was typed is kept, and the form is shown again. It reports whether
// there was such a button.
func (s *Studio) within(w http.ResponseWriter, r *http.Request, work *work, lang factcheck.Lang, base journal.Sum, may bool) (bool, error) {
	field, id, up, down := r.PostFormValue("remark"), number(r.PostForm, "resolve"), r.PostFormValue("up"), r.PostFormValue("down")
	if field == "" && id == 0 && up == "" && down == "" {
		return false, nil
	}
	slug, me, to := work.check.Slug, who(r).Person.Login, field
	var err error
	switch text := clean(r.PostFormValue("note." + field)); {
	case field == "" && id != 0:
		err = s.Journal.Resolve(r.Context(), slug, id, me)
	case field == "":
		to = moveRow(r, up, -1) + moveRow(r, down, 1)
	case text != "":
		if field == "-" {
			field = ""
		}
		err = s.Journal.Comment(r.Context(), journal.Comment{Slug: slug, Field: field, Person: me, Text: text})
	}
	if err != nil {
		return true, err
	}
	r.PostForm.Del("note." + to)
	if may && s.changes(r, work, lang, base) {
		if err := s.remember(r, slug, string(lang), base); err != nil {
			return true, err
		}
	}
	return true, s.to(w, r, "edit", string(slug), string(lang)+"#d-"+to)
}

// changes reports whether a form says anything else than the file.
func (s *Studio) changes(r *http.Request, work *work, lang factcheck.Lang, base journal.Sum) bool {
	f, conflicts, mistakes, err := s.joined(r, work, lang, r.PostForm, base)
	if err != nil || len(conflicts)+len(mistakes) > 0 {
		return true
	}
	text, err := store.Save(work.file, work.text, f)
	return err != nil || !bytes.Equal(text, work.text)
}

// moveRow moves an element in the order of a form's list, and returns where it
// is on the page.
func moveRow(r *http.Request, name string, by int) string {
	list, key, _ := strings.Cut(name, ".")
	keys := r.PostForm[list]
	i := slices.Index(keys, key)
	if to := i + by; i >= 0 && to >= 0 && to < len(keys) {
		keys[i], keys[to] = keys[to], keys[i]
	}
	return name
}
