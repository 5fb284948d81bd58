package studio

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"rebut/internal/journal"
)

// viewLink is a saved view on the list.
type viewLink struct {
	Name, Query string
	Own         bool   // the person's, who may drop it
	By          string // whose it is, if it is somebody else's
	Shared      bool
	First       bool
	Here        bool // it is what the list shows
}

// viewsOf are the views that a person can go to.
func (s *Studio) viewsOf(r *http.Request, now Filter) ([]viewLink, error) {
	me := who(r).Person.Login
	list, err := s.Journal.Views(r.Context(), me)
	if err != nil {
		return nil, err
	}
	names, err := s.names(r)
	if err != nil {
		return nil, err
	}
	var out []viewLink
	for _, v := range list {
		link := viewLink{Name: v.Name, Query: v.Query, Own: v.Person == me, Shared: v.Shared, First: v.First, Here: v.Query == now.Asked()}
		if !link.Own {
			link.By = names(v.Person)
		}
		out = append(out, link)
	}
	return out, nil
}

// firstView sends somebody who asks for nothing to the view that they begin
// with.
func (s *Studio) firstView(w http.ResponseWriter, r *http.Request) (done bool, err error) {
	list, err := s.Journal.Views(r.Context(), who(r).Person.Login)
	for _, v := range list {
		if v.First {
			return true, s.to(w, r, "?"+v.Query)
		}
	}
	return false, err
}

// maxViewName is how many characters the name of a view has.
const maxViewName = 60

// views keeps or drops a view of the person.
func (s *Studio) views(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	me := who(r).Person
	name := strings.Join(strings.Fields(clean(r.PostFormValue("name"))), " ")
	asked, err := url.ParseQuery(r.PostFormValue("query"))
	if err != nil {
		return errForm
	}
	f := filterOf(asked)
	switch r.PostFormValue("act") {
	case "drop":
		if err := s.Journal.Unname(r.Context(), me.Login, r.PostFormValue("name")); err != nil {
			return err
		}
		return s.to(w, r, f.to(1))
	case "keep":
		shared := r.PostFormValue("shared") != ""
		if shared && !me.MayPublish() {
			return errForbidden
		}
		if name == "" || utf8.RuneCountInString(name) > maxViewName || !f.Narrow() && f.Sort == "" {
			return s.to(w, r, f.to(1))
		}
		err := s.Journal.Name(r.Context(), journal.View{Person: me.Login, Name: name, Query: f.Asked(), Shared: shared, First: r.PostFormValue("first") != ""})
		if errors.Is(err, journal.ErrMany) {
			return s.notice(w, r, http.StatusUnprocessableEntity, s.print(r).Text("studio.views-many"))
		}
		if err != nil {
			return err
		}
		return s.to(w, r, f.to(1))
	}
	return errNotFound
}

// notice answers with one sentence.
func (s *Studio) notice(w http.ResponseWriter, r *http.Request, status int, text string) error {
	return s.show(w, r, status, "notice.html", noticeView{page: s.page(r, text)})
}
