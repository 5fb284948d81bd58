package card

import (
	"math"
	"path"
	"slices"

	"rebut/internal/config"
	"rebut/internal/raster"
)

// layDrawing puts what is not text into a room.
func (c *composer) layDrawing(name string, p Part, r room) *node {
	n := &node{w: r.width, used: r.width, line: math.NaN(), fits: true}
	if r.definite() && on(p.Grow) {
		n.h = r.height
	}
	switch p.Draw {
	case Chip:
		return c.layChip(name, p, r)
	case Symbol:
		n.w = c.units(value(p.Height, 4))
		n.drawn.marks = symbolMarks(c.words.shape, raster.Rect{W: n.w, H: n.w}, c.inkOf(p, "ink"), c.groundOf(p))
		n.h, n.used = n.w, n.w
	case Rule:
		n.h = thickness(c.plan.Unit)
		n.drawn.marks = []mark{rectangle(name, raster.Rect{W: n.w, H: n.h}, c.inkOf(p, "muted"))}
	case Dots:
		c.layDots(n, p)
	case Code:
		n.drawn.marks, n.w, n.fits = c.code(min(c.units(value(p.Height, 10)), r.width))
		n.h, n.used = n.w, n.w
	case Plot:
		return c.layChart(p, r)
	case Logo:
		c.layLogo(n, p)
	case Ripples:
		n.w, n.used, n.h = 0, 0, 0
	}
	return n
}

// layLogo puts the organisation's logo at its own proportions, as high as the
// part and no wider than its room.
func (c *composer) layLogo(n *node, p Part) {
	size := c.logo.Pixels.Bounds().Size()
	wide := float64(size.X) / float64(max(size.Y, 1))
	h := c.units(value(p.Height, 3))
	if h*wide > n.w {
		h = math.Floor(n.w / wide)
	}
	n.w, n.h = math.Round(h*wide), h
	n.used, n.line = n.w, n.h // it stands on the baseline of a row
	n.drawn.marks = photoMark("logo", c.logo, raster.Rect{W: n.w, H: n.h}, nil)
}

// thickness is that of rules, px.
func thickness(unit float64) float64 { return max(math.Round(unit/6), 1) }

// inkOf is the colour of a drawing.
func (c *composer) inkOf(p Part, otherwise Role) Role {
	if p.Ink != "" {
		return p.Ink
	}
	return otherwise
}

// groundOf is the colour that shows through the holes of a symbol.
func (c *composer) groundOf(p Part) Role {
	if p.Fill != "" {
		return p.Fill
	}
	return "ground"
}

// layDots puts one dot for each picture of a carousel in a row, at the part's
// alignment; that of this picture is filled and longer.
func (c *composer) layDots(n *node, p Part) {
	d, count := c.units(value(p.Height, 1)), len(c.plan.Slides)
	gap := math.Round(d * 0.8)
	n.h, n.used = d, float64(count+1)*d+float64(count-1)*gap
	x := 0.0
	for i := range count {
		w, ink := d, Role("muted")
		if i == c.slide {
			w, ink = 2*d, c.inkOf(p, "accent")
		}
		dot := rectangle("dot", raster.Rect{X: x, W: w, H: d}, ink)
		dot.Radius = d / 2
		n.drawn.marks = append(n.drawn.marks, dot)
		x += w + gap
	}
	n.w = n.used
}

// layChip puts the rating, a shape and a word, on a solid ground.
func (c *composer) layChip(name string, p Part, r room) *node {
	size := c.size(name, p)
	pad, gap, symbol := chipPad(size), math.Round(size*0.45), math.Round(size*0.92)
	if c.words.shape == "" {
		symbol, gap = 0, 0
	}
	inner := r.width - 2*pad - symbol - gap
	if slices.Contains(p.Bleed, EdgeStart) {
		inner += pad
	}
	text := p
	text.Text, text.Style = "rating", p.style()
	b := c.settext(name, text, 0, size, room{max(inner, 0), natural, 0})
	if len(b.layout.Lines) == 1 && !b.layout.Overflow {
		b = c.settext(name, text, 0, size, room{math.Ceil(b.layout.TextWidth()), natural, 0})
	}
	n := &node{h: math.Round(b.height() + 2*pad), block: &b, fits: b.layout.Broken == 0 && !b.layout.Overflow}
	start := pad
	if slices.Contains(p.Bleed, EdgeStart) {
		start = 0
	}
	b.x, b.y = start+symbol+gap, math.Round((n.h-b.height())/2)
	n.used = b.x + b.layout.Width + pad
	n.w = n.used
	n.line = b.baseline()
	return n
}

// chipPad is the space around the words of a chip of a size.
func chipPad(size float64) float64 { return math.Round(size * 0.7) }

// paintChip draws the ground and the symbol of a chip; its word follows.
func (c *composer) paintChip(n *node, x, y float64, ground raster.Rect, out *sketch) {
	size := n.block.layout.Size
	symbol := math.Round(size * 0.92)
	box := bled(raster.Rect{X: x, Y: y, W: n.used, H: n.h}, ground, n.part.Bleed)
	chip := rectangle("chip", box, "chip")
	chip.Radius, chip.solid = c.units(value(n.part.Round, 0)), true
	out.marks = append(out.marks, chip)
	start := x + n.block.x - symbol - math.Round(size*0.45)
	// The word may be lower than the part is high, which the level decides.
	top := y + n.block.y + math.Round((n.block.height()-symbol)/2)
	out.marks = append(out.marks, symbolMarks(c.words.shape, raster.Rect{X: start, Y: top, W: symbol, H: symbol}, "chip_ink", "chip")...)
}

// bar leads from the edge of what a text stands on to the text.
func (c *composer) bar(n *node, x, y float64, ground raster.Rect) mark {
	b := n.block
	for kid := n; b == nil && len(kid.kids) > 0; {
		kid = kid.kids[0]
		b, y = kid.block, y+kid.y
	}
	thick, top, height := c.units(1), y, n.h
	if b != nil {
		thick, top, height = math.Round(b.layout.Size*0.36), y+b.y, b.height()
	}
	return rectangle("bar", raster.Rect{X: ground.X, Y: math.Round(top + (height-thick)/2), W: x - ground.X - c.units(1), H: thick}, n.part.Bar)
}

// symbolMarks draws a rating's shape in a square box; hole is the colour of
// what is cut out of it.
func symbolMarks(shape config.Shape, b raster.Rect, ink, hole Role) []mark {
	at := func(x, y float64) raster.Point { return raster.Point{X: b.X + x*b.W, Y: b.Y + y*b.H} }
	stroke := func(role string, points ...raster.Point) mark {
		return mark{Shape: raster.Shape{Role: role, Form: raster.Polyline, Points: points, StrokeWidth: b.W * 0.2}, stroke: ink}
	}
	ring := b.Inset(b.W * 0.1)
	switch shape {
	case config.Cross:
		return []mark{stroke("cross", at(0.1, 0.1), at(0.9, 0.9)), stroke("cross", at(0.9, 0.1), at(0.1, 0.9))}
	case config.Check:
		m := stroke("check", at(0.02, 0.52), at(0.36, 0.86), at(0.98, 0.16))
		m.upright = true
		return []mark{m}
	case config.Triangle:
		body := mark{Shape: raster.Shape{Role: "triangle", Form: raster.Polygon,
			Points: []raster.Point{at(0.5, 0.02), at(1.04, 0.96), at(-0.04, 0.96)}}, fill: ink}
		return []mark{body, rectangle("triangle", raster.Rect{X: at(0.44, 0).X, Y: at(0, 0.36).Y, W: b.W * 0.12, H: b.H * 0.3}, hole),
			rectangle("triangle", raster.Rect{X: at(0.44, 0).X, Y: at(0, 0.74).Y, W: b.W * 0.12, H: b.H * 0.12}, hole)}
	case config.Half:
		return []mark{
			{Shape: raster.Shape{Role: "half", Form: raster.Ellipse, Box: b.Inset(b.W * 0.07), StrokeWidth: b.W * 0.14}, stroke: ink},
			{Shape: raster.Shape{Role: "half", Form: raster.Arc, Box: b.Inset(b.W * 0.07), From: 90, To: 270}, fill: ink},
		}
	case config.Gap:
		return []mark{{Shape: raster.Shape{Role: "gap", Form: raster.Arc, Box: ring, From: 0, To: 270, StrokeWidth: b.W * 0.2}, stroke: ink}}
	}
	return nil
}

// ripples are rings that spread from below the lower end corner of what they
// stand on over all the space that an app covers with its buttons: what is
// heard, spreading. The outermost one reaches the other corner. Where the space
// is so low that they would be nearly straight, there are none.
func (c *composer) ripples(p Part, ground raster.Rect) []mark {
	var marks []mark
	reach := c.plan.Margin.Bottom - c.units(5)
	if reach < ground.W/5 {
		return nil
	}
	band := reach / 11
	below := max((ground.W*ground.W-reach*reach)/(2*reach), 0)
	ring := func(r float64) raster.Rect {
		r += below
		return raster.Rect{X: ground.Right() - r, Y: ground.Bottom() + below - r, W: 2 * r, H: 2 * r}
	}
	for i := range 5 {
		marks = append(marks, mark{stroke: c.inkOf(p, "ground"), Shape: raster.Shape{Role: "ripple", Form: raster.Ellipse, StrokeWidth: band,
			Box: ring(reach - band/2 - float64(i)*2*band)}})
	}
	return append(marks, mark{fill: c.inkOf(p, "rule"), Shape: raster.Shape{Role: "ripple", Form: raster.Ellipse, Box: ring(band)}})
}

// layPhoto puts a photo into a room, cut so that its focus stays in sight.
func (c *composer) layPhoto(p Part, r room) *node {
	n := &node{w: r.width, used: r.width, h: c.units(value(p.Height, 20)), line: math.NaN(), fits: true}
	if r.definite() && on(p.Grow) {
		n.h = r.height
	}
	n.drawn.marks = photoMark("photo", c.photo(p), raster.Rect{W: n.w, H: n.h}, p.Focus)
	return n
}

// photo is the photo that a part names; nil where there is none.
func (c *composer) photo(p Part) *raster.Picture {
	return c.photos[path.Join("templates/cards", p.Photo)]
}

// photoMark is the part of a photo that fills a box: as much of it as has the
// box's shape, with the focus as near to its middle as can be. A box without an
// area shows nothing.
func photoMark(role string, photo *raster.Picture, box raster.Rect, at *config.Focus) []mark {
	if box.W <= 0 || box.H <= 0 {
		return nil
	}
	focus := config.Focus{X: 0.5, Y: 0.5}
	if at != nil {
		focus = *at
	}
	size := photo.Pixels.Bounds().Size()
	w, h := float64(size.X), float64(size.Y)
	scale := max(box.W/w, box.H/h)
	cropW, cropH := max(box.W/scale, 1), max(box.H/scale, 1) // of a narrow box at least a pixel
	place := func(at, whole, part float64) float64 { return min(max(at*whole-part/2, 0), whole-part) }
	shown := *photo
	shown.Crop = raster.Rect{X: place(focus.X, w, cropW), Y: place(focus.Y, h, cropH), W: cropW, H: cropH}
	return []mark{{Shape: raster.Shape{Role: role, Form: raster.Photo, Box: box, Picture: &shown}}}
}
