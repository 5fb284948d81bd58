package imagemeta

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
)

// Kind is a kind of file.
type Kind string

// The kinds that can be read.
const (
	PNG  Kind = "PNG"
	JPEG Kind = "JPEG"
	PDF  Kind = "PDF"
)

// ErrUnknown is the error for what is no PNG, JPEG or PDF file.
var ErrUnknown = errors.New("this is no PNG, JPEG or PDF file")

// Limits of what is read of one file, bytes. A packet of ours has some 4 KiB.
const (
	maxPacket = 1 << 20   // of one XMP packet or text chunk
	maxTexts  = 4 << 20   // of all text chunks
	maxFile   = 256 << 20 // what stands behind it is not looked at
)

// Read reads the metadata of a file, as far as it can be told; what is broken
// is passed over. It needs at most a few MiB of memory, whatever the file. The
// error is ErrUnknown, or that of the reader.
func Read(r io.Reader) (Metadata, Kind, error) {
	in := bufio.NewReader(io.LimitReader(r, maxFile))
	head, err := in.Peek(8)
	if err != nil && !errors.Is(err, io.EOF) {
		return Metadata{}, "", err
	}
	var m Metadata
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		err := m.readPNG(in)
		return m, PNG, err
	case bytes.HasPrefix(head, []byte{0xff, 0xd8, 0xff}):
		err := m.readJPEG(in)
		return m, JPEG, err
	case bytes.HasPrefix(head, []byte("%PDF-")):
		err := m.readPDF(in)
		return m, PDF, err
	}
	return m, "", ErrUnknown
}

// unlessBroken is an error of the reader; nil for that of a file which ends too
// early, or has a length that leads out of it.
func unlessBroken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// readPNG reads the chunks of a PNG file (third edition, section 5.3). XMP
// outweighs text chunks, wherever they stand.
func (m *Metadata) readPNG(in *bufio.Reader) error {
	texts, left := Metadata{}, maxTexts
	if _, err := in.Discard(8); err != nil {
		return err
	}
	for {
		var head [8]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return m.endPNG(texts, err)
		}
		n, kind := int64(binary.BigEndian.Uint32(head[:])), string(head[4:])
		if kind == "IEND" {
			return m.endPNG(texts, io.EOF)
		}
		if kind == "iTXt" && n <= maxPacket && int(n) <= left {
			left -= int(n)
			data := make([]byte, n)
			if _, err := io.ReadFull(in, data); err != nil {
				return m.endPNG(texts, err)
			}
			m.textChunk(data, &texts)
			n = 0
		}
		if _, err := io.CopyN(io.Discard, in, n+4); err != nil { // 4: the CRC
			return m.endPNG(texts, err)
		}
	}
}

// endPNG takes in what text chunks say and XMP does not.
func (m *Metadata) endPNG(texts Metadata, err error) error {
	for _, p := range properties {
		m.Set(p.keyword, texts.Get(p.keyword))
	}
	return unlessBroken(err)
}

// textChunk reads an uncompressed iTXt chunk (section 11.3.3.4); Rebut writes
// no compressed ones.
func (m *Metadata) textChunk(data []byte, texts *Metadata) {
	keyword, rest, ok := bytes.Cut(data, []byte{0})
	if !ok || len(rest) < 2 || rest[0] != 0 {
		return
	}
	_, rest, ok1 := bytes.Cut(rest[2:], []byte{0}) // language
	_, text, ok2 := bytes.Cut(rest, []byte{0})     // translated keyword
	switch {
	case !ok1 || !ok2:
	case string(keyword) == XMPKeyword:
		m.readXMP(text)
	default:
		texts.Set(string(keyword), strings.ToValidUTF8(string(text), "\uFFFD"))
	}
}

// XMPKeyword is the keyword of the PNG text chunk that holds an XMP packet (XMP
// specification, part 3, section 1.1.5).
const XMPKeyword = "XML:com.adobe.xmp"

// JPEGHeader begins the APP1 segment that holds an XMP packet (part 3, section
// 1.1.3).
const JPEGHeader = "http://ns.adobe.com/xap/1.0/\x00"

// readJPEG reads the segments of a JPEG file up to the picture itself (ISO
// 10918-1, annex B).
func (m *Metadata) readJPEG(in *bufio.Reader) error {
	const startOfScan, endOfImage, app1 = 0xda, 0xd9, 0xe1
	if _, err := in.Discard(2); err != nil {
		return err
	}
	for {
		var head [4]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return unlessBroken(err)
		}
		n := int(binary.BigEndian.Uint16(head[2:])) - 2
		if head[0] != 0xff || n < 0 || head[1] == startOfScan || head[1] == endOfImage {
			return nil
		}
		data := make([]byte, n)
		if _, err := io.ReadFull(in, data); err != nil {
			return unlessBroken(err)
		}
		if packet, ok := bytes.CutPrefix(data, []byte(JPEGHeader)); ok && head[1] == app1 {
			m.readXMP(packet)
		}
	}
}

// readPDF looks for an XMP packet that is not compressed, which is how PDF
// files carry them so that programs that know no PDF find them (ISO 16684-1,
// section 7.3).
func (m *Metadata) readPDF(in *bufio.Reader) error {
	start, end := []byte("<?xpacket begin="), []byte("<?xpacket end=")
	var window []byte
	inside := false
	part := make([]byte, 64<<10)
	for {
		n, err := in.Read(part)
		window = append(window, part[:n]...)
		if !inside {
			if i := bytes.Index(window, start); i >= 0 {
				window, inside = window[i:], true
			} else {
				window = append([]byte(nil), window[max(0, len(window)-len(start)):]...)
			}
		}
		if i := bytes.Index(window, end); inside && i >= 0 {
			m.readXMP(window[:i])
			return nil
		}
		if inside && len(window) > maxPacket || err != nil {
			return unlessBroken(err)
		}
	}
}
