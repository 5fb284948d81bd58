package citation

import "testing"

func TestCopies(t *testing.T) {
	known := []string{"archive.org", "archive.ph", "perma.cc"}
	const source = "https://www.example.org/A%20page/?b=2&a=1&utm_source=x#part"
	for copied, want := range map[string]Fault{
		"https://web.archive.org/web/20250620101500/https://example.org/a%20page?a=1&b=2":      NoFault,
		"http://web.archive.org/web/20250620101500if_/http://example.org:80/A%20page/?b=2&a=1": NoFault,
		"https://web.archive.org/web/2025/https:/www.example.org/A%20page?a=1&b=2":             NoFault,
		"https://web.archive.org/web/20250620101500/https://example.org/another":               OtherPage,
		"https://web.archive.org/web/20250620101500/https://evil.example/?https://example.org": OtherPage,
		"https://web.archive.org/web/20250620101500*/https://example.org/a%20page":             ManyCopies,
		"https://web.archive.org/web/*/https://example.org/a%20page":                           ManyCopies,
		"https://web.archive.org/save/https://example.org/a%20page":                            NotYet,
		"https://web.archive.org/save":                                                         NotYet,
		"https://web.archive.org/":                                                             NoCopy,
		"https://web.archive.org/web/https://example.org/a%20page":                             NoCopy,
		"https://archive.org/details/a-report":                                                 NoFault,
		"https://archive.ph/AbCdE":                                                             NoFault,
		"https://archive.ph/":                                                                  NoCopy,
		"https://archive.ph/2025.06.20-101500/https://example.org/a%20page?a=1&b=2":            NoFault,
		"https://archive.ph/2025.06.20-101500/https://example.org/":                            OtherPage,
		"https://perma.cc/ABCD-1234":                                                           NoFault,
		"https://perma.cc.evil.example/ABCD":                                                   UnknownHost,
		"https://evilarchive.org/web/2025/https://example.org":                                 UnknownHost,
		"https://example.org/copy":                                                             UnknownHost,
		"no address":                                                                           UnknownHost,
	} {
		if got := CheckCopy(copied, source, known); got != want {
			t.Errorf("%s is %q, want %q", copied, got, want)
		}
	}
	if got := CheckCopy("https://web.archive.org/web/20250620101500/https://example.org/", "", known); got != NoFault {
		t.Errorf("a copy of no source: %q", got)
	}
}

func TestSamePages(t *testing.T) {
	for a, b := range map[string]string{
		"https://bücher.example/é": "http://www.xn--bcher-kva.example/%C3%A9/", "https://example.org": "https://EXAMPLE.org./", "https://example.org:443/x": "http://example.org/x",
	} {
		if !Same(a, b) {
			t.Errorf("%s is not %s: %s, %s", a, b, plain(a), plain(b))
		}
	}
	for a, b := range map[string]string{"": "", "https://example.org/a": "https://example.org/b", "https://example.org:8080/": "https://example.org/", "https://example.org/?a=1": "https://example.org/"} {
		if Same(a, b) {
			t.Errorf("%q is %q", a, b)
		}
	}
}
