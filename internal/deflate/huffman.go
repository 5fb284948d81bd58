package deflate

import (
	"math/bits"
	"slices"
)

// code is a Huffman code: its bits, the first lowest, and their number.
type code struct {
	bits uint16
	n    uint8
}

// huffman makes prefix codes (section 3.2.2). It holds what it works with.
type huffman struct {
	leaves []uint32 // weight<<9 | symbol, the lightest first
	nodes  []int32  // weights of inner nodes
	parent [2 * symbols]int16
	depth  [2 * symbols]uint8
	counts [16]int
}

// build fills codes with codes of at most limit bits for symbols that occur
// freq times. Symbols that do not occur get none; a single one gets one bit.
func (h *huffman) build(codes []code, freq []int32, limit int) {
	clear(codes)
	h.leaves = h.leaves[:0]
	for s, f := range freq {
		if f > 0 {
			h.leaves = append(h.leaves, uint32(f)<<9|uint32(s))
		}
	}
	if len(h.leaves) == 0 {
		return
	}
	slices.Sort(h.leaves)
	h.measure(limit)
	h.share(codes, limit)
	number(codes, &h.counts)
}

// measure counts how many codes of each length an optimal tree has: leaves and
// inner nodes are both made in order of weight, so that two queues suffice.
func (h *huffman) measure(limit int) {
	n := len(h.leaves)
	h.counts = [16]int{}
	if n == 1 {
		h.counts[1] = 1
		return
	}
	h.nodes = h.nodes[:0]
	leaf, node := 0, 0
	for made := range n - 1 {
		weight := int32(0)
		for range 2 {
			if node == made || leaf < n && int32(h.leaves[leaf]>>9) <= h.nodes[node] {
				weight += int32(h.leaves[leaf] >> 9)
				h.parent[leaf] = int16(n + made)
				leaf++
			} else {
				weight += h.nodes[node]
				h.parent[n+node] = int16(n + made)
				node++
			}
		}
		h.nodes = append(h.nodes, weight)
	}
	h.depth[2*n-2] = 0
	for i := 2*n - 3; i >= 0; i-- {
		h.depth[i] = h.depth[h.parent[i]] + 1
		if i < n {
			h.counts[min(int(h.depth[i]), limit)]++
		}
	}
	h.shorten(limit)
}

// shorten makes the lengths those of a code again after some were cut to limit:
// while there are too many, the longest shorter code gets two children, one of
// which takes up a code of the limit's length.
func (h *huffman) shorten(limit int) {
	total := 0
	for n := 1; n <= limit; n++ {
		total += h.counts[n] << (limit - n)
	}
	for ; total > 1<<limit; total-- {
		n := limit - 1
		for h.counts[n] == 0 {
			n--
		}
		h.counts[n]--
		h.counts[n+1] += 2
		h.counts[limit]--
	}
}

// share gives the shortest codes to the heaviest symbols.
func (h *huffman) share(codes []code, limit int) {
	at := 0
	for n := limit; n > 0; n-- {
		for range h.counts[n] {
			codes[h.leaves[at]&0x1ff].n = uint8(n)
			at++
		}
	}
}

// number numbers codes of the same length in order of their symbols.
func number(codes []code, counts *[16]int) {
	var next [16]uint16
	for n, first := 1, 0; n < 16; n++ {
		next[n] = uint16(first)
		first = (first + counts[n]) << 1
	}
	for s, c := range codes {
		if c.n > 0 {
			codes[s].bits = bits.Reverse16(next[c.n]) >> (16 - c.n)
			next[c.n]++
		}
	}
}
