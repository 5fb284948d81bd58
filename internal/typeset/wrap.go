package typeset

import (
	"slices"
	"sort"
)

// extent is a line as a rune range. overflow: not even one cluster fits;
// broken: the line ends inside a word; hyphen: it does so with a hyphen.
type extent struct {
	start, end               int
	overflow, broken, hyphen bool
}

// slack absorbs the rounding of sums, in em.
const slack = 1e-9

// within reports whether runes [start, end) go on a line of width em.
func (p *prepared) within(start, end int, width float64) bool {
	return !p.farOff(start, end, width) && p.lineWidth(start, end) <= width+slack
}

// farOff reports whether runes [start, end) are too wide for a line whatever
// shaping them anew would save, so that it need not be tried.
func (p *prepared) farOff(start, end int, width float64) bool {
	last := p.textEnd(start, end)
	return p.pen[last]-p.pen[start] > 2*width+2
}

// wrap breaks the text at stops into lines of at most width em. As few lines as
// possible, each as long as it can be; a word is broken only when it is wider
// than a line.
func (p *prepared) wrap(width float64, stops []int) []extent {
	var lines []extent
	for _, b := range p.blocks {
		lines = append(lines, p.wrapBlock(b, width, stops)...)
	}
	return lines
}

// wrapBlock breaks one block. An empty block is one empty line.
func (p *prepared) wrapBlock(b block, width float64, stops []int) []extent {
	if b.start == b.end {
		return []extent{{start: b.start, end: b.end}}
	}
	var lines []extent
	next := sort.SearchInts(stops, b.start+1)
	for start := b.start; start < b.end; {
		line := extent{start: start, end: start}
		for next < len(stops) && stops[next] <= b.end && p.within(start, stops[next], width) {
			line.end = stops[next]
			next++
		}
		if line.end < b.end && !p.partWord(&line, stops[next], width) && line.end == start {
			line = p.breakWord(start, p.beforeHyphen(start, stops[next]), width)
		}
		lines = append(lines, line)
		start = line.end
	}
	return lines
}

// breakWord finds the longest start of a too wide word, ending between
// grapheme clusters; at least one cluster even when that is too wide.
func (p *prepared) breakWord(start, end int, width float64) extent {
	var ends []int
	for i := start + 1; i < end; i++ {
		if !p.heads[i] {
			continue
		}
		ends = append(ends, i)
		if p.farOff(start, i, width) {
			break
		}
	}
	k := sort.Search(len(ends), func(k int) bool { return !p.within(start, ends[k], width) })
	switch {
	case k > 0:
		return extent{start: start, end: ends[k-1], broken: true}
	case len(ends) > 0:
		return extent{start: start, end: ends[0], broken: true, overflow: true}
	}
	return extent{start: start, end: end, overflow: true}
}

// unwidow moves the last line's break back by one word, or part of it, where the last line
// would be one short word and the line before can spare it.
func (p *prepared) unwidow(lines []extent, width float64) {
	n := len(lines)
	if n < 2 || lines[n-2].broken || lines[n-2].end != lines[n-1].start {
		return
	}
	first, last := &lines[n-2], &lines[n-1]
	if !p.widow(*last, width) {
		return
	}
	lo, _ := slices.BinarySearch(p.units, first.start+1)
	hi, _ := slices.BinarySearch(p.units, first.end)
	if hi == lo { // one word in the line before
		return
	}
	if at := p.units[hi-1]; p.within(at, last.end, width) {
		stop := first.end
		first.end, first.hyphen = at, false
		p.partWord(first, stop, width)
		last.start = first.end
	}
}

// widow reports whether a line is one word or phrase that fills less than a third of
// the width.
func (p *prepared) widow(line extent, width float64) bool {
	return p.oneUnit(line.start, line.end) && p.lineWidth(line.start, line.end) < width/3
}
