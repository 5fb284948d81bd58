package raster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math"

	"rebut/internal/imagemeta"
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
// cannot be raised. The metadata that has a keyword of package imagemeta is
// written as an XMP packet in an APP1 segment (XMP part 3, section 1.1.3) and as
// IPTC-IIM in an APP13 segment. It is an error when even the lowest quality is
// too large.
func EncodeJPEG(w io.Writer, img image.Image, maxBytes int, meta []Meta) error {
	if err := checkSize(img); err != nil {
		return err
	}
	segment, err := metaSegments(meta)
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

// metaSegments are the metadata's segments, markers included.
func metaSegments(meta []Meta) ([]byte, error) {
	const app1, app13 = 0xe1, 0xed
	m, err := described(meta)
	if err != nil {
		return nil, err
	}
	var out []byte
	if packet := imagemeta.XMP(m); packet != "" {
		if out, err = appendSegment(out, app1, imagemeta.JPEGHeader+packet); err != nil {
			return nil, err
		}
	}
	if records := imagemeta.IPTC(m); records != nil {
		return appendSegment(out, app13, string(records))
	}
	return out, nil
}

// appendSegment adds a segment (ISO 10918-1, section B.1.1.4): marker, length
// with itself, body.
func appendSegment(out []byte, marker byte, body string) ([]byte, error) {
	if len(body)+2 > 0xffff {
		return nil, fmt.Errorf("metadata of %d bytes does not fit a JPEG segment", len(body))
	}
	out = binary.BigEndian.AppendUint16(append(out, 0xff, marker), uint16(len(body)+2))
	return append(out, body...), nil
}
