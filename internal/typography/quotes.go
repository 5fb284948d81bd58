package typography

import (
	"slices"
	"strings"
	"unicode"
)

// Characters around quotation marks.
const (
	openers = "([{«“‘„‚‹—–-/¿¡\"'" // after which a quotation may begin
	starts  = "“«„"                // marks that open one
	ends    = "”»"                 // marks that close one
)

// before and after are the characters beside a cell, emphasis marks skipped.
func (s *setter) before(i int) rune { return s.beside(i, -1) }
func (s *setter) after(i int) rune  { return s.beside(i, +1) }

func (s *setter) beside(i, step int) rune {
	for i += step; ; i += step {
		if r := s.at(i); r != '*' && r != '_' {
			return r
		}
	}
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func blank(r rune) bool { return r == 0 || unicode.IsSpace(r) }

// opens and closes report whether a quotation may begin or end at a straight
// mark in cell i.
func (s *setter) opens(i int) bool {
	b := s.before(i)
	return blank(b) || strings.ContainsRune(openers, b) || b == '’'
}

func (s *setter) closes(i int) bool {
	b, a := s.before(i), s.after(i)
	spaced := blank(a) || s.style.french && !strings.ContainsRune(openers, a) // « so »:
	return b != 0 && b != '\n' && !wordy(a) && (!unicode.IsSpace(b) || spaced)
}

// apostrophes sets U+2019 inside words, and pairs single quotation marks.
func (s *setter) apostrophes() {
	if !s.style.apostrophe {
		return
	}
	for i := range s.cells {
		if !s.is(i, '\'') {
			continue
		}
		b, a := s.before(i), s.after(i)
		feet := unicode.IsDigit(b) && unicode.IsDigit(a)
		if wordy(b) && !feet && (wordy(a) || a != 0 && strings.ContainsRune("\"“«", a) && unicode.IsLetter(b) && s.style.french) {
			s.set(i, '’', Apostrophe)
		}
	}
	if s.style.singles {
		for _, p := range s.paragraphs() {
			s.singles(p)
		}
	}
}

// singles decides on the straight marks of a paragraph that do not stand
// inside a word.
func (s *setter) singles(p span) {
	for i := p.start; i < p.end; i++ {
		switch {
		case !s.is(i, '\''):
		case s.elision(i):
			s.set(i, '’', Apostrophe)
		case s.opens(i) && wordy(s.after(i)):
			closing, several := s.closing(i+1, p.end)
			if several {
				return // and whatever follows may belong to it
			}
			if closing < 0 {
				continue
			}
			s.set(i, '‘', Quotation)
			s.set(closing, '’', Quotation)
		case strings.ContainsRune("snSN", s.before(i)) && s.before(i) != 0 && !wordy(s.after(i)):
			s.set(i, '’', Apostrophe) // of workers' rights
		}
	}
}

// closing is the one mark that can close a quotation before the next opens.
func (s *setter) closing(from, to int) (at int, several bool) {
	at = -1
	for i := from; i < to; i++ {
		switch {
		case !s.is(i, '\''):
		case s.opens(i) && wordy(s.after(i)) && !blank(s.before(i)):
			return at, true
		case s.opens(i) && wordy(s.after(i)):
			return at, several
		case s.closes(i) && !unicode.IsSpace(s.before(i)):
			if several = at >= 0; several {
				return i, true
			}
			at = i
		}
	}
	return at, several
}

// elision reports whether a word or a decade begins with an apostrophe.
func (s *setter) elision(i int) bool {
	if b := s.before(i); !blank(b) && (b == '\'' || !strings.ContainsRune(openers, b)) {
		return false
	}
	var word strings.Builder
	for j := i + 1; wordy(s.at(j)) && word.Len() < 16; j++ {
		word.WriteRune(unicode.ToLower(s.at(j)))
	}
	w := word.String()
	decade := len(w) == 3 && w[2] == 's' && unicode.IsDigit(rune(w[0])) && w[1] == '0'
	return decade || slices.Contains([]string{"tis", "twas", "em", "cause", "til", "n"}, w)
}

// paragraphs are the stretches of cells that a quotation does not leave.
func (s *setter) paragraphs() []span {
	var out []span
	start := 0
	for i := range s.cells {
		if s.at(i) != '\n' {
			continue
		}
		j := i + 1
		for s.at(j) == ' ' || s.at(j) == '\t' {
			j++
		}
		if next := s.at(j); lineEnd(next) || strings.ContainsRune("-*+#>|", next) || unicode.IsDigit(next) {
			out = append(out, span{start, i})
			start = i
		}
	}
	return append(out, span{start, len(s.cells)})
}

// quotations sets the language's quotation marks in place of straight ones.
func (s *setter) quotations() {
	if s.style.outer[0] == 0 || !strings.Contains(s.text, `"`) {
		return
	}
	for _, p := range s.paragraphs() {
		for i, r := range s.pairs(p) {
			s.set(i, r, Quotation)
		}
	}
}

// open is a quotation that has begun.
type open struct {
	cell   int
	glyphs [2]rune
	typed  bool // straight
}

// pairs are the marks that replace the straight ones of a paragraph, by cell;
// none where they do not go up in pairs, for then something is missing.
func (s *setter) pairs(p span) map[int]rune {
	marks := map[int]rune{}
	var stack []open
	for i := p.start; i < p.end; i++ {
		if s.cells[i].locked {
			continue
		}
		switch r := s.cells[i].r; {
		case r == '"':
			top := len(stack) - 1
			opens, closes := s.opens(i), s.closes(i)
			switch {
			case top >= 0 && closes && (!opens || blank(s.before(i)) || !wordy(s.after(i))):
				marks[i] = stack[top].glyphs[1]
				stack = stack[:top]
			case opens && (!closes || top < 0):
				o := open{i, s.glyphs(len(stack)), true}
				marks[i] = o.glyphs[0]
				stack = append(stack, o)
			default:
				return nil
			}
		case s.endsQuotation(r, len(stack) > 0):
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
		case strings.ContainsRune(starts, r):
			stack = append(stack, open{i, s.pairOf(r), false})
		}
	}
	if slices.ContainsFunc(stack, func(o open) bool { return o.typed }) {
		return nil
	}
	return marks
}

func (s *setter) glyphs(depth int) [2]rune {
	if depth%2 == 1 {
		return s.style.inner
	}
	return s.style.outer
}

// endsQuotation reports whether a mark closes; “ does in German.
func (s *setter) endsQuotation(r rune, within bool) bool {
	return strings.ContainsRune(ends, r) || within && (r == s.style.outer[1] || r == s.style.inner[1]) && r == '“'
}

// pairOf is the pair that an opening mark belongs to.
func (s *setter) pairOf(r rune) [2]rune {
	for _, pair := range [][2]rune{s.style.outer, s.style.inner, curly, guillemets} {
		if pair[0] == r {
			return pair
		}
	}
	return [2]rune{r, '”'}
}
