package raster

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"

	"github.com/klauspost/compress/zlib"

	"rebut/internal/deflate"
)

// rgbLevel is how hard klauspost/compress tries: photographs hardly get smaller
// above level 3.
const rgbLevel = 3

// Colour types (PNG, section 11.2.1).
const (
	colourRGB     = 2
	colourIndexed = 3
)

// pngEncoder makes PNG files. It can be used again, by one caller at a time;
// what it made before does not change what it makes.
type pngEncoder struct {
	file   bytes.Buffer
	flat   *deflate.Encoder // of rows of indices
	packed []byte           // what flat made of them
	rich   *zlib.Writer     // of rows of colours; nil until it is needed
	rows   []uint8          // filtered rows of an RGB picture
}

func newPNGEncoder() *pngEncoder { return &pngEncoder{flat: deflate.NewEncoder()} }

// indexed writes a canvas with 8 bits a pixel. Its rows are not filtered:
// differences of places in a palette mean nothing and compress worse. Fewer
// bits a pixel, which 16 colours would allow, do not occur: smooth letters of
// one colour alone have 19.
func (e *pngEncoder) indexed(w io.Writer, c *canvas, chunks []byte) error {
	e.head(c.width, c.height, colourIndexed, chunks)
	e.begin("PLTE")
	for _, rgb := range c.palette {
		e.file.Write([]byte{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb)})
	}
	e.end(33 + len(chunks))
	start := e.file.Len()
	e.begin("IDAT")
	e.packed = e.flat.AppendZlib(e.packed[:0], c.rows, c.width+1)
	e.file.Write(e.packed)
	e.end(start)
	return e.finish(w)
}

// rgb writes an opaque picture with 24 bits a pixel.
func (e *pngEncoder) rgb(w io.Writer, img *image.RGBA, chunks []byte) error {
	e.head(img.Rect.Dx(), img.Rect.Dy(), colourRGB, chunks)
	e.rows = filterRGB(e.rows[:0], img)
	start := e.file.Len()
	e.begin("IDAT")
	if err := e.pack(e.rows); err != nil {
		return err
	}
	e.end(start)
	return e.finish(w)
}

// pack compresses the filtered rows of an RGB picture.
func (e *pngEncoder) pack(rows []uint8) error {
	if e.rich == nil {
		z, err := zlib.NewWriterLevel(&e.file, rgbLevel)
		if err != nil {
			return err
		}
		e.rich = z
	}
	e.rich.Reset(&e.file)
	if _, err := e.rich.Write(rows); err != nil {
		return err
	}
	return e.rich.Close()
}

// head writes the signature (section 5.2), IHDR (section 11.2.1) and chunks.
func (e *pngEncoder) head(width, height int, colourType byte, chunks []byte) {
	e.file.Reset()
	e.file.WriteString("\x89PNG\r\n\x1a\n")
	e.begin("IHDR")
	var size [8]byte
	binary.BigEndian.PutUint32(size[:], uint32(width))
	binary.BigEndian.PutUint32(size[4:], uint32(height))
	e.file.Write(size[:])
	// Depth 8, no other compression or filter method than 0, not interlaced.
	e.file.Write([]byte{8, colourType, 0, 0, 0})
	e.end(8)
	e.file.Write(chunks)
}

// begin opens a chunk, whose length end fills in (section 5.3).
func (e *pngEncoder) begin(kind string) {
	e.file.Write([]byte{0, 0, 0, 0})
	e.file.WriteString(kind)
}

// end closes the chunk that begins at a place in the file.
func (e *pngEncoder) end(start int) {
	chunk := e.file.Bytes()[start:]
	binary.BigEndian.PutUint32(chunk, uint32(len(chunk)-8))
	var sum [4]byte
	binary.BigEndian.PutUint32(sum[:], crc32.ChecksumIEEE(chunk[4:]))
	e.file.Write(sum[:])
}

// finish ends the file and writes it.
func (e *pngEncoder) finish(w io.Writer) error {
	start := e.file.Len()
	e.begin("IEND")
	e.end(start)
	_, err := w.Write(e.file.Bytes())
	return err
}
