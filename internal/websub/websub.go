// Package websub is the specification of how a hub is told that a feed has
// changed. W3C WebSub (section 7, Content Distribution) leaves to publisher and
// hub how they do it. What hubs take is the ping of PubSubHubbub 0.3 (section
// 7.1): a POST of a form with hub.mode=publish and the feed's address as
// hub.url. Some want it as hub.topic, the name that WebSub uses for it
// elsewhere, so both are sent. A hub that answers from 200 to 299 has taken it.
package websub

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"rebut/internal/outward"
)

// What a ping may take.
const (
	Timeout   = 20 * time.Second
	MaxAnswer = 4 << 10 // bytes
)

// Ping tells a hub that the feed at an address has changed. It returns why that
// failed, in plain words, or "".
func Ping(ctx context.Context, client *outward.Client, hub, feed string) string {
	form := url.Values{"hub.mode": {"publish"}, "hub.url": {feed}, "hub.topic": {feed}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, hub, strings.NewReader(form.Encode()))
	if err != nil {
		return "its address is not one"
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := client.Do(req)
	if err != nil {
		return outward.Explain(err)
	}
	if answer.Status < 200 || answer.Status > 299 {
		return strings.TrimSpace(fmt.Sprintf("it answered %d %s", answer.Status, http.StatusText(answer.Status)))
	}
	return ""
}
