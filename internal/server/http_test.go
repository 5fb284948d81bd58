package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"rebut/internal/site"
)

// page is long enough to be worth compressing.
var page = "<html><body>" + strings.Repeat("Newcomers pay taxes. ", 200) + "</body></html>"

// online is the bench's server on a real connection.
func (b *bench) online() *online {
	b.t.Helper()
	address, stop, stopped := start(b.t, New(b.opts))
	b.t.Cleanup(func() { stop(); <-stopped })
	transport := &http.Transport{DisableCompression: true} // the tests say what is accepted
	b.t.Cleanup(transport.CloseIdleConnections)
	return &online{b.t, "http://" + address, http.Client{Transport: transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

type online struct {
	t      *testing.T
	at     string
	client http.Client
}

// ask sends "METHOD /path" with headers given as "Name: value".
func (o *online) ask(request string, headers ...string) answer {
	o.t.Helper()
	method, path, _ := strings.Cut(request, " ")
	r, err := http.NewRequestWithContext(o.t.Context(), method, o.at+path, http.NoBody)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	resp, err := o.client.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		o.t.Fatalf("%s: %v", request, err)
	}
	if method == http.MethodGet && resp.Header.Get("Content-Length") == "" && resp.StatusCode != http.StatusNotModified {
		o.t.Errorf("%s %v: no Content-Length", request, headers)
	}
	return answer{resp.StatusCode, resp.Header, string(body)}
}

func longPages(t *testing.T) *bench {
	b := newBench(t, "")
	picture := &site.File{Name: "en/p.png", Picture: true, Render: func() ([]byte, error) { return []byte(page), nil }}
	earlier := &site.File{Name: "en/p-r2.png", Picture: true, Render: picture.Render}
	b.now.Site = b.tree(map[string]string{"en/index.html": page, "en/feed.rss": page, "en/short.txt": "short", "404.html": page,
		"index.html": page, "assets/site-0123abcd.css": page, "assets/site.css": page}, picture, earlier)
	b.now.Site.Languages = b.now.Config.Languages
	return b
}

func unpack(t *testing.T, a answer) string {
	t.Helper()
	var r io.Reader = strings.NewReader(a.body)
	switch a.header.Get("Content-Encoding") {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		var err error
		if r, err = gzip.NewReader(r); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTextsAreCompressed(t *testing.T) {
	o := longPages(t).online()
	tags := map[string]bool{}
	for accept, coding := range map[string]string{"gzip": "gzip", "gzip, deflate, br, zstd": "br", "identity": "", "deflate": ""} {
		for _, path := range []string{"/en/", "/en/feed.rss"} {
			for range 2 { // made anew, and kept
				got := o.ask("GET "+path, "Accept-Encoding: "+accept)
				got.wantHeader(t, "Content-Encoding", coding)
				got.wantHeader(t, "Vary", "Accept-Encoding")
				if got.status != 200 || unpack(t, got) != page || coding != "" && len(got.body) > len(page)/4 {
					t.Errorf("%s in %q: %d, %d bytes", path, accept, got.status, len(got.body))
				}
				tags[got.header.Get("ETag")] = true
				head := o.ask("HEAD "+path, "Accept-Encoding: "+accept)
				for _, name := range []string{"Content-Encoding", "Content-Length", "ETag", "Vary", "Content-Type", "Cache-Control", "Accept-Ranges"} {
					head.wantHeader(t, name, got.header.Get(name))
				}
			}
		}
	}
	if len(tags) != 3 || tags[""] {
		t.Errorf("three representations have the entity tags %v", tags)
	}
	o.ask("GET /", "Accept-Encoding: gzip").wantHeader(t, "Content-Encoding", "gzip")
	if vary := o.ask("GET /").header.Values("Vary"); strings.Join(vary, ", ") != "Accept-Language, Accept-Encoding" {
		t.Errorf("the home page varies by %v", vary)
	}
}

func TestWhatIsNotCompressed(t *testing.T) {
	o := longPages(t).online()
	for _, path := range []string{"/en/p.png", "/en/short.txt"} {
		got := o.ask("GET "+path, "Accept-Encoding: gzip, br")
		got.wantHeader(t, "Content-Encoding", "")
		if got.status != 200 || len(got.body) < 5 {
			t.Errorf("%s: %d %q", path, got.status, got.body)
		}
	}
	o.ask("GET /en/p.png", "Accept-Encoding: gzip").wantHeader(t, "Vary", "")
	o.ask("GET /en/short.txt").wantHeader(t, "Vary", "Accept-Encoding")
	o.ask("GET /en/short.txt", "Accept-Encoding: gzip, identity;q=0").wantHeader(t, "Content-Encoding", "gzip")
	refused := o.ask("GET /en/", "Accept-Encoding: identity;q=0")
	refused.wantHeader(t, "Vary", "Accept-Encoding")
	refused.wantHeader(t, "Cache-Control", "no-store")
	if refused.status != 406 {
		t.Errorf("no coding is acceptable: status %d", refused.status)
	}
}

// RFC 9110 § 13.
func TestConditions(t *testing.T) {
	b := longPages(t)
	o := b.online()
	for _, accept := range []string{"identity", "gzip", "br"} {
		with := "Accept-Encoding: " + accept
		tag := o.ask("GET /en/", with).header.Get("ETag")
		for condition, want := range map[string]int{
			"If-None-Match: " + tag:                              304,
			"If-None-Match: W/" + tag:                            304,
			"If-None-Match: *":                                   304,
			`If-None-Match: "a,b" , W/"c",` + tag:                304,
			`If-None-Match: "other"`:                             200,
			"If-None-Match: " + strings.Trim(tag, `"`):           200,
			`If-None-Match: "x` + tag[1:]:                        200,
			"If-None-Match: \"":                                  200,
			"If-Match: " + tag:                                   200,
			`If-Match: "other", ` + tag:                          200,
			"If-Match: *":                                        200,
			"If-Match: W/" + tag:                                 412, // § 13.1.1: the strong comparison
			`If-Match: "other"`:                                  412,
			"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT":   200, // nothing is known of times
			"If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT": 200,
			"If-Modified-Since: not a date":                      200,
		} {
			for _, method := range []string{"GET", "HEAD"} {
				got := o.ask(method+" /en/", with, condition)
				if got.status != want {
					t.Errorf("%s in %s, %s: %d, want %d", method, accept, condition, got.status, want)
				}
				if got.status == 304 {
					got.wantHeader(t, "ETag", tag)
					got.wantHeader(t, "Vary", "Accept-Encoding")
					got.wantHeader(t, "Cache-Control", current)
					got.wantHeader(t, "Content-Type", "")
					got.wantHeader(t, "Content-Encoding", "")
				}
				if got.status == 412 {
					got.wantHeader(t, "Cache-Control", "no-store")
				}
			}
		}
		for _, other := range []string{"identity", "gzip", "br"} {
			if got := o.ask("GET /en/", "Accept-Encoding: "+other, "If-None-Match: "+tag); (got.status == 304) != (other == accept) {
				t.Errorf("the tag in %s for what is sent in %s: %d", accept, other, got.status)
			}
		}
		// § 13.2.2: If-Match comes first; both lines of a header count.
		if got := o.ask("GET /en/", with, `If-Match: "other"`, "If-None-Match: "+tag); got.status != 412 {
			t.Errorf("both conditions: %d", got.status)
		}
		if got := o.ask("GET /en/", with, `If-None-Match: "other"`, "If-None-Match: "+tag); got.status != 304 {
			t.Errorf("two lines of If-None-Match: %d", got.status)
		}
		if got := o.ask("GET /en/", with, `If-Match: "other"`, "If-Match: "+tag); got.status != 200 {
			t.Errorf("two lines of If-Match: %d", got.status)
		}
	}
	if got := o.ask("GET /nowhere", "If-None-Match: *"); got.status != 404 {
		t.Errorf("a condition on what does not exist: %d", got.status)
	}
}

// RFC 9110 § 14: parts are parts of what is sent, in the coding it is sent in.
func TestParts(t *testing.T) {
	o := longPages(t).online()
	for _, path := range []string{"/en/", "/en/p.png"} {
		for _, accept := range []string{"identity", "gzip", "br"} {
			with := "Accept-Encoding: " + accept
			whole := o.ask("GET "+path, with)
			tag, n := whole.header.Get("ETag"), len(whole.body)
			whole.wantHeader(t, "Accept-Ranges", "bytes")
			for _, c := range []struct {
				headers string
				status  int
				body    string
			}{
				{"Range: bytes=0-0", 206, whole.body[:1]},
				{"Range: bytes=5-9", 206, whole.body[5:10]},
				{"Range: bytes=5-", 206, whole.body[5:]},
				{"Range: bytes=-7", 206, whole.body[n-7:]},
				{"Range: bytes=-999999", 206, whole.body},
				{"Range: bytes=0-999999", 206, whole.body},
				{"Range: BYTES=5-9", 206, whole.body[5:10]}, // § 14.1: units in any letters
				{"Range: bytes=999999-", 416, ""},
				{"Range: lines=1-2", 200, whole.body},
				{"Range: nonsense", 200, whole.body},
				{"Range: bytes=" + strings.Repeat("1-1,", 40) + "2-2", 200, whole.body},
				{"Range: bytes=5-9\nIf-Range: " + tag, 206, whole.body[5:10]},
				{"Range: bytes=5-9\nIf-Range: W/" + tag, 200, whole.body},
				{"Range: bytes=5-9\nIf-Range: \"other\"", 200, whole.body},
				{"Range: bytes=5-9\nIf-Range: Fri, 01 Jan 2100 00:00:00 GMT", 200, whole.body},
				{"Range: bytes=5-9\nIf-None-Match: " + tag, 304, ""},
				{"Range: bytes=5-9\nIf-Match: " + tag, 206, whole.body[5:10]},
				{"Range: bytes=5-9\nIf-Match: \"other\"", 412, ""},
			} {
				got := o.ask("GET "+path, append(strings.Split(c.headers, "\n"), with)...)
				if got.status != c.status || c.status < 300 && got.body != c.body {
					t.Errorf("%s in %s, %q: %d with %d bytes, want %d with %d", path, accept, c.headers, got.status, len(got.body), c.status, len(c.body))
				}
				if c.status == 206 || c.status == 200 {
					got.wantHeader(t, "ETag", tag)
					got.wantHeader(t, "Content-Encoding", whole.header.Get("Content-Encoding"))
				}
				if c.status == 416 {
					got.wantHeader(t, "Content-Range", "bytes */"+whole.header.Get("Content-Length"))
					got.wantHeader(t, "Content-Encoding", "")
				}
			}
			if got := o.ask("HEAD "+path, with, "Range: bytes=5-9"); got.status != 200 { // § 14.2: GET alone
				t.Errorf("HEAD with Range: %d", got.status)
			}
		}
	}
}

func TestSeveralParts(t *testing.T) {
	o := longPages(t).online()
	whole := o.ask("GET /en/p.png")
	got := o.ask("GET /en/p.png", "Range: bytes=0-3, 10-19 ,-5")
	kind, params, err := mime.ParseMediaType(got.header.Get("Content-Type"))
	if got.status != 206 || kind != "multipart/byteranges" || err != nil {
		t.Fatalf("%d %q, %v", got.status, got.header.Get("Content-Type"), err)
	}
	var parts []string
	for r := multipart.NewReader(strings.NewReader(got.body), params["boundary"]); ; {
		part, err := r.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil || part.Header.Get("Content-Type") != "image/png" {
			t.Errorf("%v, %v", part.Header, err)
		}
		parts = append(parts, string(text))
	}
	n := len(whole.body)
	if want := []string{whole.body[:4], whole.body[10:20], whole.body[n-5:]}; strings.Join(parts, "|") != strings.Join(want, "|") {
		t.Errorf("parts %q, want %q", parts, want)
	}
}

func TestHowLongCopiesLast(t *testing.T) {
	b := longPages(t)
	for path, want := range map[string]string{
		"/en/": current, "/en/p.png": current, "/en/feed.rss": current, "/assets/site.css": current, "/": current,
		"/en/p-r2.png": lasting, "/assets/site-0123abcd.css": lasting, "/en": current, "/nowhere": "no-store",
	} {
		b.ask("GET "+path).wantHeader(t, "Cache-Control", want)
	}
	b.ask("GET /", "Accept-Language: fr").wantHeader(t, "Cache-Control", own)
	b.opts.ShowProblems = true
	b.ask("GET /en/p-r2.png").wantHeader(t, "Cache-Control", asked)
	b.ask("GET /en/p-r2.png", "X-Forwarded-For: 203.0.113.9").wantHeader(t, "Cache-Control", lasting)
	b.opts.LocalOnly = true
	b.ask("GET /en/").wantHeader(t, "Cache-Control", own)
}

func TestAuthorsGetWhatTheySaved(t *testing.T) {
	b := longPages(t)
	refreshed := 0
	b.opts.Refresh, b.opts.ShowProblems = func() { refreshed++ }, true
	for _, c := range []struct {
		headers []string
		want    int
	}{
		{[]string{"Accept: text/html,*/*;q=0.8"}, 1},
		{[]string{"Accept: image/avif,*/*"}, 0},
		{[]string{"Accept: text/html", "X-Forwarded-For: 203.0.113.9"}, 0},
	} {
		refreshed = 0
		if b.ask("GET /en/", c.headers...); refreshed != c.want {
			t.Errorf("%v: read %d times, want %d", c.headers, refreshed, c.want)
		}
	}
}

func TestVariantsAreMadeOnce(t *testing.T) {
	v := newVariants(2)
	content := site.Rendered{Bytes: []byte(page), ETag: site.ETag([]byte(page))}
	first, err := v.of(content, brotlied)
	if err != nil {
		t.Fatal(err)
	}
	again, err := v.of(site.Rendered{ETag: content.ETag}, brotlied) // by its tag: the content is not looked at
	if err != nil || !bytes.Equal(first.Bytes, again.Bytes) || v.kept.Held() != len(first.Bytes) {
		t.Errorf("%d bytes, then %d; %d are held, %v", len(first.Bytes), len(again.Bytes), v.kept.Held(), err)
	}
}
