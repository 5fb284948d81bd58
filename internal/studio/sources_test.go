package studio_test

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"rebut/internal/factcheck"
	"rebut/internal/outward"
	"rebut/internal/studio"
)

// resolver is one that asks a DNS server of the test's, which knows the IPv4
// addresses that the test tells it.
func resolver(t *testing.T, address func(host string) string) *net.Resolver {
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
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			if known := address(strings.TrimSuffix(q.Name.String(), ".")); known == "" {
				m.RCode = dnsmessage.RCodeNameError
			} else if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: netip.MustParseAddr(known).As4()}}}
			}
			if reply, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// web is a site that the studio may ask, example.com, and one inside a private
// network, which it must not reach.
type web struct {
	at      string // the site's address
	asked   atomic.Int32
	entered atomic.Int32 // how often the private one was reached
	host    func(string) string
	agent   atomic.Value // who asked last
}

const story = `<!doctype html><html lang="en-CA"><title>Page | The Paper</title><meta property="og:site_name" content="The Paper">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rents & <wages>","datePublished":"2025-06-20T10:00:00-04:00","author":{"name":"Jane Roe"},"publisher":{"name":"The Paper"},"inLanguage":"en"}</script>`

func newWeb(t *testing.T) (*web, func(*studio.Options)) {
	t.Helper()
	w := &web{}
	inner := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { w.entered.Add(1) }))
	t.Cleanup(inner.Close)
	site := httptest.NewTLSServer(http.HandlerFunc(func(a http.ResponseWriter, r *http.Request) {
		w.asked.Add(1)
		w.agent.Store(r.UserAgent())
		a.Header().Set("Connection", "close") // each request looks the name up again
		w.answer(a, r, inner.URL)
	}))
	t.Cleanup(site.Close)
	own := netip.MustParseAddrPort(site.Listener.Addr().String())
	w.at = fmt.Sprintf("https://example.com:%d", own.Port()) // httptest's certificate is for this name
	w.host = func(string) string { return "127.0.0.1" }
	o := studio.Outside("Rebut/test (+https://rebut.example)")
	o.Roots = x509.NewCertPool()
	o.Roots.AddCert(site.Certificate())
	o.Also = []netip.AddrPort{own}
	o.Resolver = resolver(t, func(host string) string { return w.host(host) })
	return w, func(options *studio.Options) {
		options.Outward, options.Wayback = outward.New(o), w.at+"/wayback/available"
		name := filepath.Join(options.Dir, "rebut.toml")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, append(text, "\n[studio]\nfetch_sources = true\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		options.Live.Refresh()
	}
}

func (w *web) answer(a http.ResponseWriter, r *http.Request, inner string) {
	a.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch r.URL.Path {
	case "/story":
		_, _ = a.Write([]byte(story))
	case "/paid":
		_, _ = a.Write([]byte(strings.Replace(story, `"inLanguage"`, `"isAccessibleForFree":false,"inLanguage"`, 1)))
	case "/empty":
		_, _ = a.Write([]byte("<p>nothing"))
	case "/picture":
		a.Header().Set("Content-Type", "image/png")
	case "/report.pdf":
		_, _ = a.Write(append([]byte("%PDF-1.7\n"), make([]byte, 3<<20)...))
	case "/packed":
		a.Header().Set("Content-Encoding", "gzip")
	case "/inside":
		http.Redirect(a, r, inner, http.StatusFound)
	case "/plain":
		http.Redirect(a, r, "http://example.com/", http.StatusFound)
	case "/loop":
		http.Redirect(a, r, "/loop", http.StatusFound)
	case "/403", "/404", "/429", "/500":
		var status int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &status)
		a.WriteHeader(status)
	case "/wayback/available":
		asked, copied := r.FormValue("url"), ""
		if strings.HasSuffix(asked, "/story") {
			copied = `"closest":{"available":true,"status":"200","timestamp":"20250620101500","url":"http://web.archive.org/web/20250620101500/` + asked + `"}`
		} else if strings.HasSuffix(asked, "/wrong") {
			copied = `"closest":{"available":true,"status":"200","url":"http://web.archive.org/web/20250620101500/https://example.org/"}`
		}
		a.Header().Set("Content-Type", "application/json")
		_, _ = a.Write([]byte(`{"archived_snapshots":{` + copied + `}}`))
	}
}

// asks has the page's script ask about a new source at an address.
func (b *visitor) asks(button, at string) (values map[string]string, said string) {
	b.t.Helper()
	sum := sha256.Sum256([]byte(b.d.bytes(b.t, "claims/rents.toml")))
	form := url.Values{"base": {hex.EncodeToString(sum[:])}, "sources": {"new-1"}, "sources.new-1.url": {at}, button: {"sources.new-1"}}
	a := b.do(http.MethodPost, "sources/rents", form.Encode(), http.Header{"Accept": {"application/json"}})
	var answer struct {
		Values map[string]string
		Said   string
	}
	if err := json.Unmarshal([]byte(a.body), &answer); err != nil || a.status != http.StatusOK {
		b.t.Errorf("%s answers %d: %s", at, a.status, a.body)
	}
	return answer.Values, answer.Said
}

func TestASourceIsFilledFromItsPage(t *testing.T) {
	w, with := newWeb(t)
	d := newDesk(t, with)
	name := d.draft(t)
	ana, was := d.visitor(t, "ana"), d.bytes(t, name)
	f := d.live.Current().FactCheck("rents")
	keys := []string{"new-1"}
	for _, s := range f.Sources {
		keys = append(keys, s.ID)
	}
	form := url.Values{"base": {ana.get("edit/rents").base}, "sources": keys, "sources.new-1.url": {w.at + "/story#part"}, "sources.new-1.publisher.en": {"As Ana typed it"},
		"text.en.why": {"Not saved yet."}, "fill": {"sources.new-1"}}
	a := ana.post("sources/rents", form)
	ana.wants(a, http.StatusSeeOther)
	at, err := url.Parse(a.to)
	if err != nil || at.Path != "/studio/edit/rents" || at.Fragment != "d-sources.as-ana-typed-2025.url" {
		t.Errorf("leads to %q", a.to)
	}
	a = ana.get(strings.TrimPrefix(at.RequestURI(), "/studio/"))
	ana.wants(a, http.StatusOK, `value="Rents &amp; &lt;wages&gt;"`, `value="As Ana typed it"`, `value="2025-06-20"`, "Jane Roe", "Not saved yet.", "Hold each value against the page", `<strong class="from-page">`)
	if strings.Count(a.body, `<strong class="from-page">`) != 4 || strings.Contains(a.body, `value="The Paper"`) {
		t.Error("what was typed is overwritten, or what was filled in is not marked")
	}
	if d.bytes(t, name) != was || w.agent.Load() != "Rebut/test (+https://rebut.example)" {
		t.Errorf("saved without being asked, or asked as %q", w.agent.Load())
	}
	form.Del("fill")
	form.Set("sources.new-1.title", "Rents & <wages>")
	form.Set("filled", "title "+w.at+"/story#part")
	ana.wants(ana.post("edit/rents", form), http.StatusSeeOther)
	if a := ana.get("edit/rents"); strings.Contains(a.body, "from-page") || !strings.Contains(d.bytes(t, name), `title = "Rents & <wages>"`) || strings.Contains(d.bytes(t, name), "filled") {
		t.Error("not saved, or still marked once it is")
	}
	form.Set("fill", "sources.new-1")
	for _, wrong := range []string{"sources.nobody", "sources", "appearances.0", "text.en", ""} {
		form.Set("fill", wrong)
		ana.wants(ana.post("sources/rents", form), http.StatusNotFound)
	}
	ana.wants(ana.get("sources/rents"), http.StatusNotFound)
	omar := d.visitor(t, "omar")
	form.Set("fill", "sources.new-1")
	for _, part := range []string{"", "ar"} {
		form.Set("part", part)
		omar.wants(omar.post("sources/rents", form), http.StatusForbidden)
	}
	ana.wants(ana.do(http.MethodPost, "sources/rents", form.Encode(), http.Header{"Sec-Fetch-Site": {"cross-site"}}), http.StatusForbidden)
}

func TestWhyAPageCannotBeRead(t *testing.T) {
	w, with := newWeb(t)
	d := newDesk(t, with)
	d.draft(t)
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	for path, want := range map[string]string{"/403": "(it answers 403)", "/404": "(the site answers 404)", "/429": "(it answers 429)", "/500": "fault", "/picture": "neither a web page", "/packed": "neither",
		"/report.pdf": "2 MB", "/loop": "leads on", "/empty": "does not say"} {
		who := ana
		if w.asked.Load()%2 == 0 { // neither asks too much
			who = eve
		}
		if values, said := who.asks("fill", w.at+path); len(values) > 0 || !strings.Contains(said, want) {
			t.Errorf("%s says %q, not %q", path, said, want)
		}
	}
	if values, said := eve.asks("fill", w.at+"/paid"); len(values) != 5 || !strings.Contains(said, "subscribers") {
		t.Errorf("%v, %q", values, said)
	}
	bea := d.visitor(t, "bea")
	if values, said := bea.asks("find", w.at+"/story"); !strings.HasPrefix(values["sources.new-1.archived"], "https://web.archive.org/web/20250620101500/https://example.com:") || !strings.Contains(said, "Internet Archive has") {
		t.Errorf("%v, %q", values, said)
	}
	for path, want := range map[string]string{"/none": "no copy", "/wrong": "no copy"} {
		if values, said := bea.asks("find", w.at+path); len(values) > 0 || !strings.Contains(said, want) {
			t.Errorf("%s: %v, %q", path, values, said)
		}
	}
	for range 20 {
		_, said := bea.asks("fill", w.at+"/story")
		if strings.Contains(said, "a lot at once") {
			return
		}
	}
	t.Error("somebody may ask without end")
}

// Addresses of sources are no way into the server's own network (CWE-918).
func TestSourcesLeadIntoNoPrivateNetwork(t *testing.T) {
	w, with := newWeb(t)
	d := newDesk(t, with)
	d.draft(t)
	port := w.at[strings.LastIndexByte(w.at, ':'):]
	private := map[string]string{"loopback.example": "127.0.0.1", "private.example": "10.1.2.3", "metadata.example": "169.254.169.254", "home.example": "192.168.1.1", "carrier.example": "100.64.0.1"}
	w.host = func(host string) string { return private[host] }
	addresses := []string{"https://127.0.0.1:1/", "https://127.0.0.1" + port[:len(port)-1], "https://10.0.0.1/", "https://[::1]/", "https://[fd00::1]/", "https://169.254.169.254/latest/meta-data/",
		"https://[::ffff:127.0.0.1]/", "https://2130706433/", "https://0x7f.1/", "http://localhost:8080/studio/", "https://printer.local/", "https://metadata.google.internal/"}
	for host := range private {
		addresses = append(addresses, "https://"+host+":1/", "http://"+host+"/")
	}
	ana, bea, eve := d.visitor(t, "ana"), d.visitor(t, "bea"), d.visitor(t, "eve")
	for i, at := range addresses {
		ask := []*visitor{ana, bea, eve}[i%3] // none of them too much
		if values, said := ask.asks("fill", at); len(values) > 0 || !strings.Contains(said, "private network") {
			t.Errorf("%s: %v, %q", at, values, said)
		}
	}
	for _, at := range []string{"file:///etc/passwd", "gopher://example.com/", "https://a:b@example.com/", "//example.com/", "javascript:alert(1)", "https://", "x", ""} {
		if values, said := ana.asks("fill", at); len(values) > 0 || !strings.Contains(said, "Paste the page’s address") {
			t.Errorf("%s: %v, %q", at, values, said)
		}
	}
	if w.asked.Load() != 0 {
		t.Error("the site was asked")
	}

	w.host = func(string) string { return "127.0.0.1" } // which stands for a public address here
	if values, said := ana.asks("fill", w.at+"/story"); values["sources.new-1.title"] != "Rents & <wages>" {
		t.Fatalf("%v, %q", values, said)
	}
	for _, path := range []string{"/inside", "/plain"} {
		if values, said := ana.asks("fill", w.at+path); len(values) > 0 || !strings.Contains(said, "private network") {
			t.Errorf("a redirect by %s: %v, %q", path, values, said)
		}
	}
	reached := w.asked.Load()
	w.host = func(string) string { return "127.0.0.2" } // the name leads elsewhere a moment later
	for _, button := range []string{"fill", "find"} {
		if values, said := bea.asks(button, w.at+"/story"); len(values) > 0 || !strings.Contains(said, "private network") && !strings.Contains(said, "did not answer") {
			t.Errorf("a name that is bound anew: %v, %q", values, said)
		}
	}
	if w.entered.Load() != 0 || w.asked.Load() != reached {
		t.Errorf("the private network was entered %d times", w.entered.Load())
	}
}

func TestCopiesInArchives(t *testing.T) {
	d := newDesk(t)
	d.draft(t)
	ana := d.visitor(t, "ana")
	base := ana.get("edit/rents").base
	for copied, want := range map[string]string{
		"": "There is no copy of this page", "https://example.org/copy": "no archive that the studio knows", "https://web.archive.org/web/20250620101500/https://example.com/other": "another page",
		"https://web.archive.org/web/*/https://example.com/a": "the list of", "https://web.archive.org/save/https://example.com/a": "makes a copy", "https://web.archive.org/about": "is no copy",
		"https://web.archive.org/web/20250620101500/http://www.example.com/a/": "", "https://perma.cc/ABCD-1234": "",
	} {
		a := ana.post("check/rents", url.Values{"base": {base}, "sources": {"new-1"}, "sources.new-1.url": {"https://example.com/a?utm_source=x"}, "sources.new-1.id": {"one"}, "sources.new-1.archived": {copied}})
		var problems []struct{ Field, Severity, Message string }
		if err := json.Unmarshal([]byte(a.body), &problems); err != nil {
			t.Fatal(err)
		}
		got, n := "", 0
		for _, p := range problems {
			if p.Field == "sources.one.archived" {
				got, n = p.Severity+" "+p.Message, n+1
			}
		}
		if want == "" && n > 0 || want != "" && (n != 1 || !strings.HasPrefix(got, "warning") || !strings.Contains(got, want)) {
			t.Errorf("%q: %d, %q", copied, n, got)
		}
	}
	a := ana.get("edit/rents")
	at := d.live.Current().FactCheck("rents").Sources[0].URL
	ana.wants(a, http.StatusOK, `href="https://web.archive.org/save/`+at, `href="https://web.archive.org/web/*/`+at, `rel="noopener noreferrer"`)
	if strings.Contains(a.body, `name="fill"`) || strings.Contains(a.body, `name="find"`) {
		t.Error("a button that the settings do not allow")
	}
	ana.wants(ana.post("sources/rents", url.Values{"base": {base}, "sources": {"x"}, "fill": {"sources.x"}, "sources.x.url": {"https://example.com/"}}), http.StatusNotFound)
}

// The order of sources and topics is that of the form; the text refers to sources
// by name, whatever their order.
func TestTheOrderOfTheFormIsKept(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	f := d.live.Current().FactCheck("rents")
	if len(f.Sources) < 2 || len(f.Topics) < 2 {
		t.Fatal("the draft has too few of them")
	}
	var sources []string
	for _, s := range f.Sources {
		sources = append(sources, s.ID)
	}
	slices.Reverse(sources)
	ana, body := d.visitor(t, "ana"), f.Original().Body
	ana.wants(ana.send("typed/rents", url.Values{}), http.StatusNotFound) // without what it was filled from
	form := url.Values{"base": {ana.get("edit/rents").base}, "sources": sources, "topics": append([]string{""}, f.Topics...)}
	ana.wants(ana.post("typed/rents", form), http.StatusNoContent)
	page := ana.get("edit/rents").body
	if strings.Index(page, `id="d-sources.`+sources[0]+`"`) > strings.Index(page, `id="d-sources.`+sources[1]+`"`) {
		t.Error("what is kept is in another order")
	}
	last := len(sources) - 1
	for _, name := range []string{"topics." + f.Topics[1], "sources." + sources[last]} {
		form.Set("up", name)
		ana.wants(ana.post("edit/rents", form), http.StatusSeeOther)
	}
	page = ana.get("edit/rents").body
	if strings.Index(page, `id="d-sources.`+sources[last]+`"`) > strings.Index(page, `id="d-sources.`+sources[last-1]+`"`) ||
		last > 1 && strings.Index(page, `id="d-sources.`+sources[last]+`"`) < strings.Index(page, `id="d-sources.`+sources[last-2]+`"`) {
		t.Error("a button moves by another number of places than one")
	}
	form.Del("up")
	form["topics"] = []string{"", f.Topics[1], f.Topics[0]}
	ana.wants(ana.post("edit/rents", form), http.StatusSeeOther)
	now := d.live.Current().FactCheck("rents")
	var order []string
	for _, s := range now.Sources {
		order = append(order, s.ID)
	}
	if !slices.Equal(order, sources) || now.Topics[0] != f.Topics[1] || now.Original().Body != body || len(factcheck.References(now.Original().Body)) < 2 {
		t.Errorf("saved as %v, %v", order, now.Topics)
	}
	if text := d.bytes(t, name); strings.Index(text, `id = "`+sources[0]+`"`) > strings.Index(text, `id = "`+sources[1]+`"`) {
		t.Error("the file has another order")
	}
}
