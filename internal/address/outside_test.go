package address

import "testing"

func TestOutside(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example":                               "https://a.example",
		" https://a.example/b?c=d&e=%5Bf%5D#g ":           "https://a.example/b?c=d&e=%5Bf%5D#g",
		"https://a.example/?f[0]=topic:1&q=\"x y\"#a[b]":  "https://a.example/?f%5B0%5D=topic:1&q=%22x%20y%22#a%5Bb%5D",
		"https://a.example/[x]|{y}^`<z>":                  "https://a.example/%5Bx%5D%7C%7By%7D%5E%60%3Cz%3E",
		"https://a.example/?q=100%&r=%zz":                 "https://a.example/?q=100%25&r=%25zz",
		"https://a.example/?q=logement coûts":             "https://a.example/?q=logement%20co%C3%BBts",
		"https://québec.example/é?é#é":                    "https://xn--qubec-csa.example/%C3%A9?%C3%A9#%C3%A9",
		"https://a.example:8443/x":                        "https://a.example:8443/x",
		"http://[2001:db8::1]/x":                          "http://[2001:db8::1]/x",
		"https://web.example/2024/https://a.example/b//c": "https://web.example/2024/https://a.example/b//c",
		"https://u:p@a.example/":                          "https://a.example/",
		"https:///x":                                      "", "javascript:alert(1)": "", "//a.example": "", "data:text/html,x": "", "": "", "ftp://a.example": "",
		"https://a.example/\x00": "",
	} {
		if got := Outside(text); got != want {
			t.Errorf("%q:\ngot  %q\nwant %q", text, got, want)
		}
		if got := Outside(want); got != want {
			t.Errorf("%q changes again: %q", want, got)
		}
	}
}
