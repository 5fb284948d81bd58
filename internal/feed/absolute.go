package feed

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// kept are the attributes that stay in an entry's content. Feed readers drop
// others, ids collide between entries, and validators warn about ARIA.
var kept = [...]string{"href", "src", "alt", "width", "height", "lang", "dir", "title", "cite", "start", "colspan", "rowspan", "datetime"}

// absolute rewrites every address in an HTML fragment to an absolute one, as
// seen from the page it comes from, and drops those that a reader must not
// follow.
func absolute(fragment, page string) (string, error) {
	base, err := url.Parse(page)
	if err != nil {
		return "", err
	}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, n := range nodes {
		for d := range n.Descendants() {
			rewrite(d, base)
		}
		rewrite(n, base)
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// rewrite mends the attributes of one element.
func rewrite(n *html.Node, base *url.URL) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return !slices.Contains(kept[:], a.Key) })
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == "href" || a.Key == "src" || a.Key == "cite" {
			a.Val = resolve(a.Val, base)
		}
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Val == "" && (a.Key == "href" || a.Key == "src" || a.Key == "cite")
	})
}

// resolve is the absolute form of an address, "" for one that is not a web or
// mail address.
func resolve(ref string, base *url.URL) string {
	u, err := base.Parse(strings.TrimSpace(ref))
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "https", "http", "mailto":
		return u.String()
	}
	return ""
}
