package server

import (
	"net/http"

	"rebut/internal/config"
	"rebut/internal/ratelimit"
)

// limited counts what each reader asks of a handler; what is too much goes to
// refuse, which answers with status 429 in the form that its clients know.
// Every answer says in its headers what is left.
func (s *server) limited(next, refuse handler) handler {
	return func(w http.ResponseWriter, r *http.Request, now Snapshot) error {
		if now.Config == nil {
			return next(w, r, now)
		}
		quota := s.limiter.Take(r, policyOf(now.Config.API))
		quota.Set(w.Header())
		if !quota.OK {
			return refuse(w, r, now)
		}
		return next(w, r, now)
	}
}

func policyOf(c config.API) ratelimit.Policy {
	p := ratelimit.Policy{PerMinute: c.Rate, Burst: c.Burst}
	for _, proxy := range c.Proxies {
		p.Proxies = append(p.Proxies, proxy.Prefix)
	}
	return p
}
