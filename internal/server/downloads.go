package server

import (
	"net/http"
	"strings"

	"github.com/valyala/fasthttp"

	"rebut/internal/address"
	"rebut/internal/downloads"
)

// countedAt is where a site's answers at a path are counted; nil for what is no
// download. The path has the path of the site's address in it.
func (s *server) countedAt(now Snapshot, path string) *downloads.Counter {
	if s.Downloads == nil || s.LocalOnly || now.Config == nil || now.Site == nil {
		return nil
	}
	rest, inside := strings.CutPrefix(path, now.Config.BasePath())
	if _, _, _, ok := address.Download(rest); !inside || !ok || !now.Site.Has(address.File(rest)) {
		return nil
	}
	return s.Downloads.Counter(rest)
}

// count counts what a handler has answered, if it was a download. Of a file in
// parts that with the first byte counts.
func (s *server) count(rec *recorder, r *http.Request) {
	h := rec.Header()
	whole := rec.status == http.StatusOK && h.Get("Content-Length") == digits(rec.bytes)
	begins := rec.status == http.StatusPartialContent && strings.HasPrefix(h.Get("Content-Range"), "bytes 0-")
	if r.Method != http.MethodGet || !whole && !begins || rec.now.private {
		return
	}
	if c := s.countedAt(rec.now, r.URL.Path); c != nil && downloads.Meant(r.Header.Get, studioOf(rec.now)) {
		c.Add()
	}
}

// countQuick counts an answer from memory.
func (s *server) countQuick(a *ready, h *fasthttp.RequestHeader) {
	now := Snapshot{Config: a.config}
	if a.counter != nil && downloads.Meant(func(name string) string { return string(h.Peek(name)) }, studioOf(now)) {
		a.counter.Add()
	}
}

// studioOf is the path that a site's studio is below.
func studioOf(now Snapshot) string { return now.Config.BasePath() + address.Studio }
