package server

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rebut/internal/config"
	"rebut/internal/problem"
	"rebut/internal/site"
)

// bench is a server over a small site whose parts a test may replace.
type bench struct {
	t    *testing.T
	now  Snapshot
	opts Options
	log  bytes.Buffer
}

var pages = map[string]string{
	"index.html":                      "<html><body class=\"a\">choose a language</body></html>",
	"404.html":                        "<html><body>no such page</body></html>",
	"en/index.html":                   "<html><body>list</body></html>",
	"fr/index.html":                   "<html><body>liste</body></html>",
	"en/housing/index.html":           "<html><body>housing</body></html>",
	"en/housing/embed/index.html":     "<html><body>embed</body></html>",
	"en/housing/statement-square.png": "PNG",
	"en/feed.rss":                     "<rss/>",
	"en/feed.atom":                    "<feed/>",
	"en/feed.json":                    "{}",
	"en/feed-2.json":                  "{}",
	"claimreview.json":                "{}",
	"sitemap.xml":                     "<urlset/>",
	"robots.txt":                      "User-agent: *",
	"embed.js":                        "'use strict'",
	"assets/site.css":                 "a{}",
}

func newBench(t *testing.T, toml string) *bench {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{"rebut.toml": {Data: []byte("languages = [\"en\", \"fr\"]\n" + toml)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	b := &bench{t: t}
	b.now = Snapshot{Config: cfg, Site: b.tree(pages)}
	b.now.Site.Languages = cfg.Languages
	b.opts = Options{
		Snapshot: func() Snapshot { return b.now },
		Log:      slog.New(slog.NewTextHandler(&b.log, nil)),
		Now:      func() time.Time { return time.Unix(0, 0) },
	}
	return b
}

func (b *bench) tree(files map[string]string, more ...*site.File) *site.FS {
	b.t.Helper()
	list := more
	for name, text := range files {
		list = append(list, &site.File{Name: name, Render: func() ([]byte, error) { return []byte(text), nil }})
	}
	tree, err := site.NewFS(list, site.Limits{})
	if err != nil {
		b.t.Fatal(err)
	}
	return tree
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends "METHOD /path" with headers given as "Name: value".
func (b *bench) ask(request string, headers ...string) answer {
	b.t.Helper()
	method, path, _ := strings.Cut(request, " ")
	r := httptest.NewRequest(method, "http://localhost:8080/", nil)
	r.URL.Path, r.URL.RawPath = "", ""
	path, r.URL.RawQuery, _ = strings.Cut(path, "?")
	r.URL.Path = path
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if r.Header.Set(name, value); name == "Host" {
			r.Host = value
		}
	}
	rec := httptest.NewRecorder()
	New(b.opts).ServeHTTP(rec, r)
	body, err := io.ReadAll(rec.Result().Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{rec.Code, rec.Result().Header, string(body)}
}

func (b *bench) want(request string, status int, body string, headers ...string) answer {
	b.t.Helper()
	got := b.ask(request, headers...)
	if got.status != status || !strings.Contains(got.body, body) {
		b.t.Errorf("%s: %d %q, want %d with %q", request, got.status, got.body, status, body)
	}
	return got
}

func (a answer) wantHeader(t *testing.T, name, value string) {
	t.Helper()
	if got := a.header.Get(name); got != value {
		t.Errorf("%s: %q, want %q", name, got, value)
	}
}

func TestFilesAreAnsweredAsTheyAre(t *testing.T) {
	b := newBench(t, "")
	for path, file := range map[string]string{
		"/": "index.html", "/en/": "en/index.html", "/en/housing/": "en/housing/index.html", "/404.html": "404.html",
		"/en/housing/statement-square.png": "en/housing/statement-square.png", "/robots.txt": "robots.txt",
	} {
		if got := b.want("GET "+path, 200, ""); got.body != pages[file] {
			t.Errorf("%s: %q", path, got.body)
		}
	}
}

func TestMediaTypes(t *testing.T) {
	b := newBench(t, "")
	for path, want := range map[string]string{
		"/en/":                             "text/html; charset=utf-8",
		"/en/housing/statement-square.png": "image/png",
		"/en/feed.rss":                     "application/rss+xml; charset=utf-8",
		"/en/feed.atom":                    "application/atom+xml; charset=utf-8",
		"/en/feed.json":                    "application/feed+json",
		"/en/feed-2.json":                  "application/feed+json",
		"/claimreview.json":                "application/json",
		"/sitemap.xml":                     "application/xml; charset=utf-8",
		"/robots.txt":                      "text/plain; charset=utf-8",
		"/embed.js":                        "text/javascript; charset=utf-8",
		"/assets/site.css":                 "text/css; charset=utf-8",
	} {
		b.want("GET "+path, 200, "").wantHeader(t, "Content-Type", want)
	}
}

func TestUnknownAddressesGetTheSitesOwnPage(t *testing.T) {
	b := newBench(t, "")
	for _, path := range []string{"/nowhere", "/en/nowhere/", "/en/housing/x.png", "/-/problems", "/../etc/passwd", "/en/../../x", "//en//", "/\x00", "/assets/"} {
		got := b.want("GET "+path, 404, "no such page")
		got.wantHeader(t, "Content-Type", "text/html; charset=utf-8")
		got.wantHeader(t, "ETag", "")
		got.wantHeader(t, "X-Content-Type-Options", "nosniff")
	}
}

func TestRedirectsToTheOneAddressOfAPage(t *testing.T) {
	b := newBench(t, "")
	for request, want := range map[string]string{
		"GET /en":                      "/en/",
		"HEAD /en":                     "/en/",
		"GET /en/housing":              "/en/housing/",
		"GET /en/housing?utm=a&b=c":    "/en/housing/?utm=a&b=c",
		"GET /en/housing/index.html":   "/en/housing/",
		"GET /en/housing/embed":        "/en/housing/embed/",
		"GET /en/housing/embed?x=//ev": "/en/housing/embed/?x=//ev",
	} {
		b.want(request, 301, "").wantHeader(t, "Location", want)
	}
}

func TestOnlyReading(t *testing.T) {
	b := newBench(t, "")
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"} {
		for _, path := range []string{"/", "/en/", "/nowhere"} {
			got := b.want(method+" "+path, 405, "only be read")
			got.wantHeader(t, "Allow", "GET, HEAD")
			got.wantHeader(t, "X-Content-Type-Options", "nosniff")
		}
	}
}

func TestHeadHasTheHeadersOfGet(t *testing.T) {
	b := newBench(t, "")
	for _, path := range []string{"/en/", "/nowhere", "/en/housing/statement-square.png"} {
		get, head := b.ask("GET "+path), b.ask("HEAD "+path)
		if head.status != get.status || head.body != "" {
			t.Errorf("%s: HEAD answers %d %q", path, head.status, head.body)
		}
		for _, name := range []string{"Content-Type", "ETag", "Content-Length", "Cache-Control"} {
			head.wantHeader(t, name, get.header.Get(name))
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	b := newBench(t, "")
	tag := b.ask("GET /en/").header.Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	for _, sent := range []string{tag, `"other", ` + tag, "W/" + tag} {
		got := b.want("GET /en/", 304, "", "If-None-Match: "+sent)
		got.wantHeader(t, "ETag", tag)
		if got.body != "" {
			t.Errorf("304 with a body %q", got.body)
		}
	}
	b.want("GET /en/", 200, "list", `If-None-Match: "other"`)
	b.want("GET /en/housing/statement-square.png", 206, "N", "Range: bytes=1-1")
}

func TestHomeSpeaksTheReadersLanguage(t *testing.T) {
	b := newBench(t, "")
	for accept, want := range map[string]string{
		"fr-CA,fr;q=0.9,en;q=0.8": "/fr/", "en": "/en/", "de": "/en/", "de, fr;q=0.3": "/fr/", "*": "/en/",
	} {
		got := b.want("GET /", 302, "", "Accept-Language: "+accept)
		got.wantHeader(t, "Location", want)
		got.wantHeader(t, "Vary", "Accept-Language")
	}
	b.now.Site.Languages = b.now.Site.Languages[:1]
	b.want("GET /", 302, "", "Accept-Language: fr").wantHeader(t, "Location", "/en/")
	for _, accept := range []string{"", "%%%", strings.Repeat("x-", 4000)} {
		b.want("GET /", 200, "choose a language", "Accept-Language: "+accept).wantHeader(t, "Vary", "Accept-Language")
	}
}

func TestSecurityHeaders(t *testing.T) {
	b := newBench(t, "")
	page := b.ask("GET /en/housing/")
	csp := page.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self';", "frame-ancestors 'none'"} {
		if !strings.Contains(csp, part) {
			t.Errorf("policy %q lacks %q", csp, part)
		}
	}
	page.wantHeader(t, "X-Frame-Options", "DENY")
	embed := b.ask("GET /en/housing/embed/")
	if csp := embed.header.Get("Content-Security-Policy"); strings.Contains(csp, "frame-ancestors") || !strings.Contains(csp, "default-src 'none'") {
		t.Errorf("the policy of an embed, which all may frame: %q", csp)
	}
	embed.wantHeader(t, "X-Frame-Options", "")
	embed.wantHeader(t, "Access-Control-Allow-Origin", "*") // of its own script in a sandbox
	b.ask("GET /en/feed.json").wantHeader(t, "Access-Control-Allow-Origin", "*")
	page.wantHeader(t, "Access-Control-Allow-Origin", "")
}

func TestASiteBelowAPath(t *testing.T) {
	b := newBench(t, "[organisation]\naddress = \"https://example.org/facts\"\n")
	b.want("GET /facts/en/", 200, "list")
	b.want("GET /", 302, "").wantHeader(t, "Location", "/facts/")
	b.want("GET /facts", 302, "").wantHeader(t, "Location", "/facts/")
	b.want("GET /facts/", 302, "", "Accept-Language: fr").wantHeader(t, "Location", "/facts/fr/")
	b.want("GET /facts/en/housing", 301, "").wantHeader(t, "Location", "/facts/en/housing/")
	b.want("GET /en/", 404, "no such page")
	b.want("GET /factsheet/", 404, "no such page")
	b.want("POST /facts/en/", 405, "")
}

func TestAFailureIsLoggedAndNotShown(t *testing.T) {
	b := newBench(t, "")
	b.now.Site = b.tree(pages,
		&site.File{Name: "bad.html", Render: func() ([]byte, error) { return nil, errors.New("secret detail") }},
		&site.File{Name: "worse.html", Render: func() ([]byte, error) { panic("secret panic") }})
	for _, path := range []string{"/bad.html", "/worse.html"} {
		got := b.want("GET "+path, 500, "Something went wrong")
		if strings.Contains(got.body, "secret") {
			t.Errorf("%s shows %q", path, got.body)
		}
		got.wantHeader(t, "Cache-Control", "no-store")
		got.wantHeader(t, "ETag", "")
	}
	for _, part := range []string{"secret detail", "secret panic", "status=500"} {
		if !strings.Contains(b.log.String(), part) {
			t.Errorf("the log lacks %q:\n%s", part, b.log.String())
		}
	}
}

func TestTheLogDoesNotSayWhoAsked(t *testing.T) {
	b := newBench(t, "")
	b.ask("GET /en/", "User-Agent: Netscape", "X-Forwarded-For: 203.0.113.9")
	log := b.log.String()
	if !strings.Contains(log, "method=GET path=/en/ status=200") {
		t.Errorf("log %q", log)
	}
	for _, secret := range []string{"Netscape", "203.0.113.9", "192.0.2.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log says %q", secret)
		}
	}
}

var broken = problem.List{
	{File: "claims/a.toml", Line: 3, Column: 5, Code: "x", Message: "the fact is <script>missing</script>", Hint: "write it & save"},
	{File: "claims/b.toml", Severity: problem.Warning, Code: "y", Message: "only a warning"},
}

func TestProblemsAreShownToTheirAuthors(t *testing.T) {
	b := newBench(t, "")
	b.now.Problems, b.opts.ShowProblems = broken, true
	got := b.want("GET /en/", 200, "claims/a.toml:3:5")
	for _, part := range []string{"&lt;script&gt;missing", "write it &amp; save", "1 problem in", "last good version", "list</body>"} {
		if !strings.Contains(got.body, part) {
			t.Errorf("the page lacks %q: %s", part, got.body)
		}
	}
	if strings.Contains(got.body, "only a warning") || strings.Contains(got.body, "<script>") {
		t.Errorf("the banner is %s", got.body)
	}
	if i := strings.Index(b.ask("GET /").body, "<section"); i < strings.Index(pages["index.html"], ">choose") {
		t.Error("the banner does not stand in the body")
	}
	got.wantHeader(t, "ETag", "")
	got.wantHeader(t, "Cache-Control", "no-store")
	b.want("GET /en/never-read/", 404, "claims/a.toml:3:5")
	b.want("GET /-/problems", 200, "only a warning")
	b.want("GET /-/problems.css", 200, ".rebut-problems").wantHeader(t, "Content-Type", "text/css; charset=utf-8")
	if got := b.ask("GET /en/feed.rss"); got.body != pages["en/feed.rss"] {
		t.Errorf("a feed was changed to %q", got.body)
	}
}

func TestProblemsAreNotShownToThePublic(t *testing.T) {
	b := newBench(t, "")
	b.now.Problems = broken
	if got := b.want("GET /en/", 200, "list"); got.body != pages["en/index.html"] {
		t.Errorf("the page is %q", got.body)
	}
	if got := b.want("GET /en/never-read/", 404, ""); got.body != pages["404.html"] {
		t.Errorf("the page for unknown addresses is %q", got.body)
	}
	b.want("GET /-/problems", 404, "")
}

// A proxy on this computer speaks for the public; a page on the web that
// points its own name here must not read along.
func TestProblemsAreNotShownThroughAProxy(t *testing.T) {
	b := newBench(t, "")
	b.now.Problems, b.opts.ShowProblems = broken, true
	for _, header := range []string{"X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", "Via: 1.1 proxy", "Host: facts.example.org", "Host: 203.0.113.9:80"} {
		if got := b.ask("GET /en/", header); got.body != pages["en/index.html"] {
			t.Errorf("%s: the page is %q", header, got.body)
		}
		if got := b.ask("GET /-/problems", header); got.status != 404 {
			t.Errorf("%s: /-/problems has the status %d", header, got.status)
		}
	}
	for _, header := range []string{"Host: 127.0.0.1", "Host: 127.0.0.1:8080", "Host: [::1]:8080", "Host: [::1]", "Host: localhost"} {
		b.want("GET /-/problems", 200, "claims/a.toml", header)
		if got := b.ask("GET /en/", header); !strings.Contains(got.body, "claims/a.toml") {
			t.Errorf("%s: the page is %q", header, got.body)
		}
	}
}

func TestDraftsAreNotShownThroughAProxy(t *testing.T) {
	b := newBench(t, "")
	b.opts.LocalOnly = true
	for _, header := range []string{"X-Forwarded-For: 203.0.113.9", "Host: facts.example.org"} {
		if got := b.ask("GET /en/", header); got.status != 403 || strings.Contains(got.body, pages["en/index.html"]) {
			t.Errorf("%s: status %d, %q", header, got.status, got.body)
		}
	}
	if got := b.ask("GET /en/", "Host: 127.0.0.1:8080"); got.body != pages["en/index.html"] {
		t.Errorf("on this computer: status %d", got.status)
	}
}

func TestWarningsLeaveThePagesAlone(t *testing.T) {
	b := newBench(t, "")
	b.now.Problems, b.opts.ShowProblems = broken[1:], true
	if got := b.ask("GET /en/"); got.body != pages["en/index.html"] || got.header.Get("ETag") == "" {
		t.Errorf("the page is %q", got.body)
	}
}

func TestNothingGoodYet(t *testing.T) {
	b := newBench(t, "")
	b.now = Snapshot{Problems: broken}
	got := b.want("GET /en/", 503, "will be back soon")
	got.wantHeader(t, "Retry-After", "60")
	b.opts.ShowProblems = true
	b.want("GET /en/", 500, "claims/a.toml:3:5")
	b.want("GET /", 500, "cannot be shown", "Accept-Language: en")
}

// A renamed fact-check sends readers on from its old address, for good and with
// what campaigns hang on it; a withdrawn one is gone, and says why.
func TestRenamedAndWithdrawnFactChecks(t *testing.T) {
	b := newBench(t, "organisation.address = \"https://rebut.example/facts\"\n")
	b.now.Site = b.tree(pages,
		&site.File{Name: "en/homes/index.html", Moved: "/en/housing/", Render: func() ([]byte, error) { return []byte("<html>moved</html>"), nil }},
		&site.File{Name: "en/tea/index.html", Gone: true, Render: func() ([]byte, error) { return []byte("<html>withdrawn because</html>"), nil }})
	b.want("GET /facts/en/homes/", 301, "").wantHeader(t, "Location", "/facts/en/housing/")
	b.want("HEAD /facts/en/homes/?from=poster", 301, "").wantHeader(t, "Location", "/facts/en/housing/?from=poster")
	b.want("GET /facts/en/homes/index.html", 301, "").wantHeader(t, "Location", "/facts/en/housing/")
	b.want("GET /facts/en/tea/", 410, "withdrawn because").wantHeader(t, "Content-Type", "text/html; charset=utf-8")
}
