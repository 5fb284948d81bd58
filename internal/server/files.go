package server

import (
	"bytes"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"rebut/internal/address"
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
	case strings.HasSuffix(r.URL.Path, "/index.html"):
		redirect(w, r, now.Config.Path(address.Path(name)), http.StatusMovedPermanently)
		return nil
	}
	if tag := now.Site.ETag(name); tag != "" && !bannered(now, name) && strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.Header().Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	content, err := now.Site.Get(name)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType(name))
	if bannered(now, name) {
		return sendBannered(w, r, content.Bytes, now)
	}
	w.Header().Set("ETag", content.ETag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content.Bytes))
	return nil
}

// redirect leads to another address of the site and keeps the query, which
// campaigns hang their tags on.
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, to, status)
}

// notFound answers with the site's own page for unknown addresses.
func (s *server) notFound(w http.ResponseWriter, r *http.Request, now Snapshot) {
	page := []byte("Not found.\n")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if now.Site != nil {
		if content, err := now.Site.Get(address.File(address.NotFound)); err == nil {
			page = content.Bytes
			w.Header().Set("Content-Type", mediaType(address.NotFound))
		}
	}
	send(w, r, http.StatusNotFound, page)
}

// send writes an answer that is not to be kept.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body) // a reader who went away is no failure of ours
	}
}

// mediaTypes are the types of the tree's files by name ending. They are fixed
// here because what the system knows differs from machine to machine.
var mediaTypes = map[string]string{
	".html":  "text/html; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".txt":   "text/plain; charset=utf-8",
	".json":  "application/json",
	".xml":   "application/xml; charset=utf-8",
	".rss":   "application/rss+xml; charset=utf-8",
	".atom":  "application/atom+xml; charset=utf-8",
	".png":   "image/png",
	".jpg":   "image/jpeg",
	".svg":   "image/svg+xml",
	".ico":   "image/x-icon",
	".webp":  "image/webp",
	".woff2": "font/woff2",
	".ttf":   "font/ttf",
	".pdf":   "application/pdf",
	".zip":   "application/zip",
}

func mediaType(name string) string {
	if path.Base(name) == "feed.json" {
		return "application/feed+json" // JSON Feed 1.1, "Suggestions for publishers"
	}
	if t, ok := mediaTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}
