// Package outward is the specification of how Rebut asks other hosts on its own
// account, at addresses that somebody else may have chosen: partners' webhooks,
// hubs, and later links and pictures.
//
// Such a request must not become a way into the network that Rebut runs in
// (server-side request forgery, OWASP; CWE-918). Therefore
//
//   - the address that a connection is made to is judged, after names are
//     resolved and just before the connection is made, so that a name that
//     resolves to something else a moment later gains nothing. Only addresses
//     that are globally reachable by IANA's registries of special-purpose
//     addresses (RFC 6890) are connected to;
//   - requests go over https. Names, certificates and the rest are the standard
//     library's business, proxies of the environment are not asked;
//   - redirects are followed only where the caller wants them, and each of them
//     is judged in the same way;
//   - a request ends after a time, and of an answer no more than a given number
//     of bytes is read.
//
// A client that is told that private addresses are wanted (an intranet, a test)
// connects anywhere and by plain http too.
package outward

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// Options of a client.
type Options struct {
	Private   bool             // addresses of private networks and plain http too
	Plain     bool             // plain http too, though no private network: pages that anybody may read
	Timeout   time.Duration    // of a request with its whole answer
	MaxBytes  int64            // of an answer's body that are read
	Redirects int              // how many are followed; 0: none, the redirect itself is the answer
	UserAgent string           // who asks
	Resolver  *net.Resolver    // nil: the system's
	Roots     *x509.CertPool   // whose certificates are trusted; nil: the system's
	Also      []netip.AddrPort // that are connected to though they are not public: tests' own servers
}

// Client asks other hosts. It is safe for concurrent use.
type Client struct {
	o    Options
	http *http.Client
}

// Answer is what a host said.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte // the first Options.MaxBytes of it
	Cut    bool   // there was more
}

// maxHeader bounds the header of an answer, bytes.
const maxHeader = 64 << 10

// New returns a client.
func New(o Options) *Client {
	dialer := &net.Dialer{Timeout: o.Timeout, Resolver: o.Resolver}
	if !o.Private {
		dialer.Control = control(o.Also)
	}
	transport := &http.Transport{
		DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: o.Timeout, ResponseHeaderTimeout: o.Timeout, MaxResponseHeaderBytes: maxHeader, IdleConnTimeout: time.Minute,
		MaxIdleConnsPerHost: 2, DisableCompression: true, // what is read is what is counted
	}
	c := &Client{o: o}
	c.http = &http.Client{Transport: transport, Timeout: o.Timeout, CheckRedirect: c.redirect}
	return c
}

// RefusedError says that an address is not one to connect to.
type RefusedError struct{ Address, Why string }

func (e *RefusedError) Error() string { return e.Address + " " + e.Why }

// control judges the address of a connection before it is made.
func control(also []netip.AddrPort) func(_, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("address to connect to: %w", err)
		}
		if !Public(at.Addr()) && !slices.Contains(also, at) {
			return &RefusedError{at.Addr().String(), "is an address of a private network or for special use"}
		}
		return nil
	}
}

// redirect decides whether a redirect is followed.
func (c *Client) redirect(req *http.Request, via []*http.Request) error {
	if len(via) > c.o.Redirects {
		return http.ErrUseLastResponse
	}
	return c.scheme(req)
}

func (c *Client) scheme(req *http.Request) error {
	if s := req.URL.Scheme; s != "https" && (s != "http" || !c.o.Private && !c.o.Plain) {
		return &RefusedError{req.URL.Redacted(), "is not an https address"}
	}
	return nil
}

// Do sends a request and reads the answer, whatever its status.
func (c *Client) Do(req *http.Request) (*Answer, error) {
	if err := c.scheme(req); err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", c.o.UserAgent)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, c.o.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	a := &Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}
	if int64(len(body)) > c.o.MaxBytes {
		a.Body, a.Cut = body[:c.o.MaxBytes], true
	}
	return a, nil
}

// Explain says in plain words why a request failed: "it did not answer in
// time". It names neither the request's address nor what Go calls the error.
func Explain(err error) string {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return refused.Error()
	}
	return Why(err).String()
}
