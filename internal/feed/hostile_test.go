package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"rebut/internal/factcheck"
)

// hostile are texts that have broken feeds in the field.
var hostile = []string{
	"]]>", "<![CDATA[x]]>", "<script>alert(1)</script>", "</script><!--", "&amp;lt;", "& < > \" '",
	"a\x00b\x08c\x0b\x1f\x7f", "\u0085\u009f", "\ufffe\uffff\ufffd", "\xff\xfe bad utf-8 \xed\xa0\x80", "line\u2028sep\u2029", "\u202eabc",
	"[x](javascript:alert(1)) ![y](//evil.example/p.png) <img src=x onerror=alert(1)>", "javascript:alert(1)", "https://a.example/\x00\"><b>",
	"data:text/html,x", "//evil.example/", "http://[::1", "x@y.example\r\nBcc: z", "👩🏽‍🚒 ਪੰਜਾਬੀ العربية", strings.Repeat("[", 300), strings.Repeat(">", 300) + "x", strings.Repeat("> - ", 300) + "x",
}

// spoiled is the fixture with one text in every place that takes a text.
func spoiled(t testing.TB, s string) Feed {
	f := feedOf(t, "en")
	fc, all := bridges(), factcheck.Localised{"": s}
	fc.Texts["en"] = &factcheck.Text{Claim: s, Fact: factcheck.Emphasised(s), Why: s, Technique: s, Verdict: s, Body: s + " [@survey] " + s, Translator: s}
	fc.Appearances = []factcheck.Appearance{{Claimant: all, Role: all, Quote: s, Place: all, URL: s, Archived: s}}
	fc.Sources[0].Title, fc.Sources[0].Publisher, fc.Sources[0].Authors, fc.Sources[0].Finding = s, all, []string{s, s}, all
	fc.Sources[0].URL, fc.Sources[0].Archived = s, s
	fc.Corrections[0].What = all
	fc.Topics = []string{s}
	org := &f.Cfg.Organisation
	org.Name, org.Tagline, org.Licence, org.Contact, org.LicenceURL = all, all, all, s, s
	f.Cfg.Topics[0].Name = all
	p := linkPicture(in(t, f.Cfg, bridges(), "en"))
	p.Alt = s
	f.Entries = []Entry{{Edition: in(t, f.Cfg, fc, "en"), Picture: &p}}
	return f
}

func TestHostileTextStaysText(t *testing.T) {
	for _, s := range hostile {
		checkHostile(t, s)
	}
}

func FuzzHostileText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if factcheck.Length(s) > factcheck.MaxBody/4 {
			t.Skip("longer than any text that passes the check")
		}
		checkHostile(t, s)
	})
}

func checkHostile(t *testing.T, s string) {
	t.Helper()
	feed := spoiled(t, s)
	for _, kind := range []string{"rss", "atom"} {
		raw := write(t, kind, feed)
		texts := xmlTexts(t, raw)
		if titles, want := texts["title"], line(s); len(titles) < 2 || slices.ContainsFunc(titles[1:], func(t string) bool { return t != want }) {
			t.Fatalf("%s: titles %q, want all but the first to be %q", kind, titles, want)
		}
		content := texts["content"]
		if kind == "rss" {
			content = texts["encoded"]
		}
		checkSafe(t, content[0])
		readable(t, kind, raw)
	}
	raw := write(t, "json", feed)
	var doc jsonFeed
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Items[0].Title != line(s) {
		t.Fatalf("json: title %q, want %q", doc.Items[0].Title, line(s))
	}
	checkSafe(t, doc.Items[0].ContentHTML)
	readable(t, "json", raw)
	checkMarkup(t, feed)
	checkHostileCorrection(t, feed, s)
}

// checkHostileCorrection puts the text before and after a change too.
func checkHostileCorrection(t *testing.T, f Feed, s string) {
	t.Helper()
	f.Corrections = true
	for _, field := range []string{"fact", "body", "rating", "sources.survey.url"} {
		f.Changed = append(f.Changed, Correction{Edition: f.Entries[0].Edition, Changes: []factcheck.Change{{Lang: "en", Field: field, Before: s, After: s + "x"}}})
	}
	for _, kind := range []string{"rss", "atom"} {
		raw := write(t, kind, f)
		texts := xmlTexts(t, raw)
		for _, content := range append(texts["content"], texts["encoded"]...) {
			checkSafe(t, content)
		}
		readable(t, kind, raw)
	}
	readable(t, "json", write(t, "json", f))
	checkOPML(t, f)
}

func checkOPML(t *testing.T, f Feed) {
	t.Helper()
	raw, err := OPML(f.Cfg, f.Msgs, Directory{{Lang: "en", Topics: []string{"bridges"}}})
	if err != nil {
		t.Fatal(err)
	}
	xmlTexts(t, raw)
}

func readable(t *testing.T, kind string, raw []byte) {
	t.Helper()
	if _, err := gofeed.NewParser().Parse(bytes.NewReader(raw)); err != nil {
		t.Fatalf("%s: %v\n%s", kind, err, raw)
	}
}

// xmlTexts reads a document strictly and returns the text of each element by
// its local name.
func xmlTexts(t *testing.T, raw []byte) map[string][]string {
	t.Helper()
	if !utf8.Valid(raw) {
		t.Fatal("not UTF-8")
	}
	texts := map[string][]string{}
	var open []string
	for dec := xml.NewDecoder(bytes.NewReader(raw)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatalf("%v in:\n%s", err, raw)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			texts[token.Name.Local] = append(texts[token.Name.Local], "")
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				list := texts[open[len(open)-1]]
				list[len(list)-1] += string(token)
			}
			if strings.ContainsAny(string(token), "\ufffd\u0085\u007f\ufffe\uffff") {
				t.Fatalf("a character that validators refuse in %q", token)
			}
		}
	}
}

// checkSafe fails for HTML that does more than show text, or that has an
// address which is not absolute.
func checkSafe(t *testing.T, content string) {
	t.Helper()
	for tokens := html.NewTokenizer(strings.NewReader(content)); tokens.Next() != html.ErrorToken; {
		token := tokens.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		switch token.Data {
		case "script", "style", "iframe", "object", "embed", "form", "base", "meta", "svg", "math":
			t.Fatalf("<%s> in:\n%s", token.Data, content)
		}
		for _, a := range token.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Fatalf("attribute %s in:\n%s", a.Key, content)
			}
			if a.Key == "href" || a.Key == "src" {
				if u, err := url.Parse(a.Val); err != nil || (u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto") {
					t.Fatalf("address %q in:\n%s", a.Val, content)
				}
			}
		}
	}
}

// checkMarkup reads the JSON-LD back and checks that it cannot end the script
// element it stands in.
func checkMarkup(t *testing.T, f Feed) {
	t.Helper()
	page, err := ClaimReview(f.Cfg, f.Entries[0].Edition, *f.Entries[0].Picture)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(page, "<>&\u2028\u2029") {
		t.Fatalf("unescaped in %s", page)
	}
	all, err := ClaimReviewFeed(f.Cfg, Reviews{Entries: f.Entries})
	if err != nil {
		t.Fatal(err)
	}
	var review claimReview
	if err := json.Unmarshal(page, &review); err != nil {
		t.Fatal(err)
	}
	for _, source := range review.Citation {
		if source.URL != "" && !strings.HasPrefix(source.URL, "http") {
			t.Fatalf("citation leads to %q", source.URL)
		}
	}
	if !json.Valid(all) || !utf8.Valid(all) {
		t.Fatalf("not JSON: %s", all)
	}
}
