// Package ratelimit is the specification of how much one reader may ask of a
// server: so many requests a minute in the long run, and so many at once (a
// token bucket for each address). An IPv6 reader is the whole /64 network that
// providers give a household. Addresses are remembered in a table of bounded
// size; one that was forgotten begins anew.
//
// Answers say what is left in the fields of draft-ietf-httpapi-ratelimit-headers-11:
//
//	RateLimit-Policy: "requests";q=100;w=20      burst, and the seconds in which it fills up
//	RateLimit: "requests";r=99;t=1               what is left, and the seconds until there is more
package ratelimit

import (
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"rebut/internal/bounded"
)

// PolicyName is what the fields call the policy.
const PolicyName = "requests"

// QuotaExceeded is the problem type of a refusal (§ 5.1 of the draft).
const QuotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded"

// Policy is how much a reader may ask.
type Policy struct {
	PerMinute int
	Burst     int
	Proxies   []netip.Prefix // that are believed in X-Forwarded-For
}

// Sizes of the table of addresses, bytes: some 40,000 of them.
const (
	tableBytes = 8 << 20
	entryBytes = 200
)

// Limiter counts what each reader asks. It is safe for concurrent use.
type Limiter struct {
	mu      sync.Mutex // so that two first requests of a reader are counted in one bucket
	readers *bounded.Cache[*rate.Limiter]
	now     func() time.Time
}

// New makes a limiter that nobody has asked yet.
func New(now func() time.Time) *Limiter {
	return &Limiter{readers: bounded.New[*rate.Limiter](tableBytes), now: now}
}

// Quota is what a reader may ask after a request.
type Quota struct {
	OK     bool          // the request is within the limit
	Left   int           // requests that may come at once
	More   time.Duration // until there is one more
	policy Policy
}

// Take counts a request.
func (l *Limiter) Take(r *http.Request, p Policy) Quota {
	now, perSecond := l.now(), rate.Limit(p.PerMinute)/60
	bucket := l.bucket(p, Reader(r, p.Proxies))
	q := Quota{OK: bucket.AllowN(now, 1), policy: p}
	tokens := max(0, bucket.TokensAt(now))
	q.Left = int(tokens)
	q.More = time.Duration((1 - (tokens - math.Floor(tokens))) / float64(perSecond) * float64(time.Second))
	return q
}

// bucket is that of a reader; where the policy changes, all begin anew.
func (l *Limiter) bucket(p Policy, reader string) *rate.Limiter {
	key := fmt.Sprintf("%d/%d %s", p.PerMinute, p.Burst, reader)
	l.mu.Lock()
	defer l.mu.Unlock()
	if b, ok := l.readers.Get(key); ok {
		return b
	}
	b := rate.NewLimiter(rate.Limit(p.PerMinute)/60, p.Burst)
	l.readers.Add(key, b, entryBytes)
	return b
}

// Set writes the fields of an answer; that of a refusal says when to come back.
func (q Quota) Set(h http.Header) {
	more := strconv.Itoa(seconds(q.More))
	window := seconds(time.Duration(q.policy.Burst) * time.Minute / time.Duration(max(1, q.policy.PerMinute)))
	h.Set("RateLimit-Policy", fmt.Sprintf("%q;q=%d;w=%d", PolicyName, q.policy.Burst, window))
	h.Set("RateLimit", fmt.Sprintf("%q;r=%d;t=%s", PolicyName, q.Left, more))
	if !q.OK {
		h.Set("Retry-After", more)
	}
}

// seconds are whole ones, at least 1, and never too few.
func seconds(d time.Duration) int { return max(1, int((d+time.Second-1)/time.Second)) }

// Reader is whom a request is from: an IPv4 address or an IPv6 network. A
// request that no address can be read of is from "".
func Reader(r *http.Request, proxies []netip.Prefix) string {
	from, ok := Address(r, proxies)
	if !ok {
		return ""
	}
	if from.Is6() {
		if network, err := from.Prefix(64); err == nil {
			return network.String()
		}
	}
	return from.String()
}

// Address is where a request comes from. What a proxy says of it is believed
// where the proxy is a known one, from the last proxy on. It is false where no
// address can be read.
func Address(r *http.Request, proxies []netip.Prefix) (netip.Addr, bool) {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}, false
	}
	from := at.Addr().Unmap().WithZone("")
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(proxies, from); i-- {
		before, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		from = before.Unmap().WithZone("")
	}
	return from, true
}

func within(proxies []netip.Prefix, addr netip.Addr) bool {
	for _, p := range proxies {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}
