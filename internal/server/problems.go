package server

import (
	"bytes"
	_ "embed"
	"html/template"
	"net"
	"net/http"
	"strings"

	"rebut/internal/problem"
)

// Addresses of the server itself; "-" is no language, so that the tree never
// needs them.
const (
	problemsPath = "/-/problems"
	stylePath    = "/-/problems.css"
)

//go:embed problems.html
var problemsHTML string

//go:embed problems.css
var problemsCSS []byte

var problemsTemplate = template.Must(template.New("problems").Parse(problemsHTML))

// bannerItems is how many problems a banner shows; the page shows all.
const bannerItems = 5

// problemsView is what problems.html shows.
type problemsView struct {
	Base    string // path that the site lives under
	Errors  int
	Shown   problem.List
	More    int  // problems that the banner leaves out
	Nothing bool // there is no last good version
}

func view(now Snapshot, list problem.List) problemsView {
	v := problemsView{Shown: list, Nothing: now.Site == nil}
	for _, p := range now.Problems {
		if p.Severity == problem.Error {
			v.Errors++
		}
	}
	if now.Config != nil {
		v.Base = now.Config.BasePath()
	}
	return v
}

func execute(name string, v problemsView) ([]byte, error) {
	var b bytes.Buffer
	err := problemsTemplate.ExecuteTemplate(&b, name, v)
	return b.Bytes(), err
}

func problemsPage(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if !now.private {
		return errNotFound
	}
	page, err := execute("page", view(now, now.Problems))
	if err != nil {
		return err
	}
	sendPage(w, r, http.StatusOK, page)
	return nil
}

func problemsStyle(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if !now.private {
		return errNotFound
	}
	w.Header().Set("Content-Type", media[".css"].contentType)
	send(w, r, http.StatusOK, problemsCSS)
	return nil
}

// proxyHeaders are what a proxy says of whom it asks for.
var proxyHeaders = [...]string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"}

// FromHere reports whether a reader sits at this computer. Behind a proxy, and
// for a foreign page that points its own name here (DNS rebinding), the server
// is asked for another host or in somebody else's name.
func FromHere(r *http.Request) bool {
	for _, name := range proxyHeaders {
		if r.Header.Get(name) != "" {
			return false
		}
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")).IsLoopback()
}

// nothingToShow answers while not even one good version exists.
func nothingToShow(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if !now.private {
		w.Header().Set("Retry-After", "60") // seconds
		sendPage(w, r, http.StatusServiceUnavailable, unavailablePage)
		return nil
	}
	page, err := execute("page", view(now, now.Problems))
	if err != nil {
		return err
	}
	sendPage(w, r, http.StatusInternalServerError, page)
	return nil
}

// bannered reports whether a page is shown with its problems on top.
func bannered(now Snapshot, name string) bool {
	return now.private && now.Problems.HasErrors() && strings.HasSuffix(name, ".html")
}

// withBanner is a page of the last good version with the problems of the
// current files at its top.
func withBanner(page []byte, now Snapshot) ([]byte, error) {
	var found problem.List
	for _, p := range now.Problems {
		if p.Severity == problem.Error {
			found = append(found, p)
		}
	}
	v := view(now, found[:min(len(found), bannerItems)])
	v.More = len(found) - len(v.Shown)
	banner, err := execute("banner", v)
	at := bodyStart(page)
	return bytes.Join([][]byte{page[:at], banner, page[at:]}, nil), err
}

// bodyStart is the offset after the page's <body …> tag; 0 without one.
func bodyStart(page []byte) int {
	open := bytes.Index(page, []byte("<body"))
	if open < 0 {
		return 0
	}
	return open + bytes.IndexByte(page[open:], '>') + 1
}

// sendPage sends an HTML page of the server's own.
func sendPage(w http.ResponseWriter, r *http.Request, status int, page []byte) {
	w.Header().Set("Content-Type", media[".html"].contentType)
	send(w, r, status, page)
}

// The pages that stand in when nothing of the site can be sent. They are in
// English and French because nothing is known of the reader.
var (
	failurePage = []byte(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>` +
		`<h1>Something went wrong on our side</h1><p>Please try again in a moment.</p>` +
		`<p lang="fr">Une erreur s’est produite de notre côté. Veuillez réessayer dans un moment.</p></html>`)
	unavailablePage = []byte(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Back soon</title>` +
		`<h1>This site will be back soon</h1><p>Please try again in a few minutes.</p>` +
		`<p lang="fr">Ce site sera bientôt de retour. Veuillez réessayer dans quelques minutes.</p></html>`)
)
