package card

import (
	"math"
	"reflect"

	"rebut/internal/raster"
)

// room is what a part may take. Lengths are px.
type room struct {
	width  float64
	height float64 // natural, or what the part is given
	spare  float64 // how far quotation marks may hang out at the start edge
}

// natural is the height of a part that takes what it needs.
const natural = -1.0

func (r room) definite() bool { return r.height >= 0 }

// place is a part in a room: what a part without sizes to choose from always
// fills in the same way.
type place struct {
	name string
	room room
	look look
}

// look is what a part has of the one for which it stands, where it says nothing
// itself.
type look struct {
	ink, emphasis Role
	align         Align
	lines         int // 0: any number
}

func (p Part) look() look { return look{p.Ink, p.Emphasis, p.Align, value(p.Lines, 0)} }

// node is a part in the room that it takes. Places are px from the top start
// corner of the node that holds it.
type node struct {
	name  string
	part  Part
	x, y  float64
	w, h  float64
	used  float64 // the width that is really filled
	line  float64 // first baseline; NaN without text
	block *block  // of a text
	drawn sketch  // of a drawing
	kids  []*node
	fits  bool // it, and all in it
}

// lay puts a part into a room; nil when it has nothing to show.
func (c *composer) lay(name string, r room) *node {
	if !c.shows(name) {
		return nil
	}
	if !c.still(name) {
		return c.layNow(name, r)
	}
	at := place{name, r, c.plan.Parts[name].look()}
	n, known := c.laid[at]
	if !known {
		n = c.layNow(name, r)
		c.laid[at] = n
	}
	again := *n // whoever holds it says where it stands
	return &again
}

// still reports whether nothing in a part has sizes to choose from.
func (c *composer) still(name string) bool {
	if still, known := c.fixedParts[name]; known {
		return still
	}
	p := c.plan.Parts[name]
	still := p.Draw != Plot
	if p.kind() == "text" || p.Draw == Chip {
		sizes := c.sizes(p)
		still = sizes.Min == sizes.Max
	}
	for _, kid := range p.parts() {
		still = still && c.still(kid)
	}
	c.fixedParts[name] = still
	return still
}

func (c *composer) layNow(name string, r room) *node {
	p := c.plan.Parts[name]
	if p.Cols != nil {
		r.width = min(r.width, c.columns(*p.Cols))
	}
	narrow := false // there is less room than the part's own width
	if p.Width != nil {
		narrow = r.width < c.units(*p.Width)
		r.width = min(r.width, c.units(*p.Width))
	}
	var n *node
	switch p.kind() {
	case "text":
		n = c.layText(name, p, r)
	case "draw":
		n = c.layDrawing(name, p, r)
	case "photo":
		n = c.layPhoto(p, r)
	case "stack":
		n = c.layStack(p, r)
	case "row":
		n = c.layRow(p, r)
	case "first":
		for _, kid := range p.First {
			if c.shows(kid) {
				n = c.layAs(kid, p, r)
				break
			}
		}
		n.x = aligned(p.Align, r.width, n)
		n = &node{w: r.width, h: n.h, used: n.x + n.used, line: n.line, kids: []*node{n}, fits: n.fits}
	}
	n.name, n.part, n.fits = name, p, n.fits && !narrow
	if p.Height != nil {
		n.raise(c.units(*p.Height), p.Level)
	}
	return n
}

// layAs lays the part that stands for another, with what the other says of
// alignment and colours where it says nothing itself.
func (c *composer) layAs(name string, group Part, r room) *node {
	own := c.plan.Parts[name]
	as := Part{Align: group.Align, Ink: group.Ink, Emphasis: group.Emphasis, Lines: group.Lines}.with(own)
	if reflect.DeepEqual(as, own) {
		return c.lay(name, r)
	}
	c.plan.Parts[name] = as
	defer func() { c.plan.Parts[name] = own }()
	return c.lay(name, r)
}

// raise makes a node at least h px high and puts what it holds at a level.
func (n *node) raise(h float64, level Level) {
	spare := h - n.h
	if spare <= 0 {
		return
	}
	switch level {
	case LevelMiddle:
		spare /= 2
	case LevelBottom:
	default:
		spare = 0
	}
	n.h = h
	n.shift(math.Round(spare))
}

// shift moves what a node holds down.
func (n *node) shift(dy float64) {
	n.line += dy
	if n.block != nil {
		n.block.y += dy
	}
	for i := range n.drawn.marks {
		n.drawn.marks[i] = n.drawn.marks[i].moved(0, dy)
	}
	for i := range n.drawn.blocks {
		n.drawn.blocks[i].y += dy
	}
	for _, kid := range n.kids {
		kid.y += dy
	}
}

// shows reports whether a part has anything to show in this picture.
func (c *composer) shows(name string) bool {
	p := c.plan.Parts[name]
	if on(p.Hide) {
		return false
	}
	switch p.kind() {
	case "text":
		return len(c.words.texts[p.Text]) > 0
	case "stack", "row", "first":
		for _, kid := range p.parts() {
			if c.shows(kid) {
				return true
			}
		}
		return false
	case "photo":
		return c.photo(p) != nil
	}
	switch p.Draw {
	case Plot:
		return c.words.chart != nil
	case Dots:
		return len(c.plan.Slides) > 1
	case Symbol:
		return c.words.shape != ""
	case Logo:
		return c.logo != nil
	case Chip:
		return len(c.words.texts["rating"]) > 0
	}
	return true
}

// floats reports whether a part takes no room.
func (p Part) floats() bool { return p.Draw == Ripples }

// sketch paints a tree of nodes.
func (c *composer) sketch(root *node) sketch {
	var out sketch
	c.paint(root, root.x, root.y, raster.Rect{W: c.width(), H: c.height()}, &out)
	return out
}

// paint adds a node whose corner is at x, y to a sketch. ground is the box of
// what it stands on.
func (c *composer) paint(n *node, x, y float64, ground raster.Rect, out *sketch) {
	p, box := n.part, raster.Rect{X: x, Y: y, W: n.w, H: n.h}
	if p.kind() == "text" || p.Draw == Chip {
		box.W = n.used
	}
	if k := p.kind(); p.Photo != "" && (k == "stack" || k == "row") && c.photo(p) != nil {
		ground = bled(whole(box), ground, p.Bleed)
		scrim := rectangle("scrim", ground, c.scrimOf(p))
		scrim.scrim, scrim.solid = true, true
		out.marks = append(append(out.marks, photoMark("photo", c.photo(p), ground, p.Focus)...), scrim)
	}
	if p.Fill != "" {
		pad := p.pad()
		if p.kind() == "text" { // a group has its padding inside
			box = raster.Rect{X: x - c.units(pad.Start), Y: y - c.units(pad.Top), W: box.W + c.units(pad.Start) + c.units(pad.End), H: n.h + c.units(pad.Top) + c.units(pad.Bottom)}
		}
		box = bled(whole(box), ground, p.Bleed)
		m := rectangle(n.name, box, p.Fill)
		m.Radius, m.solid = c.units(value(p.Round, 0)), true
		out.marks = append(out.marks, m)
		ground = box
	}
	if p.Bar != "" {
		out.marks = append(out.marks, c.bar(n, x, y, ground))
	}
	switch {
	case p.Draw == Chip:
		c.paintChip(n, x, y, ground, out)
	case p.Draw == Ripples:
		out.marks = append(out.marks, c.ripples(p, ground)...)
	case p.kind() == "photo" && len(p.Bleed) > 0:
		out.marks = append(out.marks, photoMark("photo", c.photo(p), bled(whole(box), ground, p.Bleed), p.Focus)...)
	default:
		out.add(n.drawn, x, y)
	}
	if n.block != nil {
		out.text(*n.block, x+n.block.x, y+n.block.y)
	}
	for _, kid := range n.kids {
		c.paint(kid, x+kid.x, y+kid.y, ground, out)
	}
}

// scrimOf is the colour over a group's photo.
func (c *composer) scrimOf(p Part) Role {
	if p.Scrim != "" {
		return p.Scrim
	}
	return "ground"
}

// whole puts the edges of a box between pixels.
func whole(b raster.Rect) raster.Rect {
	x, y := math.Round(b.X), math.Round(b.Y)
	return raster.Rect{X: x, Y: y, W: math.Round(b.Right()) - x, H: math.Round(b.Bottom()) - y}
}

// bled extends a box to the edges of what it stands on.
func bled(b, ground raster.Rect, edges []Edge) raster.Rect {
	right, bottom := b.Right(), b.Bottom()
	for _, e := range edges {
		switch e {
		case EdgeStart:
			b.X = ground.X
		case EdgeEnd:
			right = ground.Right()
		case EdgeTop:
			b.Y = ground.Y
		case EdgeBottom:
			bottom = ground.Bottom()
		}
	}
	b.W, b.H = right-b.X, bottom-b.Y
	return b
}
