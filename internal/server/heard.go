package server

import (
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"rebut/internal/address"
)

// asksHeard reports whether a request tells what somebody heard. Without that
// the page is a file like others.
func asksHeard(r *http.Request, _ *mux.RouteMatch) bool {
	_, ok := address.HeardIn(r.URL.Path)
	return ok && strings.TrimSpace(r.URL.Query().Get(address.HeardQuery)) != ""
}

// heard answers what somebody heard with a page, or with plain text for
// programs that ask for that. Nobody keeps the answer: the address has what
// the reader typed, which the log leaves out too.
func (s *server) heard(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if now.Site == nil {
		return nothingToShow(w, r, now)
	}
	if now.Site.Heard == nil {
		return s.file(w, r, now)
	}
	lang, _ := address.HeardIn(r.URL.Path)
	plain := strings.HasPrefix(r.Header.Get("Accept"), "text/plain")
	answer := now.Site.Heard
	if s.Teller != nil && now.Site.Telling != nil {
		answer = now.Site.Telling.Heard
	}
	body, err := answer(lang, r.URL.Query().Get(address.HeardQuery), plain)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", media[".html"].contentType)
	if plain {
		w.Header().Set("Content-Type", media[".txt"].contentType)
	}
	w.Header().Add("Vary", "Accept")
	return s.packed(w, r, body)
}

// packed sends a text of one reader's in the coding that the reader likes best.
func (s *server) packed(w http.ResponseWriter, r *http.Request, body []byte) error {
	w.Header().Add("Vary", "Accept-Encoding")
	asked := wishOf(r.Header)
	if asked.best == identity && !asked.plain {
		return errNotAcceptable
	}
	if asked.best != identity && (len(body) >= smallest || !asked.plain) {
		var err error
		if body, err = compress(body, asked.best); err != nil {
			return err
		}
		w.Header().Set("Content-Encoding", string(asked.best))
	}
	send(w, r, http.StatusOK, body)
	return nil
}
