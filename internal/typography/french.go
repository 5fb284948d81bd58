package typography

import "unicode"

// french sets the spaces of French; in somebody else's words only those that
// belong to quotation marks set here.
func (s *setter) french() {
	if !s.style.french {
		return
	}
	f := frenchLine{setter: s, out: make([]cell, 0, len(s.cells)+8)}
	for i, c := range s.cells {
		if f.opened {
			f.opened = false
			c = f.inside(i, c)
		}
		if !c.locked {
			f.mark(i, c)
		}
		f.out = append(f.out, c)
	}
	s.cells = f.out
}

// frenchLine is a text whose spaces are set up to the end of out.
type frenchLine struct {
	*setter
	out    []cell
	opened bool // the last cell is a guillemet that wants a space after it
}

// mark sets the space before the mark in cell i, which is c.
func (f *frenchLine) mark(i int, c cell) {
	next := f.at(i + 1)
	exact := f.form == Exact
	switch c.r {
	case '«':
		f.opened = !exact || c.rule == Quotation
	case '»':
		if !exact || c.rule == Quotation {
			f.hold(c)
		}
	case ':':
		if !exact && blank(next) {
			f.hold(c)
		}
	case '%', '$':
		if !exact && f.amount() && !unicode.IsDigit(next) {
			f.hold(c)
		}
	case ';', '!', '?':
		if !exact {
			f.highMark()
		}
	}
}

// last is the cell n places before the one to come, an empty one before the
// text.
func (f *frenchLine) last(n int) *cell {
	if n > len(f.out) {
		return &cell{}
	}
	return &f.out[len(f.out)-n]
}

// change sets the last cell.
func (f *frenchLine) change(r rune) {
	c := f.last(1)
	c.r = r
	if c.rule == none {
		c.rule = Spacing
	}
}

func (f *frenchLine) add(before cell) {
	f.out = append(f.out, cell{r: nbsp, start: before.start, end: before.start, rule: Spacing})
}

// inside is cell i, the first after an opening guillemet, with a no-break
// space before it or in its place.
func (f *frenchLine) inside(i int, c cell) cell {
	switch {
	case c.r == '\n', c.r == nbsp, c.r == nnbsp:
	case c.r == ' ' && !c.locked:
		if !lineEnd(f.at(i + 1)) {
			c.r = nbsp
			if c.rule == none {
				c.rule = Spacing
			}
		}
	case !unicode.IsSpace(c.r):
		f.add(c)
	}
	return c
}

// amount reports whether a figure stands before the sign to come.
func (f *frenchLine) amount() bool {
	last := f.last(1)
	return unicode.IsDigit(last.r) || last.r == ' ' && !last.locked && unicode.IsDigit(f.last(2).r)
}

// hold puts a no-break space before the mark to come.
func (f *frenchLine) hold(mark cell) {
	switch last := f.last(1); {
	case lineEnd(last.r), last.r == nbsp, last.r == nnbsp, last.r == ':':
	case last.r == ' ' && !last.locked:
		if !lineEnd(f.last(2).r) {
			f.change(nbsp)
		}
	case !unicode.IsSpace(last.r):
		f.add(mark)
	}
}

// highMark sets the space before the ; ! or ? to come.
func (f *frenchLine) highMark() {
	last, word := f.last(1), f.last(2).r
	if blank(word) || last.locked || word == '«' {
		return
	}
	switch space := last.r == ' ' || last.r == nbsp; {
	case f.style.high == narrow && space:
		f.change(nnbsp)
	case f.style.high == nothing && (space || last.r == nnbsp), f.style.high == noBreakable && last.r == ' ':
		f.gone[last.start] = Spacing
		f.out = f.out[:len(f.out)-1]
	}
}
