package prose

import (
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tamer makes a parsed document safe and fitting; it implements
// parser.ASTTransformer.
type tamer struct{}

// Transform implements parser.ASTTransformer.
func (tamer) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var headings []*ast.Heading
	var images, links, citations []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			headings = append(headings, n)
		case *ast.Image:
			images = append(images, n)
		case *ast.Link, *ast.AutoLink:
			links = append(links, n)
		case *citation:
			citations = append(citations, n)
		}
		return ast.WalkContinue, nil
	})
	demote(headings)
	for _, n := range images {
		unwrap(n)
	}
	for _, n := range citations {
		closeUp(n, reader.Source())
	}
	for _, n := range links {
		tameLink(n, reader.Source())
	}
}

// closeUp drops the space before a citation: a raised number stands right
// after its word.
func closeUp(n ast.Node, source []byte) {
	if before, ok := n.PreviousSibling().(*ast.Text); ok && !before.HardLineBreak() {
		before.SetSoftLineBreak(false)
		before.Segment = before.Segment.TrimRightSpace(source)
	}
}

// demote gives the headings levels from 3 (a page has h1 and h2 of its own),
// without gaps between the levels that occur.
func demote(headings []*ast.Heading) {
	var levels []int
	for _, h := range headings {
		levels = append(levels, h.Level)
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	for _, h := range headings {
		h.Level = min(3+slices.Index(levels, h.Level), 6)
	}
}

// unwrap replaces a node by its children.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling()
		parent.InsertBefore(parent, n, child)
		child = next
	}
	parent.RemoveChild(parent, n)
}

func tameLink(n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Link:
		// As it will be written: character references resolved, "&#58;" is a colon.
		if allowed, external := classify(string(util.URLEscape(n.Destination, true))); !allowed {
			unwrap(n)
		} else if external {
			n.SetAttributeString("rel", "noopener")
		}
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkEmail {
			return
		}
		if allowed, _ := classify(string(n.URL(source))); allowed {
			n.SetAttributeString("rel", "noopener")
			return
		}
		plain := ast.NewString(n.Label(source))
		n.Parent().ReplaceChild(n.Parent(), n, plain)
	}
}

// classify tells whether a link may stand, and whether it leads off the site.
// Browsers drop control characters and read backslashes as slashes, so an
// address with either is refused.
func classify(address string) (allowed, external bool) {
	if strings.ContainsFunc(address, func(r rune) bool { return r < ' ' || r == '\\' || r == 0x7f }) {
		return false, false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return false, false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != "", true
	case "mailto":
		return true, false
	case "":
		return u.Host == "" && !strings.HasPrefix(u.Path, "//"), false
	}
	return false, false
}
