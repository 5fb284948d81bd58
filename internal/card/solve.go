package card

import (
	"maps"
	"math"
	"slices"

	"rebut/internal/typeset"
)

// steps is the number of scales tried between the smallest and the largest.
const steps = 16

// solve finds the largest common scale at which the picture fits, sets the
// leading texts at the size at which they look best, and lets the others grow
// into what room is left.
func (c *composer) solve() (*node, bool) {
	c.reset()
	root := c.try(0)
	if !root.fits {
		return root, false
	}
	lo, hi := 0, steps+1 // fits at lo, not at hi
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if n := c.try(float64(mid) / steps); n.fits {
			root, lo = n, mid
		} else {
			hi = mid
		}
	}
	c.t = float64(lo) / steps
	lead, other := root.extent()
	for _, n := range root.texts() {
		switch {
		case !n.part.fills() || !c.ranged(n):
		case on(n.part.Lead):
			c.settle(n, c.shaped(n, other*Dominance))
		default:
			c.settle(n, max(min(c.shaped(n, 0), snap(lead/Dominance)), c.sizes(n.part).Min))
		}
	}
	root = c.grow(c.arrange())
	return root, root.fits
}

// reset forgets all tries.
func (c *composer) reset() {
	c.fixed, c.set = map[string]float64{}, map[setting]block{}
	c.laid, c.fixedParts = map[place]*node{}, map[string]bool{}
}

// fills reports whether a part is a text that is set as large as its room
// allows. A chip that grows only takes up room.
func (p Part) fills() bool { return p.Text != "" && on(p.Grow) }

// try arranges the picture at a scale. At any but the smallest, it only fits
// where the leading texts are the largest by far: at a smaller scale the others
// are smaller, and leave the leading ones more room.
func (c *composer) try(t float64) *node {
	c.t = t
	n := c.arrange()
	n.fits = n.fits && (t == 0 || n.dominated())
	return n
}

// dominated reports whether the leading texts are as much larger than the
// others as they must be.
func (n *node) dominated() bool {
	lead, other := n.extent()
	return lead >= other*Dominance-typeset.Step
}

// extent is the smallest size of a leading text, infinite without one, and the
// largest of the others, px. What grows into its room is settled later, by the
// leading text.
func (n *node) extent() (lead, other float64) {
	lead = math.Inf(1)
	if n.block != nil && on(n.part.Lead) {
		lead = n.block.layout.Size
	} else if n.block != nil && !n.part.fills() {
		other = n.block.layout.Size
	}
	for _, b := range n.drawn.blocks {
		other = max(other, b.layout.Size)
	}
	for _, kid := range n.kids {
		l, o := kid.extent()
		lead, other = min(lead, l), max(other, o)
	}
	return lead, other
}

// arrange lays out the slide in the picture, within its margins; farther in
// where letters reach out of them to where apps cover the picture.
func (c *composer) arrange() *node {
	m := c.plan.Margin
	name := c.plan.Slides[c.slide]
	clear := float64(c.format.Safe.Left)
	if c.rtl {
		clear = float64(c.format.Safe.Right)
	}
	for _, crop := range c.format.Crops {
		if edge := (c.width() - float64(crop.Width)) / 2; edge <= m.Side { // what the design keeps clear of
			clear = max(clear, edge)
		}
	}
	spare := m.Side - clear
	above, below := 0.0, 0.0 // that the picture stands farther in, px
	var root *node
	for range insets {
		root = c.lay(name, room{c.columns(12), max(c.height()-m.Top-m.Bottom-above-below, 0), spare})
		if root == nil {
			return &node{fits: true}
		}
		root.x, root.y = m.Side, m.Top+above
		top, bottom := root.inked(root.y)
		over, under := c.outside(top, bottom)
		if over+under == 0 {
			break
		}
		above, below = above+over, below+under
	}
	return root
}

// outside is how far what stands between top and bottom reaches out of the safe
// area, whole px.
func (c *composer) outside(top, bottom float64) (over, under float64) {
	over = math.Ceil(float64(c.format.Safe.Top) - top)
	under = math.Ceil(bottom - c.height() + float64(c.format.Safe.Bottom))
	return max(over, 0), max(under, 0)
}

// inked is how far up and down the texts of a node at y reach, px.
func (n *node) inked(y float64) (top, bottom float64) {
	top, bottom = math.Inf(1), math.Inf(-1)
	take := func(b *block) {
		if ink := b.layout.Ink; ink.Right > ink.Left {
			at := y + b.y - b.rise()
			top, bottom = min(top, at+ink.Top), max(bottom, at+ink.Bottom)
		}
	}
	if n.block != nil {
		take(n.block)
	}
	for i := range n.drawn.blocks {
		take(&n.drawn.blocks[i])
	}
	for _, kid := range n.kids {
		up, down := kid.inked(y + kid.y)
		top, bottom = min(top, up), max(bottom, down)
	}
	return top, bottom
}

// texts are the nodes of a tree that hold a text, in reading order.
func (n *node) texts() []*node {
	if n.block != nil {
		return []*node{n}
	}
	var out []*node
	for _, kid := range n.kids {
		out = append(out, kid.texts()...)
	}
	return out
}

// ranged reports whether a text may have several sizes.
func (c *composer) ranged(n *node) bool {
	r := c.sizes(n.part)
	return r.Max > r.Min
}

// settle keeps a text's size from here on.
func (c *composer) settle(n *node, size float64) { c.fixed[n.name] = size }

// The largest size is not always the best: a few hundredths smaller, the lines
// may come out even. shaped tries sizes down to this part of the largest.
const (
	shapedTo   = 0.8
	shapedStep = 0.02
	patience   = 0.7 // what a loss of size counts against uneven lines
	lonely     = 0.4 // what the shortest line before the last counts beside the mean of all
)

// shaped is the size, near its own but no smaller than least, px, at which a
// fitted text looks best.
func (c *composer) shaped(n *node, least float64) float64 {
	l := n.block.layout
	best, cost := l.Size, unevenness(l)
	for share := 1 - shapedStep; share >= shapedTo; share -= shapedStep {
		size := snap(l.Size * share)
		if size < max(c.sizes(n.part).Min, least) {
			break
		}
		try := c.settext(n.name, n.part, n.nth(c), size, room{l.Width, natural, c.spareOf(n)})
		lost := (1 - size/l.Size) * patience
		if k := unevenness(try.layout) + lost; try.height() <= n.block.height() && try.layout.Broken == 0 && !try.layout.Overflow && k < cost {
			best, cost = size, k
		}
	}
	return best
}

// nth is which of the ways to say it a text was set in.
func (n *node) nth(c *composer) int {
	return max(slices.IndexFunc(c.words.texts[n.part.Text], func(p phrase) bool { return p.plain == n.block.plain }), 0)
}

// spareOf is room for the quotation marks of a text that hangs already.
func (c *composer) spareOf(n *node) float64 { return max(c.overhang(n.block.layout), 0) }

// unevenness is 0 for lines that all fill the box, more the more ragged they
// are and the less of the width they use. The last line counts half; of the
// others the shortest counts once more, as one lonely word is seen at once.
func unevenness(l *typeset.Layout) float64 {
	widest, sum, weight, worst := l.TextWidth(), 0.0, 0.0, 0.0
	if widest == 0 {
		return 0
	}
	for i, line := range l.Lines {
		w, gap := 1.0, 1-line.Width/widest
		if i == len(l.Lines)-1 {
			w = 0.5
		} else {
			worst = max(worst, gap*gap)
		}
		sum, weight = sum+w*gap*gap, weight+w
	}
	return sum/weight + lonely*worst + 0.2*(1-widest/l.Width)
}

// grow sets the texts that do not lead larger where there is room, in reading
// order, and sees to it that paragraphs do not end with a scrap of a line.
func (c *composer) grow(root *node) *node {
	lead := math.Inf(1)
	for _, n := range root.texts() {
		if on(n.part.Lead) {
			lead = min(lead, n.block.layout.Size)
		}
	}
	for _, n := range root.texts() {
		if _, settled := c.fixed[n.name]; settled || !c.ranged(n) {
			continue
		}
		largest := c.sizes(n.part).Max
		if !on(n.part.Lead) {
			largest = min(largest, lead/Dominance)
		}
		root = c.enlarged(root, n, snap(largest))
	}
	return root
}

// enlarged is the picture with a text as large as there is room for, or rather
// the size near it at which its lines are best.
func (c *composer) enlarged(root *node, n *node, largest float64) *node {
	was := n.block.layout.Size
	best, size, cost := root, was, math.Inf(1)
	if !widowed(n) {
		cost = unevenness(n.block.layout) + 1 - was/largest
	}
	for try := largest; try > was; try-- {
		c.fixed[n.name] = try
		arranged := c.arrange()
		now := arranged.find(n.name)
		if !arranged.fits || now == nil || widowed(now) || now.block.plain != n.block.plain {
			continue
		}
		k := 1 - try/largest
		if on(n.part.Even) {
			k += unevenness(now.block.layout)
		}
		if k < cost {
			best, size, cost = arranged, try, k
		}
		if !on(n.part.Even) {
			break
		}
	}
	c.fixed[n.name] = size
	if size == was && widowed(n) && !on(n.part.Even) {
		return c.evened(best, n)
	}
	return best
}

// evened is the picture with the lines of a text made equal, so that its last
// one is no scrap; where that takes a line more than there is room for, the
// text is made smaller instead.
func (c *composer) evened(root *node, n *node) *node {
	part := c.plan.Parts[n.name]
	yes := true
	even := part
	even.Even = &yes
	c.replace(n.name, even)
	if arranged := c.arrange(); arranged.fits {
		return arranged
	}
	c.replace(n.name, part)
	return c.lessened(root, n)
}

// replace gives a part other values, and forgets how it was set.
func (c *composer) replace(name string, part Part) {
	c.plan.Parts[name] = part
	maps.DeleteFunc(c.set, func(k setting, _ block) bool { return k.part == name })
}

// lessened is the picture with a text at the largest size below its own at which
// its last line is no scrap.
func (c *composer) lessened(root *node, n *node) *node {
	was := n.block.layout.Size
	for try := was - 1; try >= c.sizes(n.part).Min; try-- {
		c.fixed[n.name] = try
		arranged := c.arrange()
		if now := arranged.find(n.name); arranged.fits && now != nil && !widowed(now) && now.block.plain == n.block.plain {
			return arranged
		}
	}
	c.fixed[n.name] = was
	return root
}

// find is the node of a part, or nil.
func (n *node) find(name string) *node {
	if n.name == name {
		return n
	}
	for _, kid := range n.kids {
		if found := kid.find(name); found != nil {
			return found
		}
	}
	return nil
}

// widowed reports whether the last line of a paragraph is a mere scrap of its
// width.
func widowed(n *node) bool {
	l := n.block.layout
	lines := len(l.Lines)
	return lines > 1 && l.Lines[lines-1].Width < shortLine*l.TextWidth()
}

// shortLine is the part of a paragraph's width that its last line must fill.
const shortLine = 0.4
