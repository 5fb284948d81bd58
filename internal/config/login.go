package config

import (
	"cmp"
	"net/netip"
	"net/textproto"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"

	"rebut/internal/outward"
	"rebut/internal/problem"
)

// OIDC is a login service that people of the studio may use (OpenID Connect
// Core 1.0). As of webhooks, only the place of the secret stands in rebut.toml.
type OIDC struct {
	Issuer     string   `toml:"issuer"`      // its address, exactly as it writes it itself; "" for none
	ClientID   string   `toml:"client_id"`   // what it calls the studio
	SecretEnv  string   `toml:"secret_env"`  // name of the variable with the secret; "": SecretFile
	SecretFile string   `toml:"secret_file"` // absolute path; "": SecretEnv
	Label      string   `toml:"label"`       // its name on the button; "": its host
	Join       []string `toml:"join"`        // domains of e-mail addresses whose people may ask to be let in
}

// Name is what people are told to log in with.
func (o OIDC) Name() string {
	u, err := url.Parse(o.Issuer)
	if err != nil {
		return cmp.Or(o.Label, o.Issuer)
	}
	return cmp.Or(o.Label, u.Hostname())
}

// logins checks the ways to log in without a password of the studio.
func (k *checker) logins(c *Config) {
	k.loginHeader(c)
	o := c.Studio.OIDC
	if o.Issuer == "" {
		if o.ClientID+o.SecretEnv+o.SecretFile+o.Label != "" || len(o.Join) > 0 {
			k.report("studio.oidc", "missing", `issuer = "https://login.example.org"`, "the login service has no issuer")
		}
		return
	}
	if why := badIssuer(o.Issuer); why != "" {
		k.report("studio.oidc.issuer", "bad-address", `for example "https://login.example.org"`, "issuer: %s %s", problem.Quote(o.Issuer), why)
	}
	if o.ClientID == "" {
		k.report("studio.oidc", "missing", "the login service gives one to each program that is registered there", "the login service has no client_id")
	}
	k.secretPlace("studio.oidc", "the login service", o.SecretEnv, o.SecretFile, "STUDIO_SECRET", "/etc/rebut/studio")
	for _, domain := range o.Join {
		if strings.ContainsAny(domain, "@/ *:") || !strings.Contains(domain, ".") {
			k.report("studio.oidc.join", "bad-value", `for example join = ["example.org"]`, "join: %s is not a domain", problem.Quote(domain))
		}
	}
}

// badIssuer is why an address is not that of a login service; "" where it is.
// What comes by plain http from another computer could be anybody's word.
func badIssuer(issuer string) string {
	if why := outward.CheckURL(issuer, true); why != "" {
		return why
	}
	u, err := url.Parse(issuer)
	if err != nil {
		return "is not an address"
	}
	if at, err := netip.ParseAddr(u.Hostname()); u.Scheme != "https" && u.Hostname() != "localhost" && (err != nil || !at.IsLoopback()) {
		return "is not an https address"
	}
	if u.RawQuery != "" || strings.Contains(issuer, "?") { // Discovery 1.0, section 3
		return "has a question mark in it"
	}
	return ""
}

// loginHeader checks the header in which a proxy names people: it has to be
// known whose word that is.
func (k *checker) loginHeader(c *Config) {
	name := c.Studio.LoginHeader
	taken := []string{"Authorization", "Cookie", "Forwarded", "Host", "Origin", "Referer", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip"}
	switch {
	case name == "":
	case !httpguts.ValidHeaderFieldName(name) || slices.Contains(taken, textproto.CanonicalMIMEHeaderKey(name)):
		k.report("studio.login_header", "bad-value", `for example login_header = "X-Forwarded-User"`, "login_header: %s cannot name a person", problem.Quote(name))
	case len(c.API.Proxies) == 0:
		k.report("studio.login_header", "missing", `name your proxy under [api]: proxies = ["127.0.0.1"]`,
			"login_header needs a proxy whose word is taken: with none, anybody could send this header")
	}
	for _, p := range c.API.Proxies {
		if name != "" && p.Bits() == 0 {
			k.report("studio.login_header", "bad-value", "name only the addresses of your proxies under [api]", "login_header: proxies has %s, so anybody could send this header", p)
		}
	}
}

// secretPlace checks that settings say where a secret is, and only that.
func (k *checker) secretPlace(path, whose, env, file, exampleEnv, exampleFile string) {
	hint := "secret_env = " + problem.Quote(exampleEnv) + " names a variable of the environment, secret_file = " + problem.Quote(exampleFile) + " a file outside the project"
	switch {
	case env == "" && file == "":
		k.report(path, "missing", hint, "%s does not say where its secret is", whose)
	case env != "" && file != "":
		k.report(path+".secret_file", "bad-value", "keep one of them", "%s has both secret_env and secret_file", whose)
	case env != "" && !variableName(env):
		k.report(path+".secret_env", "bad-value", hint, "secret_env: this is not the name of a variable")
	case file != "" && !filepath.IsAbs(file):
		k.report(path+".secret_file", "bad-value", hint, "secret_file: %s must be an absolute path, outside the project", problem.Quote(file))
	}
}
