package config

import (
	"net/netip"

	"rebut/internal/problem"
)

// API bounds what one reader may ask of a server's programming interface.
type API struct {
	Rate    int     `toml:"rate"`    // requests a minute of one address that are answered in the long run
	Burst   int     `toml:"burst"`   // requests of one address at once
	Proxies []Proxy `toml:"proxies"` // whose word is taken for whom a request is from
}

// Proxy is the address of a proxy before the server, or a range of them.
type Proxy struct{ netip.Prefix }

// UnmarshalText reads "192.0.2.7", "2001:db8::7" or "192.0.2.0/24".
func (p *Proxy) UnmarshalText(text []byte) error {
	if addr, err := netip.ParseAddr(string(text)); err == nil && addr.Zone() == "" {
		addr = addr.Unmap()
		p.Prefix = netip.PrefixFrom(addr, addr.BitLen())
		return nil
	}
	prefix, err := netip.ParsePrefix(string(text))
	if err != nil {
		return &problem.Mistake{Message: problem.Quote(string(text)) + " is not the address of a proxy",
			Hint: `write the number of one, such as "127.0.0.1", or a range, such as "10.0.0.0/8"`}
	}
	p.Prefix = prefix.Masked()
	return nil
}
