package prose

import (
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"rebut/internal/factcheck"
)

// kindCitation is goldmark's name for the node; a constant but for its type.
var kindCitation = ast.NewNodeKind("Citation")

// citation is an inline node: the sources that one pair of brackets names.
type citation struct {
	ast.BaseInline
	ids  []string
	cite func(id string) Citation
}

// citeKey is where a text's parser.Context has what references lead to.
var citeKey = parser.NewContextKey()

func withCite(cite func(id string) Citation) parser.Context {
	pc := parser.NewContext()
	pc.Set(citeKey, cite)
	return pc
}

// Kind implements ast.Node.
func (c *citation) Kind() ast.NodeKind { return kindCitation }

// Dump implements ast.Node.
func (c *citation) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"IDs": strings.Join(c.ids, " ")}, nil)
}

// citationParser finds citations; it implements parser.InlineParser.
type citationParser struct{}

// Trigger implements parser.InlineParser.
func (citationParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser. A citation may go on in the following
// lines of its paragraph.
func (citationParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 2 || line[1] != '@' {
		return nil
	}
	row, start := block.Position()
	seen := string(line[:min(len(line), factcheck.MaxCitation)])
	refs, length := factcheck.Citation(seen)
	for range 3 {
		if length > 0 || strings.Contains(seen, "]") {
			break
		}
		block.AdvanceLine()
		next, _ := block.PeekLine()
		seen += string(next[:min(len(next), factcheck.MaxCitation)])
		refs, length = factcheck.Citation(seen)
	}
	block.SetPosition(row, start)
	if length == 0 {
		return nil
	}
	advance(block, length)
	node := &citation{cite: pc.Get(citeKey).(func(id string) Citation)}
	for _, r := range refs {
		node.ids = append(node.ids, r.ID)
	}
	return node
}

// advance moves on by n bytes of the lines that PeekLine shows.
func advance(block text.Reader, n int) {
	for {
		line, _ := block.PeekLine()
		if n < len(line) || len(line) == 0 {
			block.Advance(n)
			return
		}
		n -= len(line)
		block.AdvanceLine()
	}
}

// citationRenderer writes citations; it implements renderer.NodeRenderer.
type citationRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (citationRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindCitation, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, err := w.WriteString(n.(*citation).markup())
			return ast.WalkSkipChildren, err
		}
		return ast.WalkContinue, nil
	})
}

// markup is one <sup> with the links, followed by the references that lead
// nowhere as they were written. The numbers stand in brackets because they hug
// the word before them: copied as plain text, "in 2021" and source 1 must not
// become "in 20211".
func (n *citation) markup() string {
	var links, unknown []string
	for _, id := range n.ids {
		c := n.cite(id)
		if c.Number == 0 {
			unknown = append(unknown, "@"+html.EscapeString(id))
			continue
		}
		links = append(links, `<a href="`+html.EscapeString(c.Href)+`" role="doc-noteref" aria-label="`+html.EscapeString(c.Label)+`">`+
			"["+strconv.Itoa(c.Number)+"]</a>")
	}
	out := ""
	if len(links) > 0 {
		out = `<sup class="cite">` + strings.Join(links, "") + `</sup>`
	}
	if len(unknown) > 0 {
		out += " [" + strings.Join(unknown, "; ") + "]"
	}
	return out
}
