package card

import (
	"math"

	"rebut/internal/factcheck"
)

// shares are the values of a series as parts of the largest one's size in the
// whole chart, -1 to 1, so that no length can overflow.
func shares(c *factcheck.Chart) [][]float64 {
	most := 0.0
	for _, s := range c.Series {
		for _, v := range s.Values {
			most = max(most, math.Abs(v))
		}
	}
	out := make([][]float64, len(c.Series))
	for i, s := range c.Series {
		out[i] = make([]float64, len(s.Values))
		for k, v := range s.Values {
			if most > 0 {
				out[i][k] = v / most
			}
		}
	}
	return out
}

// arm is what stands on one side of the zero line: a bar and the space that
// its label takes behind the bar's end, px.
type arm struct{ part, label float64 }

// barScale is the length of a bar of part 1 with which the bars on both sides of
// the zero line and their labels fill the room, and how much of it lies before
// the line. The length is negative when the labels alone are too long.
func barScale(arms []arm, room float64) (length, before float64) {
	reach := func(k float64) (before, after float64) {
		for _, s := range arms {
			if s.part < 0 {
				before = max(before, s.label-k*s.part)
			} else {
				after = max(after, s.label+k*s.part)
			}
		}
		return before, after
	}
	lo, hi := 0.0, room
	if b, a := reach(0); b+a > room {
		return -1, 0
	}
	for range 50 {
		mid := (lo + hi) / 2
		if b, a := reach(mid); b+a <= room {
			lo = mid
		} else {
			hi = mid
		}
	}
	before, _ = reach(lo)
	return lo, math.Round(before)
}

// barLength is the length of a bar in whole px; what is not nothing can be seen.
func barLength(part, length float64) float64 {
	if part == 0 {
		return 0
	}
	return max(math.Round(math.Abs(part)*length), hairline)
}

// stop is a label that wants to stand at a place on a line and needs room
// before and after it, px.
type stop struct{ at, before, after float64 }

// spread moves stops, which are in order, apart until each has its room and
// all lie from lo to hi, as little as possible: isotonic regression by pooling
// adjacent violators. The result is false when the room is too short.
func spread(stops []stop, lo, hi, gap float64) ([]float64, bool) {
	if len(stops) == 0 {
		return nil, true
	}
	type pool struct {
		sum float64
		n   int
	}
	offsets := make([]float64, len(stops))
	var pools []pool
	for i, s := range stops {
		if i > 0 {
			offsets[i] = offsets[i-1] + stops[i-1].after + gap + s.before
		}
		pools = append(pools, pool{s.at - offsets[i], 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum/float64(pools[k-1].n) > pools[k].sum/float64(pools[k].n); k-- {
			pools[k-1].sum, pools[k-1].n = pools[k-1].sum+pools[k].sum, pools[k-1].n+pools[k].n
			pools = pools[:k]
		}
	}
	last := len(stops) - 1
	least, most := lo+stops[0].before, hi-stops[last].after-offsets[last]
	var out []float64
	for _, p := range pools {
		for range p.n {
			z := max(min(p.sum/float64(p.n), most), least)
			out = append(out, z+offsets[len(out)])
		}
	}
	return out, least <= most
}
