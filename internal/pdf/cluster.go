package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"rebut/internal/typeset"
)

// wordJoiner is what clusters read that stand for no character: it is invisible
// and divides nothing.
const wordJoiner = "\u2060"

// cluster is the fewest glyphs that stand for characters of their own.
type cluster struct {
	glyphs []typeset.Glyph // in visual order
	text   string          // as it reads, never empty
}

// softHyphen is what a hyphen reads that is not in the text: programs put the
// parted word together again (ISO 32000-1, section 14.8.2.2.3).
const softHyphen = "\u00ad"

// clusters takes a run of a text apart, from left to right. plain are the
// text's runes.
func clusters(run *typeset.Run, plain []rune) []cluster {
	if run.Inserted && len(run.Glyphs) > 0 {
		return []cluster{{run.Glyphs, softHyphen}}
	}
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
		c := cluster{run.Glyphs[i:j], reads(plain, at, starts[min(k+1, len(starts)-1)])}
		if left, right := c.extent(); c.text != wordJoiner || right > left {
			out = append(out, c)
		}
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
		case !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r): // the places of glyphs say the order
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return wordJoiner
	}
	return b.String()
}

// extent is the room that the cluster takes, px.
func (c cluster) extent() (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for _, g := range c.glyphs {
		if g.Advance > 0 {
			left, right = min(left, g.X), max(right, g.X+g.Advance)
		}
	}
	if left > right { // marks only
		return c.glyphs[0].X, c.glyphs[0].X
	}
	return left, right
}

// pieces parts a cluster's text so that no piece holds both marks and letters:
// Firefox's viewer takes what holds a mark to have no width.
func pieces(text string) []string {
	var out []string
	start, before := 0, false
	for i, r := range text {
		mark := unicode.Is(unicode.Mn, r)
		if i > 0 && mark != before {
			out = append(out, text[start:i])
			start = i
		}
		before = mark
	}
	return append(out, text[start:])
}
