package browser

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"sync/atomic"
	"testing"
)

// wire is the way to the site, which can be cut and which can change what a
// page says.
type wire struct {
	address string
	cut     atomic.Bool
	swap    atomic.Pointer[[2]string] // a text of pages and what stands there instead
}

func newWire(t *testing.T) *wire {
	t.Helper()
	target, err := url.Parse(running.site)
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			if w.swap.Load() != nil {
				r.Out.Header.Set("Accept-Encoding", "identity")
				r.Out.Header.Del("If-None-Match") // the tag is that of the page as it was
			}
		},
		ModifyResponse: w.change,
		ErrorHandler:   func(http.ResponseWriter, *http.Request, error) {}, // a tab that closes asks for no more
	}
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if w.cut.Load() {
			panic(http.ErrAbortHandler) // closes the connection without an answer
		}
		proxy.ServeHTTP(out, r)
	}))
	t.Cleanup(server.Close)
	w.address = server.URL
	return w
}

func (w *wire) change(r *http.Response) error {
	swap := w.swap.Load()
	if swap == nil || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	body = bytes.ReplaceAll(body, []byte(swap[0]), []byte(swap[1]))
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.Header.Del("Etag")
	r.Header.Set("Cache-Control", "no-cache")
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}
