// Package deflate compresses the rows of flat pictures into zlib streams (RFC
// 1950 and 1951), faster than what compresses anything.
//
// Such rows are special: most of them, or most of each, equal the row above;
// other stretches are one byte again and again; and what is left, the edges of
// letters, came once before where the same letter stands further to the left.
// So it looks for a match in three places only: one byte before, a row before,
// and where the same eight bytes were last seen. What a match is worth is
// guessed in bits, as one a row away needs nine bits more than a run. Blocks
// have Huffman codes of their own. Checksums change from row to row by what
// differs.
//
// The same rows give the same bytes. Any data is compressed rightly, but only
// such rows well.
package deflate

import "encoding/binary"

// Limits of matches (RFC 1951, section 3.2.5).
const (
	minLength   = 3
	maxLength   = 258
	maxDistance = 1 << 15
)

// blockTokens is about how many tokens a block has. On cards, blocks of 16,384
// make files 2 % larger, as headlines and small print are too different; those
// of 2,048 save 0.6 %, for which the time is not worth it.
const blockTokens = 4096

// Encoder makes zlib streams. It can be used again, by one caller at a time;
// what it made before does not change what it makes. It holds 50 KB.
type Encoder struct {
	out     bitWriter
	block   block
	huffman huffman
	seen    [1 << hashBits]uint16 // where eight bytes were last seen, modulo 65536
}

// NewEncoder returns an encoder.
func NewEncoder() *Encoder { return new(Encoder) }

// AppendZlib appends the zlib stream of data, rows of stride bytes each.
func (e *Encoder) AppendZlib(dst, data []byte, stride int) []byte {
	// A window of 32 KB, compressed at the default level (RFC 1950, section 2.2).
	e.out = bitWriter{buf: append(dst, 0x78, 0x9c), at: len(dst) + 2}
	clear(e.seen[:])
	e.block.reset()
	e.tokenise(data, stride)
	e.write(true)
	dst = e.out.end()
	e.out.buf = nil
	return binary.BigEndian.AppendUint32(dst, checksum(data, stride))
}
