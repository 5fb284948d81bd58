package outward

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a DNS server of names that the test chooses, as a resolver.
func names(t *testing.T, hosts map[string][]string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		for buf := make([]byte, 1500); ; {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if reply := resolve(buf[:n], hosts); reply != nil {
				_, _ = conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func resolve(query []byte, hosts map[string][]string) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	list, known := hosts[strings.TrimSuffix(q.Name.String(), ".")]
	if !known {
		m.RCode = dnsmessage.RCodeNameError
	}
	for _, text := range list {
		a := netip.MustParseAddr(text)
		head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
		switch {
		case q.Type == dnsmessage.TypeA && a.Is4():
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a.As4()}})
		case q.Type == dnsmessage.TypeAAAA && a.Is6():
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
	reply, err := m.Pack()
	if err != nil {
		return nil
	}
	return reply
}

func get(t *testing.T, c *Client, url string) (*Answer, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(req)
}

// counted is a server that must not be reached, or must be, and how often it
// was.
func counted(t *testing.T, h http.HandlerFunc) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	var n atomic.Int32
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s, &n
}

func trusting(s *httptest.Server, o Options) *Client {
	o.Roots = x509.NewCertPool()
	o.Roots.AddCert(s.Certificate())
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 100
	}
	return New(o)
}

func TestNamesThatResolveToPrivateAddressesAreRefused(t *testing.T) {
	s, reached := counted(t, func(http.ResponseWriter, *http.Request) {})
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	hosts := map[string][]string{
		"loopback.example": {"127.0.0.1"}, "private.example": {"10.1.2.3", "192.168.0.9"}, "metadata.example": {"169.254.169.254"},
		"six.example": {"::1", "fd00::1", "fe80::1"}, "mapped.example": {"::ffff:127.0.0.1"}, "translated.example": {"64:ff9b::7f00:1"},
		"zero.example": {"0.0.0.0"}, "both.example": {"127.0.0.1", "::1"},
	}
	c := trusting(s, Options{Resolver: names(t, hosts)})
	for host := range hosts {
		_, err := get(t, c, "https://"+host+":"+port+"/")
		var refused *RefusedError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", host, err)
		} else if why := Explain(err); !strings.Contains(why, "private network") || strings.Contains(why, "dial") {
			t.Errorf("%s: %s", host, why)
		}
	}
	for _, literal := range []string{"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"} {
		if _, err := get(t, c, "https://"+literal+":"+port+"/"); err == nil {
			t.Errorf("%s was reached", literal)
		}
	}
	// Spellings that only some resolvers take for addresses.
	for _, odd := range []string{"2130706433", "0x7f000001", "0177.0.0.1", "127.1"} {
		if _, err := get(t, trusting(s, Options{}), "https://"+odd+":"+port+"/"); err == nil {
			t.Errorf("%s was reached", odd)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
}

func TestPrivateAddressesAreReachedWhereTheyAreWanted(t *testing.T) {
	s, reached := counted(t, func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.UserAgent())) })
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	c := trusting(s, Options{Private: true, UserAgent: "Rebut/test", Resolver: names(t, map[string][]string{"example.com": {"127.0.0.1"}})})
	a, err := get(t, c, "https://example.com:"+port+"/") // httptest's certificate is for this name
	if err != nil || string(a.Body) != "Rebut/test" || reached.Load() != 1 {
		t.Errorf("got %+v, %v", a, err)
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	if a, err := get(t, c, plain.URL); err != nil || a.Status != http.StatusNotFound {
		t.Errorf("plain http: %+v, %v", a, err)
	}
	if _, err := get(t, New(Options{Timeout: time.Second}), "http://example.com/"); err == nil || !strings.Contains(Explain(err), "https") {
		t.Errorf("plain http to the public: %v", err)
	}
	if _, err := get(t, c, "https://nowhere.example:"+port+"/"); Explain(err) != "there is no host of this name" {
		t.Errorf("unknown name: %v, %s", err, Explain(err))
	}
}

func TestRedirects(t *testing.T) {
	inner, reached := counted(t, func(http.ResponseWriter, *http.Request) {})
	s, _ := counted(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inner.URL, http.StatusTemporaryRedirect)
	})
	a, err := get(t, trusting(s, Options{Private: true}), s.URL)
	if err != nil || a.Status != http.StatusTemporaryRedirect || reached.Load() != 0 {
		t.Errorf("a redirect was followed: %+v, %v", a, err)
	}
	a, err = get(t, trusting(s, Options{Private: true, Redirects: 1}), s.URL)
	if err != nil || a.Status != http.StatusOK || reached.Load() != 1 {
		t.Errorf("a redirect was not followed: %+v, %v", a, err)
	}
	// Whoever redirects stands at a public address: here, the dialer is told to
	// take the first address for one.
	guarded := trusting(s, Options{Redirects: 5})
	transport := guarded.http.Transport.(*http.Transport)
	dial, first := transport.DialContext, s.Listener.Addr().String()
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == "redirects.example:443" {
			return (&net.Dialer{}).DialContext(ctx, network, first)
		}
		return dial(ctx, network, address)
	}
	transport.TLSClientConfig.ServerName = "example.com"
	var refused *RefusedError
	if _, err = get(t, guarded, "https://redirects.example/"); !errors.As(err, &refused) || reached.Load() != 1 {
		t.Errorf("a redirect to a private address: %v", err)
	}
}

func TestRedirectsToPlainHTTPAreRefused(t *testing.T) {
	c := New(Options{Redirects: 5, Timeout: time.Second})
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.com/", http.NoBody)
	if err := c.redirect(req, make([]*http.Request, 1)); err == nil {
		t.Error("from https to http")
	}
}

func TestAnswersAreBounded(t *testing.T) {
	s, _ := counted(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1000)) })
	a, err := get(t, trusting(s, Options{Private: true, MaxBytes: 1000}), s.URL)
	if err != nil || len(a.Body) != 1000 || a.Cut {
		t.Errorf("got %d bytes, cut %t, %v", len(a.Body), a.Cut, err)
	}
	a, err = get(t, trusting(s, Options{Private: true, MaxBytes: 999}), s.URL)
	if err != nil || len(a.Body) != 999 || !a.Cut {
		t.Errorf("got %d bytes, cut %t, %v", len(a.Body), a.Cut, err)
	}
}

func TestReasonsAreInPlainWords(t *testing.T) {
	release := make(chan struct{})
	slow, _ := counted(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for want, ask := range map[string]func() error{
		"it did not answer in time": func() error {
			_, err := get(t, trusting(slow, Options{Private: true, Timeout: 50 * time.Millisecond}), slow.URL)
			return err
		},
		"its certificate is not to be trusted": func() error {
			_, err := get(t, New(Options{Private: true, Timeout: 10 * time.Second}), slow.URL)
			return err
		},
		"it takes no connections": func() error {
			_, err := get(t, New(Options{Private: true, Timeout: 10 * time.Second}), closed.URL)
			return err
		},
	} {
		if err := ask(); err == nil || Explain(err) != want {
			t.Errorf("want %q, got %q for %v", want, Explain(err), err)
		}
	}
}

func TestATestsOwnServerIsReachedAndNoOther(t *testing.T) {
	own, reached := counted(t, func(http.ResponseWriter, *http.Request) {})
	other, entered := counted(t, func(http.ResponseWriter, *http.Request) {})
	c := trusting(own, Options{Also: []netip.AddrPort{netip.MustParseAddrPort(own.Listener.Addr().String())}})
	if _, err := get(t, c, own.URL); err != nil || reached.Load() != 1 {
		t.Errorf("own: %v", err)
	}
	if _, err := get(t, c, other.URL); err == nil || entered.Load() != 0 {
		t.Error("another private address was reached")
	}
}
