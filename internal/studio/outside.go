package studio

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"rebut/internal/citation"
	"rebut/internal/outward"
)

// Wayback is the address of the Internet Archive's Availability API
// (archive.org/help/wayback_api.php).
const Wayback = "https://archive.org/wayback/available"

// How much a studio asks of other sites.
const (
	askTimeout   = 10 * time.Second
	askBytes     = 2 << 20 // of a page; what a page says of itself stands at its beginning
	askRedirects = 5
	askAtOnce    = 4  // sites, of all people together
	perMinute    = 20 // pages a person may have asked in the long run
	inARow       = 10 // pages a person may have asked at once
)

// Outside are the options of the client that a studio asks other sites with:
// no private network, no long wait, no large page.
func Outside(userAgent string) outward.Options {
	return outward.Options{Timeout: askTimeout, MaxBytes: askBytes, Redirects: askRedirects, UserAgent: userAgent}
}

// askers counts what each person has asked of other sites.
type askers struct {
	mu    *sync.Mutex
	each  map[string]*rate.Limiter // by login: there are no more than people
	seats chan struct{}            // those that are taken
}

func newAskers() askers {
	return askers{&sync.Mutex{}, map[string]*rate.Limiter{}, make(chan struct{}, askAtOnce)}
}

// may counts one request of a person.
func (a *askers) may(login string, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.each[login] == nil {
		a.each[login] = rate.NewLimiter(rate.Limit(perMinute)/60, inARow)
	}
	return a.each[login].AllowN(now, 1)
}

// outcome is what came of asking a site: the key of a sentence, and the HTTP
// status that it may have in it.
type outcome struct {
	Key    string
	Status int
}

// get asks a site for a page. The outcome is zero where there is an answer to
// read.
func (s *Studio) get(ctx context.Context, login string, page *url.URL) (*outward.Answer, outcome) {
	if !s.askers.may(login, s.Now()) {
		return nil, outcome{Key: "often"}
	}
	select {
	case s.askers.seats <- struct{}{}:
		defer func() { <-s.askers.seats }()
	case <-ctx.Done():
		return nil, outcome{Key: "slow"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, page.String(), http.NoBody)
	if err != nil {
		return nil, outcome{Key: "no-address"}
	}
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf;q=0.9, application/json;q=0.8")
	a, err := s.Outward.Do(req)
	if err != nil {
		return nil, outcome{Key: failure(err)}
	}
	return a, outcome{ofStatus(a.Status), a.Status}
}

// ofStatus is the key of the sentence about a status (RFC 9110, section 15); ""
// for those that come with a page.
func ofStatus(status int) string {
	switch {
	case status == http.StatusNoContent || status == http.StatusPartialContent:
		return "kind"
	case status < 300:
		return ""
	case status < 400:
		return "redirects"
	case status == http.StatusNotFound || status == http.StatusGone:
		return "gone"
	case status < 500 || status == http.StatusServiceUnavailable: // this is what guards against robots answer too
		return "refused"
	}
	return "broken"
}

// failure is the key of the sentence about a request without an answer.
func failure(err error) string {
	var (
		refused *outward.RefusedError
		dns     *net.DNSError
		timeout interface{ Timeout() bool }
	)
	switch {
	case errors.As(err, &refused):
		return "private"
	case errors.As(err, &dns) && dns.IsNotFound:
		return "no-host"
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.Canceled):
		return "slow"
	}
	return "unreachable"
}

// pageAt is the page that an address leads to, asked for by https: what came
// the open way could be anybody's.
func pageAt(address string) (*url.URL, outcome) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return nil, outcome{Key: "no-address"}
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Scheme == "http" {
		u.Scheme, u.Host = "https", strings.TrimSuffix(u.Host, ":80")
	}
	if outward.CheckURL(u.String(), false) != "" {
		return nil, outcome{Key: "private"}
	}
	return u, outcome{}
}

// cite is what the page at an address says of itself.
func (s *Studio) cite(ctx context.Context, login, address string) (citation.Citation, outcome) {
	page, out := pageAt(address)
	if page == nil {
		return citation.Citation{}, out
	}
	a, out := s.get(ctx, login, page)
	if out.Key != "" {
		return citation.Citation{}, out
	}
	if coding := a.Header.Get("Content-Encoding"); coding != "" && coding != "identity" {
		return citation.Citation{}, outcome{Key: "kind"}
	}
	if a.Cut && citation.IsPDF(a.Body) { // what it says of itself stands at its end
		return citation.Citation{}, outcome{Key: "large"}
	}
	c, err := citation.Read(a.Body, a.Header.Get("Content-Type"), page)
	switch {
	case err != nil:
		return c, outcome{Key: "kind"}
	case c.Empty():
		return c, outcome{Key: "nothing"}
	case c.Paid:
		return c, outcome{Key: "paid"}
	}
	return c, outcome{Key: "filled"}
}

// copyOf is the address of the newest copy that the Internet Archive has of a
// page.
func (s *Studio) copyOf(ctx context.Context, login, address string) (string, outcome) {
	page, out := pageAt(address)
	if page == nil {
		return "", out
	}
	ask, err := url.Parse(s.Wayback)
	if err != nil {
		return "", outcome{Key: "unreachable"}
	}
	ask.RawQuery = url.Values{"url": {page.String()}}.Encode()
	a, out := s.get(ctx, login, ask)
	if out.Key == "often" {
		return "", out
	}
	var found struct {
		Snapshots struct {
			Closest struct {
				Available   bool
				URL, Status string
			}
		} `json:"archived_snapshots"`
	}
	if out.Key != "" || json.Unmarshal(a.Body, &found) != nil {
		return "", outcome{Key: "no-archive"}
	}
	best := found.Snapshots.Closest
	copied := "https://" + strings.TrimPrefix(strings.TrimPrefix(best.URL, "http://"), "https://")
	if !best.Available || best.Status != "200" || citation.CheckCopy(copied, address, []string{"web.archive.org"}) != citation.NoFault {
		return "", outcome{Key: "no-copy"}
	}
	return copied, outcome{Key: "found"}
}
