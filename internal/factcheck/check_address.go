package factcheck

import (
	"net/url"
	"strings"
	"unicode"

	"rebut/internal/problem"
)

// maxAddress is the longest address that is taken, in bytes: the longest that
// common browsers and servers agree on.
const maxAddress = 2000

// address checks the address of a page of the web; "" is none.
func (k *checker) address(where at, address string) {
	if address == "" {
		return
	}
	if i := strings.IndexFunc(address, unprintable); i >= 0 {
		where.offset = i
		k.errorf(where, "bad-address", "copy it again from the browser's address bar", "the address has a space or an invisible character in it")
		return
	}
	const hint = "copy it from the browser's address bar; it begins with https://"
	bad := func(why string) { k.errorf(where, "bad-address", hint, "%s %s", problem.Quote(address), why) }
	u, err := url.Parse(address)
	switch {
	case len(address) > maxAddress:
		k.errorf(where, "bad-address", "a shorter form, without what follows the “?”, often works", "the address is longer than %d characters", maxAddress)
	case err != nil:
		bad("is not a web address")
	case u.Scheme != "https" && u.Scheme != "http":
		bad("does not begin with https:// or http://")
	case u.User != nil:
		k.errorf(where, "bad-address", "delete what stands before the @", "the address has a user name or password in it")
	case !realHost(u):
		bad("names no web site")
	}
}

func unprintable(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }

// realHost reports whether an address names a host on the public web: one with
// a dot inside it.
func realHost(u *url.URL) bool {
	host := strings.TrimSuffix(u.Hostname(), ".")
	dot := strings.IndexByte(host, '.')
	return dot > 0 && dot < len(host)-1 && !strings.Contains(host, "..") && !strings.ContainsAny(host, "/\\@<>\"'`{}|^%")
}
