package studio_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"rebut/internal/account"
	"rebut/internal/studio"
)

// issuer is a login service at which everybody is who they say.
type issuer struct {
	t      *testing.T
	url    string
	key    *ecdsa.PrivateKey
	down   bool
	spoil  func(claims map[string]any) // what is wrong with its tokens
	signer *ecdsa.PrivateKey           // who signs them
	about  map[string]any              // what it tells of a person when asked; nil: nothing
	asked  int                         // how often it described itself

	mu     sync.Mutex
	grants map[string]grant // by code
}

type grant struct {
	asked  url.Values // what the studio asked for
	claims map[string]any
}

const clientID, clientSecret = "studio", "a secret & more: with signs"

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	i := &issuer{t: t, grants: map[string]grant{}, spoil: func(map[string]any) {}}
	var err error
	if i.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		t.Fatal(err)
	}
	i.signer = i.key
	keys := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: i.key.Public(), KeyID: "one", Algorithm: "ES256"}}, Algorithms: []string{"ES256"}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.mu.Lock()
		defer i.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		switch {
		case i.down:
			http.Error(w, "out of order", http.StatusServiceUnavailable)
		case r.URL.Path == "/.well-known/openid-configuration":
			i.asked++
			_ = json.NewEncoder(w).Encode(map[string]any{"issuer": i.url, "authorization_endpoint": i.url + "/authorize?tenant=a", "token_endpoint": i.url + "/token", "jwks_uri": i.url + "/keys",
				"userinfo_endpoint": i.url + "/about", "id_token_signing_alg_values_supported": []string{"ES256", "HS256", "none"}})
		case r.URL.Path == "/token":
			i.token(w, r)
		case r.URL.Path == "/about" && r.Header.Get("Authorization") == "Bearer access":
			_ = json.NewEncoder(w).Encode(i.about)
		default:
			keys.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	i.url = server.URL
	keys.SetIssuer(i.url)
	return i
}

// token exchanges a code once, for whoever began with it.
func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	code := r.PostFormValue("code")
	g, known := i.grants[code]
	delete(i.grants, code)
	challenge := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	id, secret, _ := r.BasicAuth()
	id, _ = url.QueryUnescape(id)
	secret, _ = url.QueryUnescape(secret)
	if !known || id != clientID || secret != clientSecret || r.PostFormValue("redirect_uri") != g.asked.Get("redirect_uri") ||
		g.asked.Get("code_challenge_method") != "S256" || base64.RawURLEncoding.EncodeToString(challenge[:]) != g.asked.Get("code_challenge") {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_grant"}`))
		return
	}
	i.spoil(g.claims)
	text, err := json.Marshal(g.claims)
	if err != nil {
		i.t.Error(err)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "access", "token_type": "Bearer", "expires_in": 300, "id_token": oidctest.SignIDToken(i.signer, "one", "ES256", string(text))})
}

var refreshTo = regexp.MustCompile(`^0; url=(.*)$`)

// ask begins a login in a browser, and returns what the service is asked for.
func (i *issuer) ask(b *visitor, form url.Values) url.Values {
	b.t.Helper()
	a := b.post("oidc/start", form)
	m := refreshTo.FindStringSubmatch(a.header.Get("Refresh"))
	if a.status != http.StatusOK || m == nil || !strings.HasPrefix(m[1], i.url+"/authorize?") {
		b.t.Fatalf("%d leads to %q: %s", a.status, a.header.Get("Refresh"), a.body)
	}
	if !strings.Contains(html.UnescapeString(a.body), `href="`+m[1]+`"`) {
		b.t.Error("the page has no link for browsers that do not go by themselves")
	}
	to, err := url.Parse(m[1])
	if err != nil {
		b.t.Fatal(err)
	}
	return to.Query()
}

// grant is a code for somebody who has logged in at the service.
func (i *issuer) grant(asked url.Values, person map[string]any) (code string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	claims := map[string]any{"iss": i.url, "aud": clientID, "exp": noon.Add(time.Minute).Unix(), "iat": noon.Unix(), "nonce": asked.Get("nonce")}
	maps.Copy(claims, person)
	code = rand.Text()
	i.grants[code] = grant{asked, claims}
	return code
}

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func back(asked url.Values, code string) string {
	return "oidc/callback?" + url.Values{"state": {asked.Get("state")}, "code": {code}}.Encode()
}

// through logs somebody in with the service.
func (i *issuer) through(b *visitor, person map[string]any, form url.Values) answer {
	b.t.Helper()
	asked := i.ask(b, form)
	return b.get(back(asked, i.grant(asked, person)))
}

// serviced is a desk with a login service, at which Amina is an editor.
func serviced(t *testing.T, join ...string) (*desk, *issuer) {
	t.Helper()
	i := newIssuer(t)
	d := newDesk(t, func(o *studio.Options) {
		o.OIDC = &studio.OIDC{Issuer: i.url, ClientID: clientID, Secret: clientSecret, Label: "Network Login", Join: join, Client: &http.Client{Timeout: time.Minute}}
	})
	if _, err := d.people.Add(t.Context(), account.Person{Login: "amina@example.org", Name: "Amina", Roles: []account.Role{account.Editor}}); err != nil {
		t.Fatal(err)
	}
	return d, i
}

var amina = map[string]any{"sub": "7", "email": "amina@example.org", "email_verified": true}

func TestLoggingInWithALoginService(t *testing.T) {
	d, i := serviced(t)
	b := d.visitor(t, "")
	b.wants(b.get(""), http.StatusUnauthorized, "Log in with Network Login", "Or with a password")
	asked := i.ask(b, url.Values{"next": {"/studio/me"}})
	if asked.Get("response_type") != "code" || asked.Get("redirect_uri") != d.site+"/studio/oidc/callback" || !strings.Contains(asked.Get("scope"), "openid") || asked.Get("tenant") != "a" {
		t.Errorf("asks for %v", asked)
	}
	a := b.get(back(asked, i.grant(asked, amina)))
	if a.status != http.StatusSeeOther || a.to != "/studio/me" {
		t.Fatalf("answers %d to %q: %s", a.status, a.to, a.body)
	}
	b.wants(b.get("me"), http.StatusOK, "Amina", "You log in without a password")
	if c := a.header.Values("Set-Cookie"); len(c) != 2 || !strings.HasPrefix(c[0], "studio-login=;") || !strings.Contains(c[1], "HttpOnly") || !strings.Contains(c[1], "SameSite=Lax") {
		t.Errorf("cookies %q", c)
	}
	if !strings.Contains(d.acts(t), "amina@example.org logged-in\n") {
		t.Error("the log lacks the login")
	}
	eve := d.visitor(t, "eve")
	eve.wants(eve.get("people"), http.StatusOK, "uses a login service", "Forget the account")
	id := strconv.FormatInt(d.person(t, "amina@example.org").ID, 10)
	eve.wants(eve.post("people", url.Values{"act": {"unbind"}, "id": {id}}), http.StatusSeeOther)
	b.wants(b.get("me"), http.StatusUnauthorized)
	if i.asked != 1 {
		t.Errorf("the service described itself %d times", i.asked)
	}
}

func TestAttacksOnALoginWithALoginService(t *testing.T) {
	d, i := serviced(t)
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(map[string]any){
		"wrong nonce":                  func(c map[string]any) { c["nonce"] = "another" },
		"no nonce":                     func(c map[string]any) { delete(c, "nonce") },
		"expired":                      func(c map[string]any) { c["exp"] = noon.Add(-time.Second).Unix() },
		"of the future":                func(c map[string]any) { c["nbf"] = noon.Add(time.Hour).Unix() },
		"other audience":               func(c map[string]any) { c["aud"] = "another-program" },
		"other party":                  func(c map[string]any) { c["azp"] = "another-program" },
		"several audiences, no party":  func(c map[string]any) { c["aud"] = []string{clientID, "another-program"} },
		"other issuer":                 func(c map[string]any) { c["iss"] = "https://evil.example" },
		"no subject":                   func(c map[string]any) { delete(c, "sub") },
		"signed by somebody else":      func(map[string]any) { i.signer = other },
		"unverified e-mail":            func(c map[string]any) { c["email_verified"] = false },
		"unverified e-mail, as a text": func(c map[string]any) { c["email_verified"] = "false" },
		"e-mail of nobody here":        func(c map[string]any) { c["email"] = "somebody@example.org" },
		"name of an admin for e-mail":  func(c map[string]any) { c["email"] = "eve" },
	} {
		i.spoil, i.signer = spoil, i.key
		b := d.visitor(t, "")
		a := i.through(b, amina, nil)
		if a.status != http.StatusUnauthorized && a.status != http.StatusForbidden || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%s: answers %d to %q", name, a.status, a.to)
		}
		b.wants(b.get("me"), http.StatusUnauthorized)
	}
	i.spoil, i.signer = func(map[string]any) {}, i.key

	b, thief := d.visitor(t, ""), d.visitor(t, "")
	asked := i.ask(b, nil)
	code := i.grant(asked, amina)
	thief.wants(thief.get(back(asked, code)), http.StatusBadRequest, "begun in another window") // another browser
	own := i.ask(thief, nil)
	thief.wants(thief.get(back(own, code)), http.StatusUnauthorized) // the code with another verifier
	b.wants(b.get(back(asked, code)), http.StatusUnauthorized)       // which spent it
	asked = i.ask(b, nil)
	wrong := back(asked, i.grant(asked, amina))
	b.wants(b.get(strings.Replace(wrong, "state="+asked.Get("state"), "state=another", 1)), http.StatusBadRequest)
	b.wants(b.get(wrong), http.StatusBadRequest) // the flow has ended
	asked = i.ask(b, nil)
	b.wants(b.get(back(asked, i.grant(asked, amina))+"&iss="+url.QueryEscape("https://evil.example")), http.StatusBadRequest)
	asked = i.ask(b, nil)
	replayed := back(asked, i.grant(asked, amina))
	at, _ := url.Parse(d.site + "/studio/oidc/callback")
	kept := b.client.Jar.Cookies(at)
	b.wants(b.get(replayed), http.StatusSeeOther)
	b.wants(b.get(replayed), http.StatusBadRequest) // the same once more
	thief.client.Jar.SetCookies(at, kept)
	thief.wants(thief.get(replayed), http.StatusUnauthorized) // with the browser's cookies of before
	for _, text := range []string{"?error=access_denied", "?error=<script>alert(1)</script>&error_description=<script>"} {
		asked = i.ask(thief, nil)
		a := thief.get("oidc/callback" + text + "&state=" + asked.Get("state"))
		if thief.wants(a, http.StatusUnauthorized, `role="alert"`); strings.Contains(a.body, "<script>alert") {
			t.Error("what the service writes is shown")
		}
	}
	thief.wants(thief.do(http.MethodPost, "oidc/start", "", http.Header{"Sec-Fetch-Site": {"cross-site"}}), http.StatusForbidden)
	for _, next := range []string{"https://evil.example/", "//evil.example/", "/studio//evil.example", "/studio/\\evil.example", "/studio/x\r\nSet-Cookie: a=b", "/studio/" + strings.Repeat("x", 5000)} {
		a := i.through(b, amina, url.Values{"next": {next}})
		if u, err := url.Parse(a.to); err != nil || a.status != http.StatusSeeOther || u.Host != "" || !strings.HasPrefix(a.to, "/studio/") || strings.HasPrefix(a.to, "/studio//evil") {
			t.Errorf("next %.40q answers %d to %.40q", next, a.status, a.to)
		}
	}
}

func TestALoginServiceThatDoesNotAnswer(t *testing.T) {
	d, i := serviced(t) // begins without it
	i.down = true
	b := d.visitor(t, "")
	const form = "base=x&text.en.why=Typed"
	a := b.post("oidc/start", url.Values{"next": {"/studio/edit/housing-costs-causes"}, "held": {form}})
	b.wants(a, http.StatusBadGateway, "Network Login does not answer", "Or with a password")
	if a.held != form {
		t.Error("what was typed is lost")
	}
	b.wants(b.get("login"), http.StatusOK)
	b.login("ana")
}

func TestWhatWasTypedOutlivesTheWayToALoginService(t *testing.T) {
	d, i := serviced(t)
	b := d.visitor(t, "")
	i.through(b, amina, nil)
	const path = "edit/housing-costs-causes"
	form := url.Values{"base": {b.get(path).base}, "text.en.why": {"Typed before the session ended."}}
	at, err := url.Parse(d.site + "/studio/")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.people.End(t.Context(), b.client.Jar.Cookies(at)[0].Value); err != nil {
		t.Fatal(err)
	}
	a := b.post(path, form)
	b.wants(a, http.StatusUnauthorized)
	if a = i.through(b, amina, url.Values{"next": {"/studio/" + path}, "held": {a.held}}); a.to != "/studio/"+path {
		t.Errorf("leads to %q", a.to)
	}
	b.wants(b.get(path), http.StatusOK, "Typed before the session ended.")
}

func TestWhomALoginServiceLetsIn(t *testing.T) {
	d, i := serviced(t, "example.org")
	b := d.visitor(t, "")
	i.about = map[string]any{"sub": "7", "email": "amina@example.org", "email_verified": "true"}
	if a := i.through(b, map[string]any{"sub": "7"}, nil); a.status != http.StatusSeeOther { // the token tells no address
		t.Errorf("answers %d: %s", a.status, a.body)
	}
	i.about["sub"] = "8"
	b.wants(i.through(d.visitor(t, ""), map[string]any{"sub": "7"}, nil), http.StatusUnauthorized)
	b.wants(i.through(b, map[string]any{"sub": "8", "email": "amina@example.org", "email_verified": true}, nil), http.StatusForbidden, "with another account")
	b.wants(i.through(b, map[string]any{"sub": "9", "email": "x@example.com", "email_verified": true}, nil), http.StatusForbidden, "Nobody here is named x@example.com")
	luc := map[string]any{"sub": "10", "email": "luc@example.org", "email_verified": true, "name": "<b>Luc</b>"}
	b.wants(i.through(d.visitor(t, ""), luc, nil), http.StatusForbidden, "An admin has to let you in")
	b.wants(i.through(d.visitor(t, ""), luc, nil), http.StatusForbidden, "not let in here")
	p := d.person(t, "luc@example.org")
	eve := d.visitor(t, "eve")
	eve.wants(eve.get("people"), http.StatusOK, "&lt;b&gt;Luc&lt;/b&gt;")
	eve.wants(eve.post("people", url.Values{"act": {"change"}, "id": {strconv.FormatInt(p.ID, 10)}, "name": {"Luc"}, "role": {"translator"}, "language": {"fr"}}), http.StatusSeeOther)
	if a := i.through(b, luc, nil); a.status != http.StatusSeeOther {
		t.Errorf("answers %d after an admin let them in", a.status)
	}
	b.wants(b.get("people"), http.StatusForbidden)
}
