package server

import (
	"context"
	"net/http"
	"path"
	"runtime/debug"
	"strings"
)

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
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

// logged writes one line for each request. Who asked is not noted: reading a
// fact-check about migrants is nobody's business.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, rec := s.Now(), &recorder{ResponseWriter: w}
		defer func() {
			s.Log.Info("request", "method", r.Method, "path", r.URL.Path, "status", rec.status,
				"bytes", rec.bytes, "duration", s.Now().Sub(start))
		}()
		next.ServeHTTP(rec, r)
	})
}

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

// setHeaders gives every answer what protects readers. Embeds may stand in
// anybody's frame, other pages in nobody's.
func setHeaders(h http.Header, urlPath string) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Cache-Control", "no-store") // until it is known what is sent
	if strings.HasSuffix(urlPath, "/embed/") {
		h.Set("Content-Security-Policy", policy+"; frame-ancestors *")
		return
	}
	h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
	h.Set("X-Frame-Options", "DENY")
	if ext := path.Ext(urlPath); ext != "" && ext != ".html" {
		// Feeds, data and pictures may be read by other sites' scripts.
		h.Set("Access-Control-Allow-Origin", "*")
	}
}

type snapshotKey struct{}

func withSnapshot(ctx context.Context, now Snapshot) context.Context {
	return context.WithValue(ctx, snapshotKey{}, now)
}

func snapshot(ctx context.Context) Snapshot {
	now, _ := ctx.Value(snapshotKey{}).(Snapshot)
	return now
}
