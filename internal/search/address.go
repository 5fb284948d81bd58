package search

import "strings"

// What a pasted message has beside its words is told by rules about single
// bytes. The browser has them as the regular expressions that the comments
// show, and a test holds both together.

// blank tells what ends an address: space, tab, line break, no-break space.
func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' || r == 0xa0 }

// unaddressed is a text with a space for each address:
//
//	(?i)(?:https?://|www\.|pic\.twitter\.com/)[^ \t\r\n\u00a0]*|[a-z0-9.-]+\.(?:com|org|net|ca|fr|info|co)/[^ \t\r\n\u00a0]*
func unaddressed(text string) string {
	if !strings.ContainsAny(text, "/.") {
		return text
	}
	var b strings.Builder
	for text != "" {
		end := span(text, func(r rune) bool { return !blank(r) })
		if at := address(text[:end]); at >= 0 {
			b.WriteString(text[:at])
			b.WriteByte(' ')
		} else {
			b.WriteString(text[:end])
		}
		text = text[end:]
		end = span(text, blank)
		b.WriteString(text[:end])
		text = text[end:]
	}
	return b.String()
}

// address is where an address begins in a text without blanks, or -1.
func address(text string) int {
	for i := range len(text) {
		switch c := text[i] | 0x20; {
		case c == 'h' && (begins(text[i:], "http://") || begins(text[i:], "https://")),
			c == 'w' && begins(text[i:], "www."), c == 'p' && begins(text[i:], "pic.twitter.com/"):
			return i
		case inHost(text[i]) && (i == 0 || !inHost(text[i-1])) && host(text[i:]):
			return i
		}
	}
	return -1
}

// host tells texts that begin with a host of a common domain and a slash.
func host(text string) bool {
	end := 0
	for end < len(text) && inHost(text[end]) {
		end++
	}
	if end == len(text) || text[end] != '/' {
		return false
	}
	dot := strings.LastIndexByte(text[:end], '.')
	if dot < 1 {
		return false
	}
	switch strings.ToLower(text[dot+1 : end]) {
	case "com", "org", "net", "ca", "fr", "info", "co":
		return true
	}
	return false
}

func inHost(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(rune(c)) || c == '.' || c == '-'
}

// begins is strings.HasPrefix for either case of ASCII letters.
func begins(text, lower string) bool {
	if len(text) < len(lower) {
		return false
	}
	for i := range len(lower) {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
