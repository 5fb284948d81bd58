package typeset

import "math"

// Step is the grid of sizes that Fit tries, in px.
const Step = 0.5

// Fit sets a paragraph at the largest size that fits its box: minSize plus a
// multiple of Step, up to maxSize, all px. A size fits when the lines are no
// wider than width, together no higher than height, and no more than
// MaxLines. Sizes at which no word has to be broken are preferred, however
// small. The result is false when even minSize does not fit; the layout is
// then the one at minSize.
func (l *Library) Fit(p Paragraph, width, height, minSize, maxSize float64) (layout *Layout, ok bool) {
	l.shaped(p, func(shaped *prepared) { layout, ok = shaped.fit(width, height, minSize, maxSize) })
	return layout, ok
}

func (p *prepared) fit(width, height, minSize, maxSize float64) (*Layout, bool) {
	width, height = length(width), length(height)
	minSize = max(length(minSize), Step)
	steps := int(math.Floor((length(maxSize)-minSize)/Step + slack))
	for _, breakWords := range []bool{false, true} {
		if size, ok := p.largest(width, height, minSize, steps, breakWords); ok {
			return p.set(size, width), true
		}
	}
	return p.set(minSize, width), false
}

// largest finds by bisection the largest size on the grid that fits; whether
// one fits falls monotonically with the size.
func (p *prepared) largest(width, height, minSize float64, steps int, breakWords bool) (size float64, ok bool) {
	fits := func(k int) bool { return p.fits(minSize+float64(k)*Step, width, height, breakWords) }
	if !fits(0) {
		return 0, false
	}
	lo, hi := 0, max(steps, 0)+1 // fits(lo), and not fits(hi)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; fits(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return minSize + float64(lo)*Step, true
}

// fits reports whether the text fits a box of width by height px at a size.
func (p *prepared) fits(size, width, height float64, breakWords bool) bool {
	if p.text.cut {
		return false
	}
	most := math.Floor(height/(size*p.lead) + slack)
	if p.para.MaxLines > 0 {
		most = min(most, float64(p.para.MaxLines))
	}
	lines := p.wrap(width / size)
	for _, line := range lines {
		if line.overflow || line.broken && !breakWords {
			return false
		}
	}
	return float64(len(lines)) <= most
}
