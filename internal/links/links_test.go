package links

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/outward"
)

// web is a host whose pages a test chooses, with a clock of its own.
type web struct {
	*httptest.Server
	*Checker
	pages  map[string]http.HandlerFunc
	mu     sync.Mutex
	asked  []string // "HEAD /path agent"
	now    time.Time
	waited time.Duration
}

func newWeb(t *testing.T) *web {
	w := &web{pages: map[string]http.HandlerFunc{}, now: time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)}
	w.Server = httptest.NewServer(http.HandlerFunc(func(a http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.asked = append(w.asked, strings.TrimSpace(r.Method+" "+r.URL.Path+" "+r.Header.Get("Range")))
		w.mu.Unlock()
		if page := w.pages[r.URL.Path]; page != nil && r.UserAgent() == "Rebut/1 (+https://facts.example)" {
			page(a, r)
			return
		}
		http.NotFound(a, r)
	}))
	t.Cleanup(w.Close)
	clock := func() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }
	j, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "journal.db"), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	o := Options("Rebut/1 (+https://facts.example)")
	o.Private = true
	w.Checker = &Checker{Client: outward.New(o), Journal: j, Now: clock, Every: func() time.Duration { return 14 * day },
		Wait: func(_ context.Context, d time.Duration) error {
			w.pass(d)
			w.mu.Lock()
			defer w.mu.Unlock()
			w.waited += d
			return nil
		}}
	return w
}

func (w *web) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// requests are those since it was last called.
func (w *web) requests() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := strings.Join(w.asked, ", ")
	w.asked = nil
	return out
}

func status(code int, header ...string) http.HandlerFunc {
	return func(a http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			a.Header().Set(header[i], header[i+1])
		}
		a.WriteHeader(code)
	}
}

func TestWhatALookSees(t *testing.T) {
	w := newWeb(t)
	w.pages = map[string]http.HandlerFunc{
		"/ok": status(200), "/gone": status(410), "/wall": status(403), "/odd": status(999), "/down": status(502), "/pause": status(503, "Retry-After", "3600"),
		"/challenge": status(503, "Cf-Mitigated", "challenge"), "/moved": status(301, "Location", "/for-good"), "/for-good": status(308, "Location", "/ok"),
		"/moment": status(302, "Location", "/ok"), "/mixed": status(301, "Location", "/moment"), "/loop": status(302, "Location", "/loop2"),
		"/loop2": status(302, "Location", "/loop"), "/nowhere": status(301), "/lost": status(301, "Location", "/none"), "/inside": status(302, "Location", "ftp://example.org/"),
		"/get": func(a http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet {
				a.WriteHeader(http.StatusMethodNotAllowed)
			}
			_, _ = a.Write(make([]byte, 1<<20))
		},
		"/legal": status(451), "/slow": status(429, "Retry-After", "Sun, 01 Nov 2026 13:00:00 GMT"),
	}
	ok := w.URL + "/ok"
	for path, want := range map[string]Seen{
		"/ok": {OK, 200, "", "", 0}, "/get": {OK, 200, "", "", 0}, "/gone": {Failed, 410, "", "", 0}, "/none": {Failed, 404, "", "", 0}, "/down": {Failed, 502, "", "", 0},
		"/wall": {Unknown, 403, "", "", 0}, "/odd": {Unknown, 999, "", "", 0}, "/legal": {Unknown, 451, "", "", 0}, "/challenge": {Unknown, 503, "", "", 0},
		"/pause": {Unknown, 503, "", "", time.Hour}, "/slow": {Unknown, 429, "", "", time.Hour}, "/moved": {OK, 200, "", ok, 0}, "/moment": {OK, 200, "", "", 0},
		"/mixed": {OK, 200, "", w.URL + "/moment", 0}, "/loop": {Failed, 0, tooFar, "", 0}, "/nowhere": {Unknown, 301, "", "", 0}, "/lost": {Failed, 404, "", "", 0},
		"/inside": {Unknown, 0, "refused", "", 0},
	} {
		got, err := look(t.Context(), w.Checker.Client, w.URL+path, w.now)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", path, got, err, want)
		}
	}
	w.requests()
	for path, want := range map[string]string{"/ok": "HEAD /ok", "/get": "HEAD /get, GET /get bytes=0-1023", "/slow": "HEAD /slow"} {
		if _, err := look(t.Context(), w.Checker.Client, w.URL+path, w.now); err != nil {
			t.Fatal(err)
		}
		if got := w.requests(); got != want {
			t.Errorf("%s is asked by %q", path, got)
		}
	}
}

func TestNoWayIntoTheOwnNetwork(t *testing.T) {
	w := newWeb(t)
	w.pages["/ok"] = status(200)
	w.Checker.Client = outward.New(Options("Rebut/1 (+https://facts.example)"))
	l, err := w.Look(t.Context(), w.URL+"/ok")
	if err != nil || l.Outcome != Unknown || l.Why != string(outward.Refused) || w.requests() != "" {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestHostsThatCannotBeReached(t *testing.T) {
	w := newWeb(t)
	address := w.URL + "/ok"
	w.Close()
	if l, err := w.Look(t.Context(), address); err != nil || l.Outcome != Failed || l.Why != string(outward.NotTaken) || Reason(l.Look) != "it takes no connections" {
		t.Errorf("%+v, %v", l, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w.pass(day)
	if _, err := w.Look(ctx, address); !errors.Is(err, context.Canceled) {
		t.Errorf("a look that was broken off: %v", err)
	}
	if looks, err := w.Journal.Looks(t.Context(), address); err != nil || len(looks) != 1 {
		t.Errorf("%v, %v", looks, err)
	}
}

func TestBrokenTakesDays(t *testing.T) {
	w := newWeb(t)
	address := w.URL + "/page"
	w.pages["/page"] = status(200)
	first := w.now
	states := ""
	look := func() journal.Link {
		t.Helper()
		l, err := w.Look(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		states += State(l) + " "
		if gap := l.Due.Sub(w.now); gap < day || gap > 17*day || gap > 30*time.Hour && State(l) == "failing" {
			t.Errorf("%s: the next look is in %s", State(l), gap)
		}
		return l
	}
	look()
	delete(w.pages, "/page")
	for range 3 {
		w.pass(day)
		look()
	}
	w.pages["/page"] = status(403) // a wall in between is no answer
	w.pass(day)
	look()
	delete(w.pages, "/page")
	w.pass(day)
	l := look()
	if states != "ok failing failing failing unknown broken " || !l.Since.Equal(first.Add(day)) || !l.Answered.Equal(first) || l.Fails != 4 {
		t.Errorf("%s: %+v", states, l)
	}
	if err := w.Journal.Fine(t.Context(), address, Marks(l), "eve", "Only at night"); err != nil {
		t.Fatal(err)
	}
	w.pass(14 * day)
	if l = look(); !Fine(l) || l.FineBy != "eve" || l.FineNote != "Only at night" {
		t.Errorf("%+v", l)
	}
	w.pages["/page"] = status(200)
	w.pass(14 * day)
	if l = look(); Fine(l) || l.Fails != 0 || !l.Since.IsZero() {
		t.Errorf("%+v", l)
	}
	looks, err := w.Journal.Looks(t.Context(), address)
	if err != nil || len(looks) != 8 || looks[0].Outcome != OK || looks[7].At != first {
		t.Errorf("%+v, %v", looks, err)
	}
	for range 40 {
		w.pass(day)
		look()
	}
	if looks, err = w.Journal.Looks(t.Context(), address); err != nil || len(looks) != 30 {
		t.Errorf("%d looks are kept, %v", len(looks), err)
	}
	if err := w.Journal.Fine(t.Context(), "https://example.org/never", "x", "eve", ""); !errors.Is(err, journal.ErrNone) {
		t.Errorf("what nobody looked at: %v", err)
	}
}

func TestARoundIsPolite(t *testing.T) {
	w := newWeb(t)
	w.pages = map[string]http.HandlerFunc{"/a": status(200), "/b": status(200), "/c": status(429, "Retry-After", "120"), "/d": status(200)}
	var all []string
	for _, p := range []string{"/a", "/b", "/c", "/d"} {
		all = append(all, w.URL+p)
	}
	told := 0
	round := func() {
		known, err := w.Journal.Links(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Round(t.Context(), Due(all, known, w.Now()), known, func(journal.Link) { told++ }); err != nil {
			t.Fatal(err)
		}
	}
	round()
	if got := w.requests(); got != "HEAD /a, HEAD /b, HEAD /c" || told != 3 || w.waited < 2*hostDelay || w.waited > 3*hostDelay {
		t.Errorf("%s after %s, %d told", got, w.waited, told)
	}
	if _, err := w.Look(t.Context(), w.URL+"/a"); !errors.Is(err, ErrLater) {
		t.Errorf("a host that wants to be left alone: %v", err)
	}
	w.pass(3 * time.Minute)
	round()
	if got := w.requests(); got != "HEAD /d" {
		t.Errorf("the next round asks %q", got)
	}
	w.pass(18 * day)
	ctx, cancel := context.WithCancel(t.Context())
	tick := make(chan time.Time)
	done := make(chan struct{})
	go func() {
		w.Watch(ctx, tick, func() []string { return all[:1] }, func(err error) { t.Error(err) })
		close(done)
	}()
	tick <- w.Now()
	tick <- w.Now() // taken when the first round is over
	cancel()
	<-done
	if got := w.requests(); got != "HEAD /a" {
		t.Errorf("watching asks %q", got)
	}
	w.pass(2 * pastLook)
	if err := w.due(t.Context(), all[:1]); err != nil {
		t.Fatal(err)
	}
	if known, err := w.Journal.Links(t.Context()); err != nil || len(known) != 1 {
		t.Errorf("%d addresses are known, %v", len(known), err)
	}
}

func TestWhenIsDrawnFromTheAddress(t *testing.T) {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	a, b := After(journal.Link{URL: "https://a.example/"}, Seen{Outcome: OK}, at, 10*day), After(journal.Link{URL: "https://b.example/"}, Seen{Outcome: OK}, at, 10*day)
	if a.Due.Equal(b.Due) || a.Due != After(journal.Link{URL: "https://a.example/"}, Seen{Outcome: OK}, at, 10*day).Due || a.Due.Before(at.Add(10*day)) || a.Due.After(at.Add(12*day)) {
		t.Errorf("%s, %s", a.Due, b.Due)
	}
	if l := After(journal.Link{}, Seen{Outcome: Unknown, Wait: 30 * day}, at, 10*day); l.Due.Before(at.Add(30 * day)) {
		t.Errorf("a host that wants a month gets %s", l.Due)
	}
}

func TestUsesOfAddresses(t *testing.T) {
	facts := []*factcheck.FactCheck{
		{Slug: "a", Status: factcheck.Published, Sources: []factcheck.Source{{ID: "one", URL: "https://example.org/x#page=2", Archived: "https://archive.example/x"}, {ID: "two", URL: "none"}}},
		{Slug: "b", Status: factcheck.Published, Sources: []factcheck.Source{{ID: "s", URL: "https://example.org/x", Title: "X"}}},
		{Slug: "c", Status: factcheck.Draft, Sources: []factcheck.Source{{ID: "s", URL: "https://example.org/draft"}}},
	}
	uses := Uses(facts)
	if got := Addresses(uses); !slices.Equal(got, []string{"https://archive.example/x", "https://example.org/x"}) {
		t.Fatal(got)
	}
	x := uses["https://example.org/x"]
	if len(x) != 2 || x[0] != (Use{Slug: "a", Target: "https://example.org/x", Field: "sources.one.url", Source: "one", Copied: true}) || x[1].Copied || !uses["https://archive.example/x"][0].Archive {
		t.Errorf("%+v", uses)
	}
}
