package studio

import (
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/account"
	"rebut/internal/factcheck"
)

func itoa(n int) string { return strconv.Itoa(n) }

type peopleView struct {
	page
	People    []account.Person
	Languages []factcheck.Lang
	Link      string // to give to somebody; "" for none
	For       string // whom
	Problem   string
	New       account.Person // as typed
}

// Roles are all roles.
func (peopleView) Roles() []account.Role { return account.Roles[:] }

// Has reports whether a person has a role.
func (peopleView) Has(p account.Person, role account.Role) bool {
	return slices.Contains(p.Roles, role)
}

// Speaks reports whether a person translates into a language.
func (peopleView) Speaks(p account.Person, lang factcheck.Lang) bool {
	return slices.Contains(p.Languages, lang)
}

func (s *Studio) people(w http.ResponseWriter, r *http.Request) error {
	return s.peoplePage(w, r, http.StatusOK, peopleView{})
}

func (s *Studio) peoplePage(w http.ResponseWriter, r *http.Request, status int, v peopleView) error {
	if !who(r).Person.MayManage() {
		return errForbidden
	}
	var err error
	v.page, v.Languages = s.page(r, s.print(r).Text("studio.people")), s.Live.Current().Config.Languages
	if v.People, err = s.People.People(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, status, "people.html", v)
}

// changePeople adds a person, changes one, or makes a new link for one.
func (s *Studio) changePeople(w http.ResponseWriter, r *http.Request) error {
	if !who(r).Person.MayManage() {
		return errForbidden
	}
	if err := parse(r); err != nil {
		return err
	}
	p := account.Person{Login: r.PostFormValue("login"), Name: r.PostFormValue("name"), Disabled: r.PostFormValue("disabled") == "on"}
	for _, role := range r.PostForm["role"] {
		p.Roles = append(p.Roles, account.Role(role))
	}
	for _, lang := range r.PostForm["language"] {
		p.Languages = append(p.Languages, factcheck.Lang(lang))
	}
	me := who(r).Person.Login
	v := peopleView{}
	if r.PostFormValue("act") == "add" {
		v.New = p
	}
	var err error
	switch act := r.PostFormValue("act"); act {
	case "add":
		if p, err = s.People.Add(r.Context(), p); err == nil {
			err = s.Journal.Note(r.Context(), me, "person-added", "", p.Login)
		}
	case "change", "link", "unbind":
		id, _ := strconv.ParseInt(r.PostFormValue("id"), 10, 64)
		was, findErr := s.People.Person(r.Context(), id)
		if findErr != nil {
			return findErr
		}
		p.ID, p.Login = id, was.Login
		if act == "change" {
			if err = s.People.Change(r.Context(), p); err == nil {
				err = s.Journal.Note(r.Context(), me, "person-changed", "", changedTo(p))
			}
		}
		if act == "unbind" {
			if err = s.People.Unbind(r.Context(), id); err == nil {
				err = s.Journal.Note(r.Context(), me, "unbound", "", p.Login)
			}
		}
	default:
		return errNotFound
	}
	if text := s.badPerson(r, err); text != "" {
		v.Problem = text
		return s.peoplePage(w, r, http.StatusUnprocessableEntity, v)
	}
	if err != nil {
		return err
	}
	if act := r.PostFormValue("act"); act == "change" || act == "unbind" {
		return s.to(w, r, "people")
	}
	return s.invite(w, r, p)
}

// changedTo is what the log says of a person who was changed.
func changedTo(p account.Person) string {
	out := p.Login
	for _, role := range p.Roles {
		out += " " + string(role)
	}
	for _, lang := range p.Languages {
		out += " " + string(lang)
	}
	if p.Disabled {
		out += " shut out"
	}
	return out
}

// invite shows a link for a person, once.
func (s *Studio) invite(w http.ResponseWriter, r *http.Request, p account.Person) error {
	token, err := s.People.Invite(r.Context(), p.ID)
	if err != nil {
		return err
	}
	if err := s.Journal.Note(r.Context(), who(r).Person.Login, "invited", "", p.Login); err != nil {
		return err
	}
	link := s.origin(r) + Root + "welcome/" + token
	return s.peoplePage(w, r, http.StatusOK, peopleView{Link: link, For: p.Login})
}

// badPerson is what is wrong with a person as entered; "" for nothing.
func (s *Studio) badPerson(r *http.Request, err error) string {
	for key, is := range map[string]error{
		"person-taken": account.ErrTaken, "person-login": account.ErrLogin, "person-role": account.ErrRole, "person-language": account.ErrLanguage, "person-last": account.ErrLastAdmin,
	} {
		if errors.Is(err, is) {
			return s.print(r).Text("studio." + key)
		}
	}
	return ""
}

type meView struct {
	page
	Sessions []account.Session
	This     int64 // id of the session that asks
	Problem  string
	Done     string
	Secret   string       // of codes, while they are being set up
	Setup    string       // address that apps read to set up codes
	Picture  template.URL // the same as a code to photograph
	Recovery []string
}

func (s *Studio) me(w http.ResponseWriter, r *http.Request) error {
	return s.mePage(w, r, http.StatusOK, meView{})
}

func (s *Studio) mePage(w http.ResponseWriter, r *http.Request, status int, v meView) error {
	var err error
	v.page, v.This = s.page(r, s.print(r).Text("studio.me")), who(r).ID
	if v.Sessions, err = s.People.Sessions(r.Context(), who(r).Person.ID); err != nil {
		return err
	}
	return s.show(w, r, status, "me.html", v)
}

func (s *Studio) changeMe(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	me := who(r).Person
	switch r.PostFormValue("act") {
	case "revoke":
		id, _ := strconv.ParseInt(r.PostFormValue("id"), 10, 64)
		if err := s.People.Revoke(r.Context(), me.ID, id); err != nil {
			return err
		}
		if err := s.Journal.Note(r.Context(), me.Login, "session-ended", "", ""); err != nil {
			return err
		}
		return s.to(w, r, "me")
	case "keys":
		return s.changeKeys(w, r)
	case "password":
		return s.changePassword(w, r)
	case "codes":
		secret, address, err := s.People.Secret(me, s.Live.Current().Config.Organisation.Wordmark+" Studio")
		if err != nil {
			return err
		}
		picture, err := photographed(address)
		if err != nil {
			return err
		}
		return s.mePage(w, r, http.StatusOK, meView{Secret: secret, Setup: address, Picture: picture})
	case "confirm":
		secret := r.PostFormValue("secret")
		recovery, err := s.People.Confirm(r.Context(), me.ID, secret, strings.Join(strings.Fields(r.PostFormValue("code")), ""))
		if errors.Is(err, account.ErrRefused) {
			return s.mePage(w, r, http.StatusUnprocessableEntity, meView{Secret: secret, Problem: s.print(r).Text("studio.code-wrong")})
		}
		if err != nil {
			return err
		}
		if err := s.Journal.Note(r.Context(), me.Login, "codes-on", "", ""); err != nil {
			return err
		}
		return s.mePage(w, r, http.StatusOK, meView{Recovery: recovery})
	case "no-codes":
		if done, err := s.proved(w, r); done || err != nil {
			return err
		}
		if err := s.People.WithoutCode(r.Context(), me.ID); err != nil {
			return err
		}
		if err := s.Journal.Note(r.Context(), me.Login, "codes-off", "", ""); err != nil {
			return err
		}
		return s.to(w, r, "me")
	case "language":
		http.SetCookie(w, &http.Cookie{Name: "studio-language", Value: r.PostFormValue("language"), Path: s.Live.Current().Config.BasePath() + Root,
			MaxAge: 365 * 24 * 3600, HttpOnly: true, Secure: s.Secure(r), SameSite: http.SameSiteLaxMode})
		if rest, inside := strings.CutPrefix(r.PostFormValue("next"), s.Live.Current().Config.BasePath()+Root); inside && !strings.ContainsAny(rest, "\\\r\n") {
			return s.to(w, r, rest)
		}
		return s.to(w, r, "me")
	}
	return errNotFound
}

// proved wants the person's password again before what a browser that was left
// open must not do. It reports true where it has answered that it is not it.
func (s *Studio) proved(w http.ResponseWriter, r *http.Request) (answered bool, err error) {
	session, second, err := s.People.Login(r.Context(), who(r).Person.Login, r.PostFormValue("old"), s.From(r), r.UserAgent())
	if status, text := s.refused(w, r, err); status != 0 {
		return true, s.mePage(w, r, status, meView{Problem: text})
	}
	if err != nil || second != "" {
		return false, err
	}
	return false, s.People.End(r.Context(), session)
}

// changePassword wants the old password again, and logs in anew.
func (s *Studio) changePassword(w http.ResponseWriter, r *http.Request) error {
	me := who(r).Person
	if done, err := s.proved(w, r); done || err != nil {
		return err
	}
	err := s.People.SetPassword(r.Context(), me.ID, r.PostFormValue("password"))
	if text := s.badPassword(r, err); text != "" {
		return s.mePage(w, r, http.StatusUnprocessableEntity, meView{Problem: text})
	}
	if err != nil {
		return err
	}
	if err := s.Journal.Note(r.Context(), me.Login, "password-changed", "", ""); err != nil {
		return err
	}
	return s.to(w, r, "login")
}
