package config

import (
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Studio decides how people work in the studio of a server.
type Studio struct {
	OwnWork bool   `toml:"own_work"` // editors may publish what they wrote themselves
	Secure  string `toml:"secure"`   // "yes" and "no": browsers reach it by https, or not; "auto": as the site's address says
	Idle    int    `toml:"idle"`     // hours without use after which people are logged out
	Longest int    `toml:"longest"`  // hours after which they are in any case
	Address string `toml:"address"`  // of a server with the studio, without a slash at the end, where readers tell what nobody has checked; "" for none but the site's own
}

// MaxStudioHours is the longest that somebody may stay logged in, hours: the 30
// days of NIST SP 800-63B-4, section 2.1.3.
const MaxStudioHours = 30 * 24

// ByHTTPS reports whether browsers reach the studio by https.
func (c *Config) ByHTTPS() bool {
	if c.Studio.Secure == "auto" {
		return strings.HasPrefix(c.Organisation.Address, "https://")
	}
	return c.Studio.Secure == "yes"
}

// TellURL is where a server of the site's takes what nobody has checked, as
// rebut.toml says; "" where it names none.
func (c *Config) TellURL(lang factcheck.Lang) string {
	if c.Studio.Address == "" {
		return ""
	}
	return strings.TrimRight(c.Studio.Address, "/") + address.Tell(lang)
}

func (k *checker) studio(c *Config) {
	if at := c.Studio.Address; at != "" && !validAddress(strings.TrimRight(at, "/")) {
		k.report("studio.address", "bad-address", `for example "https://facts.example.org", where rebut serve --studio answers`, "address: %q is not the address of a server", at)
	}
	switch c.Studio.Secure {
	case "auto", "yes", "no":
	default:
		k.report("studio.secure", "bad-value", `secure = "auto" goes by the site's address`, `secure must be "auto", "yes" or "no"`)
	}
	k.within("studio.idle", c.Studio.Idle, 1, MaxStudioHours)
	k.within("studio.longest", c.Studio.Longest, 1, MaxStudioHours)
}
