package card

import "math"

func (c *composer) layChart(p Part, r room) *node    { return &node{w: r.width, h: 10, line: math.NaN()} }
func (c *composer) code(size float64) ([]mark, bool) { return nil, true }
