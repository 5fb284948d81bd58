package page

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

// hostile would break out of text, attributes, scripts and comments.
const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)><!--</title></textarea></style>{{.Lang}}` + "\x00\u202e"

func TestHostileTextsStayText(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	for name, page := range everyPage(t, set, cfg, sample(hostile), "en") {
		doc := parse(t, page)
		for n := range doc.root.Descendants() {
			if n.Type == html.ElementNode {
				checkSafe(t, name, n)
			}
			if n.Type == html.CommentNode && strings.Contains(n.Data, "</title>") {
				t.Errorf("%s: a comment swallowed %q", name, n.Data)
			}
		}
		if bytes.Contains(page, []byte("ZgotmplZ")) {
			t.Errorf("%s: the template engine had to block a value", name)
		}
	}
}

func checkSafe(t *testing.T, page string, n *html.Node) {
	t.Helper()
	switch n.Data {
	case "style", "iframe", "object", "embed", "base":
		t.Errorf("%s: element %s", page, n.Data)
	case "form":
		if attr(n, "method") != "get" || !strings.HasPrefix(attr(n, "action"), "/en/heard/#") {
			t.Errorf("%s: a form to %q", page, attr(n, "action"))
		}
	case "script":
		if attr(n, "type") != "application/ld+json" && (attr(n, "src") == "" || n.FirstChild != nil) {
			t.Errorf("%s: inline script %q", page, content(n))
		}
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("%s: attribute %s=%q", page, a.Key, a.Val)
		}
		if a.Key == "href" || a.Key == "src" {
			u, err := url.Parse(a.Val)
			if err != nil || !slices.Contains([]string{"", "https", "mailto"}, u.Scheme) {
				t.Errorf("%s: <%s %s=%q>", page, n.Data, a.Key, a.Val)
			}
		}
	}
}

// TestPagesAskNoOtherSite: whatever a browser fetches by itself is on the
// site's own host and under its base path; so is every link without a host.
func TestPagesAskNoOtherSite(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	for _, lang := range []factcheck.Lang{"en", "ar"} {
		for name, page := range everyPage(t, set, cfg, sample(""), lang) {
			for n := range parse(t, page).root.Descendants() {
				for _, a := range n.Attr {
					fetched := a.Key == "src" || (n.Data == "link" && a.Key == "href" && slices.Contains([]string{"stylesheet", "preload", "icon"}, attr(n, "rel")))
					local := (a.Key == "src" || a.Key == "href") && strings.HasPrefix(a.Val, "/")
					if (fetched || local) && !strings.HasPrefix(a.Val, "/facts/") {
						t.Errorf("%s in %s: <%s %s=%q>", name, lang, n.Data, a.Key, a.Val)
					}
				}
			}
		}
	}
}

func TestStructuredDataCannotEndItsScript(t *testing.T) {
	data, err := inScript([]byte(`{"a":"</script><!--<script>\u2028"}`))
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(data), "<>\u2028") {
		t.Errorf("unescaped: %s", data)
	}
	var back map[string]string
	if err := json.Unmarshal([]byte(data), &back); err != nil || back["a"] != "</script><!--<script>\u2028" {
		t.Errorf("changed: %v, %v", back, err)
	}
	if _, err := inScript([]byte(`{"a":`)); err == nil {
		t.Error("what is no JSON was accepted")
	}
}

func TestSamePageSameBytes(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	first := everyPage(t, set, cfg, sample(""), "en")
	done := make(chan map[string][]byte)
	for range 4 {
		go func() { done <- everyPage(t, set, cfg, sample(""), "en") }()
	}
	for range 4 {
		for name, page := range <-done {
			if !bytes.Equal(page, first[name]) {
				t.Errorf("%s differs", name)
			}
		}
	}
}
