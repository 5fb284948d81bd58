package prose

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables is goldmark's extension of that name, put together from its parts
// because a part of it is bounded. It implements goldmark.Extender.
type tables struct{}

// Extend implements goldmark.Extender.
func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	// Alignment would be written as style attributes, which a strict content
	// security policy forbids.
	cells := extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(cells, 500), util.Prioritized(tableRenderer{}, 400)))
}

// maxCells is the size from which a table is left as it was written. Short
// rows are filled up with empty cells (GitHub Flavored Markdown 4.10), so that
// a page of text can ask for millions of them.
const maxCells = 2000

// boundedTable implements parser.ParagraphTransformer.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	columns, lines := 0, node.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		columns = max(columns, bytes.Count(line.Value(reader.Source()), []byte("|"))+1)
	}
	if columns*lines.Len() <= maxCells {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// tableRenderer puts tables into an element that can scroll sideways, for
// figures must not break in the middle on a phone. It takes the focus, so that
// the keyboard can scroll it too (WCAG 2.2, 2.1.1). It implements
// renderer.NodeRenderer.
type tableRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (tableRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTable, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		markup := "</table></div>\n"
		if entering {
			markup = `<div class="table" tabindex="0"><table>` + "\n"
		}
		_, err := w.WriteString(markup)
		return ast.WalkContinue, err
	})
}
