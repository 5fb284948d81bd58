package webhook

import (
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/outward"
)

// Secrets of the tests; the first is the example of the specification.
const (
	secretA = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	secretB = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
)

// morning is when the tests begin. It is today's, as receivers compare it with
// their clock.
func morning() time.Time { return time.Now().UTC().Truncate(time.Second) }

// receiver is a partner: it verifies what it gets with the library of Standard
// Webhooks and answers as it is told.
type receiver struct {
	*httptest.Server
	t       *testing.T
	secrets []string
	late    bool // the clock of the test is not today's: times are not compared

	mu     sync.Mutex
	answer func(n int) (status int, header map[string]string) // to the n-th request, from 1
	got    []received
}

type received struct {
	id, body, signature string
	at                  string
}

func newReceiver(t *testing.T, secrets ...string) *receiver {
	t.Helper()
	r := &receiver{t: t, secrets: secrets, answer: func(int) (int, map[string]string) { return http.StatusNoContent, nil }}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil || req.Method != http.MethodPost || req.Header.Get("Content-Type") != "application/json" {
		r.t.Errorf("%s of %s, %v", req.Method, req.Header.Get("Content-Type"), err)
	}
	for _, secret := range r.secrets {
		wh, err := standardwebhooks.NewWebhook(secret)
		if err != nil {
			r.t.Error(err)
			return
		}
		verify := wh.Verify
		if r.late {
			verify = wh.VerifyIgnoringTimestamp
		}
		if err := verify(body, req.Header); err != nil {
			r.t.Errorf("signature: %v", err)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, received{req.Header.Get(HeaderID), string(body), req.Header.Get(HeaderSignature), req.Header.Get(HeaderTimestamp)})
	status, header := r.answer(len(r.got))
	for k, v := range header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(status)
}

func (r *receiver) answers(status int, header ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := map[string]string{}
	for i := 0; i+1 < len(header); i += 2 {
		h[header[i]] = header[i+1]
	}
	r.answer = func(int) (int, map[string]string) { return status, h }
}

func (r *receiver) all() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]received{}, r.got...)
}

// endpoint is the receiver as rebut.toml names it.
func (r *receiver) endpoint(events ...config.Event) Endpoint {
	e := Endpoint{Webhook: config.Webhook{URL: r.URL, Events: events, AllowPrivate: true}}
	for _, text := range r.secrets {
		secrets, mistake := ParseSecrets(text)
		if mistake != nil {
			r.t.Fatal(mistake)
		}
		e.Secrets = append(e.Secrets, secrets...)
	}
	return e
}

// desk is a sender with a clock that the test sets.
type desk struct {
	*Sender
	now time.Time
	log []Attempt
}

func newDesk(t *testing.T, dir string, endpoints ...Endpoint) *desk {
	t.Helper()
	d := &desk{now: morning()}
	var mu sync.Mutex
	d.Sender = &Sender{
		Box: NewBox(dir), Endpoints: endpoints, Now: func() time.Time { return d.now }, Random: func() float64 { return 0.5 },
		Client: func(private bool) *outward.Client {
			return outward.New(outward.Options{Private: private, Timeout: 10 * time.Second, MaxBytes: MaxAnswer, UserAgent: "Rebut/test"})
		},
		Report: func(a Attempt) { mu.Lock(); d.log = append(d.log, a); mu.Unlock() },
	}
	return d
}

// announce tells that fact-checks were published.
func (d *desk) announce(t *testing.T, slugs ...factcheck.Slug) {
	t.Helper()
	if _, err := d.Box.Adopt(nil); err != nil {
		t.Fatal(err)
	}
	a := Announcement{Random: random(t), Now: d.now}
	for _, e := range d.Endpoints {
		a.To = append(a.To, e.Webhook)
	}
	for _, slug := range slugs {
		it := Item{Slug: slug, Status: factcheck.Published, Revision: 1}
		a.Items = append(a.Items, it)
		a.Ready = append(a.Ready, Ready{Piece{Item: it, Event: config.PublishedEvent}, []byte(`{"type":"fact-check.published","data":{"slug":"` + string(slug) + `"}}`)})
	}
	told, err := d.Box.Announce(a)
	if err != nil || len(told) != len(slugs) {
		t.Fatalf("told %v, %v", told, err)
	}
}

func (d *desk) send(t *testing.T, force bool, want Tally) {
	t.Helper()
	got, err := d.Send(t.Context(), force)
	if err != nil || got != want {
		t.Fatalf("sent %+v, %v; want %+v", got, err, want)
	}
}

func random(t *testing.T) io.Reader {
	t.Helper()
	return rand.NewChaCha8([32]byte([]byte("a seed of thirty-two bytes, yes.")))
}

func settings(t *testing.T, text string) *config.Config {
	t.Helper()
	c, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(text)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return c
}
