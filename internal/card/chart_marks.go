package card

import (
	"math"

	"rebut/internal/raster"
)

// manner is how a series is told from others without colour: how its line is
// dashed and what marks its ends.
type manner struct {
	dash   float64 // length of a dash and of the gap behind it, in widths of the line; 0: no gaps
	corner int     // corners of the marker; 0: a disc
	turned bool    // whether the marker stands on a corner
}

// manners are those of the series that are not highlighted, in turns.
func mannerOf(i int) manner {
	all := [...]manner{{corner: 0}, {dash: 3, corner: 4}, {dash: 1.5, corner: 4, turned: true}, {corner: 3}, {dash: 3, corner: 0}, {dash: 1.5, corner: 3}}
	return all[i%len(all)]
}

// dashed draws an open line through points.
func dashed(role string, points []raster.Point, width, dash float64, ink Role) []mark {
	line := func(points []raster.Point) mark {
		return mark{stroke: ink, Shape: raster.Shape{Role: role, Form: raster.Polyline, Points: points, StrokeWidth: width}}
	}
	if dash <= 0 {
		return []mark{line(points)}
	}
	var marks []mark
	on, left := true, dash
	piece := []raster.Point{points[0]}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for rest := math.Hypot(b.X-a.X, b.Y-a.Y); rest > 0; {
			step := min(left, rest)
			a = raster.Point{X: a.X + (b.X-a.X)*step/rest, Y: a.Y + (b.Y-a.Y)*step/rest}
			rest, left = rest-step, left-step
			piece = append(piece, a)
			if left <= 0 {
				if on {
					marks = append(marks, line(piece))
				}
				on, left, piece = !on, dash, []raster.Point{a}
			}
		}
	}
	if on && len(piece) > 1 {
		marks = append(marks, line(piece))
	}
	return marks
}

// marker marks an end of a line: filled, or a ring around the ground.
func (p plot) marker(m manner, at raster.Point, radius, stroke float64, ink Role, filled bool) []mark {
	inner := max(radius-stroke, 0)
	marks := []mark{m.shape(at, radius, ink)}
	if !filled && inner > 0 {
		marks = append(marks, m.shape(at, inner, p.ground))
	}
	return marks
}

func (m manner) shape(at raster.Point, r float64, fill Role) mark {
	if m.corner == 0 {
		return mark{fill: fill, Shape: raster.Shape{Role: "marker", Form: raster.Ellipse, Box: raster.Rect{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r}}}
	}
	// Polygons of the same radius look smaller than discs.
	r *= 1.25
	start := -math.Pi / 2
	if m.corner == 4 && !m.turned {
		start += math.Pi / 4
	}
	points := make([]raster.Point, m.corner)
	for i := range points {
		sin, cos := math.Sincos(start + 2*math.Pi*float64(i)/float64(m.corner))
		points[i] = raster.Point{X: at.X + r*cos, Y: at.Y + r*sin}
	}
	return mark{fill: fill, Shape: raster.Shape{Role: "marker", Form: raster.Polygon, Points: points}}
}

// hatched are diagonal lines across a box.
func hatched(role string, box raster.Rect, width, step float64, ink Role) []mark {
	var marks []mark
	for c := step; c < box.W+box.H; c += step {
		from := raster.Point{X: box.X + min(c, box.W), Y: box.Y + max(c-box.W, 0)}
		to := raster.Point{X: box.X + max(c-box.H, 0), Y: box.Y + min(c, box.H)}
		marks = append(marks, mark{stroke: ink, Shape: raster.Shape{Role: role, Form: raster.Polyline, Points: []raster.Point{from, to}, StrokeWidth: width}})
	}
	return marks
}
