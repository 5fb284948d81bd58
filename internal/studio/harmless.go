package studio

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// nowhere is where links of a preview lead that lead nowhere: to a place that
// no page has, so that nothing happens.
const nowhere = "#-"

// harmless makes a public page one that is looked at and nothing else: what
// runs, and what tells others of the page, is taken out; links to other sites
// open in another tab; those to places of the page work; all others lead
// nowhere, since what is being written has no address yet. own is the host of
// the site. picture tells where a picture of the site is shown from; "" leaves
// it where it is.
func harmless(page []byte, own string, picture func(path string) string) ([]byte, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("page to be previewed: %w", err)
	}
	for _, n := range slices.Collect(root.Descendants()) {
		if n.Type == html.ElementNode && n.Parent != nil {
			tame(n, own, picture)
		}
	}
	var b bytes.Buffer
	if err := html.Render(&b, root); err != nil {
		return nil, fmt.Errorf("page to be previewed: %w", err)
	}
	return b.Bytes(), nil
}

func tame(n *html.Node, own string, picture func(path string) string) {
	switch n.Data {
	case "script", "base", "iframe", "object", "embed":
		n.Parent.RemoveChild(n)
	case "meta":
		if attribute(n, "http-equiv") != "" { // the policy of the page: the preview has its own
			n.Parent.RemoveChild(n)
		}
	case "link":
		if !slices.Contains([]string{"stylesheet", "preload", "icon"}, attribute(n, "rel")) {
			n.Parent.RemoveChild(n)
		}
	case "a", "area":
		leads(n, own)
	case "img":
		without(n, "srcset")
		if at := picture(attribute(n, "src")); at != "" {
			set(n, "src", at)
		}
	case "form":
		without(n, "action")
	}
}

// leads has a link lead where it may.
func leads(n *html.Node, own string) {
	to := attribute(n, "href")
	u, err := url.Parse(to)
	without(n, "download", "ping", "target")
	switch {
	case strings.HasPrefix(to, "#"):
	case err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.Host != own:
		set(n, "target", "_blank")
		set(n, "rel", "noopener noreferrer")
	case slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "href" }):
		set(n, "href", nowhere)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func without(n *html.Node, keys ...string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return slices.Contains(keys, a.Key) })
}

func set(n *html.Node, key, value string) {
	if i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key }); i >= 0 {
		n.Attr[i].Val = value
		return
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}
