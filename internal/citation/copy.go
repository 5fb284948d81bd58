package citation

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// Fault is why an address is not that of an archive's copy of a source.
type Fault string

// The faults.
const (
	NoFault     Fault = ""
	UnknownHost Fault = "unknown" // the host is no archive that is known
	NoCopy      Fault = "none"    // a page of an archive that is no copy
	ManyCopies  Fault = "many"    // the list of an archive's copies
	NotYet      Fault = "not-yet" // the page that makes a copy
	OtherPage   Fault = "other"   // the copy of another page
)

// wayback is the host of the Internet Archive's copies.
const wayback = "web.archive.org"

// stamped are addresses of copies that have in them when and what was copied:
// /web/20250620101500if_/https://… as the Wayback Machine and its kin have it,
// /2025.06.20-101500/https://… as archive.today.
var stamped = regexp.MustCompile(`^(?:/[\w-]+)*?/(\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6}|\d*\*)(?:[a-z]{2}_)?/(.+)$`)

// CheckCopy compares the address of a copy with that of the source. archives
// are the hosts that are archives, each with those below it. An archive that
// gives copies short names does not tell what they are of: that is no fault.
// source may be "".
func CheckCopy(copied, source string, archives []string) Fault {
	u, err := url.Parse(strings.TrimSpace(copied))
	if err != nil || !IsArchive(u.Hostname(), archives) {
		return UnknownHost
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path := u.EscapedPath()
	switch {
	case strings.HasPrefix(path, "/save") && host == wayback:
		return NotYet
	case strings.Trim(path, "/") == "":
		return NoCopy
	}
	m := stamped.FindStringSubmatch(path)
	switch {
	case m == nil && host == wayback:
		return NoCopy
	case m == nil || host != wayback && !strings.HasPrefix(m[2], "http"):
		return NoFault
	case strings.Contains(m[1], "*"):
		return ManyCopies
	}
	original := m[2]
	if u.RawQuery != "" {
		original += "?" + u.RawQuery
	}
	if source != "" && !Same(original, source) {
		return OtherPage
	}
	return NoFault
}

// IsArchive reports whether a host is one of the archives, or below one.
func IsArchive(host string, archives []string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return slices.ContainsFunc(archives, func(a string) bool {
		return host == strings.ToLower(a) || strings.HasSuffix(host, "."+strings.ToLower(a))
	})
}

// Same reports whether two addresses are of the same page, as archives see it
// (Sort-friendly URI Reordering Transform, Internet Archive): the scheme, "www.",
// the case, a slash at the end, the order of the query, and what follows # do
// not count; nor do marks of campaigns.
func Same(a, b string) bool {
	x, y := plain(a), plain(b)
	return x != "" && x == y
}

// plain is an address without what does not count; "" where it is none.
func plain(address string) string {
	address = strings.TrimSpace(address)
	for _, scheme := range []string{"https:/", "http:/"} { // some browsers make one slash of two inside a path
		if rest, ok := strings.CutPrefix(address, scheme); ok {
			address = strings.TrimLeft(rest, "/")
			break
		}
	}
	u, err := url.Parse("//" + address)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	host, err := idna.Lookup.ToASCII(strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")))
	if err != nil {
		host = strings.ToLower(u.Hostname())
	}
	host = strings.TrimPrefix(host, "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host + strings.ToLower(strings.TrimRight(u.Path, "/")) + query(u.RawQuery)
}

// query is a query in a fixed order, without marks of campaigns.
func query(raw string) string {
	var parts []string
	for part := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(strings.ToLower(part), "=")
		if part == "" || strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" {
			continue
		}
		if plain, err := url.QueryUnescape(part); err == nil {
			part = plain
		}
		parts = append(parts, strings.ToLower(part))
	}
	if len(parts) == 0 {
		return ""
	}
	slices.Sort(parts)
	return "?" + strings.Join(parts, "&")
}
