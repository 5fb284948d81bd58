// Package webhook is the specification of how partners are told of news by
// requests to addresses of theirs: a fact-check was published, corrected or
// withdrawn.
//
// Requests follow Standard Webhooks 1.0 (standardwebhooks.com): a POST of JSON
// with the headers webhook-id, which stays the same however often a message is
// sent, webhook-timestamp, the second of this attempt, and webhook-signature,
// "v1," and the HMAC-SHA256 of "id.timestamp.body" in base64, once for each
// secret. An answer from 200 to 299 within 20 seconds is success. 410 Gone ends
// all deliveries to the address. Anything else, redirects included, is tried
// again with exponential back-off and jitter for three days, not sooner than
// Retry-After asks; what failed until then is kept as a dead letter.
//
// News is what differs between the fact-checks that the site shows and those
// that were told of last: see Kind. What was told, what is to be sent, dead
// letters and a log lie in one bbolt file (Box), each step in a transaction:
//
//   - that a piece of news was told, and the messages that tell it, are written
//     together. Two programs cannot tell it twice, and one that is killed has
//     told it wholly or not at all;
//   - a message is taken out once its success is known. Whoever is killed in
//     between sends it again, with the same webhook-id: receivers get it at
//     least once and tell by the id that they have it already;
//   - one program at a time sends (sending.lock); the system drops the lock of a
//     program that is killed.
//
// A project that was never told of is taken as known: nobody is told of years
// of fact-checks at once.
package webhook

import (
	"time"

	"rebut/internal/config"
)

// Endpoint is where a partner wants to be told.
type Endpoint struct {
	config.Webhook
	Secrets []Secret // the newest first; each signs every message
}

// What a request may take.
const (
	Timeout   = 20 * time.Second // Standard Webhooks asks for 15 to 30
	MaxAnswer = 4 << 10          // bytes of an answer that are read; none are needed
)
