package studio

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
)

type loginView struct {
	page
	Login, Next, Problem string
	Held                 string // a form that was sent when the session had ended
	Service              string // a login service that may be used; "" for none
	Named                string // whom the proxy in front names; "" for nobody
	MayEnter             bool   // they may log in
}

type secondView struct {
	page
	Token, Next, Problem string
	Held                 string
}

type welcomeView struct {
	page
	Token, Login, Problem string
	Least                 int // characters of a password
}

// cookie is the name of the session's cookie. The prefix has browsers see to
// it that no other host and no unprotected page sets it (RFC 6265bis, 4.1.3).
func (s *Studio) cookie(r *http.Request) string {
	if s.Secure(r) {
		return "__Secure-studio"
	}
	return "studio"
}

func (s *Studio) setCookie(w http.ResponseWriter, r *http.Request, token string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookie(r), Value: token, Path: s.Live.Current().Config.BasePath() + Root, MaxAge: age, HttpOnly: true, Secure: s.Secure(r), SameSite: http.SameSiteLaxMode,
	})
}

// sendToLogin asks somebody to log in, and to come back after. The form that
// they wrote in goes along, and is filled with it then; scripts are told.
func (s *Studio) sendToLogin(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Sec-Fetch-Mode") == "cors" || r.Header.Get("Sec-Fetch-Mode") == "same-origin" {
		w.WriteHeader(http.StatusUnauthorized)
		return nil
	}
	v := s.loginForm(r)
	switch {
	case r.Method == http.MethodGet:
		v.Next = r.URL.Path
	case strings.HasPrefix(r.URL.Path, formsAt):
		if err := parse(r); err != nil {
			return err
		}
		v.Next, v.Held = r.URL.Path, r.PostForm.Encode()
	}
	return s.show(w, r, http.StatusUnauthorized, "login.html", v)
}

func (s *Studio) loginPage(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.session(r); err == nil {
		return s.to(w, r)
	}
	v := s.loginForm(r)
	v.Next = r.URL.Query().Get("next")
	return s.show(w, r, http.StatusOK, "login.html", v)
}

func (s *Studio) login(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v := s.loginForm(r)
	v.Login, v.Next, v.Held = r.PostFormValue("login"), r.PostFormValue("next"), r.PostFormValue("held")
	session, second, err := s.People.Login(r.Context(), v.Login, r.PostFormValue("password"), s.From(r), r.UserAgent())
	if status, text := s.refused(w, r, err); status != 0 {
		if err := s.noteRefused(r, status, v.Login); err != nil {
			return err
		}
		v.Problem = text
		return s.show(w, r, status, "login.html", v)
	}
	if err != nil {
		return err
	}
	if second != "" {
		return s.show(w, r, http.StatusOK, "second.html", secondView{page: s.page(r, s.print(r).Text("studio.login")), Token: second, Next: v.Next, Held: v.Held})
	}
	return s.begin(w, r, session, v.Next, v.Held)
}

func (s *Studio) second(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v := secondView{page: s.page(r, s.print(r).Text("studio.login")), Token: r.PostFormValue("token"), Next: r.PostFormValue("next"), Held: r.PostFormValue("held")}
	session, err := s.People.Second(r.Context(), v.Token, r.PostFormValue("code"), s.From(r), r.UserAgent())
	if status, text := s.refused(w, r, err); status != 0 {
		if err := s.noteRefused(r, status, ""); err != nil {
			return err
		}
		v.Problem = text
		return s.show(w, r, status, "second.html", v)
	}
	if err != nil {
		return err
	}
	return s.begin(w, r, session, v.Next, v.Held)
}

// refused is the status and the words for a login that failed; 0 for one that
// did not, or failed by us.
func (s *Studio) refused(w http.ResponseWriter, r *http.Request, err error) (int, string) {
	var many account.TooManyError
	switch {
	case errors.As(err, &many):
		w.Header().Set("Retry-After", itoa(int(many.Wait/time.Second)+1))
		return http.StatusTooManyRequests, s.print(r).Count("studio.too-many", int(many.Wait.Minutes())+1)
	case errors.Is(err, account.ErrRefused):
		return http.StatusUnauthorized, s.print(r).Text("studio.refused")
	}
	return 0, ""
}

// noteRefused enters a login that failed, by the name of whoever it was tried
// for: what else was typed there may be a password. Those that are refused
// because there were too many are not entered: there is no end of them.
func (s *Studio) noteRefused(r *http.Request, status int, login string) error {
	if status == http.StatusTooManyRequests {
		return nil
	}
	p, err := s.People.Named(r.Context(), login)
	if err != nil && !errors.Is(err, account.ErrNobody) {
		return err
	}
	return s.Journal.Note(r.Context(), p.Login, "login-refused", "", s.From(r).String())
}

// begin gives the browser its session; one that it had before ends.
func (s *Studio) begin(w http.ResponseWriter, r *http.Request, token, next, held string) error {
	if old, err := r.Cookie(s.cookie(r)); err == nil {
		if err := s.People.End(r.Context(), old.Value); err != nil {
			return err
		}
	}
	if named := s.proxied(r); named != "" {
		if err := s.People.Under(r.Context(), token, named); err != nil {
			return err
		}
	}
	session, err := s.People.Session(r.Context(), token)
	if err != nil {
		return err
	}
	if err := s.Journal.Note(r.Context(), session.Person.Login, "logged-in", "", s.From(r).String()); err != nil {
		return err
	}
	s.setCookie(w, r, token, int(s.People.Absolute/time.Second))
	if held != "" {
		if err := s.hold(r, session.Person, next, held); err != nil {
			return err
		}
	}
	root := s.Live.Current().Config.BasePath() + Root
	rest, inside := strings.CutPrefix(next, Root)
	if !inside || strings.ContainsAny(rest, "\\\r\n") {
		rest = ""
	}
	if me := session.Person; rest == "" && !me.MayWrite() {
		rest = "translations" // all that is theirs to do
	}
	http.Redirect(w, r, root+rest, http.StatusSeeOther)
	return nil
}

// formsAt is where the forms of fact-checks are.
const formsAt = Root + "edit/"

// hold keeps what a person typed into a form before their session ended. What
// is no such form, or none of theirs, is left out.
func (s *Studio) hold(r *http.Request, me account.Person, next, held string) error {
	slug, named, _ := strings.Cut(strings.TrimPrefix(next, formsAt), "/")
	f := s.Live.Current().FactCheck(factcheck.Slug(slug))
	form, err := url.ParseQuery(held)
	if f == nil || err != nil {
		return nil
	}
	base, err := baseOf(form)
	if err != nil {
		return nil
	}
	lang, err := s.part(named, f)
	if err != nil || lang == "" && !me.MayWrite() || lang != "" && !me.MayTranslate(lang) {
		return nil
	}
	return s.Journal.Remember(r.Context(), journal.Typed{Slug: f.Slug, Part: string(lang), Person: me.Login, Form: held, Base: base})
}

func (s *Studio) logout(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(s.cookie(r)); err == nil {
		if err := s.People.End(r.Context(), c.Value); err != nil {
			return err
		}
	}
	if err := s.Journal.Note(r.Context(), who(r).Person.Login, "logged-out", "", ""); err != nil {
		return err
	}
	s.setCookie(w, r, "", -1)
	w.Header().Set("Clear-Site-Data", `"cache"`)
	return s.to(w, r, "login")
}

func (s *Studio) welcome(w http.ResponseWriter, r *http.Request) error {
	token := mux.Vars(r)["token"]
	p, err := s.People.Invited(r.Context(), token)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, "welcome.html", welcomeView{page: s.page(r, s.print(r).Text("studio.welcome")), Token: token, Login: p.Login, Least: account.MinPassword})
}

// accept sets the password of somebody who was invited, and logs them in.
func (s *Studio) accept(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	token, password := mux.Vars(r)["token"], r.PostFormValue("password")
	p, err := s.People.Accept(r.Context(), token, password)
	if text := s.badPassword(r, err); text != "" {
		return s.show(w, r, http.StatusUnprocessableEntity, "welcome.html",
			welcomeView{page: s.page(r, s.print(r).Text("studio.welcome")), Token: token, Login: p.Login, Problem: text, Least: account.MinPassword})
	}
	if err != nil {
		return err
	}
	if err := s.Journal.Note(r.Context(), p.Login, "joined", "", ""); err != nil {
		return err
	}
	session, _, err := s.People.Login(r.Context(), p.Login, password, s.From(r), r.UserAgent())
	if err != nil || session == "" {
		return s.to(w, r, "login")
	}
	return s.begin(w, r, session, "", "")
}

// badPassword is what is wrong with a password that somebody chose; "" for
// nothing.
func (s *Studio) badPassword(r *http.Request, err error) string {
	p := s.print(r)
	switch {
	case errors.Is(err, account.ErrShort):
		return p.Text("studio.password-short", "Least", account.MinPassword)
	case errors.Is(err, account.ErrLong):
		return p.Text("studio.password-long", "Most", account.MaxPassword)
	case errors.Is(err, account.ErrSimple), errors.Is(err, account.ErrSigns):
		return p.Text("studio.password-simple")
	}
	return ""
}

// addressOf is where a request comes from.
func addressOf(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return netip.IPv6Unspecified()
	}
	return address
}
