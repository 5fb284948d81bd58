package config

import (
	"strings"
	"testing"
)

func TestProxies(t *testing.T) {
	c, problems := load(t, `api = { rate = 60, burst = 5, proxies = ["127.0.0.1", "::ffff:192.0.2.7", "10.1.2.3/8", "2001:db8::/32"] }`)
	if problems != "" {
		t.Fatal(problems)
	}
	var got []string
	for _, p := range c.API.Proxies {
		got = append(got, p.String())
	}
	if want := "127.0.0.1/32 192.0.2.7/32 10.0.0.0/8 2001:db8::/32"; strings.Join(got, " ") != want {
		t.Errorf("proxies %v, want %s", got, want)
	}
	for text, want := range map[string]string{
		`proxies = ["localhost"]`:  `"localhost" is not the address of a proxy`,
		`proxies = ["fe80::1%e0"]`: "is not the address of a proxy",
		`proxies = ["10.0.0.0/x"]`: "is not the address of a proxy",
		"rate = 0":                 "rate must be from 1 to 100000",
		"burst = -1":               "burst must be from 1 to 100000",
	} {
		if _, problems := load(t, "[api]\n"+text); !strings.Contains(problems, want) || !strings.Contains(problems, "rebut.toml:2:") {
			t.Errorf("%s: %q", text, problems)
		}
	}
}
