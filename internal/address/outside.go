package address

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// Outside is the address of a page of another site as it may stand in links,
// feeds and structured data: in the characters of RFC 3986 alone, with an
// international host name in its ASCII form (RFC 5891). People copy addresses
// with brackets and quotation marks, which browsers forgive and validators
// and some feed readers do not. It is "" for anything but an absolute http or
// https address.
func Outside(text string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Hostname() == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	rest := url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery, Fragment: u.Fragment, RawFragment: u.RawFragment}
	host := u.Host
	if ascii, err := idna.Lookup.ToASCII(u.Hostname()); err == nil && u.Port() == "" {
		host = ascii
	}
	return (&url.URL{Scheme: u.Scheme, Host: host}).String() + escaped(rest.String())
}

// escaped writes what RFC 3986 does not allow after the host as %XX; what is
// escaped already stays as it is.
func escaped(rest string) string {
	const allowed = "-._~:/?#@!$&'()*+,;="
	var b strings.Builder
	for i := range len(rest) {
		c := rest[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte(allowed, c) >= 0,
			c == '%' && i+2 < len(rest) && hex(rest[i+1]) && hex(rest[i+2]):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func hex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }
