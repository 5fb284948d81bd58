package studio_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"rebut/internal/studio"
)

// as is a request of whom a proxy names; the header stands for what the program
// found in it.
func as(name string) http.Header { return http.Header{"X-Named": {name}} }

func proxiedDesk(t *testing.T) *desk {
	t.Helper()
	return newDesk(t, func(o *studio.Options) { o.Proxied = func(r *http.Request) string { return r.Header.Get("X-Named") } })
}

// Whom the proxy names is logged in as such, and as nobody else.
func TestAProxyNamesPeople(t *testing.T) {
	d := proxiedDesk(t)
	b := d.visitor(t, "")
	at, err := url.Parse(d.site + "/studio/")
	if err != nil {
		t.Fatal(err)
	}
	token := func() string { return b.client.Jar.Cookies(at)[0].Value }
	b.wants(b.get(""), http.StatusUnauthorized)
	b.client.Jar.SetCookies(at, []*http.Cookie{{Name: "studio", Value: "chosen-by-somebody-else"}})
	b.wants(b.do(http.MethodGet, "", "", as("ana")), http.StatusOK, "Ana")
	ana := token()
	if ana == "chosen-by-somebody-else" {
		t.Error("a session that was given to the browser became one of a person")
	}
	if b.wants(b.do(http.MethodGet, "me", "", as("ana")), http.StatusOK, "Ana"); token() != ana {
		t.Error("each request begins a session")
	}
	b.wants(b.do(http.MethodGet, "people", "", as("ana")), http.StatusForbidden)
	b.wants(b.do(http.MethodGet, "people", "", as("eve")), http.StatusOK, "Eve") // somebody else sits there now
	eve := token()
	if _, err := d.people.Session(t.Context(), ana); err == nil || eve == ana {
		t.Error("the session of whom the proxy named before lives on")
	}
	for _, name := range []string{"", "nobody", "EVE@example.org"} { // the cookie alone is worth nothing
		b.client.Jar.SetCookies(at, []*http.Cookie{{Name: "studio", Value: eve, Path: "/studio/"}})
		b.wants(b.do(http.MethodGet, "me", "", as(name)), http.StatusUnauthorized)
		if _, err := d.people.Session(t.Context(), eve); err == nil {
			t.Errorf("the session is good when the proxy names %q", name)
		}
	}
	b.wants(b.do(http.MethodGet, "me", "", as("ana")), http.StatusOK)
	b.wants(b.do(http.MethodPost, "logout", "", as("ana")), http.StatusSeeOther)
	b.wants(b.do(http.MethodGet, "login", "", as("ana")), http.StatusOK, "Your network knows you as ana", "Go to the studio as ana")
	for _, act := range []string{"ana logged-in\n", "eve logged-in\n", "ana logged-out\n"} {
		if !strings.Contains(d.acts(t), act) {
			t.Errorf("the log lacks %q", act)
		}
	}
}

// Whom the proxy names without an account, or who was shut out, is told so, and
// may use a password: an admin needs a way in.
func TestAProxyNamesSomebodyUnknown(t *testing.T) {
	d := proxiedDesk(t)
	omar := d.person(t, "omar")
	omar.Disabled = true
	if err := d.people.Change(t.Context(), omar); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"omar", "<b>joe</b>", strings.Repeat("x", 3000)} {
		b := d.visitor(t, "")
		a := b.do(http.MethodGet, "people", "", as(name))
		if b.wants(a, http.StatusUnauthorized, "nobody who may log in here"); strings.Contains(a.body, "<b>joe") {
			t.Error("the name is no text")
		}
		a = b.do(http.MethodPost, "login", url.Values{"login": {"eve"}, "password": {password}}.Encode(), as(name))
		b.wants(a, http.StatusSeeOther)
		b.wants(b.do(http.MethodGet, "people", "", as(name)), http.StatusOK, "Eve")
		b.wants(b.do(http.MethodGet, "people", "", as("ana")), http.StatusForbidden)   // ana came to this computer
		b.wants(b.do(http.MethodGet, "people", "", as(name)), http.StatusUnauthorized) // and eve's session is over
	}
}

// A form that is sent as the session ends is not lost: the proxy vouches anew.
func TestAFormIsSavedWhereTheProxyNamesItsWriter(t *testing.T) {
	d := proxiedDesk(t)
	b := d.visitor(t, "")
	const path = "edit/housing-costs-causes/ar"
	base := b.do(http.MethodGet, path, "", as("omar")).base
	if err := d.people.Unbind(t.Context(), d.person(t, "omar").ID); err != nil { // ends all sessions
		t.Fatal(err)
	}
	form := url.Values{"base": {base}, "text.ar.claim": {"نص جديد"}}
	a := b.do(http.MethodPost, path, form.Encode(), as("omar"))
	if a.status != http.StatusSeeOther || !strings.Contains(a.to, "saved=1") {
		t.Errorf("answers %d to %q", a.status, a.to)
	}
	header := as("omar")
	header.Set("Sec-Fetch-Site", "cross-site")
	b.wants(b.do(http.MethodPost, path, form.Encode(), header), http.StatusForbidden)
}
