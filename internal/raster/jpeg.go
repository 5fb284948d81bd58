package raster

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math"
	"strings"
)

// Qualities that EncodeJPEG chooses between (0 to 100, libjpeg's scale). Above
// 95 files grow without looking better; below 40 letters get dirty edges.
const (
	bestJPEG  = 95
	worstJPEG = 40
)

// EncodeJPEG writes a picture as JPEG at a quality from 40 to 95 at which the
// file, metadata included, has at most maxBytes bytes; 0 means no limit. It is
// quality 95 wherever that fits, else one that fills the limit to some 95 % or
// cannot be raised. The metadata is an XMP packet in an APP1 segment (XMP part
// 3, section 1.1.3). It is an error when even the lowest quality is too large.
func EncodeJPEG(w io.Writer, img image.Image, maxBytes int, meta []Meta) error {
	if err := checkSize(img); err != nil {
		return err
	}
	segment, err := xmpSegment(meta)
	if err != nil {
		return err
	}
	return encodeJPEG(w, img, maxBytes, segment, new(bytes.Buffer), new(bytes.Buffer))
}

// encodeJPEG uses two buffers to encode into.
func encodeJPEG(w io.Writer, img image.Image, maxBytes int, segment []byte, try, best *bytes.Buffer) error {
	s := qualitySearch{limit: maxBytes - len(segment), next: bestJPEG, low: worstJPEG - 1, high: bestJPEG + 1}
	if maxBytes <= 0 {
		s.limit = math.MaxInt
	}
	best.Reset()
	for s.next > 0 {
		try.Reset()
		if err := jpeg.Encode(try, img, &jpeg.Options{Quality: s.next}); err != nil {
			return fmt.Errorf("encoding JPEG: %w", err)
		}
		if s.tell(try.Len()) {
			try, best = best, try
		}
	}
	if best.Len() == 0 {
		return fmt.Errorf("the picture cannot be made to fit %d bytes", maxBytes)
	}
	// Metadata follows the start-of-image marker (2 bytes).
	file := best.Bytes()
	for _, part := range [][]byte{file[:2], segment, file[2:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// xmpSegment is the whole APP1 segment, marker included; nil without metadata.
func xmpSegment(meta []Meta) ([]byte, error) {
	if len(meta) == 0 {
		return nil, nil
	}
	packet, err := xmpPacket(meta)
	if err != nil {
		return nil, err
	}
	body := append([]byte("http://ns.adobe.com/xap/1.0/\x00"), packet...)
	if len(body)+2 > 0xffff {
		return nil, fmt.Errorf("metadata of %d bytes does not fit a JPEG segment", len(body))
	}
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return append(segment, body...), nil
}

func xmpPacket(meta []Meta) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:rebut="urn:rebut:">`)
	for _, m := range meta {
		if !validKeyword(m.Keyword) {
			return nil, fmt.Errorf("%q cannot be a metadata keyword", m.Keyword)
		}
		open, end := xmpElement(m.Keyword)
		b.WriteString(open)
		if err := xml.EscapeText(&b, []byte(m.Text)); err != nil {
			return nil, err
		}
		b.WriteString(end)
	}
	b.WriteString(`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`)
	return b.Bytes(), nil
}

// xmpName is the XMP property of a PNG keyword; a keyword that has none becomes
// a property in rebut's own namespace.
func xmpName(keyword string) string {
	switch keyword {
	case "Title":
		return "dc:title"
	case "Description":
		return "dc:description"
	case "Copyright":
		return "dc:rights"
	case "Source":
		return "dc:source"
	case "Software":
		return "xmp:CreatorTool"
	}
	letters := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, keyword[strings.LastIndexByte(keyword, ':')+1:])
	if letters == "" {
		letters = "note"
	}
	return "rebut:" + letters
}

// xmpElement is what stands around a value. Dublin Core's title, description
// and rights are alternatives by language (XMP part 1, section 8.4).
func xmpElement(keyword string) (open, end string) {
	name := xmpName(keyword)
	switch name {
	case "dc:title", "dc:description", "dc:rights":
		return "<" + name + `><rdf:Alt><rdf:li xml:lang="x-default">`, "</rdf:li></rdf:Alt></" + name + ">"
	}
	return "<" + name + ">", "</" + name + ">"
}
