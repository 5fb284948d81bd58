package raster

import (
	"image"
	"slices"
)

// Filters of PNG rows (section 9.2).
const (
	filterNone = iota
	filterSub
	filterUp
	filterAverage
	filterPaeth
	filters
)

// filterRGB appends the filtered rows of a picture to dst. Each row takes the
// filter with the smallest sum of absolute differences, as the specification
// suggests (section 12.7).
func filterRGB(dst []uint8, img *image.RGBA) []uint8 {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	stride := 3 * width
	dst = slices.Grow(dst, (stride+1)*height)
	// The pixel before a row is 0 (section 9.2): three bytes stand before each.
	above, row := make([]uint8, stride+3), make([]uint8, stride+3)
	var tried [filters][]uint8
	for f := range tried {
		tried[f] = make([]uint8, stride)
	}
	for y := range height {
		pix := img.Pix[y*img.Stride:][:4*width]
		for x := range width {
			copy(row[3+3*x:][:3], pix[4*x:][:3])
		}
		best := tryFilters(&tried, row, above)
		dst = append(append(dst, uint8(best)), tried[best]...)
		above, row = row, above
	}
	return dst
}

// tryFilters filters a row in every way and says which is best. Three bytes
// stand before the rows.
func tryFilters(tried *[filters][]uint8, row, above []uint8) int {
	n := len(row) - 3
	now, left, up, corner := row[3:], row[:n], above[3:][:n], above[:n]
	none, sub, over, average, nearest := tried[filterNone][:n], tried[filterSub][:n], tried[filterUp][:n], tried[filterAverage][:n], tried[filterPaeth][:n]
	var sums [filters]int
	for i, v := range now {
		a, b, c := left[i], up[i], corner[i]
		none[i], sub[i], over[i] = v, v-a, v-b
		average[i], nearest[i] = v-uint8((int(a)+int(b))/2), v-paeth(a, b, c)
		sums[filterNone] += distance(v)
		sums[filterSub] += distance(sub[i])
		sums[filterUp] += distance(over[i])
		sums[filterAverage] += distance(average[i])
		sums[filterPaeth] += distance(nearest[i])
	}
	best := filterNone
	for f, sum := range sums {
		if sum < sums[best] {
			best = f
		}
	}
	return best
}

// distance is a difference modulo 256 without its sign.
func distance(d uint8) int {
	s := int(int8(d))
	return max(s, -s)
}

// paeth is the neighbour nearest to left + up - corner (section 9.4).
func paeth(a, b, c uint8) uint8 {
	toA, toB := int(b)-int(c), int(a)-int(c)
	toC := toA + toB
	toA, toB, toC = max(toA, -toA), max(toB, -toB), max(toC, -toC)
	if toA <= toB && toA <= toC {
		return a
	}
	if toB <= toC {
		return b
	}
	return c
}
