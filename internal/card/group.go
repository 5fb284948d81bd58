package card

import "math"

// hangs is the part of a gap into which quotation marks may hang.
const hangs = 0.8

// inside is the room within a group's padding.
func (c *composer) inside(p Part, r room) room {
	pad := p.pad()
	r.width -= c.units(pad.Start) + c.units(pad.End)
	if r.definite() {
		r.height = max(r.height-c.units(pad.Top)-c.units(pad.Bottom), 0)
	}
	if pad.Start > 0 {
		r.spare = c.units(pad.Start) * hangs
	}
	return r
}

// shown are those of a group's parts that have something to show.
func (c *composer) shown(p Part) []string {
	var names []string
	for _, name := range p.parts() {
		if c.shows(name) {
			names = append(names, name)
		}
	}
	return names
}

// before is the distance of a group's part from the one before it.
func (c *composer) before(group Part, name string) float64 {
	part := c.plan.Parts[name]
	if part.floats() {
		return 0
	}
	return c.units(value(part.Space, value(group.Gap, 0)))
}

// layStack puts parts above each other. Those that grow share the height that
// the others leave.
func (c *composer) layStack(p Part, r room) *node {
	in, pad := c.inside(p, r), p.pad()
	names := c.shown(p)
	kids := make([]*node, len(names))
	taken, growing := 0.0, 0
	for i, name := range names {
		if i > 0 {
			taken += c.before(p, name)
		}
		if in.definite() && on(c.plan.Parts[name].Grow) {
			growing++
			continue
		}
		kids[i] = c.lay(name, room{in.width, natural, in.spare})
		taken += kids[i].h
	}
	n := &node{w: r.width, fits: true, line: math.NaN()}
	for i, name := range names {
		if kids[i] == nil {
			kids[i] = c.lay(name, room{in.width, math.Floor(max(in.height-taken, 0) / float64(growing)), in.spare})
		}
	}
	if growing == 0 && in.definite() {
		n.fits = taken <= in.height
	} else if in.definite() {
		n.fits = in.height-taken >= 0
	}
	n.kids = kids
	c.pile(n, p, names, in, c.units(pad.Start), c.units(pad.Top))
	n.h += c.units(pad.Bottom)
	n.used += c.units(pad.Start) + c.units(pad.End)
	if r.definite() {
		n.h = max(n.h, r.height)
	}
	return n
}

// pile places the parts of a stack, from x, y of its padding on.
func (c *composer) pile(n *node, p Part, names []string, in room, x, y float64) {
	total := 0.0
	for i, kid := range n.kids {
		if i > 0 {
			total += c.before(p, names[i])
		}
		total += kid.h
	}
	left, between := 0.0, 0.0
	if in.definite() && in.height > total {
		switch left = in.height - total; p.Level {
		case LevelMiddle:
			y += math.Round(left / 2)
		case LevelBottom:
			y += left
		case LevelSpread:
			between = left / float64(max(len(n.kids)-1, 1))
		}
	}
	for i, kid := range n.kids {
		if i > 0 {
			y += c.before(p, names[i]) + math.Round(between)
		}
		kid.x, kid.y = x+aligned(p.Align, in.width, kid), y
		if math.IsNaN(n.line) {
			n.line = kid.y + kid.line
		}
		y += kid.h
		n.used = max(n.used, kid.used) // wherever in the width it stands
		n.fits = n.fits && kid.fits
	}
	n.h = y
}

// aligned is where in a width a part stands. What is as wide as its group is
// aligned within itself.
func aligned(a Align, width float64, kid *node) float64 {
	free := width - kid.w
	switch a {
	case AlignCenter:
		return math.Round(free / 2)
	case AlignEnd:
		return free
	}
	return 0
}

// layRow puts parts side by side. One that grows takes the width that the
// others leave. Where they are too wide, optional ones go, or the row becomes
// a stack.
func (c *composer) layRow(p Part, r room) *node {
	names := c.shown(p)
	n := c.layRowOf(p, names, r)
	for i := len(names) - 1; i >= 0 && !n.fits; i-- {
		if on(c.plan.Parts[names[i]].Optional) && len(names) > 1 {
			names = append(append([]string{}, names[:i]...), names[i+1:]...)
			n = c.layRowOf(p, names, r)
		}
	}
	if !n.fits && on(p.Wrap) {
		stacked := p
		stacked.Stack, stacked.Row, stacked.Level = names, nil, LevelTop
		return c.layStack(stacked, r)
	}
	return n
}

func (c *composer) layRowOf(p Part, names []string, r room) *node {
	in, pad := c.inside(p, r), p.pad()
	kids := make([]*node, len(names))
	taken, growing := 0.0, -1
	for i, name := range names {
		if i > 0 {
			taken += c.before(p, name)
		}
	}
	fits := true
	for i, name := range names {
		part := c.plan.Parts[name]
		if on(part.Grow) {
			growing = i
			continue
		}
		width := min(in.width-taken, in.width*value(part.Share, 1))
		if !fits { // one that does not fit is to blame, not those after it
			width = in.width
		}
		kids[i] = c.layBeside(p, name, width, in, i == 0)
		fits = fits && kids[i].used <= width && kids[i].fits
		taken += kids[i].w
	}
	if growing >= 0 {
		kids[growing] = c.lay(names[growing], room{max(in.width-taken, 0), in.height, c.spareIn(p, in, growing == 0)})
		fits = fits && kids[growing].fits
	} else {
		fits = fits && taken <= in.width
	}
	n := &node{w: r.width, kids: kids, fits: fits, line: math.NaN()}
	c.rank(n, p, names, in, c.units(pad.Start), c.units(pad.Top))
	n.fits = n.fits && (!in.definite() || n.h <= in.height)
	n.h += c.units(pad.Bottom) + c.units(pad.Top)
	n.used += c.units(pad.Start) + c.units(pad.End)
	if r.definite() {
		n.h = max(n.h, r.height)
	}
	return n
}

// spareIn is how far quotation marks may hang out of a part of a row.
func (c *composer) spareIn(p Part, in room, first bool) float64 {
	if first {
		return in.spare
	}
	return c.units(value(p.Gap, 0)) * hangs
}

// layBeside lays a part of a row that is as wide as it needs to be, unless it
// has columns.
func (c *composer) layBeside(p Part, name string, width float64, in room, first bool) *node {
	part := c.plan.Parts[name]
	r := room{max(width, 0), in.height, c.spareIn(p, in, first)}
	if k := part.kind(); part.Fill == "" && k != "stack" && k != "row" && p.Level != "" {
		r.height = natural
	}
	kid := c.lay(name, r)
	if part.Cols != nil || part.Width != nil || kid.used >= kid.w {
		return kid
	}
	r.width = math.Ceil(kid.used)
	if again := c.lay(name, r); again.fits {
		return again
	}
	return kid
}

// rank places the parts of a row, from x, y of its padding on.
func (c *composer) rank(n *node, p Part, names []string, in room, x, y float64) {
	line, left := 0.0, in.width
	for i, kid := range n.kids {
		if i > 0 {
			left -= c.before(p, names[i])
		}
		left -= kid.w
		if !math.IsNaN(kid.line) {
			line = max(line, kid.line)
		}
	}
	switch {
	case left <= 0:
	case p.Align == AlignCenter:
		x += math.Round(left / 2)
	case p.Align == AlignEnd:
		x += left
	}
	start := x
	height := 0.0
	for _, kid := range n.kids {
		if p.Level == LevelBaseline && !math.IsNaN(kid.line) {
			height = max(height, line-kid.line+kid.h)
		} else {
			height = max(height, kid.h)
		}
	}
	if in.definite() {
		height = max(height, in.height)
	}
	for i, kid := range n.kids {
		if i > 0 {
			x += c.before(p, names[i])
		}
		kid.x, kid.y = x, y
		switch {
		case p.Level == LevelBaseline && !math.IsNaN(kid.line):
			kid.y += line - kid.line
		case p.Level == LevelMiddle:
			kid.y += math.Round((height - kid.h) / 2)
		case p.Level == LevelBottom:
			kid.y += height - kid.h
		}
		x += kid.w
		n.used = max(n.used, kid.x-start+kid.used)
		if math.IsNaN(n.line) {
			n.line = kid.y + kid.line
		}
	}
	n.h = height
}
