package studio_test

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"rebut/internal/account"
)

// visitor is somebody's browser, which does not follow redirections.
type visitor struct {
	t      *testing.T
	d      *desk
	client *http.Client
}

func (d *desk) visitor(t *testing.T, login string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &visitor{t, d, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	if login != "" {
		b.login(login)
	}
	return b
}

func (b *visitor) login(login string) {
	b.t.Helper()
	if a := b.post("login", url.Values{"login": {login}, "password": {password}}); a.status != http.StatusSeeOther {
		b.t.Fatalf("login answers %d: %s", a.status, a.body)
	}
}

type answer struct {
	status     int
	to, body   string
	header     http.Header
	base, held string // of the form in the page
}

var (
	baseIn = regexp.MustCompile(`name="base" value="([0-9a-f]{64})"`)
	heldIn = regexp.MustCompile(`name="held" value="([^"]*)"`)
)

func (b *visitor) do(method, path, body string, header http.Header) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.d.site+"/studio/"+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name := range header {
		r.Header.Set(name, header.Get(name))
	}
	answered, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answered.Body.Close()
	text, err := io.ReadAll(answered.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	a := answer{status: answered.StatusCode, to: answered.Header.Get("Location"), body: string(text), header: answered.Header}
	if m := baseIn.FindSubmatch(text); m != nil {
		a.base = string(m[1])
	}
	if m := heldIn.FindSubmatch(text); m != nil {
		a.held = html.UnescapeString(string(m[1]))
	}
	return a
}

func (b *visitor) get(path string) answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, "", nil)
}

func (b *visitor) post(path string, form url.Values) answer {
	b.t.Helper()
	return b.do(http.MethodPost, path, form.Encode(), nil)
}

// send posts a form filled from the page as it is now.
func (b *visitor) send(path string, form url.Values) answer {
	b.t.Helper()
	form.Set("base", b.get(path).base)
	return b.post(path, form)
}

func (b *visitor) wants(a answer, status int, texts ...string) {
	b.t.Helper()
	if a.status != status {
		b.t.Errorf("answers %d to %q, want %d", a.status, a.to, status)
	}
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			b.t.Errorf("the page lacks %q", text)
		}
	}
}

func (d *desk) bytes(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (d *desk) acts(t *testing.T) string {
	t.Helper()
	entries, err := d.journal.Log(t.Context(), "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, e := range entries {
		out = e.Person + " " + e.Act + "\n" + out
	}
	return out
}

func TestLoggingIn(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "")
	b.wants(b.get(""), http.StatusUnauthorized)
	unknown := b.post("login", url.Values{"login": {"nobody"}, "password": {password}})
	wrong := b.post("login", url.Values{"login": {"ana"}, "password": {"another password altogether"}})
	b.wants(unknown, http.StatusUnauthorized)
	if strings.ReplaceAll(unknown.body, "nobody", "ana") != wrong.body {
		t.Error("the answer tells whether somebody has the name")
	}
	for _, next := range []string{"https://evil.example/", "//evil.example/", "/studio//evil.example", "/studio/\\evil.example", "/studio/x\r\nSet-Cookie: a=b"} {
		a := b.post("login", url.Values{"login": {"ana"}, "password": {password}, "next": {next}})
		if u, err := url.Parse(a.to); err != nil || u.Host != "" || !strings.HasPrefix(a.to, "/studio/") || len(a.header.Values("Set-Cookie")) != 1 {
			t.Errorf("next %q leads to %q", next, a.to)
		}
	}
	at, err := url.Parse(d.site + "/studio/")
	if err != nil {
		t.Fatal(err)
	}
	before := b.client.Jar.Cookies(at)[0].Value
	b.login("eve")
	b.wants(b.get(""), http.StatusOK, "Eve")
	if _, err := d.people.Session(t.Context(), before); err == nil {
		t.Error("a session lives on after another login of the same browser")
	}
	token := b.client.Jar.Cookies(at)[0].Value
	b.wants(b.post("logout", nil), http.StatusSeeOther)
	if _, err := d.people.Session(t.Context(), token); err == nil {
		t.Error("a session lives on after logging out")
	}
	b.client.Jar.SetCookies(at, []*http.Cookie{{Name: "studio", Value: "chosen-by-somebody-else"}})
	b.login("ana")
	if got := b.client.Jar.Cookies(at)[0].Value; got == "chosen-by-somebody-else" {
		t.Error("a session that was given to the browser became one of a person")
	}
	for _, act := range []string{" login-refused\n", "ana login-refused\n", "ana logged-in\n", "eve logged-in\n", "eve logged-out\n"} {
		if !strings.Contains(d.acts(t), act) {
			t.Errorf("the log lacks %q", act)
		}
	}
}

func TestTooManyLogins(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "")
	var group sync.WaitGroup
	refused := make(chan int, 30)
	for range 30 {
		group.Go(func() {
			refused <- b.post("login", url.Values{"login": {"ana"}, "password": {"another password altogether"}}).status
		})
	}
	group.Wait()
	close(refused)
	n := 0
	for status := range refused {
		if status == http.StatusUnauthorized {
			n++
		}
	}
	if n != 10 {
		t.Errorf("%d attempts were made, of 30 at once", n)
	}
	a := b.post("login", url.Values{"login": {"ana"}, "password": {password}})
	b.wants(a, http.StatusTooManyRequests)
	if a.header.Get("Retry-After") == "" {
		t.Error("it does not say when to try again")
	}
}

func TestAnInvitation(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	a := eve.post("people", url.Values{"act": {"add"}, "login": {"new"}, "role": {"author"}})
	eve.wants(a, http.StatusOK)
	link := regexp.MustCompile(`/studio/(welcome/[\w-]+)`).FindStringSubmatch(a.body)
	if link == nil {
		t.Fatal("no link")
	}
	b := d.visitor(t, "")
	b.wants(b.get(link[1]), http.StatusOK, "new")
	b.wants(b.post(link[1], url.Values{"password": {"short"}}), http.StatusUnprocessableEntity)
	b.wants(b.post(link[1], url.Values{"password": {password}}), http.StatusSeeOther)
	b.wants(b.get(""), http.StatusOK, "new")
	b.wants(b.post(link[1], url.Values{"password": {password}}), http.StatusNotFound)
	for _, path := range []string{"welcome/../../etc/passwd", "edit/..%2f..%2fx", "edit/../x", "static/..%2fstudio.css", "//evil.example"} {
		b.wants(b.get(path), http.StatusNotFound)
	}
}

func TestOtherSitesCannotAct(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "eve")
	was := d.bytes(t, "claims/housing-costs-causes.toml")
	form := url.Values{"base": {b.get("review/housing-costs-causes").base}, "act": {"withdraw"}, "note": {"x"}}.Encode()
	for _, header := range []http.Header{{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}}} {
		b.wants(b.do(http.MethodPost, "review/housing-costs-causes", form, header), http.StatusForbidden)
	}
	if d.bytes(t, "claims/housing-costs-causes.toml") != was {
		t.Error("another site acted")
	}
	h := b.get("").header
	if !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("Cache-Control") != "no-store" || h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%v", h)
	}
}

func TestWhatWasTypedOutlivesTheSession(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "eve")
	const path = "edit/housing-costs-causes"
	form := url.Values{"base": {b.get(path).base}, "text.en.why": {"Typed before the session ended."}}
	eve, err := d.people.Named(t.Context(), "eve")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.people.SetPassword(t.Context(), eve.ID, password); err != nil { // ends all sessions
		t.Fatal(err)
	}
	a := b.post(path, form)
	b.wants(a, http.StatusUnauthorized)
	if a.held == "" {
		t.Fatal("the form is lost")
	}
	a = b.post("login", url.Values{"login": {"eve"}, "password": {password}, "next": {"/studio/" + path}, "held": {a.held}})
	if a.to != "/studio/"+path {
		t.Errorf("leads to %q", a.to)
	}
	b.wants(b.get(path), http.StatusOK, "Typed before the session ended.")
}

// Every address answers every role as it should: 0 is any answer but a refusal.
func TestRolesAndRoutes(t *testing.T) {
	d := newDesk(t)
	ed, err := d.people.Add(t.Context(), account.Person{Login: "ed", Roles: []account.Role{account.Editor}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.people.SetPassword(t.Context(), ed.ID, password); err != nil {
		t.Fatal(err)
	}
	const no = http.StatusForbidden
	const f = "/housing-costs-causes"
	people := map[string]*visitor{}
	for _, login := range []string{"", "omar", "ana", "ed", "eve"} {
		people[login] = d.visitor(t, login)
	}
	base := people["eve"].get("edit" + f).base
	covered := map[string]bool{}
	for _, test := range []struct {
		method, path, form     string
		omar, ana, editor, adm int
	}{
		{"GET", "", "", 0, 0, 0, 0}, {"GET", "me", "", 0, 0, 0, 0}, {"POST", "me", "act=nonsense", 404, 404, 404, 404}, {"POST", "picture" + f, "preview-design=x", 0, 0, 0, 0}, {"GET", "people", "", no, no, no, 0}, {"POST", "people", "act=add", no, no, no, 0},
		{"GET", "new", "", no, 0, 0, 0}, {"POST", "new", "claim=x&slug=&language=en", no, 0, 0, 0}, {"GET", "log", "", no, no, 0, 0},
		{"GET", "edit" + f, "", 0, 0, 0, 0}, {"GET", "edit" + f + "/ar", "", 0, 0, 0, 0}, {"GET", "edit" + f + "/xx", "", 404, 404, 404, 404},
		{"POST", "edit" + f, "text.en.why=x", no, no, 0, 0}, {"POST", "edit" + f + "/fr", "text.fr.translator=x", no, 0, 0, 0}, {"POST", "edit" + f + "/ar", "text.ar.translator=x", 0, 0, 0, 0},
		{"POST", "typed" + f, "", no, 0, 0, 0}, {"POST", "typed" + f, "part=ar", 0, 0, 0, 0}, {"POST", "typed" + f, "part=fr", no, 0, 0, 0}, {"POST", "typed" + f, "part=../x", 404, 404, 404, 404},
		{"POST", "sources" + f, "fill=sources.cmhc-2023", no, no, 404, 404}, // the settings do not allow it
		{"POST", "bulk", "act=submit", no, 0, 0, 0}, {"POST", "bulk", "act=publish", no, no, 0, 0}, {"POST", "bulk", "act=nonsense", 404, 404, 404, 404},
		{"POST", "views", "act=keep&name=x&query=status%3Ddraft", 0, 0, 0, 0}, {"POST", "views", "act=keep&name=y&shared=1&query=wrong%3D1", no, no, 0, 0}, {"POST", "views", "act=drop&name=x", 0, 0, 0, 0},
		{"GET", "exchange", "", 0, 0, 0, 0}, {"GET", "exchange/export?as=csv", "", 0, 0, 0, 0}, {"GET", "exchange/export?as=toml", "", 404, 404, 404, 404}, {"POST", "exchange", "", no, 0, 0, 0},
		{"GET", "exchange/none", "", no, 404, 404, 404}, {"POST", "exchange/none", "act=import", no, 404, 404, 404}, {"POST", "me", "act=keys&keys=off", 0, 0, 0, 0},
		{"POST", "check" + f, "", 0, 0, 0, 0}, {"GET", "review" + f, "", 0, 0, 0, 0}, {"GET", "history" + f, "", 0, 0, 0, 0},
		{"POST", "history" + f, "id=1", no, no, no, no}, // published: nothing is restored
		{"POST", "review" + f, "act=submit", no, no, no, no}, {"POST", "review" + f, "act=publish", no, no, no, no}, {"POST", "review" + f, "act=withdraw", no, no, 0, 0},
		{"GET", "heard", "", no, 0, 0, 0}, {"POST", "heard", "act=dismiss&id=99", no, 404, 404, 404}, {"GET", "new?heard=99", "", no, 404, 404, 404},
		{"GET", "translations", "", 0, 0, 0, 0}, {"GET", "translations/next?lang=ar", "", 0, 0, 0, 0}, {"GET", "translations/next?lang=fr", "", no, 0, 0, 0},
		{"GET", "upkeep", "", 0, 0, 0, 0}, {"GET", "upkeep?show=mine", "", 0, 0, 0, 0}, {"GET", "upkeep?show=nonsense", "", 404, 404, 404, 404}, {"GET", "upkeep/downloads.csv", "", 0, 0, 0, 0},
		{"POST", "upkeep", "act=again&url=https://example.org/", no, 404, 404, 404}, // no source has it
		{"GET", "calendar", "", 0, 0, 0, 0}, {"GET", "proposal" + f + "/1", "", 404, 404, 404, 404}, {"POST", "proposal" + f + "/1", "act=approve", 404, 404, 404, 404},
		{"GET", "effect/none", "", 404, 404, 404, 404}, {"GET", "after" + f + "?of=" + strings.Repeat("0", 64), "", 404, 404, 404, 404},
		{"POST", "review" + f, "act=schedule", no, no, no, no}, {"POST", "review" + f, "act=unschedule", no, no, 0, 0}, {"POST", "review" + f, "act=tick", no, no, 0, 0},
		{"POST", "review" + f, "act=looked", no, no, 0, 0}, {"POST", "review" + f, "act=read&lang=ar", 0, 0, 0, 0}, {"POST", "review" + f, "act=unread&lang=fr", no, 0, 0, 0}, {"POST", "review" + f, "act=read&lang=xx", 404, 404, 404, 404},
		{"POST", "review" + f, "act=nonsense", 404, 404, 404, 404}, {"GET", "edit/none", "", 404, 404, 404, 404},
		{"GET", "preview" + f + "/page", "", 0, 0, 0, 0}, {"POST", "preview" + f + "/page", "", 0, 0, 0, 0}, {"GET", "preview" + f + "/embed?lang=ar", "", 0, 0, 0, 0},
		{"GET", "preview" + f + "/body?lang=xx", "", 404, 404, 404, 404}, {"GET", "preview/none/page", "", 404, 404, 404, 404}, {"GET", "preview" + f + "/sheet?format=square", "", 0, 0, 0, 0},
		{"POST", "preview" + f + "/sheet", "", 0, 0, 0, 0}, {"GET", "preview" + f + "/picture?of=x", "", 404, 404, 404, 404}, {"GET", "preview" + f + "/code?lang=fr", "", 0, 0, 0, 0},
	} {
		for login, want := range map[string]int{"": http.StatusUnauthorized, "omar": test.omar, "ana": test.ana, "ed": test.editor, "eve": test.adm} {
			form := test.form
			if strings.HasPrefix(test.path, "review") && test.form != "act=nonsense" {
				form += "&base=" + people["eve"].get("review"+f).base
			} else if test.method == "POST" {
				form += "&base=" + base
			}
			a := people[login].do(test.method, test.path, form, nil)
			covered[d.studio.RouteOf(test.method, "/studio/"+test.path)] = true
			refused := a.status == http.StatusUnauthorized || a.status == no || a.status == http.StatusNotFound || a.status >= 500
			if want != 0 && a.status != want || want == 0 && refused {
				t.Errorf("%s %s %q answers %q %d, want %d", test.method, test.path, test.form, login, a.status, want)
			}
		}
	}
	for _, route := range d.studio.RouteList() {
		if !covered[route] && !slices.Contains(open(), route) {
			t.Errorf("%s is registered, and has no row in the table", route)
		}
	}
}

// open are the addresses that know no roles: anybody may ask them, or whoever is
// logged in for themselves.
func open() []string {
	return []string{
		"GET /studio/static/{file}", "GET /studio/login", "POST /studio/login", "POST /studio/second", "POST /studio/oidc/start", "GET /studio/oidc/callback",
		"GET /studio/welcome/{token}", "POST /studio/welcome/{token}", "POST /studio/logout",
	}
}
