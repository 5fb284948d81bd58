package deflate

import (
	"bytes"
	"compress/zlib"
	"hash/adler32"
	"io"
	"math/rand/v2"
	"testing"
)

// rows are those of a picture with a filter byte each: a ground, boxes that
// repeat from row to row, and stamps that come again further to the right and
// further down, as letters do. All is drawn with a few values.
func rows(seed uint64, width, height int) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	stride := width + 1
	data := make([]byte, stride*height)
	put := func(x, y, w, h int, value func(dx, dy int) byte) {
		for dy := range h {
			for dx := range w {
				if x+dx < width && y+dy < height {
					data[(y+dy)*stride+1+x+dx] = value(dx, dy)
				}
			}
		}
	}
	for range 5 {
		v := byte(r.IntN(9))
		put(r.IntN(width), r.IntN(height), r.IntN(width), r.IntN(height), func(int, int) byte { return v })
	}
	for range 12 {
		var stamp [24][16]byte
		for range 60 {
			stamp[r.IntN(24)][r.IntN(16)] = byte(r.IntN(40))
		}
		for range 8 {
			put(r.IntN(width), r.IntN(height), 16, 24, func(dx, dy int) byte { return stamp[dy][dx] })
		}
	}
	return data
}

// noise is bytes that nothing foretells, of so many values.
func noise(seed uint64, n, values int) []byte {
	r := rand.New(rand.NewPCG(seed, 2))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(r.IntN(values))
	}
	return data
}

func unpacked(t testing.TB, stream []byte) []byte {
	t.Helper()
	in := bytes.NewReader(stream)
	z, err := zlib.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z) // checks the checksum
	if err != nil {
		t.Fatal(err)
	}
	if in.Len() > 0 {
		t.Errorf("%d bytes after the stream", in.Len())
	}
	return data
}

// samples are data of all kinds, with the length of their rows.
func samples() (all []struct {
	data   []byte
	stride int
}) {
	add := func(data []byte, stride int) {
		all = append(all, struct {
			data   []byte
			stride int
		}{data, stride})
	}
	for n := range 70 {
		add(bytes.Repeat([]byte{7}, n), 9)
		add(noise(uint64(n), n, 3), 5)
	}
	for _, size := range [][2]int{{1, 1}, {2, 300}, {64, 64}, {300, 300}, {1080, 700}, {4000, 40}, {40000, 5}} {
		add(rows(1, size[0], size[1]), size[0]+1)
	}
	add(rows(2, 500, 500), 77)    // rows of another length
	add(rows(3, 500, 500), 0)     // no rows
	add(rows(4, 500, 500), 1<<20) // one row that is not full
	add(make([]byte, 1081*900), 1081)
	for _, values := range []int{1, 2, 3, 5, 17, 256} {
		add(noise(uint64(values), 200000, values), 1000)
	}
	return all
}

func TestStreamsGiveBackWhatWentIn(t *testing.T) {
	e := NewEncoder()
	for i, s := range samples() {
		stream := e.AppendZlib([]byte("before"), s.data, s.stride)
		if !bytes.HasPrefix(stream, []byte("before")) {
			t.Fatal("what stood before is gone")
		}
		if got := unpacked(t, stream[len("before"):]); !bytes.Equal(got, s.data) {
			t.Errorf("sample %d of %d bytes, rows of %d: other bytes come back", i, len(s.data), s.stride)
		}
		if !bytes.Equal(stream[len("before"):], NewEncoder().AppendZlib(nil, s.data, s.stride)) {
			t.Errorf("sample %d: a new encoder makes another stream", i)
		}
	}
}

func TestEncoderAllocatesNothingWhenWarm(t *testing.T) {
	e, data := NewEncoder(), rows(5, 600, 600)
	dst := e.AppendZlib(nil, data, 601)
	dst = append(dst, make([]byte, 1<<20)...)
	if n := testing.AllocsPerRun(5, func() { e.AppendZlib(dst[:0], data, 601) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestRowsPackAsWellAsElsewhere: on rows of the kind that it is made for, the
// encoder makes no more bytes than Go's own at its default level.
func TestRowsPackAsWellAsElsewhere(t *testing.T) {
	ours, theirs := 0, 0
	for seed := range uint64(5) {
		data := rows(seed, 1080, 1080)
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		z.Write(data)
		z.Close()
		ours, theirs = ours+len(NewEncoder().AppendZlib(nil, data, 1081)), theirs+b.Len()
	}
	t.Logf("%d bytes; Go's zlib needs %d", ours, theirs)
	if ours > theirs {
		t.Errorf("%d bytes; Go's zlib needs %d", ours, theirs)
	}
}

func TestChecksum(t *testing.T) {
	for i, s := range samples() {
		if got, want := checksum(s.data, s.stride), adler32.Checksum(s.data); got != want {
			t.Errorf("sample %d of %d bytes, rows of %d: %08x, want %08x", i, len(s.data), s.stride, got, want)
		}
	}
	extreme := bytes.Repeat(append(bytes.Repeat([]byte{255}, 5000), make([]byte, 5000)...), 30)
	for _, stride := range []int{5000, 10000, 300000} {
		if got, want := checksum(extreme, stride), adler32.Checksum(extreme); got != want {
			t.Errorf("rows of %d: %08x, want %08x", stride, got, want)
		}
	}
}

// TestCodesAreShortAndComplete: codes hold to their limit, also for weights that
// ask for longer ones, fill the tree, and give heavier symbols no longer codes.
func TestCodesAreShortAndComplete(t *testing.T) {
	fibonacci := []int32{1, 1}
	for len(fibonacci) < 30 {
		fibonacci = append(fibonacci, fibonacci[len(fibonacci)-1]+fibonacci[len(fibonacci)-2])
	}
	var h huffman
	for _, limit := range []int{7, 15} {
		for _, freq := range [][]int32{fibonacci[:12], fibonacci[:19], {3, 0, 0, 9}, {1, 1, 1, 1, 1}, {0, 5, 0, 1000000, 2, 2}} {
			codes := make([]code, len(freq))
			h.build(codes, freq, limit)
			room := 0
			for s, c := range codes {
				if (freq[s] > 0) != (c.n > 0) || int(c.n) > limit {
					t.Errorf("limit %d, %v: symbol %d has %d bits", limit, freq, s, c.n)
				}
				if c.n > 0 {
					room += 1 << (limit - int(c.n))
				}
				for other := range codes {
					if freq[s] > freq[other] && freq[other] > 0 && c.n > codes[other].n {
						t.Errorf("limit %d, %v: symbol %d has a longer code than %d", limit, freq, s, other)
					}
				}
			}
			if room != 1<<limit {
				t.Errorf("limit %d, %v: the codes take %d of %d", limit, freq, room, 1<<limit)
			}
		}
	}
}

func FuzzStreamsGiveBackWhatWentIn(f *testing.F) {
	for i, s := range samples() {
		if len(s.data) < 2000 && i%7 == 0 {
			f.Add(s.data, s.stride, uint8(1))
		}
	}
	f.Add(rows(6, 60, 60), 61, uint8(1))
	f.Add([]byte{0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1}, 13, uint8(200))
	f.Fuzz(func(t *testing.T, data []byte, stride int, times uint8) {
		data = bytes.Repeat(data, int(times))
		if got := unpacked(t, NewEncoder().AppendZlib(nil, data, stride)); !bytes.Equal(got, data) {
			t.Error("other bytes come back")
		}
	})
}
