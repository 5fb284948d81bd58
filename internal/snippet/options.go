package snippet

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"rebut/internal/factcheck"
)

// Options are what a partner may choose. The zero value is the code that pages
// show first.
type Options struct {
	Theme  string           // "light" or "dark"; "" follows the reader's system
	Accent string           // six hexadecimal digits of a colour; "" for the site's
	Layout string           // "compact"; "" for the full one
	Chosen []factcheck.Slug // of a list: these fact-checks, in this order, and not the latest
	Plain  bool             // without the script

	Width  int // px of the frame; 0 for all the room that there is
	Height int // px of the frame; 0 for about what its content needs
}

var (
	colour = regexp.MustCompile(`^[0-9a-f]{6}$`)
	slug   = regexp.MustCompile(`^[a-z0-9-]{1,100}$`)
)

// maxChosen is how many fact-checks a list shows that a partner has chosen.
const maxChosen = 12

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
	for id := range strings.SplitSeq(query.Get("ids"), ",") {
		if chosen := factcheck.Slug(id); slug.MatchString(id) && !slices.Contains(o.Chosen, chosen) && len(o.Chosen) < maxChosen {
			o.Chosen = append(o.Chosen, chosen)
		}
	}
	return o
}

// Query is what follows the address of an embed page to ask for the options:
// "?theme=dark", or "" for none.
func (o Options) Query() string {
	query, ids := url.Values{}, make([]string, len(o.Chosen))
	for i, id := range o.Chosen {
		ids[i] = string(id)
	}
	for name, value := range map[string]string{"theme": o.Theme, "accent": o.Accent, "layout": o.Layout, "ids": strings.Join(ids, ",")} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + strings.ReplaceAll(query.Encode(), "%2C", ",") // commas may stand in a query (RFC 3986 § 3.4)
}
