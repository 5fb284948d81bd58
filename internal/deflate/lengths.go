package deflate

// lengthCodes is the size of the alphabet that code lengths are written in: 0
// to 15, the last one again (16), and 0 some or many times (17, 18).
const lengthCodes = 19

// lengthTable is how a block's code lengths are written (section 3.2.7).
type lengthTable struct {
	lengths [symbols + distances]uint8
	packed  []uint16 // symbol | extra bits<<8
	freq    [lengthCodes]int32
	codes   [lengthCodes]code
}

// writeLengths writes the lengths of the block's codes.
func (e *Encoder) writeLengths() {
	// The lengths of the codes of lengths stand in this order.
	order := [lengthCodes]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	b, t, w := &e.block, &e.block.table, &e.out
	literals, dists := used(b.codes[:], firstLength), used(b.distCodes[:], 1)
	for i, c := range b.codes[:literals] {
		t.lengths[i] = c.n
	}
	for i, c := range b.distCodes[:dists] {
		t.lengths[literals+i] = c.n
	}
	t.pack(t.lengths[:literals+dists])
	e.huffman.build(t.codes[:], t.freq[:], 7)
	n := lengthCodes
	for n > 4 && t.codes[order[n-1]].n == 0 {
		n--
	}
	w.put(uint64(literals-firstLength)|uint64(dists-1)<<5|uint64(n-4)<<10, 14)
	for _, s := range order[:n] {
		w.put(uint64(t.codes[s].n), 3)
	}
	for _, p := range t.packed {
		c := t.codes[p&0xff]
		w.put(uint64(c.bits)|uint64(p>>8)<<c.n, uint(c.n)+extraOfLength(p&0xff))
	}
}

// extraOfLength is the number of extra bits of a symbol.
func extraOfLength(symbol uint16) uint {
	switch symbol {
	case 16:
		return 2
	case 17:
		return 3
	case 18:
		return 7
	}
	return 0
}

// used is the number of codes up to the last that is used, or least.
func used(codes []code, least int) int {
	n := len(codes)
	for n > least && codes[n-1].n == 0 {
		n--
	}
	return n
}

// pack shortens runs of one length.
func (t *lengthTable) pack(lengths []uint8) {
	t.packed = t.packed[:0]
	clear(t.freq[:])
	for i := 0; i < len(lengths); {
		v, n := lengths[i], 1
		for i+n < len(lengths) && lengths[i+n] == v {
			n++
		}
		i += n
		if v == 0 {
			n = t.repeat(18, n, 11, 138)
			n = t.repeat(17, n, 3, 10)
		} else {
			t.add(uint16(v))
			n = t.repeat(16, n-1, 3, 6)
		}
		for range n {
			t.add(uint16(v))
		}
	}
}

// repeat adds a symbol that stands for least to most lengths while enough of n
// are left, and returns how many are left then.
func (t *lengthTable) repeat(symbol uint16, n, least, most int) int {
	for n >= least {
		k := min(n, most)
		t.add(symbol | uint16(k-least)<<8)
		n -= k
	}
	return n
}

func (t *lengthTable) add(p uint16) {
	t.packed = append(t.packed, p)
	t.freq[p&0xff]++
}
