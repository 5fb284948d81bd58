package factcheck

import "strings"

// Emphasised is a one-line text in which *a phrase* may be marked. "\*" is an
// asterisk. A mark without a partner is an asterisk too (and a problem that
// Check reports).
type Emphasised string

// EmphasisSpan is a stretch of text with one emphasis.
type EmphasisSpan struct {
	Text   string
	Strong bool
}

// Spans splits the text at its marks. The concatenated texts are Plain.
func (e Emphasised) Spans() []EmphasisSpan {
	spans, _ := e.scan()
	return spans
}

// Plain is the text without marks.
func (e Emphasised) Plain() string {
	var b strings.Builder
	for _, s := range e.Spans() {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Unclosed is the byte offset of the first mark that has no partner, or -1.
func (e Emphasised) Unclosed() int {
	_, at := e.scan()
	return at
}

func (e Emphasised) scan() (spans []EmphasisSpan, at int) {
	var b strings.Builder
	strong, unclosed := false, -1
	flush := func() {
		if b.Len() > 0 {
			spans = append(spans, EmphasisSpan{b.String(), strong})
			b.Reset()
		}
	}
	for i := 0; i < len(e); i++ {
		switch {
		case e[i] == '\\' && i+1 < len(e) && e[i+1] == '*':
			b.WriteByte('*')
			i++
		case e[i] == '*' && strong:
			flush()
			strong = false
		case e[i] == '*' && closes(string(e[i+1:])):
			flush()
			strong = true
		case e[i] == '*':
			b.WriteByte('*')
			if unclosed < 0 {
				unclosed = i
			}
		default:
			b.WriteByte(e[i])
		}
	}
	flush()
	return spans, unclosed
}

// closes reports whether a mark that opens before rest is closed in it.
func closes(rest string) bool {
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == '\\' && i+1 < len(rest) && rest[i+1] == '*':
			i++
		case rest[i] == '*':
			return i > 0
		}
	}
	return false
}
