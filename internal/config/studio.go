package config

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Studio decides how people work in the studio of a server.
type Studio struct {
	OwnWork bool   `toml:"own_work"` // editors may publish what they wrote themselves
	Secure  string `toml:"secure"`   // "yes" and "no": browsers reach it by https, or not; "auto": as the site's address says
	Idle    int    `toml:"idle"`     // hours without use after which people are logged out
	Longest int    `toml:"longest"`  // hours after which they are in any case

	LoginHeader    string   `toml:"login_header"` // in which the proxies of [api] name who asks; "" for no such login
	OIDC           OIDC     `toml:"oidc"`
	FetchSources   bool     `toml:"fetch_sources"`   // pages that sources are at are opened, for what they say of themselves
	Archives       []string `toml:"archives"`        // hosts whose pages are copies of others', each with those below it
	CheckLinks     bool     `toml:"check_links"`     // serve looks whether the addresses of sources still answer
	CheckEvery     int      `toml:"check_every"`     // days between two looks at an address
	SourceMonths   int      `toml:"source_months"`   // months after which somebody should open a source again
	CountDownloads bool     `toml:"count_downloads"` // serve counts how often each picture is taken home
	Address        string   `toml:"address"`         // of a server with the studio, without a slash at the end, where readers tell what nobody has checked; "" for none but the site's own

	Checklist         bool   `toml:"checklist"`          // publishing takes every point of the review's list
	TimeZone          string `toml:"time_zone"`          // IANA name of the team's zone; "": the server's
	LookAgain         int    `toml:"look_again"`         // months after which a published fact-check is to be looked at again; 0: never
	UrgentCorrections bool   `toml:"urgent_corrections"` // one editor may make a correction public at once, saying why
	GitCommit         string `toml:"git_commit"`         // "no"; "public": what readers see; "every": each save
	GitCommitter      string `toml:"git_committer"`      // "Name <e-mail>" of the studio; "": of the organisation
}

// MaxStudioHours is the longest that somebody may stay logged in, hours: the 30
// days of NIST SP 800-63B-4, section 2.1.3.
const MaxStudioHours = 30 * 24

// Most days between two looks at an address, and most months until a source is
// opened again: with more, nobody would.
const (
	MaxCheckEvery   = 365
	MaxSourceMonths = 120
)

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

// Zone is the team's time zone; local is the server's. The error is for a name
// that the time zone database does not have.
func (s Studio) Zone(local *time.Location) (*time.Location, error) {
	if s.TimeZone == "" {
		return local, nil
	}
	if s.TimeZone == "Local" {
		return nil, errors.New("not a name of the time zone database")
	}
	return time.LoadLocation(s.TimeZone)
}

// Committer is who git says committed; both are "" where nobody is named. ok is
// false where what is named has not the form "Name <e-mail>".
func (s Studio) Committer() (name, email string, ok bool) {
	if s.GitCommitter == "" {
		return "", "", true
	}
	name, rest, found := strings.Cut(s.GitCommitter, "<")
	email, after, closed := strings.Cut(rest, ">")
	name, email = strings.TrimSpace(name), strings.TrimSpace(email)
	return name, email, found && closed && after == "" && name != "" && email != "" && !strings.ContainsAny(s.GitCommitter, "\r\n")
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
	switch c.Studio.GitCommit {
	case "no", "public", "every":
	default:
		k.report("studio.git_commit", "bad-value", `"public" commits what goes public, "every" each save`, `git_commit must be "no", "public" or "every"`)
	}
	if _, err := c.Studio.Zone(time.UTC); err != nil {
		k.report("studio.time_zone", "bad-value", `time_zone = "America/Toronto"; names are those of the IANA time zone database`, "%s is no time zone", problem.Quote(c.Studio.TimeZone))
	}
	if _, _, ok := c.Studio.Committer(); !ok {
		k.report("studio.git_committer", "bad-value", `git_committer = "Fact desk <desk@example.org>"`, "git_committer is a name, and an e-mail address in angle brackets")
	}
	k.within("studio.look_again", c.Studio.LookAgain, 0, 120)
	k.within("studio.idle", c.Studio.Idle, 1, MaxStudioHours)
	k.within("studio.longest", c.Studio.Longest, 1, MaxStudioHours)
	k.within("studio.check_every", c.Studio.CheckEvery, 1, MaxCheckEvery)
	k.within("studio.source_months", c.Studio.SourceMonths, 1, MaxSourceMonths)
	k.logins(c)
	for i, host := range c.Studio.Archives {
		if !isHost(host) {
			k.report(fmt.Sprintf("studio.archives[%d]", i), "bad-value", "for example \"web.archive.org\"", "%s is not the name of a host", problem.Quote(host))
		}
	}
}

// isHost reports whether a text is the name of a host, and no address.
func isHost(name string) bool {
	return strings.Contains(strings.Trim(name, "."), ".") && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '-'
	})
}
