package studio

import (
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rebut/internal/outward"
)

func TestWhyASiteDidNotAnswer(t *testing.T) {
	in := func(err error) error { return &url.Error{Op: "Get", URL: "https://example.org/", Err: err} }
	for want, err := range map[string]error{
		"private": in(&net.OpError{Op: "dial", Err: &outward.RefusedError{Address: "10.0.0.1", Why: "is private"}}), "no-host": in(&net.DNSError{IsNotFound: true}),
		"slow": in(os.ErrDeadlineExceeded), "unreachable": in(errors.New("tls: something")),
	} {
		if got := failure(err); got != want {
			t.Errorf("%v is %q, want %q", err, got, want)
		}
	}
	if got := failure(in(context.Canceled)); got != "slow" {
		t.Errorf("one that was stopped is %q", got)
	}
}

func TestPagesAreAskedForByHTTPS(t *testing.T) {
	for text, want := range map[string]string{
		"http://example.org/a?b=c#d": "https://example.org/a?b=c", "http://example.org:80/": "https://example.org/", "https://example.org:8443/#x": "https://example.org:8443/",
	} {
		if u, out := pageAt(text); out.Key != "" || u.String() != want {
			t.Errorf("%s is asked for at %v, %q", text, u, out.Key)
		}
	}
}

func TestPeopleAskInTurns(t *testing.T) {
	a, now := newAskers(), time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	var group sync.WaitGroup
	var allowed atomic.Int32
	for i := range 60 {
		group.Go(func() {
			if a.may([]string{"ana", "bea"}[i%2], now) {
				allowed.Add(1)
			}
		})
	}
	group.Wait()
	if allowed.Load() != 2*inARow {
		t.Errorf("%d of 60 at once are allowed", allowed.Load())
	}
	if !a.may("ana", now.Add(time.Minute/perMinute)) {
		t.Error("nothing is allowed later")
	}
}

func TestNamesOfSites(t *testing.T) {
	for address, want := range map[string]string{"https://www150.statcan.gc.ca/x": "statcan.gc.ca", "https://www.example.org/": "example.org", "https://lop.parl.ca/": "lop.parl.ca", "x": ""} {
		if got := siteOf(address); got != want {
			t.Errorf("%s is %q", address, got)
		}
	}
}
