package config

import (
	"strings"
	"testing"
)

func TestLoginServicesAreRead(t *testing.T) {
	c, problems := load(t, `
[api]
proxies = ["127.0.0.1", "10.0.0.0/8"]
[studio]
login_header = "X-Forwarded-User"
[studio.oidc]
issuer = "https://login.example.org/realms/network"
client_id = "studio"
secret_env = "STUDIO_SECRET"
join = ["example.org"]
`)
	if problems != "" || c.Studio.LoginHeader != "X-Forwarded-User" || c.Studio.OIDC.Name() != "login.example.org" || c.Studio.Idle != 10 {
		t.Errorf("%+v, problems: %s", c.Studio, problems)
	}
	if c, problems = load(t, ""); problems != "" || c.Studio.OIDC.Issuer != "" || c.Studio.LoginHeader != "" {
		t.Errorf("%+v, problems: %s", c.Studio, problems)
	}
	for _, issuer := range []string{"http://127.0.0.1:9000", "http://[::1]:9000/x", "http://localhost:9000"} {
		if _, problems := load(t, "[studio.oidc]\nissuer = \""+issuer+"\"\nclient_id = \"a\"\nsecret_file = \"/etc/a\"\nlabel = \"Network\"\n"); problems != "" {
			t.Error(problems)
		}
	}
}

func TestLoginProblemsNameTheirPlace(t *testing.T) {
	for settings, want := range map[string]string{
		"[studio]\nlogin_header = \"X-Forwarded-User\"":                                    `rebut.toml:2:1: error: login_header needs a proxy whose word is taken`,
		"[studio]\nlogin_header = \"x-forwarded-for\"\n[api]\nproxies = [\"10.0.0.1\"]":    `rebut.toml:2:1: error: login_header: "x-forwarded-for" cannot name a person`,
		"[studio]\nlogin_header = \"X User\"\n[api]\nproxies = [\"10.0.0.1\"]":             `cannot name a person`,
		"[studio]\nlogin_header = \"X-User\"\n[api]\nproxies = [\"10.0.0.1\", \"::/0\"]":   `login_header: proxies has ::/0, so anybody could send this header`,
		"[studio.oidc]\nclient_id = \"a\"":                                                 `the login service has no issuer`,
		"[studio.oidc]\nissuer = \"http://login.example.org\"\nclient_id = \"a\"":          `rebut.toml:2:1: error: issuer: "http://login.example.org" is not an https address`,
		"[studio.oidc]\nissuer = \"https://login.example.org?a\"":                          `has a question mark in it`,
		"[studio.oidc]\nissuer = \"login.example.org\"":                                    `is not an absolute address`,
		"[studio.oidc]\nissuer = \"https://a.example\"\nsecret_env = \"A\"":                `the login service has no client_id`,
		"[studio.oidc]\nissuer = \"https://a.example\"\nclient_id = \"a\"":                 `the login service does not say where its secret is`,
		"[studio.oidc]\nissuer = \"https://a.example\"\nsecret_env = \"a secret, really\"": `secret_env: this is not the name of a variable`,
		"[studio.oidc]\nissuer = \"https://a.example\"\nsecret_file = \"keys/a\"":          `must be an absolute path, outside the project`,
		"[studio.oidc]\nissuer = \"https://a.example\"\njoin = [\"@example.org\"]":         `join: "@example.org" is not a domain`,
		"[studio.oidc]\nissuer = \"https://a.example\"\njoin = [\"org\"]":                  `join: "org" is not a domain`,
	} {
		if _, got := load(t, settings+"\n"); !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s\nin %s", settings, want, got)
		}
		if _, got := load(t, settings+"\n"); strings.Contains(got, "really") {
			t.Error("a secret is printed")
		}
	}
}
