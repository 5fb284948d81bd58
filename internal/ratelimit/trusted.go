package ratelimit

import (
	"net/http"
	"net/netip"
)

// Trusted reports whether the other end of the connection is a known proxy,
// whatever the request says of where it is from.
func Trusted(r *http.Request, proxies []netip.Prefix) bool {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && within(proxies, at.Addr().Unmap().WithZone(""))
}
