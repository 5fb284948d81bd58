package studio

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"rebut/internal/journal"
)

// flow is what a browser keeps while its person is at the login service: who
// comes back without it did not leave from here (RFC 9700, section 4.7).
type flow struct {
	State, Nonce, Verifier string
	Next                   string // where to go afterwards
	Begun                  int64  // Unix time, s
}

// flowLasts is how long somebody may take to log in there.
const flowLasts = 15 * time.Minute

// maxNext bounds where to go afterwards, which goes into a cookie, bytes.
const maxNext = 500

// newFlow is a flow with secrets of 256 bits each. The verifier is as RFC 7636,
// section 4.1, has it.
func (s *Studio) newFlow(next string) (flow, error) {
	f := flow{Next: next, Begun: s.Now().Unix()}
	if len(next) > maxNext {
		f.Next = ""
	}
	for _, secret := range []*string{&f.State, &f.Nonce, &f.Verifier} {
		raw := make([]byte, 32)
		if _, err := io.ReadFull(s.Random, raw); err != nil {
			return f, err
		}
		*secret = base64.RawURLEncoding.EncodeToString(raw)
	}
	return f, nil
}

// flowCookie is the name of the cookie; __Secure- as for sessions.
func (s *Studio) flowCookie(r *http.Request) string { return s.cookie(r) + "-login" }

// setFlow gives a flow to the browser; an empty one takes it away. It comes
// along when the login service leads back, which is a request of another site:
// Lax allows that for links.
func (s *Studio) setFlow(w http.ResponseWriter, r *http.Request, f flow) {
	c := &http.Cookie{Name: s.flowCookie(r), Path: s.Live.Current().Config.BasePath() + Root + "oidc/", MaxAge: -1, HttpOnly: true, Secure: s.Secure(r), SameSite: http.SameSiteLaxMode}
	if f.State != "" {
		text, _ := json.Marshal(f) // texts and a number: cannot fail
		c.Value, c.MaxAge = base64.RawURLEncoding.EncodeToString(text), int(flowLasts/time.Second)
	}
	http.SetCookie(w, c)
}

// flow is the browser's flow, and whether there is one that has not ended.
func (s *Studio) flow(r *http.Request) (f flow, ok bool) {
	c, err := r.Cookie(s.flowCookie(r))
	if err != nil {
		return f, false
	}
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || json.Unmarshal(text, &f) != nil || f.State == "" || f.Nonce == "" || f.Verifier == "" {
		return flow{}, false
	}
	age := s.Now().Sub(time.Unix(f.Begun, 0))
	return f, age >= 0 && age < flowLasts
}

// heldFor is the form that somebody sent before they went to the login service;
// "" for none.
func (s *Studio) heldFor(r *http.Request, f flow) (string, error) {
	if f.State == "" {
		return "", nil
	}
	form, err := s.Journal.Held(r.Context(), f.State)
	if errors.Is(err, journal.ErrNone) {
		return "", nil
	}
	return form, err
}
