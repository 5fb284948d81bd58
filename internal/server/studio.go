package server

import (
	"net/http"
	"strings"

	"rebut/internal/address"
)

// inStudio reports whether the studio answers a path, which has the path of the
// site's address in it.
func (s *server) inStudio(now Snapshot, path string) bool {
	if s.Studio == nil {
		return false
	}
	base := ""
	if now.Config != nil {
		base = now.Config.BasePath()
	}
	rest, inside := strings.CutPrefix(path, base)
	return inside && strings.HasPrefix(rest, address.Studio)
}

// studio leaves of the headers of all answers those that suit pages of people
// who are logged in: no other site gets anything to read, or to show.
func (p protection) studio(h http.Header) {
	h.Del("Access-Control-Allow-Origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
