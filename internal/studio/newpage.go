package studio

import (
	"net/http"

	"rebut/internal/factcheck"
)

type newView struct {
	page
	Claim, Slug, Language string
	Languages             []factcheck.Lang
	Problem               string
	Heard                 int64 // what readers heard that it is begun from; 0 for nothing
}

func (s *Studio) newPage(w http.ResponseWriter, r *http.Request) error {
	v := newView{Language: string(s.Live.Current().Config.Languages[0])}
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	if err := s.heardFor(r, &v); err != nil {
		return err
	}
	return s.newForm(w, r, http.StatusOK, v)
}

func (s *Studio) newForm(w http.ResponseWriter, r *http.Request, status int, v newView) error {
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	v.page, v.Languages = s.page(r, s.print(r).Text("studio.new")), s.Live.Current().Config.Languages
	return s.show(w, r, status, "new.html", v)
}
