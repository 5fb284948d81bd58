package feed

import (
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// kept are the attributes that stay in an entry's content. Feed readers drop
// others, ids collide between entries, and validators warn about ARIA.
var kept = [...]string{"href", "src", "alt", "width", "height", "lang", "dir", "title", "cite", "start", "colspan", "rowspan", "datetime"}

// absolute rewrites every address in HTML to an absolute one, as seen from the
// page it comes from, and drops those that a reader must not follow. It works
// on tokens: a tree would limit how deep lists and quotations may be nested.
func absolute(markup, page string) (string, error) {
	base, err := url.Parse(page)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return "", err
			}
			return strings.TrimSpace(b.String()), nil
		case html.CommentToken, html.DoctypeToken: // nothing to read in them
		default:
			token := tokens.Token()
			token.Attr = rewritten(token.Attr, base)
			b.WriteString(token.String())
		}
	}
}

// rewritten are an element's attributes for feed readers.
func rewritten(attributes []html.Attribute, base *url.URL) []html.Attribute {
	var out []html.Attribute
	for _, a := range attributes {
		if a.Key == "href" || a.Key == "src" || a.Key == "cite" {
			if a.Val = resolve(a.Val, base); a.Val == "" {
				continue
			}
		}
		if slices.Contains(kept[:], a.Key) {
			out = append(out, a)
		}
	}
	return out
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
