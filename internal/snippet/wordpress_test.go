package snippet

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// wordPress is what WordPress lets through of the html of an oEmbed provider
// that it does not list (wp_filter_oembed_result in wp-includes/embed.php):
// these elements with these attributes; of all others the text stays.
var wordPress = map[string][]string{
	"a": {"href"}, "blockquote": nil,
	"iframe": {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"},
}

// afterWordPress filters as WordPress does: it strips, takes the first
// quotation and frame, and adds a sandbox and a secret.
func afterWordPress(t *testing.T, code string) string {
	t.Helper()
	kept := regexp.MustCompile(`(?s)(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)`).FindStringSubmatch(stripped(code))
	if kept == nil {
		t.Fatalf("WordPress finds no frame in %s", code)
	}
	text := kept[1] + kept[2]
	src := regexp.MustCompile(` src="(.*?)"`).FindStringSubmatch(text)
	text = strings.Replace(text, src[0], ` src="`+src[1]+`#?secret=0123456789" data-secret="0123456789"`, 1)
	return strings.Replace(text, "<iframe", `<iframe sandbox="allow-scripts" security="restricted"`, 1)
}

// stripped leaves out elements, attributes and the text of scripts.
func stripped(code string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(code)); ; {
		kind := z.Next()
		token := z.Token()
		attributes, known := wordPress[token.Data]
		switch {
		case kind == html.ErrorToken:
			return b.String()
		case kind == html.TextToken || known && kind == html.EndTagToken:
			b.WriteString(token.String())
		case known:
			token.Attr = slices.DeleteFunc(token.Attr, func(a html.Attribute) bool { return !slices.Contains(attributes, a.Key) })
			b.WriteString(token.String())
		}
	}
}

func TestWhatWordPressLeavesStillInforms(t *testing.T) {
	m := maker(t)
	for _, o := range []Options{{}, {Theme: "dark", Accent: "b3201f", Width: 500, Height: 300}, {Plain: true}} {
		got := afterWordPress(t, m.FactCheck(m.edition(t, sample(), "en"), o))
		quotation, frame, _ := strings.Cut(got, "</blockquote>")
		if want := `<blockquote>Rents &lt; wages &amp; falling in en — Rebut &amp; Co · Sources: StatOff; Bank and 1 more · <a href="https://rebut.example/facts/en/a-slug/">Read the fact-check</a>`; quotation != want {
			t.Errorf("%+v: the quotation is\n%s\nwant\n%s", o, quotation, want)
		}
		want := `<iframe sandbox="allow-scripts" security="restricted" src="https://rebut.example/facts/en/a-slug/embed/` + strings.ReplaceAll(o.Query(), "&", "&amp;") + `#?secret=0123456789"`
		if !strings.HasPrefix(frame, want) || !strings.Contains(frame, `title="Rents`) || !strings.HasSuffix(frame, "></iframe>") {
			t.Errorf("%+v: the frame is\n%s\nwant\n%s", o, frame, want)
		}
	}
}

// Systems that take out all but text and links leave one sentence after the
// other, and the link.
func TestWhatRemainsWithoutFramesStillInforms(t *testing.T) {
	m := maker(t)
	root, err := html.Parse(strings.NewReader(m.FactCheck(m.edition(t, sample(), "ar"), Options{})))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" {
			text.WriteString(n.Data)
		}
	}
	if want := "Rents < wages & falling in ar — Rebut & Co · المصادر: StatOff؛ Bank "; !strings.HasPrefix(text.String(), want) {
		t.Errorf("the text is\n%s\nwant\n%s", text.String(), want)
	}
}
