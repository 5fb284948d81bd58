package main

import (
	"bytes"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rebut/internal/config"
)

// Only a known proxy's word counts, and only one word.
func TestALoginHeaderOfSomebodyElseIsIgnored(t *testing.T) {
	cfg := &config.Config{Studio: config.Studio{LoginHeader: "X-Forwarded-User"}, API: config.API{Proxies: []config.Proxy{{Prefix: netip.MustParsePrefix("192.0.2.7/32")}}}}
	var log bytes.Buffer
	named := proxied(func() *config.Config { return cfg }, slog.New(slog.NewTextHandler(&log, nil)))
	for _, test := range []struct {
		peer  string
		names []string
		want  string
	}{
		{"192.0.2.7:4000", nil, ""}, {"192.0.2.7:4000", []string{" amina "}, "amina"}, {"[::ffff:192.0.2.7]:4000", []string{"amina"}, "amina"},
		{"192.0.2.7:4000", []string{"amina", "eve"}, ""}, {"192.0.2.8:4000", []string{"amina"}, ""}, {"127.0.0.1:4000", []string{"amina"}, ""}, {"@", []string{"amina"}, ""},
	} {
		r := httptest.NewRequest("GET", "/studio/", nil)
		r.RemoteAddr = test.peer
		r.Header.Set("X-Forwarded-For", "192.0.2.7") // the word of whoever sends it
		for _, name := range test.names {
			r.Header.Add("x-forwarded-user", name)
		}
		if got := named(r); got != test.want {
			t.Errorf("%s names %q: %q, want %q", test.peer, test.names, got, test.want)
		}
	}
	if n := strings.Count(log.String(), "ignored"); n != 1 {
		t.Errorf("logged %d times: %s", n, &log)
	}
	if cfg.Studio.LoginHeader = ""; proxied(func() *config.Config { return cfg }, slog.New(slog.DiscardHandler)) != nil {
		t.Error("a header names people where rebut.toml has none")
	}
}

func TestTheSecretOfALoginService(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	for _, file := range []string{outside, filepath.Join(dir, "secret")} {
		if err := os.WriteFile(file, []byte(" told to nobody\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := &app{world: world{getenv: func(name string) string { return map[string]string{"SET": "told to nobody"}[name] }, now: time.Now}}
	for _, test := range []struct {
		with   config.OIDC
		secret string // "": refused
	}{
		{config.OIDC{SecretEnv: "SET"}, "told to nobody"}, {config.OIDC{SecretFile: outside}, "told to nobody"},
		{config.OIDC{SecretEnv: "UNSET"}, ""}, {config.OIDC{SecretFile: filepath.Join(dir, "secret")}, ""}, {config.OIDC{SecretFile: outside + "-not"}, ""},
	} {
		test.with.Issuer = "https://login.example.org"
		got, err := a.loginService(folder{dir: dir}, &config.Config{Studio: config.Studio{OIDC: test.with}})
		if (err != nil) != (test.secret == "") || err == nil && (got.Secret != test.secret || got.Label != "login.example.org" || got.Client.Timeout == 0) {
			t.Errorf("%+v: %+v, %v", test.with, got, err)
		}
	}
	if got, err := a.loginService(folder{dir: dir}, &config.Config{}); got != nil || err != nil {
		t.Errorf("without a service: %v, %v", got, err)
	}
}
