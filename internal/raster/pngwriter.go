package raster

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"

	"github.com/klauspost/compress/zlib"
)

// Levels of compression. On the demonstration's cards, level 6 of
// klauspost/compress gives files of the size that Go's own level 6 gives, in a
// third of its time; level 5 is a quarter faster still, for 3 % more bytes,
// and levels 7 and 8 take longer and save nothing. Photographs hardly get
// smaller above level 3.
const (
	indexedLevel = 6
	rgbLevel     = 3
)

// Colour types (PNG, section 11.2.1).
const (
	colourRGB     = 2
	colourIndexed = 3
)

// pngEncoder makes PNG files. It can be used again, by one caller at a time;
// what it made before does not change what it makes.
type pngEncoder struct {
	file bytes.Buffer
	z    [10]*zlib.Writer // by level
	rows []uint8          // filtered rows of an RGB picture
}

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
	return e.finish(w, c.rows, indexedLevel)
}

// rgb writes an opaque picture with 24 bits a pixel.
func (e *pngEncoder) rgb(w io.Writer, img *image.RGBA, chunks []byte) error {
	e.head(img.Rect.Dx(), img.Rect.Dy(), colourRGB, chunks)
	e.rows = filterRGB(e.rows[:0], img)
	return e.finish(w, e.rows, rgbLevel)
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

// finish compresses the filtered rows into IDAT, and writes the file.
func (e *pngEncoder) finish(w io.Writer, rows []uint8, level int) error {
	start := e.file.Len()
	e.begin("IDAT")
	if e.z[level] == nil {
		z, err := zlib.NewWriterLevel(&e.file, level)
		if err != nil {
			return err
		}
		e.z[level] = z
	}
	e.z[level].Reset(&e.file)
	if _, err := e.z[level].Write(rows); err != nil {
		return err
	}
	if err := e.z[level].Close(); err != nil {
		return err
	}
	e.end(start)
	start = e.file.Len()
	e.begin("IEND")
	e.end(start)
	_, err := w.Write(e.file.Bytes())
	return err
}
