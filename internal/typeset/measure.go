package typeset

// measure fills itemAt, pen, solid, safeFrom and safeTo from the shaped items.
func (p *prepared) measure() {
	n := len(p.text.plain)
	p.itemAt, p.pen = make([]int, n), make([]float64, n+1)
	safe := make([]bool, n+1)
	for i := range p.itemAt {
		p.itemAt[i], safe[i] = -1, true
	}
	safe[n] = true
	advance := make([]float64, n) // em, by the first rune of the cluster
	for k, it := range p.items {
		for i := it.start; i < it.end; i++ {
			at := i - it.start
			p.itemAt[i] = k
			safe[i] = i == it.start || it.shape.heads[at] && !it.shape.unsafe[at]
		}
		for _, g := range it.shape.glyphs {
			advance[g.cluster] += p.advance(it, g)
		}
	}
	for i, a := range advance {
		p.pen[i+1] = p.pen[i] + a
	}
	p.markHanging()
	p.markSafe(safe)
}

// markSafe fills safeFrom and safeTo: the nearest places at or after, and at
// or before each, where shaped text may be parted as it is.
func (p *prepared) markSafe(safe []bool) {
	n := len(safe) - 1
	p.safeFrom, p.safeTo = make([]int, n+1), make([]int, n+1)
	last := 0
	for i := range safe {
		if safe[i] {
			last = i
		}
		p.safeTo[i] = last
	}
	for i := n; i >= 0; i-- {
		if safe[i] {
			last = i
		}
		p.safeFrom[i] = last
	}
}

// advance is a glyph's advance in em of the paragraph, with tracking.
func (p *prepared) advance(it *item, g glyph) float64 {
	a := g.advance / it.face.UnitsPerEm() * it.em
	if g.tracked {
		a += p.tracking(it.script)
	}
	return a
}

// maxPieces bounds the memory of the memo of pieces.
const maxPieces = 4096

// piece is the shape of runes [start, end) of one item, shaped on their own.
func (p *prepared) piece(start, end int) shape {
	key := [2]int{start, end}
	s, ok := p.pieces[key]
	if !ok {
		if len(p.pieces) == maxPieces {
			clear(p.pieces)
		}
		s = p.shapeText(p.items[p.itemAt[start]], start, end)
		p.pieces[key] = s
	}
	return s
}

func (p *prepared) pieceWidth(start, end int) float64 {
	if start >= end {
		return 0
	}
	it, sum := p.items[p.itemAt[start]], 0.0
	for _, g := range p.piece(start, end).glyphs {
		sum += p.advance(it, g)
	}
	return sum
}

// seams are the places from and to which the shaped text can be used as it is
// for a line of runes [start, end): what is left of inner or right of outer
// must be shaped anew. inner > outer when all of it must.
func (p *prepared) seams(start, end int, softEnd bool) (inner, outer int) {
	if softEnd {
		return p.safeFrom[start], end
	}
	return p.safeFrom[start], p.safeTo[end]
}

// width is the exact advance, in em, of runes [start, end) as a line of their
// own. At a soft end the text goes on (with spaces that hang), so it is cut
// there without shaping anew.
func (p *prepared) width(start, end int, softEnd bool) float64 {
	inner, outer := p.seams(start, end, softEnd)
	if inner > outer {
		return p.pieceWidth(start, end)
	}
	return p.pieceWidth(start, inner) + p.pen[outer] - p.pen[inner] + p.pieceWidth(outer, end)
}

// textEnd is the end of a line of runes [start, end) without what hangs there.
func (p *prepared) textEnd(start, end int) int { return max(start, p.solid[end]) }

// markHanging fills solid: for every place, where the spaces that would hang
// at a line end there start. Spaces that are shaped as one with a letter (a
// mark on a space, a ligature) do not hang.
func (p *prepared) markHanging() {
	p.solid = make([]int, len(p.text.plain)+1)
	for i, r := range p.text.plain {
		p.solid[i+1] = i + 1
		if hangs(r) && p.clusterHead(i) && p.clusterHead(i+1) {
			p.solid[i+1] = p.solid[i]
		}
	}
}

// clusterHead reports whether a shaped cluster starts at a rune, or the text
// ends there.
func (p *prepared) clusterHead(i int) bool {
	if i == len(p.itemAt) {
		return true
	}
	k := p.itemAt[i]
	return k < 0 || p.items[k].shape.heads[i-p.items[k].start]
}

// lineWidth is the width in em of the line [start, end), without the spaces
// that hang at its end and without the tracking after its last cluster.
func (p *prepared) lineWidth(start, end int) float64 {
	last := p.textEnd(start, end)
	if last == start {
		return 0
	}
	return p.width(start, last, last < end) - p.tracking(p.items[p.itemAt[last-1]].script)
}
