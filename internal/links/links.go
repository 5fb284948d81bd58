// Package links is the specification of how Rebut finds out whether the pages
// that fact-checks refer to are still there, without being a nuisance to them.
//
// A look asks with HEAD, and where that is not answered well with GET for the
// first kilobyte: many servers know GET alone. Redirects are followed, each of
// them judged as outward judges addresses. What was seen is one of three:
//
//   - ok: a status of 2xx at the end;
//   - failed: 404, 410 and 5xx, no host of the name, no connection, a
//     certificate that is not to be trusted, no answer in time;
//   - unknown: the host let no program look (401, 403, 429, 451, 503 with
//     Retry-After and other 4xx), asked for an address in a private network, or
//     this computer is offline. Whether a reader sees the page is not known, and
//     nobody is told that it is broken.
//
// A failed look is no broken link: servers have bad days. An address is broken
// when BrokenLooks looks failed one after the other, over BrokenAfter at least
// (Broken). One that leads elsewhere by permanent redirects alone (301, 308; RFC
// 9110 section 15.4) has moved. Whether a page still says what it said is not
// judged: no title, length or entity tag tells that of pages that are made anew
// for each reader.
//
// Nobody is asked often: an address once in a number of days, one that failed
// once a day until it is known whether it is broken, a host once in some seconds,
// and not before what it says in Retry-After (RFC 9110 section 10.2.3). When
// exactly is drawn from the address, so that not all are due at once.
package links

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"

	"rebut/internal/journal"
	"rebut/internal/outward"
)

// Outcomes of a look.
const (
	OK      = "ok"
	Failed  = "failed"
	Unknown = "unknown"
)

// An address is broken when so many looks failed, the first and the last of them
// so far apart at least.
const (
	BrokenLooks = 3
	BrokenAfter = 3 * 24 * time.Hour
)

const day = 24 * time.Hour

// Kinds of reasons beside outward's.
const (
	byStatus = ""     // the status says it
	tooFar   = "loop" // redirects without end
)

// Seen is what a look found.
type Seen struct {
	Outcome string
	Status  int           // of the last answer; 0 for none
	Why     string        // the kind of failure where there was no answer: an outward.Failure or "loop"
	Moved   string        // where the address leads for good; "" for nowhere else
	Wait    time.Duration // for how long the host asks not to be asked again
}

// Broken reports whether an address is broken, by what is known of it.
func Broken(l journal.Link) bool {
	return l.Outcome == Failed && l.Fails >= BrokenLooks && l.At.Sub(l.Since) >= BrokenAfter
}

// State is in which list of the studio an address is: "broken", "failing" (it
// may be), "moved", "unknown" or "ok".
func State(l journal.Link) string {
	switch {
	case Broken(l):
		return "broken"
	case l.Outcome == Failed:
		return "failing"
	case l.Outcome == OK && l.Moved != "":
		return "moved"
	}
	return l.Outcome
}

// Marks is what somebody says is fine: something else is not.
func Marks(l journal.Link) string { return State(l) + " " + l.Moved }

// Fine reports whether somebody said that what was seen at an address is fine.
func Fine(l journal.Link) bool { return l.FineOf != "" && l.FineOf == Marks(l) }

// After is what is known of an address after a look at a moment. every is the
// time between two looks.
func After(l journal.Link, seen Seen, at time.Time, every time.Duration) journal.Link {
	l.Look = journal.Look{At: at, Outcome: seen.Outcome, Status: seen.Status, Why: seen.Why}
	l.Moved = seen.Moved
	again := every
	switch seen.Outcome {
	case OK:
		l.Answered, l.Fails, l.Since = at, 0, time.Time{}
	case Failed:
		if l.Fails++; l.Fails == 1 {
			l.Since = at
		}
		if !Broken(l) {
			again = min(day, every)
		}
	}
	l.Due = at.Add(max(again, seen.Wait) + share(l.URL, again/5))
	return l
}

// share is a part of a time that is always the same for an address.
func share(address string, of time.Duration) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(address))
	return time.Duration(float64(of) * float64(h.Sum32()) / (1 << 32))
}

// Due are the addresses to look at by now, those never looked at first, then by
// how long they are due.
func Due(addresses []string, known map[string]journal.Link, now time.Time) []string {
	due := slices.DeleteFunc(slices.Clone(addresses), func(a string) bool { return known[a].Due.After(now) })
	slices.SortStableFunc(due, func(a, b string) int {
		return cmp.Or(known[a].Due.Compare(known[b].Due), cmp.Compare(a, b))
	})
	return due
}

// Reason says in plain words what was seen; "" where all is well.
func Reason(l journal.Look) string {
	switch {
	case l.Outcome == OK:
		return ""
	case l.Why == tooFar:
		return "it leads on and on"
	case l.Why == string(outward.Refused):
		return "it leads into a private network"
	case l.Why != byStatus:
		return outward.Failure(l.Why).String()
	}
	return "it answers " + itoa(l.Status)
}
