package server

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/valyala/fasthttp"

	"rebut/internal/config"
	"rebut/internal/site"
)

// quickly asks for "METHOD /path" without net/http; answered says whether
// there was an answer.
func (b *bench) quickly(s *server, request string, headers ...string) (got answer, answered bool) {
	b.t.Helper()
	var c fasthttp.RequestCtx
	text := request + " HTTP/1.1\r\nHost: example.org\r\n" + strings.Join(append(headers, "\r\n"), "\r\n")
	if err := c.Request.Read(bufio.NewReader(strings.NewReader(text))); err != nil {
		b.t.Fatalf("%q: %v", text, err)
	}
	answered = s.quick(&c)
	got = answer{c.Response.StatusCode(), http.Header{}, string(c.Response.Body())}
	for name, value := range c.Response.Header.All() {
		got.header.Add(string(name), string(value))
	}
	return got, answered
}

// everything renders a site, so that all of it is in memory.
func everything(t *testing.T, tree *site.FS) {
	t.Helper()
	for _, name := range tree.Names() {
		if _, err := tree.Get(name); err != nil {
			t.Fatal(err)
		}
	}
}

func TestQuickAnswersAreThoseOfTheHandlers(t *testing.T) {
	b := longPages(t)
	b.opts.ShowProblems = true
	everything(t, b.now.Site)
	s := New(b.opts).(*server)
	proxy := "X-Forwarded-For: 203.0.113.9"
	for _, path := range []string{"/en/", "/en/?utm=a", "/en/feed.rss", "/en/short.txt", "/en/p.png", "/en/p-r2.png", "/assets/site-0123abcd.css", "/404.html"} {
		for _, accept := range []string{"", "gzip", "gzip, br", "gzip;q=0.5, br;q=0.4", "identity;q=0, gzip", "deflate"} {
			with := []string{proxy, "Accept-Encoding: " + accept}
			tag := b.ask("GET "+path, with...).header.Get("ETag")
			for _, condition := range []string{"A: b", "If-None-Match: " + tag, `If-None-Match: "other"`, "If-None-Match: *", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"} {
				for _, method := range []string{"GET ", "HEAD "} {
					headers := append(with, condition)
					want := b.ask(method+path, headers...)
					got, answered := b.quickly(s, method+path, headers...)
					if method == "HEAD " {
						want.header.Del("Content-Length") // set when it is sent
						got.body = ""
					}
					got.header.Del("Content-Length")
					want.header.Del("Content-Length")
					if !answered || got.status != want.status || got.body != want.body || fmt.Sprint(got.header) != fmt.Sprint(want.header) {
						t.Errorf("%s%s %q: %t %d with %d bytes, want %d with %d\n%v\n%v", method, path, headers, answered,
							got.status, len(got.body), want.status, len(want.body), got.header, want.header)
					}
				}
			}
		}
	}
}

func TestWhatIsLeftToTheHandlers(t *testing.T) {
	b := longPages(t)
	everything(t, b.now.Site)
	s := New(b.opts).(*server)
	left := func(s *server, request string, headers ...string) {
		t.Helper()
		if got, answered := b.quickly(s, request, headers...); answered {
			t.Errorf("%s %q was answered with %d", request, headers, got.status)
		}
	}
	for _, request := range []string{"POST /en/", "GET /", "GET /en", "GET /en/index.html", "GET /nowhere", "GET /%65n/", "GET /en//", "GET //en/",
		"GET http://example.org/en/", "GET /-/problems", "GET /en/../en/", "OPTIONS *"} {
		left(s, request)
	}
	for _, header := range []string{"Range: bytes=0-1", "If-Match: *", "Accept-Encoding: identity;q=0", "Content-Length: 1\r\n\r\nx"} {
		left(s, "GET /en/", header)
	}
	b.opts.ShowProblems = true
	left(New(b.opts).(*server), "GET /en/")
	b.opts.ShowProblems, b.opts.LocalOnly = false, true
	left(New(b.opts).(*server), "GET /en/")
}

func TestQuickAnswersAreOfTheSiteAsItIs(t *testing.T) {
	b := newBench(t, "")
	s := New(b.opts).(*server)
	if _, answered := b.quickly(s, "GET /en/"); answered {
		t.Error("what was never rendered was answered")
	}
	everything(t, b.now.Site)
	first, _ := b.quickly(s, "GET /en/")
	b.now.Site = b.tree(map[string]string{"en/index.html": "changed"})
	if _, answered := b.quickly(s, "GET /en/"); answered || first.body != pages["en/index.html"] {
		t.Errorf("the old page %q still stands", first.body)
	}
	everything(t, b.now.Site)
	if got, _ := b.quickly(s, "GET /en/"); got.body != "changed" {
		t.Errorf("the new page is %q", got.body)
	}
	cfg, _, err := config.Load(fstest.MapFS{"rebut.toml": {Data: []byte("[organisation]\naddress = \"https://example.org/facts\"\n")}})
	if err != nil {
		t.Fatal(err)
	}
	b.now.Config = cfg
	if _, answered := b.quickly(s, "GET /en/"); answered {
		t.Error("an address outside the site's own was answered")
	}
	if got, answered := b.quickly(s, "GET /facts/en/"); !answered || got.body != "changed" {
		t.Errorf("below the site's own address: %t %q", answered, got.body)
	}
	b.now.Site = nil
	if _, answered := b.quickly(s, "GET /facts/en/"); answered {
		t.Error("answered without a site")
	}
}

func TestReadyAnswersAreBounded(t *testing.T) {
	b := newBench(t, "")
	files := map[string]string{}
	for i := range 64 {
		files[fmt.Sprintf("%d.txt", i)] = strings.Repeat("x", readyBytes/32)
	}
	b.now.Site = b.tree(files)
	everything(t, b.now.Site)
	s := New(b.opts).(*server)
	for range 2 {
		for i := range 64 {
			if _, answered := b.quickly(s, fmt.Sprintf("GET /%d.txt", i), "Accept-Encoding: identity"); !answered {
				t.Errorf("%d.txt is left to the handlers", i)
			}
		}
	}
	if held := s.ready.Held(); held > readyBytes {
		t.Errorf("%d bytes are kept", held)
	}
}

// raw sends bytes on one connection and reads as many answers as methods.
func raw(t *testing.T, address, text string, methods ...string) []*http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	var all []*http.Response
	for r := bufio.NewReader(conn); len(all) < len(methods); {
		resp, err := http.ReadResponse(r, &http.Request{Method: methods[len(all)]})
		if err != nil {
			t.Fatalf("answer %d to %q: %v", len(all)+1, text, err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body = io.NopCloser(bytes.NewReader(body))
		all = append(all, resp)
	}
	return all
}

func TestOneConnectionForAllKindsOfRequests(t *testing.T) {
	b := longPages(t)
	everything(t, b.now.Site)
	o := b.online()
	address := strings.TrimPrefix(o.at, "http://")
	get := func(path, more string) string { return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n" }
	// All at once: two quick answers, then one by net/http and what follows it.
	got := raw(t, address, get("/en/", "")+get("/en/p.png", "")+get("/en/", "Range: bytes=1-4\r\n")+get("/nowhere", "")+get("/en/p.png", ""),
		"GET", "GET", "GET", "GET", "GET")
	for i, want := range []int{200, 200, 206, 404, 200} {
		if got[i].StatusCode != want {
			t.Errorf("answer %d: %d, want %d", i+1, got[i].StatusCode, want)
		}
	}
	if part, _ := io.ReadAll(got[2].Body); string(part) != page[1:5] {
		t.Errorf("the part is %q", part)
	}
	// A body that nobody reads does not become the next request.
	inner := get("/nowhere", "")
	got = raw(t, address, fmt.Sprintf("POST /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s", len(inner), inner)+get("/en/", ""), "POST", "GET")
	if got[0].StatusCode != 405 || got[1].StatusCode != 200 || got[0].Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d, then %d", got[0].StatusCode, got[1].StatusCode)
	}
	got = raw(t, address, "GET /en/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n"+get("/en/p.png", ""), "GET", "GET")
	if got[0].StatusCode != 200 || got[1].StatusCode != 200 || got[1].Header.Get("Content-Type") != "image/png" {
		t.Errorf("a body in pieces: %d, then %d", got[0].StatusCode, got[1].StatusCode)
	}
	for request, want := range map[string]int{
		"GET /en/ HTTP/1.1\r\n\r\n":                                                      400, // no Host
		"GET /en/ HTTP/1.0\r\n\r\n":                                                      200,
		"HEAD /en/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n":                     200,
		"GET /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n":                      400,
		"POST /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n":                     405,
		"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n":                                          200, // net/http's own
		"GET http://a/en/ HTTP/1.1\r\nHost: a\r\n\r\n":                                   200,
		"no request at all\r\n\r\n":                                                      400,
		"GET /en/ HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("a", 12<<10) + "\r\n\r\n": 200,
	} {
		method, _, _ := strings.Cut(request, " ")
		if got := raw(t, address, request, method); got[0].StatusCode != want {
			t.Errorf("%.60q: %d, want %d", request, got[0].StatusCode, want)
		}
	}
}

func TestConnectionsThatWerePassedOnComeBack(t *testing.T) {
	b := longPages(t)
	o := b.online()
	get := "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
	methods := strings.Split(strings.Repeat("GET ", mostPassed), " ")[:mostPassed]
	got := raw(t, strings.TrimPrefix(o.at, "http://"), strings.Repeat(get, mostPassed), methods...)
	for i, resp := range got {
		if resp.Close != (i == mostPassed-1) {
			t.Errorf("answer %d: Connection: close is %t", i+1, resp.Close)
		}
	}
}

func TestShutdownClosesIdleConnections(t *testing.T) {
	b := longPages(t)
	everything(t, b.now.Site)
	var log lockedLog
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address, stop, stopped := startOn(t, listener, New(b.opts), slog.New(slog.NewTextHandler(&log, nil)))
	for _, path := range []string{"/en/", "/nowhere"} { // one connection of each server stays open
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, "GET "+path+" HTTP/1.1\r\nHost: a\r\n\r\n")
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
	}
	stop()
	if err := <-stopped; err != nil || log.String() != "" {
		t.Errorf("Run returned %v; log %q", err, log.String())
	}
}

type lockedLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestLogLinesAreThoseOfSlog(t *testing.T) {
	at := time.Date(2026, 11, 25, 8, 9, 10, 11_222_333, time.FixedZone("", 3600))
	for _, e := range []entry{
		{"GET", "/en/", 200, 1234, 56789 * time.Nanosecond},
		{"HEAD", `/a "b"=c` + "\n\x00ü", 404, 0, time.Second},
		{"GET", "", 499, 0, 0},
	} {
		var want bytes.Buffer
		record := slog.NewRecord(at, slog.LevelInfo, "request", 0)
		record.Add("method", e.method, "path", e.path, "status", e.status, "bytes", e.bytes, "duration", e.took)
		if err := slog.NewTextHandler(&want, nil).Handle(t.Context(), record); err != nil {
			t.Fatal(err)
		}
		if got := string(e.append(nil, at)); got != want.String() {
			t.Errorf("%q, want %q", got, &want)
		}
	}
}

func TestEveryRequestIsLogged(t *testing.T) {
	b := longPages(t)
	everything(t, b.now.Site)
	var log lockedLog
	b.opts.Requests = &log
	o := b.online()
	tag := o.ask("GET /en/").header.Get("ETag")
	o.ask("HEAD /en/")
	o.ask("GET /en/", "If-None-Match: "+tag)
	o.ask("GET /nowhere")
	want := []string{fmt.Sprintf("GET path=/en/ status=200 bytes=%d", len(page)), "HEAD path=/en/ status=200 bytes=0", "GET path=/en/ status=304 bytes=0", "GET path=/nowhere status=404"}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines: %s", len(lines), log.String())
	}
	for i, line := range lines {
		if !strings.Contains(line, want[i]) {
			t.Errorf("line %d is %q, want %q", i+1, line, want[i])
		}
	}
}

// scarce is a listener of a system that had no file left for a connection.
type scarce struct {
	net.Listener
	errors []error
}

func (s *scarce) Accept() (net.Conn, error) {
	if len(s.errors) > 0 {
		err := s.errors[0]
		s.errors = s.errors[1:]
		return nil, err
	}
	return s.Listener.Accept()
}

func TestAServerOutlastsWant(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	full := &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
	b := longPages(t)
	address, stop, stopped := startOn(t, &scarce{listener, []error{full, full}}, New(b.opts), slog.New(slog.DiscardHandler))
	if got := raw(t, address, "GET /en/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET"); got[0].StatusCode != 200 {
		t.Errorf("status %d", got[0].StatusCode)
	}
	stop()
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func BenchmarkQuick(b *testing.B) {
	site, err := site.NewFS([]*site.File{{Name: "en/index.html", Render: func() ([]byte, error) { return []byte(page), nil }}}, site.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := site.Get("en/index.html"); err != nil {
		b.Fatal(err)
	}
	cfg, _, err := config.Load(fstest.MapFS{"rebut.toml": {}})
	if err != nil {
		b.Fatal(err)
	}
	s := New(Options{Snapshot: func() Snapshot { return Snapshot{Site: site, Config: cfg} }, Log: slog.New(slog.DiscardHandler),
		Requests: io.Discard, Now: time.Now, ShowProblems: true}).(*server)
	var c fasthttp.RequestCtx
	text := "GET /en/ HTTP/1.1\r\nHost: example.org\r\nX-Forwarded-For: 203.0.113.9\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n"
	if err := c.Request.Read(bufio.NewReader(strings.NewReader(text))); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Response.Reset()
		if !s.quick(&c) {
			b.Fatal("left to the handlers")
		}
	}
}

func BenchmarkLogLine(b *testing.B) {
	e := entry{"GET", "/en/housing-costs-causes/embed/", 200, 996, 12345 * time.Nanosecond}
	for what, s := range map[string]*server{"append": {Options: Options{Requests: io.Discard}}, "slog": {Options: Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}}} {
		b.Run(what, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.note(time.Now(), e)
			}
		})
	}
}
