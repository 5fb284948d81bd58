package server

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"rebut/internal/site"
)

const (
	// mostRanges is how many parts of a file one request may ask for; the file
	// is sent as a whole to those who want more (RFC 9110 § 17.15).
	mostRanges = 16
	// slowest is the rate, bytes per second, at which the largest files still
	// arrive before the connection is given up.
	slowest = 16 << 10
)

// deliver answers with content, a part of it or the word that the reader has
// it (RFC 9110 § 13 and § 14). There is no Last-Modified: content is made of
// many files, and the time of none of them says when it changed. Conditions on
// times are therefore passed over, as § 13.1.3 and § 13.1.4 ask.
func (s *server) deliver(w http.ResponseWriter, r *http.Request, content site.Rendered) {
	h := w.Header()
	h.Set("ETag", content.ETag)
	h.Set("Accept-Ranges", "bytes")
	if r.Header["If-Match"] == nil && noneMatch(r.Header["If-None-Match"], content.ETag) {
		notModified(w)
		return
	}
	s.patience(w, len(content.Bytes))
	if parts := ranged(r); parts || r.Header["If-Match"] != nil {
		joined(r.Header, "If-Match")
		http.ServeContent(&lengthy{w, length(content.Bytes)}, r, "", time.Time{}, bytes.NewReader(content.Bytes))
		return
	}
	h.Set("Content-Length", length(content.Bytes))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(content.Bytes) // a reader who went away is no failure of ours
	}
}

// ofContent are headers that an answer without content leaves out.
var ofContent = [...]string{"Content-Type", "Content-Encoding", "Content-Length"}

// notModified answers that the reader has what the headers tell of.
func notModified(w http.ResponseWriter) {
	for _, name := range ofContent {
		w.Header().Del(name)
	}
	w.WriteHeader(http.StatusNotModified)
}

// noneMatch reports whether the lines of If-None-Match name an entity tag, or
// any ("*"). Tags are compared weakly (RFC 9110 § 13.1.2).
func noneMatch(lines []string, tag string) bool {
	for _, line := range lines {
		for rest := strings.Trim(line, " \t"); rest != ""; {
			if rest == "*" {
				return true
			}
			opaque, ok := strings.CutPrefix(strings.TrimPrefix(rest, "W/"), `"`)
			end := strings.IndexByte(opaque, '"')
			if !ok || end < 0 {
				break // no list of entity tags
			}
			if opaque[:end] == strings.Trim(tag, `"`) {
				return true
			}
			rest = strings.TrimLeft(opaque[end+1:], " \t,")
		}
	}
	return false
}

// ranged reports whether a request asks for parts, and leaves the rest to
// http.ServeContent. Parts are defined for GET and here for bytes; all other
// wishes for parts must be passed over (RFC 9110 § 14.2).
func ranged(r *http.Request) bool {
	unit, set, _ := strings.Cut(r.Header.Get("Range"), "=")
	if r.Method != http.MethodGet || !strings.EqualFold(unit, "bytes") || strings.Count(set, ",") >= mostRanges {
		r.Header.Del("Range")
		return false
	}
	r.Header.Set("Range", "bytes="+set) // the unit in the letters that ServeContent knows
	return true
}

// joined makes one line of a header's lines: http.ServeContent looks at the
// first only.
func joined(h http.Header, name string) {
	if len(h[name]) > 1 {
		h.Set(name, strings.Join(h[name], ", "))
	}
}

// patience lengthens the time that an answer may take to be written, where a
// slow phone needs longer for it.
func (s *server) patience(w http.ResponseWriter, bytes int) {
	if need := time.Duration(bytes/slowest) * time.Second; need > writeTimeout {
		// An error says that the connection has no such time: then it is not needed.
		_ = http.NewResponseController(w).SetWriteDeadline(s.Now().Add(need))
	}
}

// lengthy mends the headers of http.ServeContent: whole answers get their
// length, which it leaves out when content is encoded, and refusals ("the
// condition fails", "there is no such part") no headers of the content.
type lengthy struct {
	http.ResponseWriter
	whole string // bytes
}

func (w *lengthy) WriteHeader(status int) {
	switch h := w.Header(); {
	case status == http.StatusOK:
		h.Set("Content-Length", w.whole)
	case status >= http.StatusBadRequest:
		h.Del("Content-Encoding")
		h.Set("Cache-Control", "no-store")
	}
	w.ResponseWriter.WriteHeader(status)
}
