package raster

import "math"

// qualitySearch finds a JPEG quality that fills a limit of bytes with few
// encodings. The logarithm of a file's size falls about linearly with that of
// the quantisation tables' scale, so two known sizes foretell a third.
type qualitySearch struct {
	limit     int // bytes
	next      int // quality to encode at; 0 when the search is over
	low, high int // qualities: below low all fit, from high on none does
	last      [2]sample
	tries     int
}

type sample struct{ scale, bytes float64 } // logarithms

const (
	mostTries   = 5
	enough      = 0.95 // of the limit, which is good enough
	aim         = 0.98 // of the limit
	usualSlope  = -0.6 // of most pictures
	leastSlope  = -0.2
	steepestOne = -2
)

// tell takes the size of the file at quality next, chooses another one, and
// reports whether this file is the best so far.
func (s *qualitySearch) tell(bytes int) (best bool) {
	best = bytes <= s.limit
	if best {
		s.low = s.next
	} else {
		s.high = s.next
	}
	s.last = [2]sample{{math.Log(tableScale(s.next)), math.Log(float64(bytes))}, s.last[0]}
	s.tries++
	s.choose(float64(bytes))
	return best
}

func (s *qualitySearch) choose(bytes float64) {
	fits := s.low >= worstJPEG
	switch {
	case s.high-s.low <= 1 || fits && (bytes >= enough*float64(s.limit) && s.next == s.low || s.tries >= mostTries):
		s.next = 0
	case s.tries >= mostTries || s.limit <= 0:
		s.next = worstJPEG
	default:
		s.next = min(max(s.foretold(), s.low+1), s.high-1)
	}
}

// foretold is the quality that the sizes so far promise.
func (s *qualitySearch) foretold() int {
	slope := usualSlope
	if now, before := s.last[0], s.last[1]; s.tries > 1 && now.scale != before.scale {
		slope = min(max((now.bytes-before.bytes)/(now.scale-before.scale), steepestOne), leastSlope)
	}
	scale := s.last[0].scale + (math.Log(aim*float64(s.limit))-s.last[0].bytes)/slope
	return qualityOf(math.Exp(scale))
}

// tableScale is the percentage by which quality scales the quantisation tables
// (libjpeg's jpeg_quality_scaling).
func tableScale(quality int) float64 {
	if quality < 50 {
		return 5000 / float64(quality)
	}
	return 200 - 2*float64(quality)
}

// qualityOf is the highest quality with at least that scale.
func qualityOf(scale float64) int {
	if scale > 100 {
		return int(5000 / min(scale, 5000))
	}
	return int(math.Floor((200 - scale) / 2))
}
