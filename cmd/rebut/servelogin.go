package main

import (
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"rebut/internal/config"
	"rebut/internal/outward"
	"rebut/internal/ratelimit"
	"rebut/internal/studio"
)

// What a login service may take for an answer, and how large that may be,
// bytes: descriptions and keys of the large ones have a tenth of it.
const (
	serviceTimeout = 10 * time.Second
	serviceBytes   = 1 << 20
)

// loginService is the login service of a project's studio; nil for none. It may
// be in the own network: whoever wrote rebut.toml chose it. It is asked when
// somebody first logs in with it.
func (a *app) loginService(f folder, cfg *config.Config) (*studio.OIDC, error) {
	o := cfg.Studio.OIDC
	if o.Issuer == "" {
		return nil, nil
	}
	secret, err := a.readSecret(f, "the login service", o.SecretEnv, o.SecretFile, "the login service shows it where the studio is registered there")
	if err != nil {
		return nil, err
	}
	client := outward.New(outward.Options{Private: true, Timeout: serviceTimeout, MaxBytes: serviceBytes, UserAgent: userAgent(cfg)})
	return &studio.OIDC{Issuer: o.Issuer, ClientID: o.ClientID, Secret: strings.TrimSpace(secret), Label: o.Name(), Join: o.Join, Client: client.HTTP()}, nil
}

// prefixes are the known proxies.
func prefixes(cfg *config.Config) []netip.Prefix {
	var out []netip.Prefix
	for _, p := range cfg.API.Proxies {
		out = append(out, p.Prefix)
	}
	return out
}

// proxied tells whom a known proxy says that a request is from, by the header
// of rebut.toml; nil where it has none. A header that somebody else sent, or of
// which there are several, names nobody. That is logged once: it may be an
// attack, or a proxy that is missing in rebut.toml.
func proxied(current func() *config.Config, log *slog.Logger) func(*http.Request) string {
	if current().Studio.LoginHeader == "" {
		return nil
	}
	var once sync.Once
	return func(r *http.Request) string {
		cfg := current()
		names := r.Header.Values(cfg.Studio.LoginHeader)
		if cfg.Studio.LoginHeader == "" || len(names) == 0 {
			return ""
		}
		if len(names) > 1 || !ratelimit.Trusted(r, prefixes(cfg)) {
			once.Do(func() {
				log.Warn("a login header is ignored: it did not come once, from a proxy named in rebut.toml", "header", cfg.Studio.LoginHeader, "from", r.RemoteAddr)
			})
			return ""
		}
		return strings.TrimSpace(names[0])
	}
}
