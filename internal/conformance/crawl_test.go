package conformance

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// siteAddress is the address that the shipped rebut.toml gives the site.
const siteAddress = "https://rebut.example"

// document is what the crawl wants to know of one page.
type document struct {
	links []string
	ids   map[string]bool
	lang  string
	h1    int
	title string
}

// linkAttributes are the attributes that hold addresses.
var linkAttributes = map[string]bool{"href": true, "src": true, "poster": true, "action": true, "cite": true}

func parse(t *testing.T, name string) document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(read(t, name)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	d := document{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		d.element(n)
	}
	return d
}

func (d *document) element(n *html.Node) {
	attr := map[string]string{}
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
		if linkAttributes[a.Key] {
			d.links = append(d.links, a.Val)
		}
	}
	if id := attr["id"]; id != "" {
		d.ids[id] = true
	}
	for _, candidate := range strings.Split(attr["srcset"], ",") {
		if fields := strings.Fields(candidate); len(fields) > 0 {
			d.links = append(d.links, fields[0])
		}
	}
	switch n.Data {
	case "html":
		d.lang = attr["lang"]
	case "h1":
		d.h1++
	case "title":
		if n.FirstChild != nil {
			d.title = n.FirstChild.Data
		}
	case "meta":
		if p := attr["property"] + attr["name"]; p == "og:image" || p == "og:url" || p == "twitter:image" {
			d.links = append(d.links, attr["content"])
		}
	}
}

// TestEveryLinkLeadsSomewhere follows every link of every page within the
// site, fragments included.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	files := map[string]bool{}
	pages := map[string]document{}
	for _, name := range publicFiles(t) {
		files[name] = true
		if strings.HasSuffix(name, ".html") {
			pages[name] = parse(t, name)
		}
	}
	followed := 0
	for name, page := range pages {
		base, err := url.Parse(siteAddress + "/" + strings.TrimSuffix(name, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range page.links {
			u, err := base.Parse(link)
			if err != nil {
				t.Errorf("%s: bad link %q: %v", name, link, err)
				continue
			}
			if u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" {
				t.Errorf("%s: link %q has the scheme %q", name, link, u.Scheme)
			}
			if u.Scheme+"://"+u.Host != siteAddress {
				continue
			}
			followed++
			target := strings.TrimPrefix(u.Path, "/")
			if target == "" || strings.HasSuffix(target, "/") {
				target += "index.html"
			}
			if !files[target] {
				t.Errorf("%s: %q leads nowhere (no file %s)", name, link, target)
			} else if u.Fragment != "" && !pages[target].ids[u.Fragment] {
				t.Errorf("%s: %q: %s has no id %q", name, link, path.Base(target), u.Fragment)
			}
		}
	}
	if followed < 1000 {
		t.Errorf("followed only %d links; the crawl does not see the site", followed)
	}
}

// badMarks are traces of text that was escaped twice, not at all, or printed
// by a template that went wrong.
var badMarks = []string{"&amp;amp;", "&amp;lt;", "&amp;#", "&lt;p&gt;", "&lt;/", "ZgotmplZ", "<no value>", "&lt;no value&gt;", "%!", "<nil>", "&lt;nil&gt;", "\ufffd", "[@", "{{", "}}"}

func TestPagesCarryNoBadEscapes(t *testing.T) {
	for _, name := range publicFiles(t) {
		if !strings.HasSuffix(name, ".html") && !strings.HasSuffix(name, ".rss") && !strings.HasSuffix(name, ".atom") && !strings.HasSuffix(name, ".json") && !strings.HasSuffix(name, ".xml") {
			continue
		}
		text := string(read(t, name))
		for _, mark := range badMarks {
			if strings.HasSuffix(name, ".json") && (mark == "}}" || mark == "{{") {
				continue
			}
			// Feeds carry HTML as text: one level of escaping is right there.
			if (strings.HasSuffix(name, ".rss") || strings.HasSuffix(name, ".atom")) && strings.HasPrefix(mark, "&lt;") {
				continue
			}
			if i := strings.Index(text, mark); i >= 0 {
				if strings.HasSuffix(name, ".html") && strings.Contains(mark, "}") && insideJSONLD(text, i) {
					continue
				}
				t.Errorf("%s holds %q: …%s…", name, mark, text[max(0, i-40):min(len(text), i+40)])
			}
		}
	}
}

// insideJSONLD reports whether position i stands in a JSON-LD script, where
// two closing braces are nothing unusual.
func insideJSONLD(text string, i int) bool {
	open := strings.LastIndex(text[:i], "<script type=\"application/ld+json\"")
	return open >= 0 && !strings.Contains(text[open:i], "</script>")
}

func TestEveryPageSaysItsLanguageAndHasOneHeading(t *testing.T) {
	for _, name := range publicFiles(t) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		d := parse(t, name)
		if d.lang == "" {
			t.Errorf("%s: no lang on html", name)
		}
		if lang, _, isPage := strings.Cut(name, "/"); isPage && lang != d.lang {
			t.Errorf("%s: lang is %q", name, d.lang)
		}
		if d.h1 != 1 {
			t.Errorf("%s: %d h1 headings, want 1", name, d.h1)
		}
		if strings.TrimSpace(d.title) == "" {
			t.Errorf("%s: no title", name)
		}
	}
}
