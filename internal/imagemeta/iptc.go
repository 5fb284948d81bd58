package imagemeta

import (
	"encoding/binary"
	"strings"
)

// datasets are those of IPTC-IIM 4.2's application record (2:xx) that are
// written, with the most bytes that the standard lets each of them have.
var datasets = [...]struct {
	number  byte
	most    int
	keyword string
}{
	{5, 64, Title},    // object name
	{80, 32, Creator}, // by-line
	{105, 256, Title}, // headline
	{110, 32, Credit},
	{116, 128, Rights},       // copyright notice
	{120, 2000, Description}, // caption
}

// IPTC is the metadata as the payload of a JPEG APP13 segment: one Photoshop
// image resource (0x0404) with IPTC-IIM records in UTF-8; nil where there is
// nothing to say. A text that is longer than the standard allows is left out
// rather than cut: XMP has it whole.
func IPTC(m Metadata) []byte {
	records := []byte{
		0x1c, 1, 90, 0, 3, 0x1b, '%', 'G', // coded character set: UTF-8
		0x1c, 2, 0, 0, 2, 0, 4, // version of the application record
	}
	head := len(records)
	for _, d := range datasets {
		text := strings.ToValidUTF8(m.Get(d.keyword), "\uFFFD")
		if text == "" || len(text) > d.most {
			continue
		}
		records = append(records, 0x1c, 2, d.number)
		records = binary.BigEndian.AppendUint16(records, uint16(len(text)))
		records = append(records, text...)
	}
	if len(records) == head {
		return nil
	}
	out := append([]byte("Photoshop 3.0\x00"), "8BIM\x04\x04\x00\x00"...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(records)))
	out = append(out, records...)
	if len(records)%2 == 1 { // resources have an even length
		out = append(out, 0)
	}
	return out
}
