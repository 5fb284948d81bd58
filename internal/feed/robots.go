package feed

import (
	"rebut/internal/address"
	"rebut/internal/config"
)

// Robots is robots.txt (RFC 9309): everything may be read, and the sitemap is
// there. Crawlers look for it only at the root of a host, so a site under a
// path needs these lines in its host's own file.
func Robots(cfg *config.Config) []byte {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + cfg.URL(address.Sitemap) + "\n")
}
