package raster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/draw"
	"io"
	"strings"

	"rebut/internal/imagemeta"
)

// EncodePNG writes a picture as PNG, with each piece of metadata as an
// uncompressed iTXt chunk (UTF-8) before the pixels, and an XMP packet of those
// that have a keyword of package imagemeta. A picture of up to 256 colours gets a palette, which loses nothing and is some four times smaller;
// any other is written as RGB. The picture must be opaque: alpha is not
// written. Painter.PNG makes the same file of a scene, faster.
func EncodePNG(w io.Writer, img image.Image, meta []Meta) error {
	if err := checkSize(img); err != nil {
		return err
	}
	chunks, err := textChunks(meta)
	if err != nil {
		return err
	}
	rgba, ok := img.(*image.RGBA)
	if !ok {
		rgba = image.NewRGBA(img.Bounds())
		draw.Draw(rgba, rgba.Rect, img, rgba.Rect.Min, draw.Src)
	}
	e := newPNGEncoder()
	if c := paletted(rgba); c != nil {
		return e.indexed(w, c, chunks)
	}
	return e.rgb(w, rgba, chunks)
}

func checkSize(img image.Image) error {
	if s := img.Bounds().Size(); s.X < 1 || s.Y < 1 || s.X > MaxSide || s.Y > MaxSide {
		return fmt.Errorf("a picture of %d×%d px: each side must be from 1 to %d px", s.X, s.Y, MaxSide)
	}
	return nil
}

// textChunks are the metadata as iTXt chunks (section 11.3.3.4).
func textChunks(meta []Meta) ([]byte, error) {
	var out bytes.Buffer
	for _, m := range meta {
		if !validKeyword(m.Keyword) {
			return nil, fmt.Errorf("%q cannot be a PNG keyword", m.Keyword)
		}
		text := strings.ToValidUTF8(strings.ReplaceAll(m.Text, "\x00", ""), "\uFFFD")
		var data bytes.Buffer
		data.WriteString(m.Keyword)
		// Null, not compressed, method 0, no language tag, no translated keyword.
		data.Write([]byte{0, 0, 0, 0, 0})
		data.WriteString(text)
		writeChunk(&out, "iTXt", data.Bytes())
	}
	m, err := described(meta)
	if packet := imagemeta.XMP(m); packet != "" {
		writeChunk(&out, "iTXt", []byte(imagemeta.XMPKeyword+"\x00\x00\x00\x00\x00"+packet))
	}
	return out.Bytes(), err
}

// writeChunk writes length, type, data and CRC (section 5.3).
func writeChunk(b *bytes.Buffer, kind string, data []byte) {
	var word [4]byte
	binary.BigEndian.PutUint32(word[:], uint32(len(data)))
	b.Write(word[:])
	sum := crc32.NewIEEE()
	io.WriteString(io.MultiWriter(b, sum), kind)
	io.MultiWriter(b, sum).Write(data)
	binary.BigEndian.PutUint32(word[:], sum.Sum32())
	b.Write(word[:])
}

// paletted is the picture on a canvas, with its colours in the order in which
// they first appear, or nil when it has more than 256.
func paletted(img *image.RGBA) *canvas {
	size := img.Rect.Size()
	c := &canvas{}
	c.reset(size.X, size.Y)
	places := map[uint32]uint8{}
	last, place := ^uint32(0), uint8(0)
	for y := range size.Y {
		row := img.Pix[y*img.Stride:][:4*size.X]
		dst := c.row(y, 0, size.X)
		for x := range dst {
			rgb := uint32(row[4*x])<<16 | uint32(row[4*x+1])<<8 | uint32(row[4*x+2])
			if rgb != last {
				i, known := places[rgb]
				if !known {
					if i = c.index(rgb); c.full {
						return nil
					}
					places[rgb] = i
				}
				last, place = rgb, i
			}
			dst[x] = place
		}
	}
	return c
}
