package links

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"rebut/internal/outward"
)

const (
	// Timeout is how long a page may take to answer.
	Timeout = 20 * time.Second
	// MaxBytes is how much of a page is read. Nothing is made of it.
	MaxBytes = 1 << 10

	hops = 8 // redirects that are followed, fewer than browsers do
)

// longestWait is how long a host is left alone at most when it asks for that.
const longestWait = 7 * day

func itoa(n int) string { return strconv.Itoa(n) }

// look looks at an address. The error is that of a context that ended.
func look(ctx context.Context, client *outward.Client, address string, now time.Time) (Seen, error) {
	seen := follow(ctx, client, http.MethodHead, address, now)
	if seen.Outcome != OK && !final(seen) && ctx.Err() == nil {
		seen = follow(ctx, client, http.MethodGet, address, now)
	}
	return seen, ctx.Err()
}

// final reports whether asking with GET would change nothing, or be a nuisance.
func final(s Seen) bool {
	switch outward.Failure(s.Why) {
	case outward.NoHost, outward.NotFound, outward.NotTaken, outward.Untrusted, outward.Refused:
		return true
	}
	return s.Status == http.StatusTooManyRequests || s.Wait > 0
}

// follow asks with a method, and follows where the answers lead.
func follow(ctx context.Context, client *outward.Client, method, address string, now time.Time) Seen {
	at, moved, permanent := address, "", true
	for range hops {
		r, err := http.NewRequestWithContext(ctx, method, at, http.NoBody)
		if err != nil {
			return Seen{Outcome: Failed, Why: string(outward.Garbled)}
		}
		r.Header.Set("Accept", "*/*")
		if method == http.MethodGet {
			r.Header.Set("Range", "bytes=0-"+itoa(MaxBytes-1))
		}
		answer, err := client.Do(r)
		if err != nil {
			return unanswered(err)
		}
		next := leads(r.URL, answer)
		if next == "" {
			seen := Seen{Outcome: outcome(answer), Status: answer.Status, Wait: wait(answer.Header.Get("Retry-After"), now)}
			if seen.Outcome == OK {
				seen.Moved, seen.Wait = moved, 0
			}
			return seen
		}
		permanent = permanent && (answer.Status == http.StatusMovedPermanently || answer.Status == http.StatusPermanentRedirect)
		if at = next; permanent {
			moved = next
		}
	}
	return Seen{Outcome: Failed, Why: tooFar}
}

// leads is where an answer redirects to; "" for nowhere.
func leads(from *url.URL, answer *outward.Answer) string {
	switch answer.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return ""
	}
	to, err := from.Parse(answer.Header.Get("Location"))
	if err != nil || answer.Header.Get("Location") == "" {
		return ""
	}
	if to.Fragment = ""; to.String() == from.String() && answer.Header.Get("Set-Cookie") == "" {
		return ""
	}
	return to.String()
}

// outcome is what an answer that leads nowhere else says.
func outcome(a *outward.Answer) string {
	switch s := a.Status; {
	case s >= 200 && s < 300, s == http.StatusRequestedRangeNotSatisfiable:
		return OK
	case s == http.StatusNotFound, s == http.StatusGone:
		return Failed
	case s == http.StatusServiceUnavailable && a.Header.Get("Retry-After") != "", strings.Contains(a.Header.Get("Cf-Mitigated"), "challenge"):
		return Unknown
	case s >= 500 && s < 600:
		return Failed
	}
	return Unknown // the host has something against us, or we asked in the wrong way
}

// wait is the time of Retry-After: seconds, or a date (RFC 9110 section 10.2.3).
func wait(header string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil {
		return min(max(0, time.Duration(min(seconds, 1<<30))*time.Second), longestWait)
	}
	if at, err := http.ParseTime(header); err == nil {
		return min(max(0, at.Sub(now)), longestWait)
	}
	return 0
}

// unanswered is what a request without an answer says.
func unanswered(err error) Seen {
	why := outward.Why(err)
	switch {
	case why == outward.Refused, why == outward.NotFound, errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return Seen{Outcome: Unknown, Why: string(why)} // not for us to see, or we are offline
	}
	return Seen{Outcome: Failed, Why: string(why)}
}
