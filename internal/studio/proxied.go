package studio

import (
	"errors"
	"net/http"
	"time"

	"rebut/internal/account"
)

// proxied is whom a proxy in front that is trusted says a request is from; "" for
// nobody.
func (s *Studio) proxied(r *http.Request) string {
	if s.Proxied == nil {
		return ""
	}
	return s.Proxied(r)
}

// session is the session of a request's cookie. It is good only as long as the
// proxy names whom it named when the session began: where it names somebody
// else, or nobody any more, the session ends.
func (s *Studio) session(r *http.Request) (account.Session, error) {
	c, err := r.Cookie(s.cookie(r))
	if err != nil {
		return account.Session{}, account.ErrNoSession
	}
	session, err := s.People.Session(r.Context(), c.Value)
	if err == nil && session.Named != s.proxied(r) {
		return account.Session{}, errors.Join(account.ErrNoSession, s.People.End(r.Context(), c.Value))
	}
	return session, err
}

// proxiedSession begins a session for whom the proxy names, if they may log in.
// The error is ErrNoSession where it names nobody who may.
func (s *Studio) proxiedSession(w http.ResponseWriter, r *http.Request) (account.Session, error) {
	name := s.proxied(r)
	if name == "" {
		return account.Session{}, account.ErrNoSession
	}
	p, err := s.People.Named(r.Context(), name)
	if errors.Is(err, account.ErrNobody) || err == nil && p.Disabled {
		return account.Session{}, account.ErrNoSession
	}
	if err != nil {
		return account.Session{}, err
	}
	token, err := s.People.Begin(r.Context(), p.ID, r.UserAgent())
	if err == nil {
		err = s.People.Under(r.Context(), token, name)
	}
	if err == nil {
		err = s.Journal.Note(r.Context(), p.Login, "logged-in", "", s.From(r).String()+" named by the proxy")
	}
	if err != nil {
		return account.Session{}, err
	}
	s.setCookie(w, r, token, int(s.People.Absolute/time.Second))
	return s.People.Session(r.Context(), token)
}

// loginForm is the page to log in with its ways to.
func (s *Studio) loginForm(r *http.Request) loginView {
	v := loginView{page: s.page(r, s.print(r).Text("studio.login")), Named: s.proxied(r)}
	if s.service != nil {
		v.Service = s.service.Label
	}
	if v.Named != "" {
		p, err := s.People.Named(r.Context(), v.Named)
		v.MayEnter = err == nil && !p.Disabled
	}
	return v
}
