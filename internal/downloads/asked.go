package downloads

import (
	"net/url"
	"strings"
)

// Meant reports whether somebody asked for a file to have it, going by the
// headers of the request. studio is the path that the studio of the site is
// below. Nothing of them is kept.
func Meant(header func(name string) string, studio string) bool {
	if strings.HasPrefix(header("Accept"), "image/") || header("Sec-Fetch-Dest") == "image" {
		return false // a page shows it
	}
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Moz"} {
		if strings.Contains(header(name), "prefetch") {
			return false
		}
	}
	return !robot(header("User-Agent")) && !from(header("Referer"), studio)
}

// robots are parts of what programs call themselves that no reader steers. An
// address to complain at, which they give by custom, is in no browser's name.
var robots = [...]string{"bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "whatsapp", "monitor", "http://", "https://"}

func robot(agent string) bool {
	agent = strings.ToLower(agent)
	for _, part := range robots {
		if strings.Contains(agent, part) {
			return true
		}
	}
	return false
}

// from reports whether a page below a path led here.
func from(referer, below string) bool {
	u, err := url.Parse(referer)
	return err == nil && referer != "" && strings.HasPrefix(u.Path, below)
}
