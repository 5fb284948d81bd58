// Package prose is the specification of the Markdown that bodies and the
// organisation's own texts are written in: CommonMark and GitHub's tables and
// bare addresses, with numbered citations, and without anything that could
// harm a reader. Raw HTML is shown as text (comments are left out), links lead
// only to web and mail addresses, pictures are replaced by their description (a
// page makes no request to a third party), and headings fit below the page's
// own.
//
// A citation is [@source-id], or [@a; @b] for several at one place; the syntax
// is that of factcheck.References.
package prose

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"rebut/internal/factcheck"
)

// MaxLength is the longest text that is set, in characters: twice the longest
// body. It bounds the time that a text made to be slow can take, which grows
// with the square of its length (deep nesting, many openings without an end).
const MaxLength = 2 * factcheck.MaxBody

// Citation is where a reference leads.
type Citation struct {
	Number int    // in the list of sources, from 1; 0: there is no such source
	Href   string // address of the source in the list, such as "#source-1"
	Label  string // accessible name of the link, such as "Source 1"
}

// HTML sets Markdown as HTML. cite answers what a source's id leads to; a
// reference to no source stays readable as it was written. With a nil cite no
// reference is a link. The error is for texts longer than MaxLength.
func HTML(markdown string, cite func(id string) Citation) (template.HTML, error) {
	source, err := bounded(markdown)
	if err != nil {
		return "", err
	}
	if cite == nil {
		cite = func(string) Citation { return Citation{} }
	}
	var b bytes.Buffer
	if err := engine.Convert(source, &b, parser.WithContext(withCite(cite))); err != nil {
		return "", fmt.Errorf("set Markdown: %w", err)
	}
	return template.HTML(b.String()), nil
}

func bounded(markdown string) ([]byte, error) {
	if n := factcheck.Length(markdown); n > MaxLength {
		return nil, fmt.Errorf("set Markdown: %d characters are more than the limit of %d", n, MaxLength)
	}
	return []byte(strings.ToValidUTF8(markdown, "\uFFFD")), nil
}

// engine converts Markdown. It never changes and is safe for concurrent use;
// what a text's references lead to comes with the text (withCite).
var engine = goldmark.New(
	goldmark.WithExtensions(
		extension.Linkify,
		tables{},
	),
	goldmark.WithParserOptions(
		// Before links (200), which begin with the same bracket.
		parser.WithInlineParsers(util.Prioritized(citationParser{}, 150)),
		parser.WithASTTransformers(util.Prioritized(tamer{}, 900)),
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(
		util.Prioritized(citationRenderer{}, 500), util.Prioritized(rawHTMLRenderer{}, 500))),
)
