package typeset

import (
	"slices"
	"sort"
)

// Set breaks a paragraph into lines of at most width px at a size in px, and
// places its glyphs. It always succeeds; what does not fit is said in the
// layout. A size or width that is no positive number counts as 0.
func (l *Library) Set(p Paragraph, size, width float64) (layout *Layout) {
	l.shaped(p, func(shaped *prepared) { layout = shaped.set(size, width, shaped.stops) })
	return layout
}

// set places the lines of a prepared paragraph, broken at stops.
func (p *prepared) set(size, width float64, stops []int) *Layout {
	size, width = length(size), length(width)
	m, em := p.main.open().metrics, p.main.family.scale*size
	out := &Layout{Size: size, Width: width, Direction: p.dir, LineHeight: p.lead * size,
		Ascent: m.ascent * em, Descent: m.descent * em, CapHeight: m.capHeight * em, XHeight: m.xHeight * em,
		Overflow: p.text.cut}
	if size == 0 {
		out.Overflow = out.Overflow || len(p.text.runes) > 0
		out.Missing = slices.Clone(p.missing)
		return out
	}
	half := (out.LineHeight - out.Ascent - out.Descent) / 2
	lines := p.lines(width/size, stops)
	out.Lines = make([]Line, 0, len(lines))
	for _, e := range lines {
		line := Line{Start: e.start, End: e.end, Hyphen: e.hyphen, Ascent: out.Ascent + half, Descent: out.Descent + half}
		line.Baseline = float64(len(out.Lines))*out.LineHeight + line.Ascent
		p.place(&line, out)
		out.Lines = append(out.Lines, line)
		out.Overflow = out.Overflow || e.overflow
		if e.broken {
			out.Broken++
		}
	}
	out.Height = float64(len(out.Lines)) * out.LineHeight
	out.Overflow = out.Overflow || p.para.MaxLines > 0 && len(out.Lines) > p.para.MaxLines
	p.own(out)
	out.Missing = slices.Clone(p.missing)
	return out
}

// own gives the separators between blocks to the line before them, so that
// the lines tile the text.
func (p *prepared) own(out *Layout) {
	for i := range out.Lines {
		end := len(p.text.runes)
		if i+1 < len(out.Lines) {
			end = out.Lines[i+1].Start
		}
		out.Lines[i].End = end
	}
}

// stretch is part of a line inside one item: runes [start, end) of a shape.
type stretch struct {
	item       *item
	start, end int
	shape      shape
	glyphs     []glyph // those of the shape that are in the range, in visual order
	inserted   bool    // a hyphen that no rune of the text stands for
}

// head reports whether a cluster of the stretch starts at a rune.
func (s *stretch) head(at int) bool { return s.shape.heads[at-s.shape.start] }

// stretches cuts the items of a line, in logical order, without the spaces
// that hang at its end.
func (p *prepared) stretches(start, end int) []stretch {
	last := p.textEnd(start, end)
	if last == start {
		return nil
	}
	inner, outer := p.seams(start, last, last < end)
	var out []stretch
	add := func(it *item, s shape, lo, hi int) {
		if lo >= hi {
			return
		}
		out = append(out, stretch{item: it, start: lo, end: hi, shape: s, glyphs: s.between(it.rtl(), lo, hi)})
	}
	if inner > outer {
		add(p.items[p.itemAt[start]], p.piece(start, last), start, last)
		return out
	}
	if start < inner {
		add(p.items[p.itemAt[start]], p.piece(start, inner), start, inner)
	}
	for at := inner; at < outer; {
		it := p.items[p.itemAt[at]]
		hi := min(it.end, outer)
		add(it, it.shape, at, hi)
		at = hi
	}
	if outer < last {
		add(p.items[p.itemAt[outer]], p.piece(outer, last), outer, last)
	}
	return out
}

// between is the glyphs whose clusters lie in [lo, hi).
func (s *shape) between(rtl bool, lo, hi int) []glyph {
	if rtl { // clusters fall
		lo, hi = -hi+1, -lo+1
	}
	key := func(i int) int {
		if rtl {
			return -s.glyphs[i].cluster
		}
		return s.glyphs[i].cluster
	}
	from := sort.Search(len(s.glyphs), func(i int) bool { return key(i) >= lo })
	to := sort.Search(len(s.glyphs), func(i int) bool { return key(i) >= hi })
	return s.glyphs[from:to]
}

// reorder puts stretches into visual order: from the highest level down to the
// lowest odd one, reverse every sequence at that level or higher (UAX #9, L2).
func reorder(parts []stretch) {
	highest, lowest := int8(0), int8(127)
	for _, s := range parts {
		highest = max(highest, s.item.level)
		if s.item.rtl() {
			lowest = min(lowest, s.item.level)
		}
	}
	for level := highest; level >= lowest && level > 0; level-- {
		for i := 0; i < len(parts); i++ {
			j := i
			for j < len(parts) && parts[j].item.level >= level {
				j++
			}
			if j > i {
				slices.Reverse(parts[i:j])
				i = j
			}
		}
	}
}

// place fills a line with runs in visual order and aligns it.
func (p *prepared) place(line *Line, out *Layout) {
	parts := p.stretches(line.Start, line.End)
	if len(parts) > 0 {
		line.Width = p.lineWidth(line.Start, line.End) * out.Size
	}
	if line.Hyphen {
		line.Width = p.hyphenatedWidth(line.Start, line.End) * out.Size
		parts = append(parts, p.hyphenStretch(line.End))
	}
	reorder(parts)
	left := p.dir != RTL
	if p.para.Align == End {
		left = !left
	}
	switch {
	case p.para.Align == Center:
		line.X = (out.Width - line.Width) / 2
	case !left:
		line.X = out.Width - line.Width
	}
	if p.para.Hang && p.para.Align == Start {
		line.X += p.hang(parts) * out.Size
	}
	n, pen := 0, line.X
	for _, s := range parts {
		n += len(s.glyphs)
	}
	store := make([]Glyph, 0, n) // of all runs of the line
	line.Runs = make([]Run, 0, len(parts))
	for _, s := range parts {
		glyphs := s.glyphs
		for _, run := range p.runs(&s) {
			run.Glyphs = store[len(store):]
			pen, glyphs = p.draw(&run, s.item, glyphs, pen, line.Baseline, out)
			store = store[:len(store)+len(run.Glyphs)]
			run.Glyphs = slices.Clip(run.Glyphs)
			line.Runs = append(line.Runs, run)
		}
	}
}

// runs parts a stretch where the ink changes; a cluster has the ink of its
// first rune. The runs have no positions yet: their Start and End are set, and
// they are in visual order.
func (p *prepared) runs(s *stretch) []Run {
	if s.inserted {
		return []Run{{Face: s.item.face, Ink: p.text.ink[s.start-1], Inserted: true, Start: s.start, End: s.end}}
	}
	var runs []Run
	start := s.start
	for i := s.start + 1; i <= s.end; i++ {
		if i < s.end && (!s.head(i) || p.text.ink[i] == p.text.ink[start]) {
			continue
		}
		runs = append(runs, Run{Face: s.item.face, Ink: p.text.ink[start], RTL: s.item.rtl(), Start: start, End: i})
		start = i
	}
	if s.item.rtl() {
		slices.Reverse(runs)
	}
	return runs
}

// draw positions the glyphs of a run from pen on, the first of those given,
// and returns the pen after them and the glyphs that are left.
func (p *prepared) draw(run *Run, it *item, glyphs []glyph, pen, baseline float64, out *Layout) (float64, []glyph) {
	run.Size = out.Size * it.em
	unit := run.Size / it.face.UnitsPerEm()
	for len(glyphs) > 0 && (run.Inserted || glyphs[0].cluster >= run.Start && glyphs[0].cluster < run.End) {
		g := glyphs[0]
		placed := Glyph{ID: g.id, X: pen + g.dx*unit, Y: baseline - it.rise*out.Size - g.dy*unit,
			Advance: p.advance(it, g) * out.Size, Cluster: g.cluster}
		run.Glyphs = append(run.Glyphs, placed)
		out.Ink.add(placed, g, unit)
		pen += placed.Advance
		glyphs = glyphs[1:]
	}
	return pen, glyphs
}

// add widens the bounds by the box of a glyph.
func (b *Bounds) add(at Glyph, g glyph, unit float64) {
	if g.box.Width == 0 || g.box.Height == 0 {
		return
	}
	box := Bounds{Left: at.X + float64(g.box.XBearing)*unit, Top: at.Y - float64(g.box.YBearing)*unit}
	box.Right, box.Bottom = box.Left+float64(g.box.Width)*unit, box.Top-float64(g.box.Height)*unit
	if b.Right <= b.Left {
		*b = box
		return
	}
	*b = Bounds{min(b.Left, box.Left), min(b.Top, box.Top), max(b.Right, box.Right), max(b.Bottom, box.Bottom)}
}
