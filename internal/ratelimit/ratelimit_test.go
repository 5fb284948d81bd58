package ratelimit

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"rebut/internal/bounded"
)

func request(remote string, forwarded ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr = remote
	r.Header["X-Forwarded-For"] = forwarded
	return r
}

func TestReader(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, test := range []struct {
		remote    string
		forwarded []string
		want      string
	}{
		{"192.0.2.1:80", nil, "192.0.2.1"},
		{"[::ffff:192.0.2.1]:80", nil, "192.0.2.1"},
		{"[2001:db8:1:2:3::4]:80", nil, "2001:db8:1:2::/64"},
		{"[fe80::1%eth0]:80", nil, "fe80::/64"},
		{"192.0.2.1:80", []string{"198.51.100.9"}, "192.0.2.1"}, // not a proxy of ours
		{"10.0.0.1:80", []string{"198.51.100.9"}, "198.51.100.9"},
		{"10.0.0.1:80", []string{"203.0.113.5, 198.51.100.9", "10.9.9.9"}, "198.51.100.9"}, // the first was the reader's own invention
		{"[::1]:80", []string{"2001:db8::5"}, "2001:db8::/64"},
		{"10.0.0.1:80", []string{"unknown"}, "10.0.0.1"},
		{"10.0.0.1:80", []string{"10.0.0.2, 10.0.0.3"}, "10.0.0.2"},
		{"pipe", nil, ""},
	} {
		if got := Reader(request(test.remote, test.forwarded...), proxies); got != test.want {
			t.Errorf("%s %v: %s, want %s", test.remote, test.forwarded, got, test.want)
		}
	}
}

func TestWhatIsLeft(t *testing.T) {
	now := time.Unix(0, 0)
	l := New(func() time.Time { return now })
	p := Policy{PerMinute: 30, Burst: 3}
	answer := func(remote string) string {
		h := http.Header{}
		q := l.Take(request(remote), p)
		q.Set(h)
		return fmt.Sprint(q.OK, " ", h.Get("RateLimit"), " ", h.Get("Retry-After"))
	}
	for i, want := range []string{`true "requests";r=2;t=2 `, `true "requests";r=1;t=2 `, `true "requests";r=0;t=2 `, `false "requests";r=0;t=2 2`} {
		if got := answer("192.0.2.1:1"); got != want {
			t.Errorf("request %d: %s, want %s", i, got, want)
		}
	}
	if got := answer("192.0.2.2:1"); got != `true "requests";r=2;t=2 ` {
		t.Errorf("another reader: %s", got)
	}
	now = now.Add(time.Second)
	if got := answer("192.0.2.1:1"); got != `false "requests";r=0;t=1 1` {
		t.Errorf("a second later: %s", got)
	}
	now = now.Add(time.Second)
	if got := answer("192.0.2.1:1"); got != `true "requests";r=0;t=2 ` {
		t.Errorf("when there is one more: %s", got)
	}
	h := http.Header{}
	l.Take(request("192.0.2.1:1"), p).Set(h)
	if got := h.Get("RateLimit-Policy"); got != `"requests";q=3;w=6` {
		t.Errorf("policy %s", got)
	}
}

func TestTheTableOfAddressesIsBounded(t *testing.T) {
	l := New(func() time.Time { return time.Unix(0, 0) })
	l.readers = bounded.New[*rate.Limiter](100 * entryBytes)
	p := Policy{PerMinute: 1, Burst: 1}
	for i := range 300 {
		l.Take(request(fmt.Sprintf("10.0.%d.%d:1", i>>8, i&255)), p)
	}
	if held := l.readers.Held(); held != 100*entryBytes {
		t.Errorf("%d bytes", held)
	}
	if !l.Take(request("10.0.0.0:1"), p).OK || l.Take(request("10.0.1.43:1"), p).OK {
		t.Error("the first reader was not forgotten, or the last one was")
	}
}

func TestReadersAreCountedAtOnce(t *testing.T) {
	l := New(func() time.Time { return time.Unix(0, 0) })
	var passed atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if l.Take(request("192.0.2.1:1"), Policy{PerMinute: 60, Burst: 7}).OK {
				passed.Add(1)
			}
		})
	}
	all.Wait()
	if passed.Load() != 7 {
		t.Errorf("%d of 50 requests at once passed, want 7", passed.Load())
	}
}

func FuzzReader(f *testing.F) {
	f.Add("10.0.0.1:1", "1.2.3.4, ::1")
	f.Fuzz(func(_ *testing.T, remote, forwarded string) {
		Reader(request(remote, forwarded), []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")})
	})
}
