package prose

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

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
