package studio_test

import (
	"bytes"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"golang.org/x/net/html"

	"rebut/internal/account"
	"rebut/internal/studio"
)

// example is an address of a route, with a fact-check that there is.
func example(route string) (method, path string) {
	method, path, _ = strings.Cut(route, " ")
	path = strings.TrimPrefix(path, "/studio/")
	for name, value := range map[string]string{"slug": "housing-costs-causes", "part": "fr", "token": "x", "what": "page", "id": "1", "file": "x"} {
		for {
			from := strings.Index(path, "{"+name)
			if from < 0 || path[from+1+len(name)] != '}' && path[from+1+len(name)] != ':' {
				break
			}
			depth, to := 0, from
			for ; to < len(path); to++ {
				if depth += strings.Count("{", path[to:to+1]) - strings.Count("}", path[to:to+1]); depth == 0 {
					break
				}
			}
			path = path[:from] + value + path[to+1:]
		}
	}
	return method, path
}

// No address that changes anything lets another site ask for it, nobody acts by
// a method that the address does not have, and none reads without end.
func TestEveryRouteRefusesWhatIsNotAForm(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	before := d.tree(t)
	large := "claim=" + strings.Repeat("x", 3<<20)
	for _, route := range d.studio.RouteList() {
		method, path := example(route)
		if d.studio.RouteOf(method, "/studio/"+path) != route {
			t.Errorf("%s: %s is no address of it", route, path)
		}
		for _, other := range []string{http.MethodPut, http.MethodPatch, http.MethodDelete} {
			if a := eve.do(other, path, "", nil); a.status != http.StatusMethodNotAllowed && a.status != http.StatusNotFound {
				t.Errorf("%s %s answers %d", other, path, a.status)
			}
		}
		if method != http.MethodPost {
			continue
		}
		for _, header := range []http.Header{{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}}} {
			if a := eve.do(method, path, "act=add&login=x&role=admin", header); a.status != http.StatusForbidden {
				t.Errorf("%s answers %d to %v", route, a.status, header)
			}
		}
		// What reads no form may answer before it has come; what does says that it is too large.
		if a := eve.do(method, path, large, nil); a.status != http.StatusRequestEntityTooLarge && a.status != http.StatusNotFound && route != "POST /studio/logout" {
			t.Errorf("%s answers %d to 3 MiB", route, a.status)
		}
		if path == "logout" {
			eve.login("eve")
		}
	}
	if after := d.tree(t); !slices.Equal(before, after) {
		t.Errorf("files are %q, and were %q", after, before)
	}
}

// tree are the files of the project and what they say, without the databases.
func (d *desk) tree(t *testing.T) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(d.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || strings.Contains(name, ".db") {
			return err
		}
		info, err := e.Info()
		if err == nil && e.Type().IsRegular() {
			out = append(out, name+" "+info.ModTime().String())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A slug names a fact-check that there is, or nothing: no way leads out of
// claims/, and none to another kind of file.
func TestSlugsLeadNowhereElse(t *testing.T) {
	d := newDesk(t)
	secret := filepath.Join(d.dir, "secret.toml")
	if err := os.WriteFile(secret, []byte("status = \"draft\"\nlanguage = \"en\"\n[text.en]\nclaim = \"The secret of the project\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	eve := d.visitor(t, "eve")
	before := d.tree(t)
	for _, slug := range []string{
		"..", ".", "../secret", "..%2fsecret", "%2e%2e%2fsecret", "..%5csecret", "..\\secret", "....//secret", "%252e%252e%252fsecret", "..%c0%afsecret", "%00", "housing-costs-causes%00", "housing-costs-causes.toml",
		"claims%2fhousing-costs-causes", "%2fetc%2fpasswd", "file:%2f%2f%2fetc%2fpasswd", "HOUSING-COSTS-CAUSES", "housing-costs-causes%20", "%20housing-costs-causes", "housing-costs-causes%0a", "*", "~", "-", strings.Repeat("a", 5000),
	} {
		for _, route := range d.studio.RouteList() {
			if !strings.Contains(route, "{slug}") {
				continue
			}
			method, path := example(route)
			a := eve.do(method, strings.Replace(path, "housing-costs-causes", slug, 1), "base="+strings.Repeat("0", 64), nil)
			if a.status < 300 || a.status >= 500 || strings.Contains(a.body, "The secret of the project") || strings.Contains(a.body, d.dir) {
				t.Errorf("%s with the slug %.60q answers %d", route, slug, a.status)
			}
		}
	}
	for _, slug := range []string{"../secret", "..", ".", ".hidden", "a/b", "a\\b", "secret.toml", "UPPER", "a b", "-a", "a-", "a--b", "é", "a\n", "", strings.Repeat("a", 300)} {
		if a := eve.post("new", url.Values{"claim": {"x"}, "language": {"en"}, "slug": {slug}}); a.status < 400 || a.status >= 500 {
			if slug != "a\n" || a.to != "/studio/edit/a" { // spaces around it are no part of it
				t.Errorf("new with the slug %.60q answers %d to %s", slug, a.status, a.to)
			}
		}
	}
	for _, name := range d.tree(t) {
		if !slices.Contains(before, name) && !strings.HasPrefix(name, "claims/a.toml ") {
			t.Errorf("%s was made", name)
		}
	}
}

// Whether somebody has a name shows in no answer, however often it is tried.
func TestNobodyLearnsWhoWorksHere(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "")
	for try := range 12 {
		known := b.post("login", url.Values{"login": {"ana"}, "password": {"another password altogether"}})
		unknown := b.post("login", url.Values{"login": {"joe"}, "password": {"another password altogether"}})
		if known.status != unknown.status || known.body != strings.ReplaceAll(unknown.body, `value="joe"`, `value="ana"`) || (known.header.Get("Retry-After") == "") != (unknown.header.Get("Retry-After") == "") {
			t.Errorf("try %d: %d for somebody, %d for nobody", try, known.status, unknown.status)
		}
		if try >= 10 && known.status != http.StatusTooManyRequests {
			t.Errorf("try %d is answered %d", try, known.status)
		}
	}
	for _, path := range []string{"people", "edit/housing-costs-causes", "edit/none", "history/none", "nothing"} {
		if a := b.get(path); a.status == http.StatusOK || strings.Contains(a.body, "Ana") || path != "nothing" && a.status != http.StatusUnauthorized {
			t.Errorf("%s answers %d to nobody", path, a.status)
		}
	}
}

// Codes are no shorter way in than passwords.
func TestCodesCannotBeTried(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "eve")
	secret, _, err := d.people.Secret(d.person(t, "eve"), "x")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.people.Confirm(t.Context(), d.person(t, "eve").ID, secret, codeOf(t, secret, noon)); err != nil {
		t.Fatal(err)
	}
	a := b.post("login", url.Values{"login": {"eve"}, "password": {password}})
	b.wants(a, http.StatusOK)
	token := hiddenIn(a.body, "token")
	if token == "" {
		t.Fatal("no second step")
	}
	statuses := map[int]int{}
	for n := range 14 {
		statuses[b.post("second", url.Values{"token": {token}, "code": {"00000" + string(rune('0'+n%10))}}).status]++
	}
	if statuses[http.StatusUnauthorized] > 10 || statuses[http.StatusTooManyRequests] < 4 {
		t.Errorf("answers %v", statuses)
	}
	b.wants(b.post("second", url.Values{"token": {"x"}, "code": {"000000"}}), http.StatusUnauthorized)
}

// Browsers keep the session to themselves, to the studio and to https.
func TestTheCookieOfASession(t *testing.T) {
	d := newDesk(t, func(o *studio.Options) { o.Secure = func(*http.Request) bool { return true } })
	a := d.visitor(t, "").post("login", url.Values{"login": {"ana"}, "password": {password}})
	cookies := (&http.Response{Header: a.header}).Cookies()
	if len(cookies) != 1 || cookies[0].Name != "__Secure-studio" || !cookies[0].Secure || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Path != "/studio/" || cookies[0].Domain != "" ||
		len(cookies[0].Value) < 43 {
		t.Errorf("%v", a.header.Values("Set-Cookie"))
	}
}

// Everything that attackers write, in every field of every form, is a text to
// whoever reads it afterwards.
func TestHostileTextsAreStoredAsTexts(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	a := eve.post("new", url.Values{"claim": {"x"}, "slug": {"hostile"}, "language": {"en"}})
	eve.wants(a, http.StatusSeeOther)
	pages := []string{"", "people", "me", "log", "new", "edit/hostile", "edit/hostile/fr", "edit/hostile/ar", "review/hostile", "history/hostile"}
	for _, route := range d.studio.RouteList() { // and whatever else there is to read
		if method, path := example(route); method == http.MethodGet && !strings.Contains(route, "{file}") && !strings.Contains(route, "{token}") {
			if path = strings.Replace(path, "housing-costs-causes", "hostile", 1); !slices.Contains(pages, path) {
				pages = append(pages, path)
			}
		}
	}
	payloads, next, written := studio.Payloads(), 0, 0
	for _, path := range []string{"new", "people", "edit/hostile", "edit/hostile/fr", "edit/hostile", "review/hostile", "edit/hostile/ar", "me"} {
		for _, form := range formsIn(t, eve.get(path).body) {
			for name, fixed := range form.fields {
				if !fixed {
					form.values.Set(name, payloads[next%len(payloads)])
					next, written = next+1, written+1
				}
			}
			if form.act == "revoke" || form.act == "password" {
				continue
			}
			to := strings.TrimPrefix(form.to, "/studio/")
			eve.post(to, form.values)
			maps.DeleteFunc(form.values, func(name string, _ []string) bool { return form.held(name) })
			eve.post(to, form.values)
		}
	}
	for n, text := range payloads[:20] {
		eve.post("edit/hostile", url.Values{"base": {eve.get("edit/hostile").base}, "remark": {"text.en.claim"}, "note.text.en.claim": {text}})
		eve.post("edit/hostile", url.Values{"base": {eve.get("edit/hostile").base}, "remark": {payloads[n+20]}, "note." + payloads[n+20]: {text}})
	}
	if written < 200 {
		t.Errorf("only %d texts were sent", written)
	}
	if _, err := d.people.Add(t.Context(), account.Person{Login: "x", Name: payloads[0], Roles: []account.Role{account.Author}}); err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		a := eve.get(path)
		if a.status >= 500 {
			t.Errorf("%s answers %d", path, a.status)
		}
		if kind := a.header.Get("Content-Type"); strings.HasPrefix(kind, "text/html") {
			for _, found := range studio.UnsafeParts(t, bytes.NewBufferString(a.body)) {
				t.Errorf("%s: %s", path, found)
			}
		}
	}
	if text := d.bytes(t, "claims/hostile.toml"); !strings.Contains(text, "alert(1)") {
		t.Errorf("nothing of it was saved: %s", text)
	}
}

// hiddenIn is the value of a hidden field of a page.
func hiddenIn(page, name string) string {
	_, rest, _ := strings.Cut(page, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(value)
}

func codeOf(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// sent is a form of a page.
type sent struct {
	to, act string
	values  url.Values
	fields  map[string]bool // whether somebody cannot type into it
}

// held reports whether a field takes no text but a date, a number or the name of
// something, so that nothing is saved with a text in it.
func (s sent) held(name string) bool {
	fixed := s.fields[name]
	last := name[strings.LastIndexByte(name, '.')+1:]
	return strings.HasPrefix(name, "edit") || !fixed && s.to != "" && strings.Contains(s.to, "/edit/") && !strings.HasPrefix(name, "text.") && last != "title" && last != "publisher" && last != "what"
}

// formsIn are the forms of a page, filled as they are.
func formsIn(t *testing.T, page string) (out []sent) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	value := func(n *html.Node, key string) string {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	for n := range root.Descendants() {
		if n.Data != "form" || value(n, "method") != "post" || strings.HasSuffix(value(n, "action"), "/logout") {
			continue
		}
		one := sent{to: value(n, "action"), values: url.Values{}, fields: map[string]bool{}}
		for f := range n.Descendants() {
			name, kind := value(f, "name"), value(f, "type")
			if name == "" || kind == "checkbox" {
				continue
			}
			switch f.Data {
			case "button":
				if one.act == "" {
					one.act = value(f, "value")
					if name == "act" {
						one.values.Set(name, one.act)
					}
				}
			case "input":
				one.values.Add(name, value(f, "value"))
				if one.fields[name] = kind == "hidden"; name == "act" {
					one.act = value(f, "value")
				}
			case "textarea":
				one.values.Add(name, "")
				one.fields[name] = false
			}
		}
		one.values.Set("role", "translator")
		one.values.Set("language", "en")
		out = append(out, one)
	}
	return out
}
