package likeness

import (
	"image"
	"math"
	"slices"
)

// Frame is where a whole picture would lie in another that shows it, or a part
// of it; px of the other.
type Frame struct{ X, Y, W, H float64 }

// Query is a picture of which nobody knows yet what it shows.
type Query struct {
	grey    *Grey
	small   *Grey // at CodeWidth
	edges   table // of small
	content Frame // of grey: what is inside a margin of one colour
	tried   map[float64][]try
}

// try is one way in which a picture of some aspect may lie in the query.
type try struct {
	frame       Frame // of Query.grey
	code, known Code
}

// queryWidth is the width beyond which a query tells nothing more, px, and
// queryPixels the size beyond which none is worth its memory: it would be
// narrow and nearly four thousand px high.
const (
	queryWidth  = 540
	queryPixels = 2_000_000
)

// NewQuery prepares a picture to be looked for.
func NewQuery(img image.Image) *Query {
	q := &Query{grey: Reduced(img, queryWidth), tried: map[float64][]try{}}
	if n := q.grey.W * q.grey.H; n > queryPixels {
		q.grey = q.grey.scaled(math.Sqrt(queryPixels / float64(n)))
	}
	q.small = q.grey
	if q.small.W > CodeWidth {
		q.small = q.grey.scaled(CodeWidth / float64(q.grey.W))
	}
	q.edges = q.small.edges()
	q.content = q.grey.content()
	return q
}

// Near is how much the query agrees with a picture's code, 0 to 1, and where
// the picture would lie in it. aspect is the picture's width by its height. The
// agreement is 0 for a picture of another shape.
func (q *Query) Near(aspect float64, code Code) (share float64, at Frame) {
	tries, known := q.tried[aspect]
	if !known {
		tries = q.tries(aspect)
		q.tried[aspect] = tries
	}
	for _, t := range tries {
		if a := agreement(t.code, code, t.known); a > share {
			share, at = a, t.frame
		}
	}
	return share, at
}

// Parts of a picture's width that a query may show, and the smallest part of
// its height.
var parts = [...]float64{1, 0.98, 0.96, 0.94, 0.92, 0.9, 0.88, 0.86, 0.84}

const leastPart = 0.8

// tries are the ways in which a picture may lie in the query: as it is, cut off
// on some sides, or with a margin around it.
func (q *Query) tries(aspect float64) []try {
	var out []try
	for _, in := range q.windows() {
		for _, part := range parts {
			fw := in.W / part
			fh := fw / aspect
			if shown := in.H / fh; shown < leastPart || shown > 1.03 {
				continue
			}
			for _, left := range slack(fw - in.W) {
				for _, top := range slack(fh - in.H) {
					out = append(out, q.try(Frame{in.X - left, in.Y - top, fw, fh}))
				}
			}
		}
	}
	return out
}

// slack are the ways to share out what is missing between two sides.
func slack(missing float64) []float64 {
	if math.Abs(missing) < 0.5 {
		return []float64{0}
	}
	return []float64{0, missing / 2, missing}
}

// windows are the parts of the query that may be pictures: all of it, and what
// is inside its margin.
func (q *Query) windows() []Frame {
	all := Frame{0, 0, float64(q.grey.W), float64(q.grey.H)}
	if q.content == all || q.content.W == 0 {
		return []Frame{all}
	}
	return []Frame{all, q.content}
}

func (q *Query) try(f Frame) try {
	k := float64(q.small.W) / float64(q.grey.W)
	code, known := codeIn(q.small, q.edges, Frame{k * f.X, k * f.Y, k * f.W, k * f.H})
	return try{f, code, known}
}

// content is a picture without a margin of one colour on its sides.
func (g *Grey) content() Frame {
	rows, cols := make([]bool, g.H), make([]bool, g.W) // that are not of the margin
	corner := g.pix[0]
	for y := range g.H {
		for x := range g.W {
			if abs(g.pix[y*g.W+x]-corner) > marginNoise {
				rows[y], cols[x] = true, true
			}
		}
	}
	x0, y0 := slices.Index(cols, true), slices.Index(rows, true)
	if x0 < 0 {
		return Frame{}
	}
	slices.Reverse(cols)
	slices.Reverse(rows)
	x1, y1 := g.W-slices.Index(cols, true), g.H-slices.Index(rows, true)
	return Frame{float64(x0), float64(y0), float64(x1 - x0), float64(y1 - y0)}
}

// marginNoise is how much grey may differ in a margin of one colour.
const marginNoise = 12
