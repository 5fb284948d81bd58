package snippet

import (
	"net/url"
	"regexp"
	"strings"
)

// Options are what a partner may choose. The zero value is the code that pages
// show first.
type Options struct {
	Theme  string // "light" or "dark"; "" follows the reader's system
	Accent string // six hexadecimal digits of a colour; "" for the site's
	Layout string // "compact"; "" for the full one
	Plain  bool   // without the script

	Width  int // px of the frame; 0 for all the room that there is
	Height int // px of the frame; 0 for about what its content needs
}

var colour = regexp.MustCompile(`^[0-9a-f]{6}$`)

// OptionsOf are the options that the address of an embed page has in its query.
// What is none of ours is passed over, as the embed page does.
func OptionsOf(query url.Values) Options {
	var o Options
	if theme := query.Get("theme"); theme == "light" || theme == "dark" {
		o.Theme = theme
	}
	if accent := strings.ToLower(query.Get("accent")); colour.MatchString(accent) {
		o.Accent = accent
	}
	if query.Get("layout") == "compact" {
		o.Layout = "compact"
	}
	return o
}

// Query is what follows the address of an embed page to ask for the options:
// "?theme=dark", or "" for none.
func (o Options) Query() string {
	query := url.Values{}
	for name, value := range map[string]string{"theme": o.Theme, "accent": o.Accent, "layout": o.Layout} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}
