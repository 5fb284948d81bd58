package typography

import (
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// span is a stretch of a text, byte offsets.
type span struct{ start, end int }

var (
	// address matches web and mail addresses.
	address = regexp.MustCompile(`(?i)(?:https?|ftp)://[^\s<>"“”«»]+|\bwww\.[^\s<>"“”«»]+|[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+`)
	// reference matches [@id] and everything else that begins like it.
	reference = regexp.MustCompile(`\[@[^\[\]]*\]?`)
	escape    = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]")
	entity    = regexp.MustCompile(`&#?\w+;`)
	mark      = regexp.MustCompile(`\\\*|\*`)
)

// maxMarkdown is the longest Markdown that is parsed, in bytes: several times
// what a body may have.
const maxMarkdown = 1 << 17

// locks are the stretches of a text that are not prose, in no order.
func locks(s string, form Form) []span {
	out := all(s, address)
	switch form {
	case Emphasised:
		out = append(out, all(s, mark)...)
	case Markdown:
		for _, m := range []*regexp.Regexp{reference, escape, entity} {
			out = append(out, all(s, m)...)
		}
		out = append(out, notProse(s)...)
	}
	return out
}

func all(s string, pattern *regexp.Regexp) []span {
	var out []span
	for _, m := range pattern.FindAllStringIndex(s, -1) {
		out = append(out, span{m[0], m[1]})
	}
	return out
}

// notProse are the stretches of Markdown that no text node of the syntax tree
// covers: marks, code, addresses of links, raw HTML, indents.
func notProse(s string) []span {
	if len(s) > maxMarkdown {
		return []span{{0, len(s)}}
	}
	var out []span
	at := 0
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(s)))
	// The walk cannot fail: the visitor returns no error.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindCodeSpan {
			return ast.WalkSkipChildren, nil
		}
		if t, ok := n.(*ast.Text); ok && entering && t.Segment.Start >= at {
			out = append(out, span{at, t.Segment.Start})
			at = t.Segment.Stop
		}
		return ast.WalkContinue, nil
	})
	return append(out, span{at, len(s)})
}
