package typography

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normalise puts stretches that may be changed into normalisation form C.
func (s *setter) normalise() {
	if len(s.gone) == 0 && norm.NFC.IsNormalString(s.text) {
		return
	}
	var out []cell
	for i := 0; i < len(s.cells); {
		if s.cells[i].locked {
			out = append(out, s.cells[i])
			i++
			continue
		}
		j := i + 1
		for j < len(s.cells) && !s.cells[j].locked && !norm.NFC.PropertiesString(string(s.cells[j].r)).BoundaryBefore() {
			j++
		}
		out = append(out, composed(s.cells[i:j])...)
		i = j
	}
	s.cells = out
}

// maxMarks is the longest run of combining marks that is put in order; the
// library would add characters to a longer one (UAX #15, stream-safe format).
const maxMarks = 30

// composed is one letter with its marks in form C.
func composed(cells []cell) []cell {
	var b strings.Builder
	for _, c := range cells {
		b.WriteRune(c.r)
	}
	before := b.String()
	after := norm.NFC.String(before)
	if after == before || len(cells) > maxMarks {
		return cells
	}
	var out []cell
	first, last := cells[0], cells[len(cells)-1]
	for _, r := range after {
		c := cell{r: r, start: last.end, end: last.end, rule: Normalisation}
		if len(out) == 0 {
			c.start, c.end = first.start, last.end
		}
		out = append(out, c)
	}
	return out
}

// spaces makes one space of several between words. Those that end a line are a
// line break in Markdown.
func (s *setter) spaces() {
	s.filter(func(i int) (length int, rule Rule) {
		j := i
		for s.is(j, ' ') {
			j++
		}
		if j-i > 1 && i > 0 && !lineEnd(s.at(i-1)) && !lineEnd(s.at(j)) {
			return j - i, DoubleSpace
		}
		return max(j-i, 1), none
	})
}

// filter keeps only the first of the cells that belong together by a rule.
// group is how many cells from i on do, and the rule, if any.
func (s *setter) filter(group func(i int) (length int, rule Rule)) {
	kept := make([]cell, 0, len(s.cells))
	for i := 0; i < len(s.cells); {
		n, rule := group(i)
		if rule == none {
			kept = append(kept, s.cells[i:i+n]...)
		} else {
			kept = append(kept, s.cells[i])
			for _, c := range s.cells[i+1 : i+n] {
				s.gone[c.start] = rule
			}
		}
		i += n
	}
	s.cells = kept
}

func lineEnd(r rune) bool { return r == 0 || r == '\n' }

// dots makes an ellipsis of exactly three dots.
func (s *setter) dots() {
	if s.style.noEllipsis {
		return
	}
	s.filter(func(i int) (length int, rule Rule) {
		j := i
		for s.at(j) == '.' {
			j++
		}
		if j-i == 3 && s.is(i, '.') && s.is(i+1, '.') && s.is(i+2, '.') {
			s.set(i, '…', Ellipsis)
			return 3, Ellipsis
		}
		return max(j-i, 1), none
	})
}

// years puts an en dash between two years; only those of the last centuries,
// and only alone: in numbers of laws and cases a hyphen is part of the name.
func (s *setter) years() {
	if !s.style.dash {
		return
	}
	for i := 4; i+4 < len(s.cells); i++ {
		if !s.is(i, '-') || partOfName(s.at(i-5)) || partOfName(s.at(i+5)) {
			continue
		}
		if from, to := s.year(i-4), s.year(i+1); from > 0 && to > from {
			s.set(i, '–', YearRange)
		}
	}
}

func partOfName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r != 0 && strings.ContainsRune("-–/.,_", r) && r != '.' && r != ','
}

// year is the number in four cells if it is a year; else 0.
func (s *setter) year(i int) int {
	n := 0
	for _, c := range s.cells[i : i+4] {
		if c.r < '0' || c.r > '9' || c.locked {
			return 0
		}
		n = 10*n + int(c.r-'0')
	}
	if n < 1500 || n > 2199 {
		return 0
	}
	return n
}
