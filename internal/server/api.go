package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/address"
	"rebut/internal/api"
	"rebut/internal/site"
)

// apiTimeout is how long an answer may take to be made.
const apiTimeout = 15 * time.Second

// asksAPI reports whether a request is one of a program, which gets JSON even
// for what is wrong.
func asksAPI(r *http.Request, _ *mux.RouteMatch) bool {
	return strings.HasPrefix(r.URL.Path+"/", address.API) || r.URL.Path == address.OpenAPI
}

// refusal is a problem that a handler answers with.
type refusal struct{ *api.Problem }

func (r refusal) Error() string { return r.Title }

// api answers programs. What a site has as files anybody may fetch; what has to
// be made is counted for each reader.
func (s *server) api(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	crossOrigin(w.Header())
	if now.Config != nil {
		w.Header().Set("Link", fmt.Sprintf(`<%s>; rel="service-desc", <%s>; rel="service-doc"`, now.Config.Path(address.OpenAPI), now.Config.Path(address.APIPage))) // RFC 8631
	}
	if r.Method == http.MethodOptions {
		preflight(w, r)
		return nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), apiTimeout)
	defer cancel()
	h := s.limited(s.apiAnswer, tooMany)
	switch {
	case r.URL.Path == address.APIHeard:
		h = s.limited(s.tellAPI, tooMany)
	case strings.HasSuffix(r.URL.Path, ".json"):
		h = s.apiFile
	}
	return s.refused(w, r, now, h(w, r.WithContext(ctx), now))
}

// What the interface can be asked with.
const (
	apiMethods  = "GET, HEAD, OPTIONS"
	tellMethods = "POST, OPTIONS" // at address.APIHeard
)

func methods(r *http.Request) string {
	if r.URL.Path == address.APIHeard {
		return tellMethods
	}
	return apiMethods
}

// crossOrigin lets scripts of every site ask, and read what answers say of
// themselves (Fetch Standard § 3.3).
func crossOrigin(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag, Link, RateLimit, RateLimit-Policy, Retry-After")
}

// preflight tells browsers that they may ask.
func preflight(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Allow", methods(r))
	h.Set("Access-Control-Allow-Methods", methods(r))
	h.Set("Access-Control-Allow-Headers", "*")
	h.Set("Access-Control-Max-Age", "86400") // seconds; browsers keep it for two hours at most
	w.WriteHeader(http.StatusNoContent)
}

func tooMany(_ http.ResponseWriter, _ *http.Request, now Snapshot) error {
	return refusal{api.NewProblem(now.Config, api.TooManyRequests, "Wait as long as Retry-After says, and see RateLimit in each answer for what is left.")}
}

// apiFile answers with a file of the site.
func (s *server) apiFile(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	switch {
	case !reads(r):
		return refusal{api.NewProblem(now.Config, api.MethodNotAllowed, "Ask with GET or HEAD.")}
	case now.Site == nil:
		return refusal{api.NewProblem(now.Config, api.Unavailable, "The site has nothing to show yet.")}
	}
	name := address.File(r.URL.Path)
	if !now.Site.Has(name) {
		return errNotFound
	}
	return s.apiNamed(w, r, now, name)
}

func (s *server) apiNamed(w http.ResponseWriter, r *http.Request, now Snapshot, name string) error {
	w.Header().Set("Content-Type", mediumOf(name).contentType)
	w.Header().Set("Cache-Control", s.freshness(now, r.URL.Path))
	return s.text(w, r, now, name)
}

// apiAnswer answers with what the site's files do not have.
func (s *server) apiAnswer(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if !reads(r) || now.Site == nil || now.Site.API == nil {
		return s.apiFile(w, r, now)
	}
	path := strings.TrimPrefix(r.URL.Path, address.API)
	if path == "match" && text(r) {
		return s.matchText(w, r, now)
	}
	answer, err := now.Site.API.Answer(path, r.URL.RawQuery)
	switch {
	case err != nil:
		return err
	case answer.Problem != nil:
		return refusal{answer.Problem}
	case quality(r.Header["Accept"], "application/json") == 0:
		return refusal{api.NewProblem(now.Config, api.NotAcceptable, "This answer can be had as application/json.")}
	case answer.Moved != "":
		redirect(w, r, now.Config.Path(answer.Moved), http.StatusPermanentRedirect)
		return nil
	case answer.File != "":
		return s.apiNamed(w, r, now, address.File(answer.File))
	}
	w.Header().Set("Content-Type", media[".json"].contentType)
	if answer.Private {
		w.Header().Add("Vary", "Accept")
		return s.packed(w, r, answer.Body)
	}
	w.Header().Set("Cache-Control", s.freshness(now, r.URL.Path))
	return s.coded(w, r, site.Rendered{Bytes: answer.Body, ETag: site.ETag(answer.Body)}, identity)
}

// matchText is what the page that takes what was heard answers programs of
// chats with: plain text.
func (s *server) matchText(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	text, lang, problem := now.Site.API.Asked(r.URL.RawQuery)
	if problem != nil {
		return refusal{problem}
	}
	answer := now.Site.Heard
	if s.Teller != nil && now.Site.Telling != nil {
		answer = now.Site.Telling.Heard
	}
	body, err := answer(lang, text, true)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", media[".txt"].contentType)
	w.Header().Add("Vary", "Accept")
	return s.packed(w, r, body)
}

func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// text reports whether a program wants plain text rather than JSON.
func text(r *http.Request) bool {
	return quality(r.Header["Accept"], "text/plain") > quality(r.Header["Accept"], "application/json")
}

// refused turns what a handler returns into a problem, which it sends.
func (s *server) refused(w http.ResponseWriter, r *http.Request, now Snapshot, err error) error {
	var is refusal
	kind, detail := api.Failure, "The fault was noted. It is none of your request’s."
	switch {
	case err == nil, r.Context().Err() != nil:
		return err
	case errors.As(err, &is):
	case errors.Is(err, errNotFound), errors.Is(err, fs.ErrNotExist):
		kind, detail = api.NotFound, "The interface has no such address."
	case errors.Is(err, errNotAcceptable):
		kind, detail = api.NotAcceptable, "This address can be had as it is, with gzip and with br."
	case errors.Is(err, site.ErrBusy), errors.Is(err, context.DeadlineExceeded):
		w.Header().Set("Retry-After", "10") // seconds; see server.answer
		kind, detail = api.Unavailable, "The server has too much to do. Ask again in a while."
	default:
		s.Log.Error("cannot answer", "path", r.URL.Path, "error", err)
	}
	problem := is.Problem
	if problem == nil {
		problem = api.NewProblem(now.Config, kind, detail)
	}
	told := *problem
	told.Instance = r.URL.EscapedPath()
	if now.Config != nil {
		told.Instance = now.Config.Path(told.Instance)
	}
	if told.Status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", methods(r))
	}
	body, err := api.JSON(told)
	if err != nil {
		return err
	}
	w.Header().Del("Content-Encoding")
	w.Header().Set("Content-Type", api.ProblemType)
	send(w, r, told.Status, body)
	return nil
}
