package conformance

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// payloads would run a script, load something or break out of their place if
// any output took them for markup. All pass `rebut check`: to people they are
// odd texts, no more. Most are forms of the OWASP filter evasion list.
var payloads = []string{
	`<script>alert(1)</script>`, `"><script>alert(1)</script>`, `'><script>alert(1)</script>`, `</title><script>alert(1)</script>`,
	`</script><script>alert(1)</script>`, `</textarea><script>alert(1)</script>`, `</style><script>alert(1)</script>`,
	`--><script>alert(1)</script>`, `<!--<script>alert(1)`, `]]><script>alert(1)</script>`, `<![CDATA[<script>alert(1)`,
	`<ScRiPt>alert(1)</sCrIpT>`, `<script/x>alert(1)</script>`, `<<script>alert(1)//<</script>`, `<script src=//a.example/x>`,
	`<img src=x onerror=alert(1)>`, `"><img src=x onerror=alert(1)>`, `<img/src/onerror=alert(1)>`, "<img src=`x`onerror=alert(1)>",
	`" onmouseover="alert(1)`, `' onmouseover='alert(1)`, `x onfocus=alert(1) autofocus`, "` onclick=`alert(1)", `"autofocus onfocus=alert(1) "`,
	`<svg onload=alert(1)>`, `<svg/onload=alert(1)//`, `<svg><script>alert(1)</script>`, `<math><mtext><script>alert(1)`,
	`<iframe src=javascript:alert(1)>`, `<iframe srcdoc="<script>alert(1)">`, `<object data=javascript:alert(1)>`, `<embed src=//a.example>`,
	`<form action=javascript:alert(1)><button>`, `<base href=//a.example/>`, `<link rel=stylesheet href=//a.example>`,
	`<meta http-equiv=refresh content=0;//a.example>`, `<style>body{display:none}</style>`, `<a href=javascript:alert(1)>x</a>`,
	`<details open ontoggle=alert(1)>`, `<video><source onerror=alert(1)>`, `<body onload=alert(1)>`, `<input autofocus onfocus=alert(1)>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;alert(1)`, `&#x3C;script&#x3E;alert(1)`, `&amp;lt;script&amp;gt;alert(1)`,
	`\u003cscript\u003ealert(1)`, `\x3cscript\x3ealert(1)`, `%3Cscript%3Ealert(1)`, `"};alert(1);//`, `\"};alert(1);//`, `'-alert(1)-'`,
	`{{.Site}}{{alert 1}}`, `${alert(1)}`, `<%= alert(1) %>`, `[x](javascript:alert(1))`, `![x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`,
	`[x](java&#10;script:alert(1))`, `[x](&#106;avascript:alert(1))`, `[x](data:text/html,alert(1))`, `[x](vbscript:alert(1))`,
	`[x](<javascript:alert(1)>)`, `[x](//a.example/alert(1))`, `[x](\\a.example/alert)`, `<javascript:alert(1)>`, `<data:text/html,alert>`,
	`![x](https://a.example/p.png)`, `[x](https://a.example "onclick=alert(1)")`, `[x](https://a.example/"onclick="alert(1))`,
	"`<script>alert(1)</script>`", `_<b onclick=alert(1)>_`, `<b style=x:expression(alert(1))>`, `<noscript><p title="</noscript><img>">`,
	`<template><script>alert(1)`, `<plaintext>`, `<xmp><script>alert(1)`, `<select><script>alert(1)`, `<table><td background=//a.example>`,
	`<?xml version="1.0"?><x>`, `<!DOCTYPE x [<!ENTITY y "z">]>&y;`, `<x xmlns="http://www.w3.org/1999/xhtml">`, `&undefined; &nbsp`,
}

// hostileFactCheck is a file with a payload in every place that takes a text or
// an address. Claim and fact have words of their own besides, for a fact must
// not repeat its claim.
func hostileFactCheck(payload string) string {
	q := func(s string) string { return strconv.Quote(s) }
	p, at := q(payload), q("https://a.example/?q="+strings.ReplaceAll(payload, " ", "+"))
	return `status = "published"
language = "en"
revision = 2
published = 2026-01-05
modified = 2026-01-06
rating = "misleading"
topics = ["one"]
designs = ["statement", "sandwich", "versus", "receipt"] # words this long fit no chart

[text.en]
claim = ` + q("Strangers swallow every wooden bridge in many old towns "+payload) + `
fact = ` + q("Bridges stand "+payload) + `
why = ` + p + `
technique = ` + p + `
verdict = ` + p + `
body = ` + q(payload+"\n\nA reference [@one].\n\n# "+payload+"\n\n"+payload+"\n") + `
number.label = ` + p + `
chart.title = ` + p + `
chart.note = ` + p + `
sandwich = { again = ` + p + `, action = ` + p + ` }

[text.fr]
translates = 2
reviewed = false
translator = ` + p + `
claim = ` + q("Des inconnus avalent tous les ponts en bois des vieilles villes "+payload) + `
fact = ` + q("Solides "+payload) + `
why = ` + p + `
technique = ` + p + `
verdict = ` + p + `
body = ` + q("Une source [@one].\n\n"+payload+"\n") + `

[text.fr.receipt]
translation = ` + p + `

[number]
value = 1
source = "one"

[chart]
kind = "line"
source = "one"
categories = [{ name = ` + p + ` }, { name = ` + p + ` }]
series = [{ name = ` + p + `, values = [1, 2] }, { name = ` + p + `, values = [3, 4] }]

[receipt]
source = "one"
language = "en"
passage = ` + p + `

[[appearances]]
claimant = ` + p + `
role = { en = ` + p + ` }
quote = ` + p + `
place = ` + p + `
date = 2025
url = ` + at + `
archived = ` + at + `
seen = "copy"

[[sources]]
id = "one"
title = ` + p + `
publisher = { fr = ` + p + ` }
short = ` + p + `
authors = [` + p + `, ` + p + `]
date = 2024
url = ` + at + `
archived = ` + at + `
finding = ` + p + `
seen = "quoted"

[[corrections]]
date = 2026-01-06
revision = 2
what = ` + p + `
`
}

// hostileSettings fills every text of rebut.toml. One small format and one
// theme keep the pictures few.
func hostileSettings(payload string) string {
	p := strconv.Quote(payload)
	return `languages = ["en", "fr"]
[organisation]
name = ` + p + `
address = "https://rebut.example/sub/dir"
wordmark = ` + p + `
tagline = ` + p + `
licence = ` + p + `
licence_url = "https://a.example/?q=` + url.QueryEscape(payload) + `"
funding = ` + p + `
methodology = ` + p + `
corrections = ` + p + `
[translations]
unreviewed = "mark"
[[ratings]]
id = "misleading"
value = 1
shape = "triangle"
word = "Misleading <b onclick=alert(1)>"
[[topics]]
id = "one"
name = ` + p + `
[[formats]]
id = "link"
name = ` + p + `
width = 1200
height = 630
type = "jpeg"
safe = { top = 40, right = 40, bottom = 40, left = 40 }
[[themes]]
id = "light"
name = ` + p + `
headline = "Libre Franklin"
text = "Libre Franklin"
ground = "#faf6ee"
ink = "#16181d"
accent = "#b3201f"
muted = "#5a5c63"
panel = "#ece4d6"
panel_ink = "#33353b"
chip = "#16181d"
chip_ink = "#ffffff"
rule = "#b3201f"
`
}

// TestHostileTextsReachNoOutputAsMarkup builds a project whose every text is
// an attack, and looks at every file that came out.
func TestHostileTextsReachNoOutputAsMarkup(t *testing.T) {
	project, site := t.TempDir(), filepath.Join(t.TempDir(), "site")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(project, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(project, "claims"), 0o700); err != nil {
		t.Fatal(err)
	}
	write("rebut.toml", hostileSettings(`"><svg onload=alert(1)></title></script>`))
	for i, payload := range payloads {
		write(fmt.Sprintf("claims/case-%02d.toml", i), hostileFactCheck(payload))
	}
	const withdrawal = "status = \"withdrawn\"\naliases = [\"former\"]\nwithdrawn = { date = 2026-01-07, reason = \"</p><script>alert(1)</script>\" }\n"
	write("claims/gone.toml", strings.Replace(hostileFactCheck(payloads[0]), "status = \"published\"\n", withdrawal, 1))
	if out, err := exec.Command(built.binary, "build", "-C", project, "-o", site).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	seen := map[string]int{}
	var pages []string
	err := fs.WalkDir(os.DirFS(site), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
		if err == nil {
			if seen[path.Ext(name)]++; path.Ext(name) == ".html" {
				pages = append(pages, filepath.Join(site, filepath.FromSlash(name)))
			}
			checkOutput(t, name, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// In each language four feeds; all but that of the rating have an archive.
	if n := len(payloads); seen[".html"] < 4*n || seen[".rss"] != 14 || seen[".atom"] != 14 || seen[".json"] < 5 {
		t.Errorf("looked at too few files: %v", seen)
	}
	checkWithNu(t, site, "/sub/dir", pages)
}

func checkOutput(t *testing.T, name string, data []byte) {
	t.Helper()
	switch path.Ext(name) {
	case ".html":
		checkMarkup(t, name, string(data), "rebut.example")
	case ".rss", ".atom":
		checkXML(t, name, data)
		checkEntries(t, name, data)
	case ".xml":
		checkXML(t, name, data)
	case ".json":
		if !json.Valid(data) {
			t.Errorf("%s is not JSON", name)
		}
		if path.Base(name) == "feed.json" {
			checkEntries(t, name, data)
		}
	}
}

func checkXML(t *testing.T, name string, data []byte) {
	t.Helper()
	for decoder := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func checkEntries(t *testing.T, name string, data []byte) {
	t.Helper()
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, item := range feed.Items {
		checkMarkup(t, name+" "+item.Link, item.Content, "")
		if !strings.HasPrefix(item.Link, siteAddress+"/sub/dir/") {
			t.Errorf("%s: link %q", name, item.Link)
		}
	}
}

// ownElements are those of the site's templates and of bodies; no other may
// occur.
var ownElements = strings.Fields(`html head meta title link script body a header div span nav ul ol li main article section aside
	h1 h2 h3 h4 h5 h6 p img em strong b sup q blockquote cite code pre br figure figcaption details summary svg path circle
	label textarea button fieldset legend input select option time bdi footer s table caption thead tbody tr th td hr
	search form dl dt dd template noscript ins del`)

// checkMarkup fails for what the site's templates never write: other
// elements, handlers, styles, inline scripts, and addresses that run or fetch
// something. host is the site's, "" for an entry of a feed.
func checkMarkup(t *testing.T, name, markup, host string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("%s: comment %q", name, n.Data)
		}
		if n.Type == html.ElementNode {
			checkElement(t, name, n, host)
		}
	}
}

func checkElement(t *testing.T, name string, n *html.Node, host string) {
	t.Helper()
	attr := map[string]string{}
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"style", "srcdoc", "formaction", "background"}, a.Key) {
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		}
		if u, err := url.Parse(a.Val); linkAttributes[a.Key] && (err != nil || !slices.Contains([]string{"", "https", "mailto"}, u.Scheme)) {
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		}
	}
	switch forPartners := strings.HasSuffix(name, "/share/index.html"); {
	case forPartners && n.Data == "iframe" && attr["id"] == "shown" && strings.HasPrefix(attr["src"], "/sub/dir/"): // the preview
	case forPartners && n.Data == "form" && attr["class"] == "look" && attr["action"] == "": // nothing is sent
	case !slices.Contains(ownElements, n.Data):
		t.Errorf("%s: element <%s>", name, n.Data)
	case n.Data == "script" && attr["type"] == "application/ld+json":
		if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
			t.Errorf("%s: the structured data is not JSON", name)
		}
	case n.Data == "script" && (host == "" || n.FirstChild != nil || !strings.HasPrefix(attr["src"], "/sub/dir/assets/")):
		t.Errorf("%s: a script got in: %v", name, n.Attr)
	case n.Data == "form" && (host == "" || attr["method"] != "get" || !strings.HasPrefix(attr["action"], "/sub/dir/")):
		t.Errorf("%s: a form got in: %v", name, n.Attr)
	case n.Data == "meta" && attr["http-equiv"] == "refresh" && !strings.HasPrefix(attr["content"], "0; url=/sub/dir/"):
		t.Errorf("%s: refresh to %q", name, attr["content"])
	case n.Data == "img" && host != "" && !strings.HasPrefix(attr["src"], "/sub/dir/"):
		t.Errorf("%s: image from %q", name, attr["src"])
	case n.Data == "textarea" && attr["id"] == "embed":
		checkSnippet(t, name, n.FirstChild.Data)
	}
}

// checkSnippet looks at the code that partners paste into their own pages.
func checkSnippet(t *testing.T, name, code string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(code))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var elements []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data != "bdi" { // one for each name
			elements = append(elements, n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains([]string{"class", "lang", "dir", "cite", "data-src", "href", "src", "width", "height", "title", "loading", "frameborder", "allow", "async"}, a.Key) {
				t.Errorf("%s: the code to paste has %s=%q", name, a.Key, a.Val)
			}
			if (a.Key == "src" || a.Key == "href" || a.Key == "data-src" || a.Key == "cite") && !strings.HasPrefix(a.Val, siteAddress+"/sub/dir/") {
				t.Errorf("%s: the code to paste leads to %q", name, a.Val)
			}
		}
	}
	if want := []string{"html", "head", "body", "blockquote", "p", "p", "a", "iframe", "script"}; !slices.Equal(elements, want) {
		t.Errorf("%s: the code to paste has the elements %v\n%s", name, elements, code)
	}
}
