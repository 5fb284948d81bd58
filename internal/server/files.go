package server

import (
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"rebut/internal/address"
	"rebut/internal/site"
)

// home sends a reader who states a language to the list in the best of the
// languages that have one, and everybody else the static home page.
func (s *server) home(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	w.Header().Set("Vary", "Accept-Language")
	accepted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(accepted) == 0 || now.Site == nil || len(now.Site.Languages) == 0 {
		return s.file(w, r, now)
	}
	tags := make([]language.Tag, len(now.Site.Languages))
	for i, lang := range now.Site.Languages {
		tags[i] = lang.Tag()
	}
	_, best, _ := language.NewMatcher(tags).Match(accepted...)
	redirect(w, r, now.Config.Path(address.List(now.Site.Languages[best])), http.StatusFound)
	return nil
}

// file answers an address with its file of the tree.
func (s *server) file(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if now.Site == nil {
		return nothingToShow(w, r, now)
	}
	name := address.File(r.URL.Path)
	switch {
	case !now.Site.Has(name):
		if !strings.HasSuffix(r.URL.Path, "/") && now.Site.Has(name+"/index.html") {
			redirect(w, r, now.Config.Path(r.URL.EscapedPath()+"/"), http.StatusMovedPermanently)
			return nil
		}
		return errNotFound
	case now.Site.Moved(name) != "":
		redirect(w, r, now.Config.Path(now.Site.Moved(name)), http.StatusMovedPermanently)
		return nil
	case strings.HasSuffix(r.URL.Path, "/index.html"):
		redirect(w, r, now.Config.Path(address.Path(name)), http.StatusMovedPermanently)
		return nil
	}
	w.Header().Set("Content-Type", mediumOf(name).contentType)
	if bannered(now, name) {
		content, err := now.Site.GetFor(r.Context(), name)
		if err != nil {
			return err
		}
		page, err := withBanner(content.Bytes, now)
		if err == nil {
			sendPage(w, r, http.StatusOK, page)
		}
		return err
	}
	if now.Site.Gone(name) {
		content, err := now.Site.GetFor(r.Context(), name)
		if err == nil {
			sendPage(w, r, http.StatusGone, content.Bytes)
		}
		return err
	}
	w.Header().Set("Cache-Control", s.freshness(now, r.URL.Path))
	subscribable(w.Header(), now.Config, name)
	if mediumOf(name).text {
		return s.text(w, r, now, name)
	}
	tag := now.Site.ETag(name) // known of every picture that was ever rendered
	if tag != "" && r.Header["If-Match"] == nil && noneMatch(r.Header["If-None-Match"], tag) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Accept-Ranges", "bytes")
		notModified(w)
		return nil
	}
	content, err := now.Site.GetFor(r.Context(), name)
	if err != nil {
		return err
	}
	s.deliver(w, r, content)
	return nil
}

// text answers with a file in the coding that the reader likes best.
func (s *server) text(w http.ResponseWriter, r *http.Request, now Snapshot, name string) error {
	if variant, ok := s.variants.known(now.Site.ETag(name), wishOf(r.Header).best); ok {
		return s.coded(w, r, variant, wishOf(r.Header).best)
	}
	content, err := now.Site.GetFor(r.Context(), name)
	if err != nil {
		return err
	}
	return s.coded(w, r, content, identity)
}

// coded answers with content that is in a coding, or in none yet, in the coding
// that the reader likes best.
func (s *server) coded(w http.ResponseWriter, r *http.Request, content site.Rendered, in coding) error {
	w.Header().Add("Vary", "Accept-Encoding")
	asked := wishOf(r.Header)
	switch {
	case asked.best == identity && !asked.plain:
		return errNotAcceptable
	case asked.best == identity, in == identity && asked.plain && len(content.Bytes) < smallest:
		s.deliver(w, r, content)
		return nil
	case in == identity:
		var err error
		if content, err = s.variants.of(content, asked.best); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Encoding", string(asked.best))
	s.deliver(w, r, content)
	return nil
}

// redirect leads to another address of the site and keeps the query, which
// campaigns hang their tags on. The one by language is for the reader alone:
// there are shared caches that pay no heed to "Vary: Accept-Language".
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Cache-Control", current)
	if status == http.StatusFound {
		w.Header().Set("Cache-Control", own)
	}
	http.Redirect(w, r, to, status)
}

// notFound answers with the site's own page for unknown addresses. A fact-check
// that never could be read has no page, so that its problems are told here too.
func (s *server) notFound(w http.ResponseWriter, r *http.Request, now Snapshot) {
	page := []byte("Not found.\n")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if now.Site != nil {
		if content, err := now.Site.Get(address.File(address.NotFound)); err == nil {
			page = content.Bytes
			w.Header().Set("Content-Type", mediumOf(address.NotFound).contentType)
		}
		if told, err := withBanner(page, now); err == nil && bannered(now, address.File(address.NotFound)) {
			page = told
		}
	}
	send(w, r, http.StatusNotFound, page)
}

// send writes an answer that is not to be kept.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Length", length(body))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body) // a reader who went away is no failure of ours
	}
}
