package server

import (
	"regexp"
	"strings"

	"rebut/internal/address"
)

// How long copies may be used without asking (RFC 9111, RFC 5861).
const (
	// current is for addresses whose content changes. A correction is seen
	// everywhere after two minutes at most, and however many read a page, a
	// cache asks for it once a minute. While the server is down, a cache may
	// answer in its place for a day.
	current = "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"
	// lasting is for addresses that name one version of what they hold.
	lasting = "public, max-age=31536000, immutable"
	// asked is for the authors of the site, who want to see what they saved.
	asked = "no-cache"
	// own is for drafts, which no cache that others use may have.
	own = "private, no-cache"
)

// replaced is the ending of a picture as it was in a revision, and hashed that
// of an asset whose name has a hash of what it holds.
var (
	replaced = regexp.MustCompile(`-r[0-9]+\.(png|jpg|pdf)$`)
	hashed   = regexp.MustCompile(`[.-][0-9a-f]{8,64}\.[a-z0-9]+$`)
)

// freshness is the Cache-Control of a file.
func (s *server) freshness(now Snapshot, urlPath string) string {
	switch {
	case s.LocalOnly:
		return own
	case now.private:
		return asked
	case replaced.MatchString(urlPath), strings.HasPrefix(urlPath, address.Assets) && hashed.MatchString(urlPath):
		return lasting
	}
	return current
}
