package server

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/gorilla/mux"

	"rebut/internal/address"
	"rebut/internal/oembed"
	"rebut/internal/site"
)

// asksOEmbed reports whether a request is one of oEmbed that no file answers:
// at the address that takes any other, or at that of a file with a size.
func asksOEmbed(r *http.Request, _ *mux.RouteMatch) bool {
	return r.URL.Path == address.OEmbedEndpoint || fitsOEmbed(r.URL.Path) && sized(r.URL.Query())
}

// fitsOEmbed reports whether a path is that of a file with an oEmbed answer.
func fitsOEmbed(urlPath string) bool {
	name := path.Base(urlPath)
	return name == "oembed.json" || name == "oembed.xml"
}

func sized(query url.Values) bool { return query.Has("maxwidth") || query.Has("maxheight") }

// oembed answers what to show for an address of the site.
func (s *server) oembed(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if now.Site == nil || now.Site.OEmbed == nil {
		return errNotFound
	}
	query := r.URL.Query()
	if fitsOEmbed(r.URL.Path) {
		query.Set("url", now.Config.URL(strings.TrimSuffix(r.URL.Path, path.Base(r.URL.Path))))
		query.Set("format", strings.TrimPrefix(path.Ext(r.URL.Path), "."))
	}
	asked, err := oembed.RequestOf(query)
	if err != nil {
		return refused(w, r, err)
	}
	answer, err := now.Site.OEmbed(asked)
	if err != nil {
		return refused(w, r, err)
	}
	body, err := answer.Bytes(asked.Format)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediumOf("oembed."+asked.Format).contentType)
	w.Header().Set("Cache-Control", s.freshness(now, r.URL.Path))
	return s.coded(w, r, site.Rendered{Bytes: body, ETag: site.ETag(body)}, identity)
}

// refused answers an oEmbed request that there is no answer for.
func refused(w http.ResponseWriter, r *http.Request, err error) error {
	var refusal *oembed.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	if refusal.Status == http.StatusUnauthorized {
		// RFC 9110 § 11.6.1 wants a challenge; there is nothing to log in to.
		w.Header().Set("WWW-Authenticate", "Unpublished")
	}
	w.Header().Set("Content-Type", media[".txt"].contentType)
	send(w, r, refusal.Status, []byte(refusal.Message+"\n"))
	return nil
}

// tooManyOEmbed tells a reader who asks too often to wait.
func tooManyOEmbed(w http.ResponseWriter, r *http.Request, _ Snapshot) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Content-Type", media[".txt"].contentType)
	send(w, r, http.StatusTooManyRequests, []byte("Too many requests. Wait as long as Retry-After says.\n"))
	return nil
}
