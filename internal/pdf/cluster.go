package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"rebut/internal/typeset"
)

// wordJoiner is what glyphs and clusters read that stand for no character: it
// is invisible and divides nothing.
const wordJoiner = "\u2060"

// cluster is the fewest glyphs that stand for characters of their own.
type cluster struct {
	glyphs []typeset.Glyph // in visual order
	text   string          // as it reads, never empty
}

// clusters takes a run of a text apart, from left to right. plain are the
// text's runes.
func clusters(run *typeset.Run, plain []rune) []cluster {
	starts := make([]int, 0, len(run.Glyphs)+1)
	for _, g := range run.Glyphs {
		starts = append(starts, g.Cluster)
	}
	slices.Sort(starts)
	starts = append(slices.Compact(starts), run.End)
	var out []cluster
	for i := 0; i < len(run.Glyphs); {
		at := run.Glyphs[i].Cluster
		j := i + 1
		for j < len(run.Glyphs) && run.Glyphs[j].Cluster == at {
			j++
		}
		k, _ := slices.BinarySearch(starts, at)
		out = append(out, cluster{run.Glyphs[i:j], reads(plain, at, starts[min(k+1, len(starts)-1)])})
		i = j
	}
	return out
}

// reads is the text of plain[start:end] without controls.
func reads(plain []rune, start, end int) string {
	end = max(0, min(end, len(plain)))
	start = max(0, min(start, end))
	var b strings.Builder
	for _, r := range plain[start:end] {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029:
			b.WriteByte(' ')
		case !unicode.IsControl(r):
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return wordJoiner
	}
	return b.String()
}

// letter is the index of the widest glyph. It reads as the cluster, and the
// others, its marks, as nothing.
func (c cluster) letter() int {
	best := 0
	for i, g := range c.glyphs {
		if g.Advance > c.glyphs[best].Advance {
			best = i
		}
	}
	return best
}

// ordered are the glyphs with those that take no room last, which changes no
// picture, and the place of the cluster: from left to right.
func (c cluster) ordered() (list []typeset.Glyph, left, right float64) {
	var marks []typeset.Glyph
	for _, g := range c.glyphs {
		if g.Advance <= 0 {
			marks = append(marks, g)
			continue
		}
		if len(list) == 0 {
			left = g.X
		}
		list = append(list, g)
		right = max(right, g.X+g.Advance)
	}
	if len(list) == 0 {
		left, right = marks[0].X, marks[0].X
	}
	return append(list, marks...), left, right
}

// simple reports whether extractors find the cluster's place by themselves: it
// is one glyph on the baseline.
func (c cluster) simple(baseline float64) bool {
	return len(c.glyphs) == 1 && math.Abs(c.glyphs[0].Y-baseline) < 0.01
}
