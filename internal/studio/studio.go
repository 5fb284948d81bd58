// Package studio is the specification of how a comms team writes, translates,
// reviews and publishes fact-checks in a browser.
//
// The truth are the files under claims/, which people with editors and git work
// on too: a form is filled from a file and saved into it, and only what somebody
// changed is written. What a person typed is kept from one moment to the next
// (journal.Typed), so that neither a closed tab nor an expired session loses a
// word. A form that was filled before the file changed is joined with it value
// by value (factcheck.Merge); what both changed is shown, never overwritten.
//
//	draft → review → published → corrected, withdrawn
//
// Authors write, translators write in their languages, editors approve and
// publish, now or at a time, by default not what they wrote themselves, and only
// when they have seen to every point of a list. Published texts change by
// corrections only, which say what changed and why, and which by default wait for
// a second person.
//
// Every page works without scripts; with them it counts characters, checks
// while somebody types, and draws the picture that will be shared. Nothing is
// answered to anybody who is not logged in but the page to do so.
package studio

import (
	"context"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/account"
	"rebut/internal/address"
	"rebut/internal/downloads"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/links"
	"rebut/internal/message"
	"rebut/internal/outward"
	"rebut/internal/project"
)

// Root is where a studio is served, below the site's address.
const Root = address.Studio

// Options of a studio.
type Options struct {
	Dir       string        // the project's folder
	Live      *project.Live // the project, read again when its files change
	Templates fs.FS         // the templates folder
	People    *account.Store
	Journal   *journal.Journal
	Now       func() time.Time
	Today     func() factcheck.Date
	Random    io.Reader // of secrets: crypto/rand.Reader
	Log       *slog.Logger
	// OwnWork lets editors publish what they wrote themselves; else somebody
	// else has to.
	OwnWork bool
	// Outward opens the pages that sources are at, as far as the settings allow
	// it; nil for never. Its options are those that Outside gives.
	Outward *outward.Client
	// Wayback is the address at which the Internet Archive tells whether it has a
	// copy of a page.
	Wayback string
	// Links looks at the addresses of sources; nil for nobody does.
	Links *links.Checker
	// Downloads has what the server counted; nil for nothing.
	Downloads *downloads.Store
	// Secure reports whether a browser reaches the studio by https: cookies are
	// sent by no other way then. nil for by http.
	Secure func(*http.Request) bool
	// Local is the server's time zone; nil for UTC.
	Local *time.Location
	// Git takes in what is saved, if the settings want that; nil for none.
	Git Committer
	// Announces says that partners are told of news by itself.
	Announces bool
	// From is where a request comes from, given what trusted proxies say; nil for
	// the other end of the connection.
	From func(*http.Request) netip.Addr
	// OIDC is a login service that people may use; nil for none.
	OIDC *OIDC
	// Proxied is whom a proxy in front says a request is from, if the proxy is one
	// whose word is taken; "" for nobody. nil for no such login.
	Proxied func(*http.Request) string
}

// Studio is the handler of all addresses below Root.
type Studio struct {
	Options
	templates *template.Template
	static    map[string][]byte
	words     *message.Catalog // that ship with the pages: a project's copy may be of an earlier program
	router    *mux.Router
	routes    http.Handler // router behind what refuses other sites
	writing   sync.Mutex   // held while a fact-check's file is read, changed and written
	filing    sync.RWMutex // held while a text is entered in the journal and written; shared while a file is read and entered
	present   present
	tallied   tallied
	service   *service // nil for none
	askers    askers
	seen      *seen

	effects    effects
	committing sync.Mutex // held while git takes in what was saved
}

// New is a studio. The error is for templates that are not what the program
// needs.
func New(o Options) (*Studio, error) {
	s := &Studio{Options: o, askers: newAskers(), seen: newSeen()}
	if s.Secure == nil {
		s.Secure = func(*http.Request) bool { return false }
	}
	if s.From == nil {
		s.From = addressOf
	}
	if o.OIDC != nil {
		s.service = &service{OIDC: *o.OIDC, now: o.Now}
	}
	if err := s.load(); err != nil {
		return nil, err
	}
	r := mux.NewRouter().SkipClean(true) // an address that is not one of these is none
	in := r.PathPrefix(Root).Subrouter()
	in.HandleFunc("/static/{file}", s.file).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/login", s.open(s.loginPage)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/login", s.open(s.login)).Methods(http.MethodPost)
	in.HandleFunc("/second", s.open(s.second)).Methods(http.MethodPost)
	in.HandleFunc("/oidc/start", s.open(s.startOIDC)).Methods(http.MethodPost)
	in.HandleFunc("/oidc/callback", s.open(s.endOIDC)).Methods(http.MethodGet)
	in.HandleFunc("/welcome/{token}", s.open(s.welcome)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/welcome/{token}", s.open(s.accept)).Methods(http.MethodPost)
	in.HandleFunc("/logout", s.known(s.logout)).Methods(http.MethodPost)
	in.HandleFunc("/", s.known(s.list)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/me", s.known(s.me)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/me", s.known(s.changeMe)).Methods(http.MethodPost)
	in.HandleFunc("/people", s.known(s.people)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/people", s.known(s.changePeople)).Methods(http.MethodPost)
	in.HandleFunc("/new", s.known(s.newPage)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/new", s.known(s.create)).Methods(http.MethodPost)
	in.HandleFunc("/translations", s.known(s.translations)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/translations/next", s.known(s.nextTranslation)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/heard", s.known(s.heard)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/heard", s.known(s.decideHeard)).Methods(http.MethodPost)
	in.HandleFunc("/upkeep", s.known(s.upkeep)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/upkeep", s.known(s.tend)).Methods(http.MethodPost)
	in.HandleFunc("/upkeep/downloads.csv", s.known(s.counts)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/bulk", s.known(s.bulk)).Methods(http.MethodPost)
	in.HandleFunc("/views", s.known(s.views)).Methods(http.MethodPost)
	in.HandleFunc("/exchange", s.known(s.exchange)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/exchange", s.known(s.upload)).Methods(http.MethodPost)
	in.HandleFunc("/exchange/export", s.known(s.export)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/exchange/{id}", s.known(s.dryRun)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/exchange/{id}", s.known(s.settleImport)).Methods(http.MethodPost)
	in.HandleFunc("/log", s.known(s.log)).Methods(http.MethodGet, http.MethodHead)
	for _, at := range []string{"/edit/{slug}", "/edit/{slug}/{part}"} {
		in.HandleFunc(at, s.known(s.edit)).Methods(http.MethodGet, http.MethodHead)
		in.HandleFunc(at, s.known(s.save)).Methods(http.MethodPost)
	}
	in.HandleFunc("/typed/{slug}", s.known(s.typed)).Methods(http.MethodPost)
	in.HandleFunc("/check/{slug}", s.known(s.check)).Methods(http.MethodPost)
	in.HandleFunc("/picture/{slug}", s.known(s.picture)).Methods(http.MethodPost)
	in.HandleFunc("/sources/{slug}", s.known(s.sources)).Methods(http.MethodPost)
	in.HandleFunc("/preview/{slug}/{what:page|embed|body}", s.known(s.preview)).Methods(http.MethodGet, http.MethodHead, http.MethodPost)
	in.HandleFunc("/preview/{slug}/picture", s.known(s.seenPicture)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/preview/{slug}/code", s.known(s.code)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/preview/{slug}/sheet", s.known(s.sheet)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/preview/{slug}/sheet", s.known(s.toSheet)).Methods(http.MethodPost)
	in.HandleFunc("/review/{slug}", s.known(s.review)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/review/{slug}", s.known(s.act)).Methods(http.MethodPost)
	in.HandleFunc("/proposal/{slug}/{id:[0-9]{1,18}}", s.known(s.proposalPage)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/proposal/{slug}/{id:[0-9]{1,18}}", s.known(s.decide)).Methods(http.MethodPost)
	in.HandleFunc("/effect/{slug}", s.known(s.effectPage)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/after/{slug}", s.known(s.after)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/calendar", s.known(s.calendar)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/history/{slug}", s.known(s.history)).Methods(http.MethodGet, http.MethodHead)
	in.HandleFunc("/history/{slug}", s.known(s.restore)).Methods(http.MethodPost)
	r.NotFoundHandler = http.HandlerFunc(s.open(func(http.ResponseWriter, *http.Request) error { return errNotFound }))
	s.router, s.routes = r, http.NewCrossOriginProtection().Handler(r)
	return s, nil
}

// maxForm is the largest form that is read, bytes: three times the largest file
// that is, for what forms escape.
const maxForm = 3 << 20

// maxValues is how many values a form may have: the largest fact-checks have a
// tenth of them.
const maxValues = 5_000

var errForm = errors.New("the form cannot be read")

// parse reads the form of a request.
func parse(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return err
		}
		return errForm
	}
	n := 0
	for _, values := range r.PostForm {
		if n += len(values); n > maxValues {
			return &http.MaxBytesError{Limit: maxForm}
		}
	}
	return nil
}

// policy is the content security policy of the studio's pages: nothing of other
// sites, nothing inline. Pictures that are being written come as blobs.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; frame-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// ServeHTTP answers requests below Root.
func (s *Studio) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r))
	s.routes.ServeHTTP(w, r)
}

// Errors that handlers answer with.
var (
	errNotFound  = errors.New("there is no such page")
	errForbidden = errors.New("this is not for your role")
)

// handler answers one kind of address, or says what is wrong.
type handler func(w http.ResponseWriter, r *http.Request) error

// open is a handler that anybody may ask.
func (s *Studio) open(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

type contextKey struct{}

// known is a handler for people who are logged in; others are shown the page
// to do so, which leads back.
func (s *Studio) known(h handler) http.HandlerFunc {
	return s.open(func(w http.ResponseWriter, r *http.Request) error {
		session, err := s.session(r)
		if errors.Is(err, account.ErrNoSession) {
			session, err = s.proxiedSession(w, r)
		}
		if errors.Is(err, account.ErrNoSession) {
			return s.sendToLogin(w, r)
		}
		if err != nil {
			return err
		}
		if r.Method == http.MethodPost {
			defer s.tallied.forget(session.Person.Login) // what waits for them may be another then
		}
		return h(w, r.WithContext(context.WithValue(r.Context(), contextKey{}, session)))
	})
}

// who is the session of a request that known let through.
func who(r *http.Request) account.Session {
	session, _ := r.Context().Value(contextKey{}).(account.Session)
	return session
}

// fail answers with what is wrong, in plain words. What went wrong inside is
// logged and never shown.
func (s *Studio) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := s.print(r)
	status, text := http.StatusInternalServerError, p.Text("studio.failed")
	var large *http.MaxBytesError
	switch {
	case errors.Is(err, errNotFound), errors.Is(err, account.ErrNobody), errors.Is(err, journal.ErrNone):
		status, text = http.StatusNotFound, p.Text("studio.not-found")
	case errors.Is(err, errForbidden):
		status, text = http.StatusForbidden, p.Text("studio.forbidden")
	case errors.Is(err, errForm):
		status, text = http.StatusBadRequest, p.Text("studio.failed")
	case errors.Is(err, errBusy):
		status, text = http.StatusConflict, p.Text("studio.move-newer")
	case errors.As(err, &large):
		status, text = http.StatusRequestEntityTooLarge, p.Text("studio.too-large")
	case r.Context().Err() != nil:
		return
	default:
		s.Log.Error("studio cannot answer", "path", r.URL.Path, "error", err)
	}
	if err := s.show(w, r, status, "notice.html", noticeView{page: s.page(r, text)}); err != nil {
		s.Log.Error("studio cannot show what is wrong", "error", err)
		http.Error(w, text, status)
	}
}

// print writes in the language that the person's browser asks for.
func (s *Studio) print(r *http.Request) *message.Printer {
	return s.words.In(languageOf(r))
}
