package server

import (
	"maps"
	"net/http"
	"path"
	"runtime/debug"
	"strings"
)

// recorder goes with a request from the outermost handler to the innermost. It
// notes what was answered, and from which moment of the site.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
	now    Snapshot
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// recovered answers a panic with the failure page and logs where it happened.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler:
				panic(p)
			default:
				s.Log.Error("panic", "path", r.URL.Path, "value", p, "stack", string(debug.Stack()))
				if rec, ok := w.(*recorder); ok && rec.status != 0 {
					panic(http.ErrAbortHandler) // the answer has begun: break it off rather than end it as if whole
				}
				sendPage(w, r, http.StatusInternalServerError, failurePage)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// policy is the content security policy of every page: all that a page uses
// comes from the site itself; nothing inline runs; forms, plug-ins and other
// people's frames are out.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"

// protection are headers of every answer that protect readers; embeds may
// stand in anybody's frame, other pages in nobody's; framing is for pages that
// have an embed in a frame. Embeds say nothing of who may frame them:
// "frame-ancestors *" leaves out pages without an address of the web, such as
// those in apps and in sandboxes. Their scripts may read them where a sandbox
// has taken their origin away. The values are made once and shared by all
// answers.
type protection struct{ all, embeds, others, framing http.Header }

func newProtection() protection {
	return protection{
		all: http.Header{
			"X-Content-Type-Options":       {"nosniff"},
			"Referrer-Policy":              {"strict-origin-when-cross-origin"},
			"Permissions-Policy":           {"camera=(), geolocation=(), microphone=(), browsing-topics=()"},
			"Cross-Origin-Opener-Policy":   {"same-origin"},
			"Cross-Origin-Resource-Policy": {"cross-origin"},
			"Cache-Control":                {"no-store"}, // until it is known what is sent
		},
		embeds:  http.Header{"Content-Security-Policy": {policy + "; frame-src 'self'"}, "Access-Control-Allow-Origin": {"*"}},
		others:  http.Header{"Content-Security-Policy": {policy + "; frame-ancestors 'none'"}, "X-Frame-Options": {"DENY"}},
		framing: http.Header{"Content-Security-Policy": {policy + "; frame-src 'self'; frame-ancestors 'none'"}, "X-Frame-Options": {"DENY"}},
	}
}

func (p protection) set(h http.Header, urlPath string) {
	maps.Copy(h, p.all)
	if strings.HasSuffix(urlPath, "/embed/") {
		maps.Copy(h, p.embeds)
		return
	}
	maps.Copy(h, p.others)
	if strings.HasSuffix(urlPath, "/share/") {
		maps.Copy(h, p.framing)
	}
	if ext := path.Ext(urlPath); ext != "" && ext != ".html" {
		// Feeds, data and pictures may be read by other sites' scripts.
		h.Set("Access-Control-Allow-Origin", "*")
	}
}
