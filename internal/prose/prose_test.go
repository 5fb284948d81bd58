package prose

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

func cite(id string) Citation {
	n := strings.Index("abc", id) + 1
	if len(id) != 1 || n == 0 {
		return Citation{}
	}
	return Citation{Number: n, Href: "#source-" + string(rune('0'+n)), Label: "Source \"" + id + "\""}
}

func set(t *testing.T, markdown string) string {
	t.Helper()
	out, err := HTML(markdown, cite)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestCitations(t *testing.T) {
	a := `<a href="#source-1" role="doc-noteref" aria-label="Source &#34;a&#34;">[1]</a>`
	b := `<a href="#source-2" role="doc-noteref" aria-label="Source &#34;b&#34;">[2]</a>`
	for markdown, want := range map[string]string{
		"x [@a].":               `<p>x<sup class="cite">` + a + `</sup>.</p>`,
		"x [@a;@b]":             `<p>x<sup class="cite">` + a + b + `</sup></p>`,
		"x\n[@a]":               `<p>x<sup class="cite">` + a + `</sup></p>`,
		"*x [@a]*":              `<p><em>x<sup class="cite">` + a + `</sup></em></p>`,
		"x [@a;\n@b] y":         `<p>x<sup class="cite">` + a + b + `</sup> y</p>`,
		"> x [@a;\n> @b] y":     "<blockquote>\n" + `<p>x<sup class="cite">` + a + b + "</sup> y</p>\n</blockquote>",
		"x [@a; @<i>z]":         `<p>x<sup class="cite">` + a + `</sup> [@&lt;i&gt;z]</p>`,
		"x [@zz]":               `<p>x [@zz]</p>`,
		`x \[@a]`:               `<p>x [@a]</p>`,
		"`[@a]`":                `<p><code>[@a]</code></p>`,
		"[@name](https://a.ca)": `<p><a href="https://a.ca" rel="noopener">@name</a></p>`,
	} {
		if got := set(t, markdown); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", markdown, got, want)
		}
	}
}

func TestCitationsAreThoseOfTheModel(t *testing.T) {
	body := "x [@a; @b] y [@c](d) \\[@a] *[@c]* [@q;\n@a]"
	var got []string
	if _, err := HTML(body, func(id string) Citation { got = append(got, id); return Citation{} }); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, r := range factcheck.References(body) {
		want = append(want, r.ID)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("set %v, but the model finds %v", got, want)
	}
}

func TestLinksImagesAndRawHTML(t *testing.T) {
	for markdown, want := range map[string]string{
		"[x](javascript:alert(1))":       `<p>x</p>`,
		"[x](JAVASCRIPT:alert(1))":       `<p>x</p>`,
		"[x](java&#9;script:alert)":      `<p>x</p>`,
		"[x](javascript&#58;alert(1))":   `<p>x</p>`,
		"[x](foo&#58;alert(1))":          `<p>x</p>`,
		"[x](data:text/html,x)":          `<p>x</p>`,
		"[x](//evil.example)":            `<p>x</p>`,
		"[x](/\\evil.example)":           `<p><a href="/%5Cevil.example">x</a></p>`, // a path of this site
		"[x](/en/about/)":                `<p><a href="/en/about/">x</a></p>`,
		"[x](https://a.ca \"t\")":        `<p><a href="https://a.ca" title="t" rel="noopener">x</a></p>`,
		"[x](mailto:a@b.ca)":             `<p><a href="mailto:a@b.ca">x</a></p>`,
		"<javascript:alert(1)>":          `<p>javascript:alert(1)</p>`,
		"<ftp://a.ca/x>":                 `<p>ftp://a.ca/x</p>`,
		"https://a.ca/b":                 `<p><a href="https://a.ca/b" rel="noopener">https://a.ca/b</a></p>`,
		"![a *b*](https://a.ca/x.png)":   `<p>a <em>b</em></p>`,
		"[![a](x.png)](https://a.ca)":    `<p><a href="https://a.ca" rel="noopener">a</a></p>`,
		"a <script>alert(1)</script> b":  `<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>`,
		"<script>\nalert(1)\n</script>":  "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>",
		"<div>\nkept\n</div>\n\nb":       "<p>&lt;div&gt;\nkept\n&lt;/div&gt;</p>\n<p>b</p>",
		"a <!-- for us --> b":            `<p>a  b</p>`,
		"<!-- for us\nalone -->\n\nb":    `<p>b</p>`,
		"<?x y?>":                        `<p>&lt;?x y?&gt;</p>`,
		"[x](https://a.ca/?\"onclick=y)": `<p><a href="https://a.ca/?%22onclick=y" rel="noopener">x</a></p>`,
	} {
		if got := set(t, markdown); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", markdown, got, want)
		}
	}
}

func TestHeadingsFitBelowThePagesOwn(t *testing.T) {
	got := set(t, "# A\n\n### B\n\n###### C\n\n# D\n")
	if want := "<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>\n<h3>D</h3>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTablesScrollAndHaveNoInlineStyle(t *testing.T) {
	got := set(t, "|a|b|\n|:-:|-:|\n|1|2|\n")
	if !strings.Contains(got, "<th>a</th>") || strings.Contains(got, "style") {
		t.Errorf("got %s", got)
	}
	if !strings.HasPrefix(got, `<div class="table" tabindex="0"><table>`) || !strings.HasSuffix(got, "</table></div>") {
		t.Errorf("the table cannot scroll by keyboard: %s", got)
	}
}

func TestTablesCannotGrowWithoutBound(t *testing.T) {
	wide := strings.Repeat("|a", 500) + "\n" + strings.Repeat("|-", 500) + "\n"
	if got := set(t, wide+strings.Repeat("|a\n", 2000)); len(got) > 20_000 || !strings.Contains(got, "|a") {
		t.Errorf("%d bytes: %.100s", len(got), got)
	}
	if got := set(t, "|a|b|\n|-|-|\n"+strings.Repeat("|1|2|\n", 400)); strings.Count(got, "<tr>") != 401 {
		t.Errorf("a long table has %d rows", strings.Count(got, "<tr>"))
	}
}

func TestATextBeyondTheLimit(t *testing.T) {
	long := strings.Repeat("é", MaxLength+1)
	if _, err := HTML(long, nil); err == nil {
		t.Error("no error for a text beyond the limit")
	}
}

// TestDeepNesting is about an end, not about a time.
func TestDeepNesting(t *testing.T) {
	for _, part := range []string{"> ", "- ", "1. ", "[", "[@", "[a](", "*a_", "`", "<", "> - "} {
		if out := set(t, strings.Repeat(part, 20000/len(part))); out == "" {
			t.Errorf("%q repeated: nothing came out", part)
		}
	}
}

// allowedElements are all that Markdown may become.
var allowedElements = map[string]bool{"html": true, "head": true, "body": true, "p": true, "em": true, "strong": true,
	"a": true, "sup": true, "ul": true, "ol": true, "li": true, "blockquote": true, "pre": true, "code": true, "br": true,
	"hr": true, "h3": true, "h4": true, "h5": true, "h6": true, "table": true, "thead": true, "tbody": true, "tr": true,
	"th": true, "td": true, "div": true}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"[@a; @b]", "[x](javascript:1)", "<b onclick=1>", "![x](y)", "<http://a>", "|a|\n|-|\n|<i>|",
		"[@<script>]", "a\n\n    b", "[x]: y 'z'\n[x]", "&#0;\x00", "<!-- x -->", "```<b>\nx\n```", "[a\\](b)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		if len(markdown) > 5000 {
			return
		}
		out, err := HTML(markdown, cite)
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader("<!doctype html><body>" + string(out)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				checkElement(t, n)
			}
		}
	})
}

func checkElement(t *testing.T, n *html.Node) {
	t.Helper()
	if !allowedElements[n.Data] {
		t.Fatalf("element %s", n.Data)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "href":
			if allowed, _ := classify(a.Val); !allowed {
				t.Fatalf("href %q", a.Val)
			}
		case "class", "role", "aria-label", "rel", "title", "start", "tabindex":
		default:
			t.Fatalf("attribute %s=%q", a.Key, a.Val)
		}
	}
}
