package prose

import (
	"bytes"
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// rawHTMLRenderer shows HTML in a text as the text it is: no word of a
// fact-check is lost in silence, and its writer sees that tags do nothing.
// Comments, which people write for each other, stay out. It implements
// renderer.NodeRenderer.
type rawHTMLRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (rawHTMLRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindRawHTML, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			return ast.WalkSkipChildren, writeAsText(w, n.(*ast.RawHTML).Segments.Value(source))
		}
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindHTMLBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		block := n.(*ast.HTMLBlock)
		if !entering || block.HTMLBlockType == ast.HTMLBlockType2 { // a comment, CommonMark section 4.6
			return ast.WalkContinue, nil
		}
		text := block.Lines().Value(source)
		if block.HasClosure() {
			text = append(bytes.Clone(text), block.ClosureLine.Value(source)...)
		}
		_, _ = w.WriteString("<p>") // a buffered writer keeps its error for the end
		_ = writeAsText(w, bytes.TrimSpace(text))
		_, err := w.WriteString("</p>\n")
		return ast.WalkContinue, err
	})
}

func writeAsText(w util.BufWriter, markup []byte) error {
	if bytes.HasPrefix(markup, []byte("<!--")) {
		return nil
	}
	_, err := w.WriteString(html.EscapeString(string(markup)))
	return err
}
