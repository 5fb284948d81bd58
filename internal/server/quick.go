package server

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/downloads"
	"rebut/internal/site"
)

const (
	// readyBytes is how many bytes of answers are kept ready. They share what
	// the site and the variants keep; what those have let go stays here a while.
	readyBytes = 16 << 20
	// mostReady is how many bytes arrive before a connection is given up, even
	// at the slowest rate; for more, deliver has patience.
	mostReady = slowest * int(writeTimeout/time.Second)
	// readyHead is what the headers of an answer take, bytes, roughly.
	readyHead = 2 << 10
)

// ready is a whole answer with a file of the tree, as the handlers gave it.
type ready struct {
	site   *site.FS // the moment that it is of
	config *config.Config
	tag    string
	body   []byte // shared, not to be changed

	counter *downloads.Counter // of readers who take it home; nil for none

	whole, unchanged fasthttp.ResponseHeader // of status 200 and 304
}

// quick answers plain requests for files that are in memory, as ServeHTTP
// would, and reports whether it did. It is for requests of any number: the
// handlers are asked once for each file, and their answer is kept. Whoever
// asks for more than a file, and the authors of the site, are left to them.
func (s *server) quick(c *fasthttp.RequestCtx) bool {
	start := s.Now()
	h := &c.Request.Header
	if s.LocalOnly || !plain(h) || s.ShowProblems && !forwarded(h) {
		return false
	}
	path, query, _ := strings.Cut(string(h.RequestURI()), "?")
	if query != "" && (strings.HasSuffix(path, "/heard/") || fitsOEmbed(path)) {
		return false // it has to be searched for, or made to a size
	}
	if s.inStudio(s.Snapshot(), path) {
		return false
	}
	a := s.answer200(path, wishIn(lines(h, "Accept-Encoding")))
	if a == nil {
		return false
	}
	e := entry{method: http.MethodGet, path: path, status: http.StatusOK}
	if h.IsHead() {
		e.method = http.MethodHead
	}
	if noneMatch(lines(h, "If-None-Match"), a.tag) {
		e.status = http.StatusNotModified
		a.unchanged.CopyTo(&c.Response.Header)
	} else {
		a.whole.CopyTo(&c.Response.Header)
		c.Response.SetBodyRaw(a.body)
		if e.method == http.MethodGet {
			e.bytes = len(a.body)
			s.countQuick(a, h)
		}
	}
	end := s.Now()
	e.took = end.Sub(start)
	s.note(end, e)
	return true
}

// plain reports whether a request asks for a whole file under its one name.
func plain(h *fasthttp.RequestHeader) bool {
	uri := h.RequestURI()
	return (h.IsGet() || h.IsHead()) && h.IsHTTP11() && len(h.Host()) > 0 && !bodied(h) &&
		len(uri) > 0 && uri[0] == '/' && bytes.IndexByte(uri, '%') < 0 &&
		h.Peek("Range") == nil && h.Peek("If-Match") == nil
}

// bodied reports whether content comes with a request.
func bodied(h *fasthttp.RequestHeader) bool {
	return h.ContentLength() > 0 || h.ContentLength() == chunked
}

// chunked is what fasthttp calls the length of content that comes in pieces.
const chunked = -1

// forwarded reports whether a proxy handed a request on (see FromHere).
func forwarded(h *fasthttp.RequestHeader) bool {
	for _, name := range proxyHeaders {
		if len(h.Peek(name)) > 0 {
			return true
		}
	}
	return false
}

// lines are the values of a header, line by line.
func lines(h *fasthttp.RequestHeader, name string) []string {
	if h.Peek(name) == nil {
		return nil
	}
	all := h.PeekAll(name)
	out := make([]string, len(all))
	for i, value := range all {
		out[i] = string(value)
	}
	return out
}

// answer200 is the answer with the file of a path, or nil if there is none or
// it would have to be made first.
func (s *server) answer200(path string, asked wish) *ready {
	now := s.Snapshot()
	if now.Site == nil || now.Config == nil || asked.best == identity && !asked.plain {
		return nil
	}
	best := asked.best
	if !asked.plain {
		best += "!" // even what is too short to be worth it is compressed
	}
	key := string(best) + " " + path
	if a, ok := s.ready.Get(key); ok && a.site == now.Site && a.config == now.Config {
		return a
	}
	rest, inside := strings.CutPrefix(path, now.Config.BasePath())
	if !inside || rest == "" || rest == "/" || !now.Site.Held(address.File(rest)) {
		return nil
	}
	a := s.learn(path, asked)
	if a != nil {
		s.ready.Add(key, a, len(a.body)+readyHead)
	}
	return a
}

// learn asks the handlers for a path in nobody's name. It is nil if they
// answer with anything but a file of the tree.
func (s *server) learn(path string, asked wish) *ready {
	r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: http.Header{"Accept-Encoding": {asked.String()}}}
	answer := &captured{header: http.Header{}}
	rec := &recorder{ResponseWriter: answer}
	s.inside.ServeHTTP(rec, r)
	tag := answer.header.Get("ETag")
	if rec.status != http.StatusOK || tag == "" || len(answer.body) > mostReady {
		return nil
	}
	a := &ready{site: rec.now.Site, config: rec.now.Config, tag: tag, body: answer.body, counter: s.countedAt(rec.now, path)}
	a.whole.SetNoDefaultContentType(true)
	for _, name := range slices.Sorted(maps.Keys(answer.header)) {
		for _, value := range answer.header[name] {
			a.whole.Add(name, value)
		}
	}
	a.whole.CopyTo(&a.unchanged)
	a.unchanged.SetStatusCode(http.StatusNotModified)
	for _, name := range ofContent {
		a.unchanged.Del(name)
	}
	return a
}

// captured takes an answer without sending it.
type captured struct {
	header http.Header
	body   []byte
}

func (c *captured) Header() http.Header { return c.header }
func (c *captured) WriteHeader(int)     {}

// Write takes what deliver writes as it is, in one piece, rather than a copy.
func (c *captured) Write(p []byte) (int, error) {
	if c.body == nil {
		c.body = p
	} else {
		c.body = append(bytes.Clone(c.body), p...)
	}
	return len(p), nil
}
