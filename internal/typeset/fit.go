package typeset

import "math"

// Step is the grid of sizes that Fit tries, in px.
const Step = 0.5

// Fit sets a paragraph at the largest size that fits its box: minSize plus a
// multiple of Step, up to maxSize, all px. A size fits when the lines are no
// wider than width, together no higher than height, and no more than
// MaxLines. Sizes at which no word has to be broken are preferred, however
// small; in balanced Japanese and Chinese, sizes at which no phrase is parted
// are too, down to four fifths of the largest that fits. The result is false
// when even minSize does not fit; the layout is then the one at minSize.
func (l *Library) Fit(p Paragraph, width, height, minSize, maxSize float64) (layout *Layout, ok bool) {
	l.shaped(p, func(shaped *prepared) { layout, ok = shaped.fit(width, height, minSize, maxSize) })
	return layout, ok
}

func (p *prepared) fit(width, height, minSize, maxSize float64) (*Layout, bool) {
	width, height = length(width), length(height)
	minSize = max(length(minSize), Step)
	steps := int(math.Floor((length(maxSize)-minSize)/Step + slack))
	if size, ok := p.largest(width, height, minSize, steps, p.stops, false); ok {
		if p.para.Balance && len(p.units) < len(p.stops) {
			return p.fitPhrases(width, height, minSize, size), true
		}
		return p.set(size, width, p.stops), true
	}
	if size, ok := p.largest(width, height, minSize, steps, p.stops, true); ok {
		return p.set(size, width, p.stops), true
	}
	return p.set(minSize, width, p.stops), false
}

// wholePhrases is how small text may be set, next to the largest size that
// fits, to keep its phrases whole.
const wholePhrases = 0.8

// fitPhrases sets a headline that fits at most at a size as large as it fits
// with whole phrases, or at the least size that wholePhrases allows, where
// lines are loose enough that few phrases are parted. Both grow with the box.
func (p *prepared) fitPhrases(width, height, minSize, most float64) *Layout {
	least := minSize + Step*math.Floor(max(wholePhrases*most-minSize, 0)/Step)
	steps := int(math.Round((most - minSize) / Step))
	if size, ok := p.largest(width, height, minSize, steps, p.units, false); ok && size >= least {
		return p.set(size, width, p.units)
	}
	return p.set(least, width, p.stops)
}

// largest finds by bisection the largest size on the grid that fits; whether
// one fits falls monotonically with the size.
func (p *prepared) largest(width, height, minSize float64, steps int, stops []int, breakWords bool) (size float64, ok bool) {
	fits := func(k int) bool { return p.fits(minSize+float64(k)*Step, width, height, stops, breakWords) }
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
func (p *prepared) fits(size, width, height float64, stops []int, breakWords bool) bool {
	if p.text.cut {
		return false
	}
	most := math.Floor(height/(size*p.lead) + slack)
	if p.para.MaxLines > 0 {
		most = min(most, float64(p.para.MaxLines))
	}
	lines := p.wrap(width/size, stops)
	for _, line := range lines {
		if line.overflow || line.broken && !breakWords {
			return false
		}
	}
	return float64(len(lines)) <= most
}
