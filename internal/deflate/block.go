package deflate

import (
	"encoding/binary"
	"math/bits"
)

// Alphabets (section 3.2.5 to 3.2.7).
const (
	symbols     = 286 // literals, end of block, lengths
	distances   = 30
	endOfBlock  = 256
	firstLength = 257
)

// token is a literal or a match: extra bits of the distance<<14 | symbol of the
// distance<<9 | 9 bits. These are a literal's value, or a match's length and
// 253; a literal has the distance symbol noDistance.
type token uint32

const (
	noDistance = 31
	tokenKinds = 512 // of literals and lengths
	firstMatch = 256 - minLength
)

// match is the token of a match.
func match(length, distance int) token {
	d := uint32(distance - 1)
	symbol, n := d, uint32(0)
	if d >= 2 {
		n = uint32(bits.Len32(d)) - 2
		symbol = 2*n + d>>n
	}
	return token((d&(1<<n-1))<<14 | symbol<<9 | uint32(length+firstMatch))
}

// lengthSymbol is a length's symbol, and its extra bits and their number
// (section 3.2.5).
func lengthSymbol(length int) (symbol int, extra, n uint32) {
	l := uint32(length - minLength)
	if length == maxLength {
		return symbols - 1, 0, 0
	}
	if l < 8 {
		return firstLength + int(l), 0, 0
	}
	n = uint32(bits.Len32(l)) - 3
	return firstLength + int(4*n+l>>n), l & (1<<n - 1), n
}

// block is what one block is made of, and its codes.
type block struct {
	tokens    []token
	kinds     [tokenKinds]int32 // how often each literal and length occurs
	distFreq  [noDistance + 1]int32
	freq      [symbols]int32
	codes     [symbols]code
	distCodes [distances]code
	table     lengthTable
}

func (b *block) reset() {
	b.tokens = b.tokens[:0]
	clear(b.kinds[:])
	clear(b.distFreq[:])
}

func (e *Encoder) literal(v byte) {
	e.block.tokens = append(e.block.tokens, noDistance<<9|token(v))
	e.block.kinds[v]++
}

// match adds a match, which may be longer than maxLength.
func (e *Encoder) match(length, distance int) {
	b := &e.block
	for length > 0 {
		n := min(length, maxLength)
		if rest := length - n; rest > 0 && rest < minLength {
			n -= minLength
		}
		t := match(n, distance)
		b.tokens = append(b.tokens, t)
		b.kinds[t%tokenKinds]++
		b.distFreq[t>>9&noDistance]++
		length -= n
	}
}

// write writes the block with codes of its own (section 3.2.7).
func (e *Encoder) write(last bool) {
	b := &e.block
	copy(b.freq[:256], b.kinds[:256])
	clear(b.freq[256:])
	b.freq[endOfBlock] = 1
	for l := minLength; l <= maxLength; l++ {
		s, _, _ := lengthSymbol(l)
		b.freq[s] += b.kinds[l+firstMatch]
	}
	e.huffman.build(b.codes[:], b.freq[:], 15)
	e.huffman.build(b.distCodes[:], b.distFreq[:distances], 15)
	header := uint64(2) << 1 // dynamic Huffman codes
	if last {
		header |= 1
	}
	e.out.room(symbols*2 + 64)
	e.out.put(header, 3)
	e.writeLengths()
	e.body(b)
}

// bitsOf are the bits that stand for part of a token, and their number.
type bitsOf struct {
	bits uint32
	n    uint8 // without those of the token itself
	all  uint8
}

// body writes the tokens. It has no branch for literals and matches, which the
// processor would foretell badly: what a literal has no need for has no bits.
func (e *Encoder) body(b *block) {
	var kinds [tokenKinds]bitsOf
	for v, c := range b.codes[:256] {
		kinds[v] = bitsOf{uint32(c.bits), c.n, c.n}
	}
	for l := minLength; l <= maxLength; l++ {
		s, extra, n := lengthSymbol(l)
		c := b.codes[s]
		kinds[l+firstMatch] = bitsOf{uint32(c.bits) | extra<<c.n, c.n, c.n + uint8(n)}
	}
	var dists [noDistance + 1]bitsOf
	for s, c := range b.distCodes {
		dists[s] = bitsOf{uint32(c.bits), c.n, c.n + uint8(max(0, s/2-1))}
	}
	w := &e.out
	w.room(6*len(b.tokens) + 16)
	buf, at, acc, held := w.buf, w.at, w.acc, w.held // as put does, but in registers
	for _, t := range b.tokens {
		k, d := &kinds[t%tokenKinds], &dists[t>>9&noDistance]
		far := uint64(d.bits) | uint64(t>>14)<<(d.n&63)
		acc |= (uint64(k.bits) | far<<(k.all&63)) << (held & 63)
		held += uint(k.all) + uint(d.all)
		binary.LittleEndian.PutUint64(buf[at:], acc)
		at += int(held / 8)
		acc >>= held & 0x38
		held &= 7
	}
	w.at, w.acc, w.held = at, acc, held
	end := b.codes[endOfBlock]
	w.put(uint64(end.bits), uint(end.n))
}
