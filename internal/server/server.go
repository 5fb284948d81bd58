// Package server is the specification of how the public tree is answered over
// HTTP: the bytes of every address are those that build writes, and around
// them the server adds what a folder cannot: status codes, entity tags, media
// types, security headers, and at "/" the reader's language.
//
// Middleware stands outside the router, so that it sees every answer. A
// handler returns an error; one place (answer) turns errors into pages. What
// went wrong inside is logged and never shown.
package server

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/address"
	"rebut/internal/bounded"
	"rebut/internal/config"
	"rebut/internal/downloads"
	"rebut/internal/problem"
	"rebut/internal/ratelimit"
	"rebut/internal/site"
)

// Snapshot is a site at one moment.
type Snapshot struct {
	Site     *site.FS // nil when there is nothing that could be shown
	Config   *config.Config
	Problems problem.List // of the files as they are now, which may be newer than Site

	private bool // whether the reader may see Problems
}

// Options of a server.
type Options struct {
	// Snapshot is asked once for every request.
	Snapshot func() Snapshot
	// Refresh is called before an author of the site is shown a page: what was
	// saved before the browser's reload is to show. nil for nothing to do.
	Refresh func()
	// ShowProblems puts the problems of the project's files on its pages, for
	// readers at this computer: the people who write them, never the public.
	ShowProblems bool
	// LocalOnly refuses requests that another computer may have made, through a
	// proxy or a name that leads here: for a site with drafts.
	LocalOnly bool
	// Studio answers below address.Studio, and sets the headers that protect its
	// pages itself; nil for none.
	Studio http.Handler
	// Downloads counts what readers take home; nil for nothing is counted.
	Downloads *downloads.Tally

	// Teller takes what readers heard and nobody has checked; nil for nobody.
	Teller   Teller
	Log      *slog.Logger
	Requests io.Writer        // gets a line for each request; nil for Log
	Now      func() time.Time // for the times in the log
}

// server is the handler of a whole server. What Run can answer from memory it
// takes from quick, all else from the handlers inside.
type server struct {
	Options
	variants   *variants
	protection protection
	ready      *bounded.Cache[*ready]
	limiter    *ratelimit.Limiter
	inside     http.Handler // expects a recorder
	lines      sync.Pool    // of *[]byte, for the log
}

// New is the handler of a whole server.
func New(o Options) http.Handler {
	s := &server{Options: o, variants: newVariants(runtime.GOMAXPROCS(0)), protection: newProtection(), ready: bounded.New[*ready](readyBytes), limiter: ratelimit.New(o.Now)}
	s.inside = s.recovered(s.mounted(s.routes()))
	return s
}

// ServeHTTP answers any request, and logs it.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start, rec := s.Now(), &recorder{ResponseWriter: w}
	defer func() {
		end := s.Now()
		s.note(end, entry{r.Method, r.URL.Path, rec.status, rec.bytes, end.Sub(start)})
		s.count(rec, r)
	}()
	s.inside.ServeHTTP(rec, r)
}

// handler answers one kind of address from a snapshot of the site.
type handler func(w http.ResponseWriter, r *http.Request, now Snapshot) error

var (
	// errNotFound is answered with the site's page for unknown addresses.
	errNotFound = errors.New("not found")
	// errNotAcceptable says that the reader refuses every content coding.
	errNotAcceptable = errors.New("no acceptable content coding")
)

// statusLeft is what the log says of readers who left before their answer was
// ready, as nginx's does. Nobody gets to see it.
const statusLeft = 499

func (s *server) routes() http.Handler {
	router := mux.NewRouter().SkipClean(true) // names are looked up in the tree as they are
	if s.Studio != nil {
		router.PathPrefix(address.Studio).Handler(s.Studio)
	}
	router.Handle(problemsPath, s.answer(problemsPage)).Methods(http.MethodGet, http.MethodHead)
	router.Handle(stylePath, s.answer(problemsStyle)).Methods(http.MethodGet, http.MethodHead)
	router.Handle("/", s.answer(s.home)).Methods(http.MethodGet, http.MethodHead)
	router.MatcherFunc(asksAPI).Handler(s.answer(s.api))
	s.claims(router)
	router.MatcherFunc(s.asksTell).Handler(s.answer(s.tell)).Methods(http.MethodGet, http.MethodHead, http.MethodPost)
	router.MatcherFunc(asksHeard).Handler(s.answer(s.heard)).Methods(http.MethodGet, http.MethodHead)
	router.MatcherFunc(asksOEmbed).Handler(s.answer(s.limited(s.oembed, tooManyOEmbed))).Methods(http.MethodGet, http.MethodHead)
	router.PathPrefix("/").Handler(s.answer(s.file)).Methods(http.MethodGet, http.MethodHead)
	router.MethodNotAllowedHandler = http.HandlerFunc(methodNotAllowed)
	return router
}

func methodNotAllowed(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "This address can only be read.", http.StatusMethodNotAllowed)
}

// mounted serves the site under the path of its address ("/facts" of
// https://example.org/facts) and gives the handlers paths without it.
func (s *server) mounted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		private := s.ShowProblems && FromHere(r)
		if private && s.Refresh != nil && strings.Contains(r.Header.Get("Accept"), "text/html") {
			s.Refresh() // looks at every file of the project: not for each picture of a page
		}
		now := s.Snapshot()
		now.private = private
		s.protection.set(w.Header(), r.URL.Path)
		if s.inStudio(now, r.URL.Path) {
			s.protection.studio(w.Header())
		}
		if s.LocalOnly && !FromHere(r) {
			http.Error(w, "Drafts are shown on this computer only.", http.StatusForbidden)
			return
		}
		w.(*recorder).now = now
		base := ""
		if now.Config != nil {
			base = now.Config.BasePath()
		}
		switch rest, inside := strings.CutPrefix(r.URL.EscapedPath(), base); {
		case base == "":
			next.ServeHTTP(w, r)
		case r.URL.Path == "/" || rest == "" && inside:
			http.Redirect(w, r, base+"/", http.StatusFound)
		case inside && rest[0] == '/':
			next.ServeHTTP(w, atPath(r, rest))
		default:
			s.answer(func(http.ResponseWriter, *http.Request, Snapshot) error { return errNotFound }).ServeHTTP(w, r)
		}
	})
}

// answer turns what a handler returns into an answer.
func (s *server) answer(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := w.(*recorder).now
		err := h(w, r, now)
		switch {
		case err == nil:
		case errors.Is(err, errNotFound), errors.Is(err, fs.ErrNotExist):
			s.notFound(w, r, now)
		case errors.Is(err, errNotAcceptable):
			w.Header().Set("Content-Type", media[".txt"].contentType)
			send(w, r, http.StatusNotAcceptable, []byte("This address can be had as it is, with gzip and with br.\n"))
		case errors.Is(err, site.ErrBusy):
			w.Header().Set("Retry-After", "10") // seconds; a full queue took twice that on two busy cores
			sendPage(w, r, http.StatusServiceUnavailable, unavailablePage)
		case r.Context().Err() != nil:
			w.WriteHeader(statusLeft)
		default:
			s.Log.Error("cannot answer", "path", r.URL.Path, "error", err)
			sendPage(w, r, http.StatusInternalServerError, failurePage)
		}
	})
}

// atPath is the request with another path, given in its escaped form.
func atPath(r *http.Request, escaped string) *http.Request {
	path, err := url.PathUnescape(escaped)
	if err != nil {
		path = escaped
	}
	at := r.Clone(r.Context())
	at.URL.Path, at.URL.RawPath = path, ""
	return at
}
