package outward

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Public reports whether an address is globally reachable: one that IANA's
// registries of special-purpose addresses (RFC 6890 and its successors) do not
// keep for something else. An IPv4 address in the clothes of IPv6 (mapped, RFC
// 4291 section 2.5.5.2; translated, RFC 6052) is judged as the IPv4 address
// that a connection would reach. An address with a zone is local.
func Public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	if a = a.Unmap(); a.Is4() {
		return public4(a)
	}
	if nat64.Contains(a) {
		bytes := a.As16()
		return public4(netip.AddrFrom4([4]byte(bytes[12:])))
	}
	if !globalUnicast.Contains(a) {
		return false
	}
	for _, p := range special6 {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

func public4(a netip.Addr) bool {
	for _, p := range special4 {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// IPv6 addresses that are handed out (RFC 4291, IANA's IPv6 Address Space), and
// the well-known prefix that stands for IPv4 (RFC 6052 section 2.1).
var (
	globalUnicast = netip.MustParsePrefix("2000::/3")
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
)

var special4 = [...]netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network (RFC 791)
	netip.MustParsePrefix("10.0.0.0/8"),      // private (RFC 1918)
	netip.MustParsePrefix("100.64.0.0/10"),   // carriers' networks (RFC 6598)
	netip.MustParsePrefix("127.0.0.0/8"),     // loopback
	netip.MustParsePrefix("169.254.0.0/16"),  // link-local; clouds' metadata
	netip.MustParsePrefix("172.16.0.0/12"),   // private
	netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments (RFC 6890)
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation (RFC 5737)
	netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays (RFC 7526)
	netip.MustParsePrefix("192.168.0.0/16"),  // private
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks (RFC 2544)
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("224.0.0.0/4"),     // multicast
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved; broadcast
}

var special6 = [...]netip.Prefix{
	netip.MustParsePrefix("2001::/23"),     // protocol assignments, Teredo (RFC 4380)
	netip.MustParsePrefix("2001:db8::/32"), // documentation (RFC 3849)
	netip.MustParsePrefix("2002::/16"),     // 6to4, which holds an IPv4 address (RFC 3056)
	netip.MustParsePrefix("3fff::/20"),     // documentation (RFC 9637)
}

// CheckURL is the reason why an address is not one that a client would ask; ""
// where it is, as far as can be said before its name is resolved. private is
// Options.Private.
func CheckURL(text string, private bool) string {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Opaque != "" || u.Hostname() == "":
		return "is not an absolute address"
	case u.Scheme == "http" && !private:
		return "is not an https address"
	case u.Scheme != "https" && u.Scheme != "http":
		return "is not a web address"
	case u.User != nil:
		return "has a user name or password in it"
	case u.Fragment != "" || strings.Contains(text, "#"):
		return "has a # in it"
	case !validPort(u.Port()):
		return "has a port that does not exist"
	case private:
		return ""
	}
	return checkHost(strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")))
}

func validPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && n > 0
}

// checkHost refuses hosts that are private as they are written. A host whose
// last part is a number is an IPv4 address to browsers and to some resolvers,
// however it is spelled: 2130706433, 0177.0.0.1, 127.1 (WHATWG URL, "ends in a
// number checker").
func checkHost(host string) string {
	if a, err := netip.ParseAddr(host); err == nil {
		if !Public(a) {
			return "is an address of a private network or for special use"
		}
		return ""
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil || strings.Trim(last, "0123456789") == "" {
		return "is a number that is not written as an address"
	}
	if last == "localhost" || last == "local" || last == "internal" || last == "home" || last == "lan" {
		return "is a name of a private network"
	}
	return ""
}
