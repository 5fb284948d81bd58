package conformance

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
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

// apiPage is for programmers: in one language, and about texts as they are
// written.
const apiPage = "api/index.html"

// badMarks are traces, in text that a reader sees, of markup that was escaped
// once too often and of templates that went wrong.
var badMarks = []string{"</", "<p", "<a ", "<em", "&amp;", "&lt;", "&quot;", "&#", "ZgotmplZ", "<no value>", "%!", "<nil>", "\ufffd", "[@", "{{", "}}"}

func TestReadersSeeNoBadEscapes(t *testing.T) {
	seen := 0
	for _, name := range publicFiles(t) {
		switch path.Ext(name) {
		case ".html":
			seen += badEscapes(t, name, string(read(t, name)))
		case ".rss", ".atom":
			feed, err := gofeed.NewParser().Parse(bytes.NewReader(read(t, name)))
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range feed.Items {
				seen += badEscapes(t, name, item.Content)
			}
		}
	}
	if seen < 10000 {
		t.Errorf("looked at only %d texts", seen)
	}
}

// badEscapes reports bad marks in the texts and attributes of a piece of HTML,
// and returns how many texts it saw. What stands in a textarea is code for
// pasting, scripts are data.
func badEscapes(t *testing.T, name, markup string) (seen int) {
	t.Helper()
	// As readers without scripts see it: the text in noscript is markup, too.
	root, err := html.ParseWithOptions(strings.NewReader(markup), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for n := range root.Descendants() {
		var texts []string
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "textarea" && n.Parent.Data != "script" && n.Parent.Data != "style":
			texts = append(texts, n.Data)
		case n.Type == html.ElementNode:
			for _, a := range n.Attr {
				texts = append(texts, a.Val)
			}
		}
		for _, text := range texts {
			seen++
			for _, mark := range badMarks {
				if strings.Contains(text, mark) && !(mark == "[@" && name == apiPage) { // that page explains how sources are cited
					t.Errorf("%s shows %q in %.120q", name, mark, text)
				}
			}
		}
	}
	return seen
}

// Link previews carry an alt text within the limit of twitter:image:alt, cut at
// the end of a sentence.
func TestAltTextsOfLinkPreviewsEndWithASentence(t *testing.T) {
	seen := 0
	for _, name := range publicFiles(t) {
		if !strings.HasSuffix(name, "/index.html") {
			continue
		}
		root, err := html.Parse(bytes.NewReader(read(t, name)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			attr := map[string]string{}
			for _, a := range n.Attr {
				attr[a.Key] = a.Val
			}
			if attr["name"] != "twitter:image:alt" {
				continue
			}
			seen++
			alt := []rune(attr["content"])
			if len(alt) == 0 || len(alt) > 420 || !strings.ContainsRune(".!?।۔»”)", alt[len(alt)-1]) {
				t.Errorf("%s: %d characters, %q", name, len(alt), string(alt))
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d pages have a picture in their link preview", seen)
	}
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
		if lang, _, isPage := strings.Cut(name, "/"); isPage && lang != d.lang && !(name == apiPage && d.lang == "en") {
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
