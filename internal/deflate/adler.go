package deflate

import (
	"bytes"
	"encoding/binary"
	"hash/adler32"
)

// checksum is the Adler-32 (RFC 1950, section 9) of rows of stride bytes each.
// What a row adds to it is what the row above added, but for the bytes that
// differ, which are few.
func checksum(data []byte, stride int) uint32 {
	const mod = 65521
	if stride < 1 || stride > 1<<20 || len(data)%stride != 0 {
		return adler32.Checksum(data)
	}
	n := uint64(stride)
	a, b := uint64(1), uint64(0)
	var r rowSums
	above := make([]byte, 0, 8192)[:0]
	if stride <= cap(above) {
		above = above[:stride]
	} else {
		above = make([]byte, stride)
	}
	for ; len(data) > 0; data = data[stride:] {
		row := data[:stride]
		if !bytes.Equal(row, above) {
			r.change(row, above)
		}
		b = (b + n*a + n*r.plain - r.weighted) % mod
		a = (a + r.plain) % mod
		above = row
	}
	return uint32(b<<16 | a)
}

// rowSums are the sum of a row's bytes, and that of each times its place.
type rowSums struct{ plain, weighted uint64 }

// change makes the sums those of a row instead of the one above.
func (r *rowSums) change(row, above []byte) {
	at := uint64(0)
	for len(row) >= 32 && len(above) >= 32 {
		x0, y0 := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(above)
		x1, y1 := binary.LittleEndian.Uint64(row[8:]), binary.LittleEndian.Uint64(above[8:])
		x2, y2 := binary.LittleEndian.Uint64(row[16:]), binary.LittleEndian.Uint64(above[16:])
		x3, y3 := binary.LittleEndian.Uint64(row[24:]), binary.LittleEndian.Uint64(above[24:])
		if (x0^y0)|(x1^y1)|(x2^y2)|(x3^y3) != 0 {
			if x0 != y0 {
				r.eight(x0, y0, at)
			}
			if x1 != y1 {
				r.eight(x1, y1, at+8)
			}
			if x2 != y2 {
				r.eight(x2, y2, at+16)
			}
			if x3 != y3 {
				r.eight(x3, y3, at+24)
			}
		}
		row, above = row[32:], above[32:]
		at += 32
	}
	for i, v := range row {
		d := uint64(v) - uint64(above[i]) // wraps around, as all sums may
		r.plain += d
		r.weighted += d * (at + uint64(i))
	}
}

// eight adds the differences of eight bytes at a place. In lanes of 16 bits,
// those of even and of odd bytes are raised by 256, so that none is negative; a
// product's highest lane is the sum of all lanes, each times a weight.
func (r *rowSums) eight(x, y, at uint64) {
	const (
		low    = 0x00ff00ff00ff00ff
		raised = 0x0100010001000100
		ones   = 0x0001000100010001
		evens  = 0x0000000200040006
	)
	even := x&low + raised - y&low
	odd := x>>8&low + raised - y>>8&low
	odds := odd * ones >> 48
	plain := (even+odd)*ones>>48 - 8*256
	r.plain += plain
	r.weighted += (even+odd)*evens>>48 + odds + at*plain - (2*12+4)*256
}
