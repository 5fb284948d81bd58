package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The studio gets every request below its address, whole, and its answers say
// nothing that only the public site may say.
func TestTheStudioHasItsOwnHeaders(t *testing.T) {
	var asked string
	studio := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked = r.Method + " " + r.URL.Path + " " + string(body)
		w.Header().Set("Content-Security-Policy", "its own")
		w.Header().Set("Cache-Control", "no-store")
	})
	for _, base := range []string{"", "/facts"} {
		b := newBench(t, "[organisation]\naddress = \"https://facts.example"+base+"\"\n")
		b.opts.Studio = studio
		s := New(b.opts).(*server)
		for _, test := range []struct{ method, path, body, want string }{
			{http.MethodGet, "/studio/", "", "GET /studio/ "}, {http.MethodPost, "/studio/edit/a/fr", "x=1", "POST /studio/edit/a/fr x=1"},
			{http.MethodGet, "/studio/static/0-studio.css", "", "GET /studio/static/0-studio.css "}, {http.MethodGet, "/studio/a/embed/", "", "GET /studio/a/embed/ "},
		} {
			asked = ""
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(test.method, base+test.path, strings.NewReader(test.body)))
			h := w.Header()
			if asked != test.want || h.Get("Content-Security-Policy") != "its own" || h.Get("Access-Control-Allow-Origin") != "" || h.Get("Cross-Origin-Resource-Policy") != "same-origin" ||
				h.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s%s: asked %q, headers %v", base, test.path, asked, h)
			}
			if _, answered := b.quickly(s, http.MethodGet+" "+base+test.path); answered {
				t.Errorf("%s%s is answered past the studio", base, test.path)
			}
		}
	}
}
