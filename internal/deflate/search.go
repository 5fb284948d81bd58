package deflate

import (
	"encoding/binary"
	"math/bits"
)

// Guesses of what tokens cost, bits. Those of a match are what its symbols
// need; those of a literal are fewer than its symbol needs, because a byte that
// one match leaves is often part of the next.
const (
	literalBits = 4
	runBits     = 4  // match one byte before
	aboveBits   = 14 // match a row before
	farBits     = 10 // any other match, without the extra bits of its distance
)

// Lengths from which a match is taken without looking further. margin is as
// long as the longest.
const (
	longRun   = 16
	longAbove = 32
	longFar   = 32
	margin    = 32
)

const hashBits = 12

// found is a match, the better the larger: the bits it saves<<32 | length<<16 |
// distance. 0 is none.
type found int64

func saving(saved, length, distance int) found {
	return found(saved<<32 | length<<16 | distance)
}

func (f found) length() int   { return int(f >> 16 & 0xffff) }
func (f found) distance() int { return int(f & 0xffff) }

// saved is what the bytes of a match of up to eight bytes cost as literals. What
// is too short for a match saves nothing.
var saved = [9]int32{-1 << 20, -1 << 20, -1 << 20, 3 * literalBits, 4 * literalBits, 5 * literalBits, 6 * literalBits, 7 * literalBits, 8 * literalBits}

// tokenise turns data into blocks, the last of which it leaves to be written.
func (e *Encoder) tokenise(data []byte, stride int) {
	at, end := 0, len(data)-margin // from end on, no match starts but a run
	if end > 0 {
		e.literal(data[0])
		at = 1
	}
	if stride < 1 || stride > maxDistance {
		stride = 1
	}
	for at < end {
		if len(e.block.tokens) >= blockTokens {
			e.write(false)
			e.block.reset()
		}
		above := min(at, stride)
		best := e.better(data, at, above, 0)
		if best == 0 {
			e.literal(data[at])
			at++
			continue
		}
		looked := at + 1 // places before are in seen
		for best.length() < longFar && looked+best.length() < end {
			later := e.better(data, looked, above, best)
			looked++
			if later == best {
				break
			}
			e.literal(data[at])
			at++
			best = later
		}
		n := best.length()
		e.match(n, best.distance())
		if best.distance() > 1 && n >= 6 && n <= longFar {
			// Enough to find a letter again of which a part differs.
			e.see(data, looked)
			e.see(data, looked+1)
			e.see(data, looked+2)
			e.see(data, looked+3)
		}
		at += n
	}
	if at > 0 {
		if n := runLength(data[at:], data[at-1]); n >= minLength {
			e.match(n, 1)
			at += n
		}
	}
	for ; at < len(data); at++ {
		e.literal(data[at])
	}
}

// better is a better match at a place than one that is known, or that one.
func (e *Encoder) better(data []byte, at, above int, best found) found {
	eight, before := load(data, at), data[at-1]
	n := bits.TrailingZeros64(eight^(eight<<8|uint64(before))) / 8
	if n == 8 {
		n = min(8+runLength(data[at+8:], before), 0x7fff)
		best = max(best, saving(n*literalBits-runBits, n, 1))
		if n >= longRun {
			return best
		}
	} else {
		best = max(best, saving(int(saved[n])-runBits, n, 1))
	}
	if n = bits.TrailingZeros64(eight^load(data, at-above)) / 8; n == 8 {
		n += same(data[at+8:], data[at-above+8:])
		best = max(best, saving(n*literalBits-aboveBits, n, above))
		if n >= longAbove {
			return best
		}
	} else {
		best = max(best, saving(int(saved[n])-aboveBits, n, above))
	}
	h := hash(eight)
	distance := int(uint16(at - int(e.seen[h])))
	e.seen[h] = uint16(at)
	far := at - distance
	// A longer match must also have the byte after the one that is known.
	n = best.length()
	if data[far+n] != data[at+n] || load(data, far) != eight || distance == 0 || distance > maxDistance {
		return best
	}
	n = 8 + same(data[at+8:], data[far+8:])
	return max(best, saving(n*literalBits-farBits-bits.Len16(uint16(distance-1)), n, distance))
}

// see notes where eight bytes are.
func (e *Encoder) see(data []byte, at int) { e.seen[hash(load(data, at))] = uint16(at) }

func load(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i:]) }

// hash mixes eight bytes (multiplicative hashing, by 2^64 ÷ the golden ratio).
func hash(eight uint64) uint64 { return eight * 0x9E3779B97F4A7C15 >> (64 - hashBits) }

// same counts the equal bytes at the start of two places of the same data, the
// first of which is later, up to what fits a match with eight before.
func same(later, earlier []byte) (n int) {
	later = later[:min(len(later), maxLength-8)]
	for ; len(later) >= 8 && len(earlier) >= 8; n += 8 {
		if d := binary.LittleEndian.Uint64(later) ^ binary.LittleEndian.Uint64(earlier); d != 0 {
			return n + bits.TrailingZeros64(d)/8
		}
		later, earlier = later[8:], earlier[8:]
	}
	for i, v := range later {
		if v != earlier[i] {
			break
		}
		n++
	}
	return n
}

// runLength counts how often b starts with a byte.
func runLength(b []byte, v byte) (n int) {
	all := uint64(v) * 0x0101010101010101
	for ; len(b) >= 32; n += 32 {
		x, y := binary.LittleEndian.Uint64(b)^all, binary.LittleEndian.Uint64(b[8:])^all
		if x|y|(binary.LittleEndian.Uint64(b[16:])^all)|(binary.LittleEndian.Uint64(b[24:])^all) != 0 {
			break
		}
		b = b[32:]
	}
	for ; len(b) >= 8; n += 8 {
		if d := binary.LittleEndian.Uint64(b) ^ all; d != 0 {
			return n + bits.TrailingZeros64(d)/8
		}
		b = b[8:]
	}
	for _, w := range b {
		if w != v {
			break
		}
		n++
	}
	return n
}
