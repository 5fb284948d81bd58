package typeset

import (
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// What is kept of shaped paragraphs: a card sets the same text at several sizes
// and widths while it is composed.
const (
	keptParagraphs = 64
	keptRunes      = 600 // the longest paragraph that is kept
)

// shapedParagraphs keeps prepared paragraphs. One that is in use is not in
// here, so that it still belongs to one goroutine. They change how fast text is
// set, never how.
type shapedParagraphs struct {
	mu   sync.Mutex
	kept *simplelru.LRU[string, *prepared]
}

// take removes and returns what is kept for a key, or nil.
func (s *shapedParagraphs) take(key string) *prepared {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		return nil
	}
	p, ok := s.kept.Get(key)
	if !ok {
		return nil
	}
	s.kept.Remove(key)
	return p
}

// put keeps a paragraph that nobody uses any more.
func (s *shapedParagraphs) put(key string, p *prepared) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept, _ = simplelru.NewLRU[string, *prepared](keptParagraphs, nil) // fails only for sizes below 1
	}
	s.kept.Add(key, p)
}

// shaped hands a prepared paragraph to use, the kept one where there is one.
func (l *Library) shaped(para Paragraph, use func(*prepared)) {
	key := shapeKey(para)
	p := l.paragraphs.take(key)
	if p == nil {
		p = l.prepare(para)
	}
	p.para = para
	found := len(p.missing)
	use(p)
	// A rune found missing only while lines were cut would be missing from the
	// start the next time.
	if len(p.text.runes) <= keptRunes && len(p.missing) == found {
		l.paragraphs.put(key, p)
	}
}

// shapeKey says all that shaping a paragraph depends on.
func shapeKey(para Paragraph) string {
	var b strings.Builder
	number := func(f float64) {
		b.WriteString(strconv.FormatFloat(f, 'g', -1, 64))
		b.WriteByte(0)
	}
	text := func(s string) {
		number(float64(len(s)))
		b.WriteString(s)
	}
	text(para.Lang)
	text(para.Style.Family)
	number(float64(para.Direction))
	number(float64(para.Style.Weight))
	number(para.Style.Leading)
	number(para.Style.Tracking)
	number(float64(para.Style.Figures))
	b.WriteString(strconv.FormatBool(hyphenates(para)))
	for _, span := range para.Spans {
		number(float64(span.Ink))
		number(float64(span.Position))
		b.WriteString(strconv.FormatBool(span.Fractions))
		text(span.Text)
	}
	return b.String()
}
