package typeset

import (
	"math"
	"slices"
	"unicode"

	"github.com/go-text/typesetting/language"
)

// maxBalance bounds the work of balancing: more break opportunities than this
// in a block, and its lines are left as they are. Headlines have some twenty.
const maxBalance = 400

// lines breaks the text at stops for a width in em, as its paragraph asks.
func (p *prepared) lines(width float64, stops []int) []extent {
	var lines []extent
	for _, b := range p.blocks {
		block := p.wrapBlock(b, width, stops)
		if even := p.balance(b, block, width, stops); even != nil {
			block = even
		} else {
			p.unwidow(block, width)
		}
		lines = append(lines, block...)
	}
	return lines
}

// balance breaks a block into the same number of lines as greedy did, so that
// the sum of costs is least: the squared distance of each line from the mean
// width, and what good typesetters avoid (see weakness). It returns nil where
// there is nothing to balance, or too much.
func (p *prepared) balance(b block, greedy []extent, width float64, all []int) []extent {
	stops := append([]int{b.start}, between(all, b.start, b.end)...)
	if !p.para.Balance || len(greedy) < 2 || len(stops) > maxBalance || slices.ContainsFunc(greedy, func(e extent) bool { return e.broken || e.overflow }) {
		return nil
	}
	mean := 0.0
	for _, line := range greedy {
		mean += p.lineWidth(line.start, line.end) / float64(len(greedy))
	}
	if mean == 0 {
		return nil
	}
	cost := func(i, j int) float64 {
		if !p.within(stops[i], stops[j], width) {
			return math.Inf(1)
		}
		w := p.lineWidth(stops[i], stops[j])
		off := (w - mean) / mean
		switch {
		case j < len(stops)-1:
			return off*off + p.weakness(stops[j])
		case w < 0.4*mean && p.oneUnit(stops[i], stops[j]): // a widow
			return off*off + 1
		}
		return off * off
	}
	ends := cheapest(len(stops)-1, len(greedy), cost)
	if ends == nil {
		return nil
	}
	lines := make([]extent, len(ends))
	start := b.start
	for k, e := range ends {
		lines[k] = extent{start: start, end: stops[e]}
		start = stops[e]
	}
	return lines
}

// cheapest parts 0…n into k consecutive stretches i…j with the least sum of
// cost(i, j), and returns their ends; nil when every way costs infinitely much.
// cost must not fall below infinity again as i goes down.
func cheapest(n, k int, cost func(i, j int) float64) []int {
	best := make([][]float64, k+1)
	from := make([][]int, k+1)
	for l := range best {
		best[l], from[l] = make([]float64, n+1), make([]int, n+1)
		for j := range best[l] {
			best[l][j] = math.Inf(1)
		}
	}
	best[0][0] = 0
	for j := 1; j <= n; j++ {
		for i := j - 1; i >= 0; i-- {
			c := cost(i, j)
			if math.IsInf(c, 1) {
				break
			}
			for l := 1; l <= k; l++ {
				if sum := best[l-1][i] + c; sum < best[l][j] {
					best[l][j], from[l][j] = sum, i
				}
			}
		}
	}
	if math.IsInf(best[k][n], 1) {
		return nil
	}
	ends := make([]int, k)
	for l, j := k, n; l > 0; l-- {
		ends[l-1] = j
		j = from[l][j]
	}
	return ends
}

// partedPhrase is the cost of ending a line inside a phrase of Japanese or
// Chinese: more than any unevenness that keeps the phrase whole. Where one must
// be parted, partedWord keeps the break from its nouns.
const (
	partedPhrase = 0.5
	partedWord   = 0.1
)

// weakness is the cost of ending a line at a rune, next to 1 for a line of
// twice the mean width: after a short word that leads on (of, à, في), inside
// an emphasised phrase, at a hyphen. Ending after a comma or a stop is a gain.
func (p *prepared) weakness(at int) float64 {
	end := p.solid[at]
	if end == 0 {
		return 0
	}
	cost := 0.0
	last := p.text.plain[end-1]
	switch {
	case end == at && p.partsUnit(at):
		cost += partedPhrase + seam(last, p.text.plain[at:])
		if unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, p.text.plain[at]) {
			cost += partedWord
		}
	case end == at && p.beginsPhrase(at):
	case end == at:
		cost += seam(last, p.text.plain[at:])
	case unicode.In(last, unicode.Po, unicode.Pd, unicode.Pf, unicode.Pe) && last != '%':
		cost -= 0.01
	case p.leadsOn(end, at):
		cost += 0.04
	}
	if at < len(p.text.ink) && p.text.ink[at] != 0 && p.text.ink[at] == p.text.ink[end-1] {
		cost += 0.015
	}
	return cost
}

// seam is the cost of ending a line between two runes without a space between
// them. Japanese words end in hiragana and begin with others, so before
// hiragana, or inside a stretch of kanji or katakana, a line ends badly; after a
// full-width stop it ends well. Elsewhere this is a hyphen, a slash, or the end
// of a word in a script without spaces.
func seam(last rune, rest []rune) float64 {
	if len(rest) == 0 {
		return 0.05
	}
	next := rest[0]
	switch {
	case eastAsianStop(last):
		return -0.01
	case unicode.Is(unicode.Hiragana, next), unicode.Is(unicode.Katakana, last) && unicode.Is(unicode.Katakana, next):
		return 0.06
	case unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, next):
		return 0.03
	case unicode.Is(unicode.Hiragana, last):
		return 0
	case withoutSpaces(last) && withoutSpaces(next):
		return 0.01
	}
	return 0.05
}

// leadsOn reports whether the words at a break belong together: the one before
// it has at most two letters (three in Arabic), or, where such words follow
// their noun (Hindi, Punjabi, Urdu), the one after it has at most three.
func (p *prepared) leadsOn(end, at int) bool {
	letters := func(i, step int) int {
		n := 0
		for ; i >= 0 && i < len(p.text.plain) && !unicode.IsSpace(p.text.plain[i]); i += step {
			n++
		}
		return n
	}
	it := p.itemAt[end-1]
	if it < 0 {
		return false
	}
	switch p.items[it].script {
	case language.Gurmukhi, language.Devanagari:
		return at < len(p.text.plain) && letters(at, 1) <= 3
	case language.Arabic:
		if sameLanguage(p.para.Lang, "ur") {
			return at < len(p.text.plain) && letters(at, 1) <= 3
		}
		return letters(end-1, -1) <= 3
	}
	return letters(end-1, -1) <= 2 && unicode.IsLetter(p.text.plain[end-1])
}
