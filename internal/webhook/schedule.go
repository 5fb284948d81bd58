package webhook

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How long a message is tried, and how often: after 5 s, 20 s, 80 s, 5 min, 21 min,
// 85 min, 6 h, and then every 12 h until three days after the first attempt.
// Each wait is up to a fifth shorter or longer, so that what failed together is
// not tried again together.
const (
	firstWait = 5 * time.Second
	waitRatio = 4
	longest   = 12 * time.Hour
	giveUp    = 72 * time.Hour
	jitter    = 0.2
)

// again is when a message is tried again whose attempt-th attempt, from 1, has
// failed now; ok is false when it is not. random is from 0 up to 1, asked what
// the receiver asked for.
func again(attempt int, first, now time.Time, asked time.Duration, random float64) (next time.Time, ok bool) {
	end := first.Add(giveUp)
	if !now.Before(end) {
		return time.Time{}, false
	}
	wait := firstWait
	for range attempt - 1 {
		wait = min(wait*waitRatio, longest)
	}
	wait = time.Duration(float64(wait) * (1 - jitter + 2*jitter*random))
	next = now.Add(max(wait, asked))
	if next.After(end) { // once more at the end
		next = end
	}
	return next, true
}

// retryAfter is how long an answer asks to wait (RFC 9110 section 10.2.3).
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// busy reports whether an answer says that the host, rather than the message,
// is the matter: nothing else is sent to the address for that time.
func busy(status int) bool {
	switch status {
	case 0, http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}
