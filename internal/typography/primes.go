package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Primes of feet and inches, minutes and seconds.
const (
	prime       = '′'
	doublePrime = '″'
)

// primes sets primes in place of straight marks after figures, where they can
// be nothing else: in 6' 2", and alone where no quotation can have begun and no
// name stands before the figure, as it does in Bill 21.
func (s *setter) primes() {
	if s.style.outer[0] == 0 || !strings.ContainsAny(s.text, `'"`) {
		return
	}
	for i := range s.cells {
		if inches, found := s.feetAndInches(i); found {
			s.set(i, prime, Prime)
			s.set(inches, doublePrime, Prime)
		}
	}
	for _, m := range []struct{ straight, prime rune }{{'"', doublePrime}, {'\'', prime}} {
		for _, i := range s.measures(m.straight) {
			s.set(i, m.prime, Prime)
		}
	}
}

// feetAndInches finds the inches to the feet in a cell: 6'2", 6' 2½".
func (s *setter) feetAndInches(i int) (inches int, found bool) {
	if !s.is(i, '\'') || !s.afterFigure(i) {
		return 0, false
	}
	j := i + 1
	if s.at(j) == ' ' || s.at(j) == nbsp {
		j++
	}
	first := j
	for unicode.IsNumber(s.at(j)) || s.at(j) == '.' {
		j++
	}
	return j, j > first && j-first <= 4 && s.is(j, '"') && s.afterFigure(j) && !wordy(s.after(j))
}

// afterFigure reports whether a figure ends before a cell: 6, 5.5, 2½.
func (s *setter) afterFigure(i int) bool { return unicode.IsNumber(s.at(i - 1)) }

// measures are the marks of one kind that close no quotation: none at all
// where one could have begun.
func (s *setter) measures(straight rune) (out []int) {
	if s.quoted(straight) {
		return nil
	}
	for i := range s.cells {
		if s.is(i, straight) && s.afterFigure(i) && !wordy(s.after(i)) && s.size(i) {
			out = append(out, i)
		}
	}
	return out
}

// quoted reports whether something in the text may be a quotation by marks of
// a kind, or mixed with other marks.
func (s *setter) quoted(straight rune) bool {
	opened := 0
	for i, c := range s.cells {
		switch {
		case strings.ContainsRune(starts+"‘‚‹", c.r):
			opened++
		case strings.ContainsRune(ends+"›", c.r):
			opened--
		case !s.is(i, straight):
		case s.opens(i):
			return true
		case straight == '"' && !s.afterFigure(i):
			return true
		}
	}
	return opened != 0
}

// size reports whether the figure before a mark is one that things measure: of
// up to three digits, and after no name or number.
func (s *setter) size(i int) bool {
	digits := 0
	for i--; unicode.IsNumber(s.at(i)) || strings.ContainsRune(".,", s.at(i)) && unicode.IsNumber(s.at(i-1)); i-- {
		digits++
	}
	if digits > 4 || s.at(i) != 0 && !unicode.IsSpace(s.at(i)) && !strings.ContainsRune("(×x–—-*_", s.at(i)) {
		return false
	}
	for i >= 0 && unicode.IsSpace(s.at(i)) {
		i--
	}
	word := i
	for wordy(s.at(word)) {
		word--
	}
	first := s.at(word + 1)
	return word == i || unicode.IsLower(first)
}

// Doubts are the straight marks after figures that Edits leaves alone, byte
// offsets: each may be a prime or the end of a quotation, which only the writer
// knows. Languages whose quotation marks are not in the tables have none.
func Doubts(text, lang string, form Form) (out []int) {
	if !strings.ContainsAny(text, `'"`) {
		return nil
	}
	style := styleOf(lang)
	if style.outer[0] == 0 || !utf8.ValidString(text) {
		return nil
	}
	s := &setter{style: style, form: form, text: text}
	s.split()
	settled := map[int]bool{}
	for _, e := range Edits(text, lang, form, nil) {
		for at := e.Start; at < e.End; at++ {
			settled[at] = true
		}
	}
	for i, c := range s.cells {
		straight := s.is(i, '"') || s.is(i, '\'') && !wordy(s.after(i))
		if straight && s.afterFigure(i) && !settled[c.start] {
			out = append(out, c.start)
		}
	}
	return out
}
