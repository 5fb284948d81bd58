package outward

import (
	"net/netip"
	"testing"
)

// The addresses of IANA's registries for special purposes (IPv4 and IPv6), one
// inside each block and those just outside where an error by one would show.
func TestPublicAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"1.1.1.1": true, "8.8.8.8": true, "9.255.255.255": true, "11.0.0.0": true, "100.63.255.255": true, "100.128.0.0": true,
		"172.15.255.255": true, "172.32.0.0": true, "192.0.1.0": true, "192.167.255.255": true, "192.169.0.0": true, "223.255.255.255": true,
		"0.0.0.0": false, "0.1.2.3": false, "10.0.0.1": false, "10.255.255.255": false, "100.64.0.1": false, "100.127.255.255": false,
		"127.0.0.1": false, "127.255.255.254": false, "169.254.169.254": false, "172.16.0.1": false, "172.31.255.255": false,
		"192.0.0.1": false, "192.0.2.1": false, "192.88.99.1": false, "192.168.1.1": false, "198.18.0.1": false, "198.19.255.255": false,
		"198.51.100.1": false, "203.0.113.9": false, "224.0.0.1": false, "239.255.255.255": false, "240.0.0.1": false, "255.255.255.255": false,

		"2606:4700:4700::1111": true, "2001:4860:4860::8888": true, "2a00:1450:4001::1": true,
		"::": false, "::1": false, "::7f00:1": false, "fe80::1": false, "fe80::1%eth0": false, "2606:4700::1%eth0": false, "fc00::1": false, "fd12:3456::1": false,
		"fec0::1": false, "ff02::1": false, "100::1": false, "5f00::1": false, "2001:db8::1": false, "3fff::1": false,
		"2001::1": false, "2001:1ff:ffff::1": false, "2002:7f00:1::": false, "2002:808:808::": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:169.254.169.254": false, "::ffff:8.8.8.8": true,
		"64:ff9b::7f00:1": false, "64:ff9b::a9fe:a9fe": false, "64:ff9b::808:808": true, "64:ff9b:1::808:808": false,
	} {
		if got := Public(netip.MustParseAddr(text)); got != want {
			t.Errorf("Public(%s) = %t", text, got)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

func TestCheckURL(t *testing.T) {
	for text, want := range map[string]bool{
		"https://partner.example/hook?a=b": true, "https://partner.example:8443/": true, "https://8.8.8.8/": true, "https://[2606:4700::1]/": true,
		"https://1password.example/": true, "https://xn--bcher-kva.example/": true,
		"http://partner.example/": false, "ftp://partner.example/": false, "partner.example/hook": false, "/hook": false, "https:///hook": false,
		"https:partner.example": false, "https://a:b@partner.example/": false, "https://partner.example/#x": false, "https://partner.example:0/": false,
		"https://partner.example:99999/": false, "https://127.0.0.1/": false, "https://127.0.0.1:8443/": false, "https://[::1]/": false,
		"https://[::ffff:127.0.0.1]/": false, "https://[64:ff9b::10.0.0.1]/": false, "https://[fe80::1%25eth0]/": false,
		"https://2130706433/": false, "https://0x7f000001/": false, "https://0177.0.0.1/": false, "https://127.1/": false, "https://0x7f.1/": false,
		"https://127.0.0.1./": false, "https://10.0.0.09/": false, "https://99999999999999999999999/": false,
		"https://localhost/": false, "https://LOCALHOST./": false, "https://api.localhost/": false, "https://printer.local/": false,
		"https://metadata.google.internal/": false, "": false, "https://%zz/": false,
	} {
		if why := CheckURL(text, false); (why == "") != want {
			t.Errorf("CheckURL(%q): %q", text, why)
		}
	}
	for text, want := range map[string]bool{
		"http://127.0.0.1:8080/hook": true, "https://intranet/": true, "http://[::1]/": true,
		"file:///etc/passwd": false, "gopher://x/": false, "http://a@b/": false,
	} {
		if why := CheckURL(text, true); (why == "") != want {
			t.Errorf("CheckURL(%q, private): %q", text, why)
		}
	}
}
