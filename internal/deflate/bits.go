package deflate

import (
	"encoding/binary"
	"slices"
)

// bitWriter packs bits, the first into the lowest place of a byte (section
// 3.1.1).
type bitWriter struct {
	buf  []byte
	at   int    // bytes written
	acc  uint64 // bits not written yet, the oldest lowest
	held uint   // number of bits in acc, fewer than 8 after put
}

// room makes room for so many bytes.
func (w *bitWriter) room(n int) {
	w.buf = slices.Grow(w.buf[:w.at], n+8)
	w.buf = w.buf[:cap(w.buf)]
}

// put writes the lowest n bits of value, 56 at most; all others are 0. There
// must be room.
func (w *bitWriter) put(value uint64, n uint) {
	w.acc |= value << (w.held & 63)
	w.held += n
	binary.LittleEndian.PutUint64(w.buf[w.at:], w.acc)
	w.at += int(w.held / 8)
	w.acc >>= w.held & 0x38
	w.held &= 7
}

// end fills the last byte up and returns what was written.
func (w *bitWriter) end() []byte {
	w.room(0)
	w.put(0, -w.held&7)
	return w.buf[:w.at]
}
