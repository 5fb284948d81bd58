package raster

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"rebut/internal/imagemeta"
)

var facts = []Meta{
	{"Title", "New immigration tied to about 11%"},
	{"Description", "Étude fédérale : « 11 % » \u2067نحو\u2069 <&>"},
	{"Source", "https://rebut.example/en/housing-costs-causes/"},
	{"Copyright", "Free to share with credit."},
	{"Software", "Rebut"},
	{"rebut:revision", "3"},
}

type chunk struct {
	kind string
	data []byte
}

// chunks takes a PNG apart by its specification, without any code of this
// package, and checks every CRC.
func chunks(t *testing.T, file []byte) []chunk {
	t.Helper()
	if !bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")) {
		t.Fatal("no PNG signature")
	}
	var out []chunk
	for rest := file[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		body := rest[4 : 8+n]
		if got, want := crc32.ChecksumIEEE(body), binary.BigEndian.Uint32(rest[8+n:]); got != want {
			t.Fatalf("chunk %s: CRC %08x, want %08x", body[:4], got, want)
		}
		out = append(out, chunk{string(body[:4]), body[4:]})
		rest = rest[12+n:]
	}
	return out
}

func picture(t *testing.T) *image.RGBA {
	t.Helper()
	img, err := NewPainter().Paint(letters(t, library(t), "Facts first", 56))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestPNGCarriesItsMetadataAndLosesNoPixel(t *testing.T) {
	img := picture(t)
	var b bytes.Buffer
	if err := EncodePNG(&b, img, facts); err != nil {
		t.Fatal(err)
	}
	all := chunks(t, b.Bytes())
	if all[0].kind != "IHDR" || all[len(all)-1].kind != "IEND" {
		t.Errorf("chunks begin with %s and end with %s", all[0].kind, all[len(all)-1].kind)
	}
	if colourType := all[0].data[9]; colourType != 3 {
		t.Errorf("a flat picture has colour type %d, want 3 (palette)", colourType)
	}
	var got []Meta
	for _, c := range all {
		if c.kind == "iTXt" {
			parts := bytes.SplitN(c.data, []byte{0}, 2)
			text, ok := bytes.CutPrefix(parts[1], []byte{0, 0, 0, 0})
			if !ok {
				t.Errorf("%s: not an uncompressed iTXt without language", parts[0])
			}
			got = append(got, Meta{string(parts[0]), string(text)})
		}
	}
	if len(got) != len(facts)+1 {
		t.Fatalf("%d texts, want %d and XMP", len(got), len(facts))
	}
	for i := range facts {
		if got[i] != facts[i] {
			t.Errorf("text %d: got %q, want %q", i, got[i], facts[i])
		}
	}
	if packet := got[len(facts)]; packet.Keyword != imagemeta.XMPKeyword || !strings.Contains(packet.Text, "<rebut:revision>3</rebut:revision>") {
		t.Errorf("the last text is %q", packet)
	}
	samePixels(t, b.Bytes(), img)
}

func samePixels(t *testing.T, file []byte, want *image.RGBA) {
	t.Helper()
	got, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("decoded %v, want %v", got.Bounds(), want.Bounds())
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			r, g, b, a := got.At(x, y).RGBA()
			w := want.RGBAAt(x, y)
			if uint8(r>>8) != w.R || uint8(g>>8) != w.G || uint8(b>>8) != w.B || a != 0xffff {
				t.Fatalf("pixel %d,%d: %v, want %v", x, y, got.At(x, y), w)
			}
		}
	}
}

func TestPNGWithManyColoursIsRGBWithoutAlpha(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range 1600 {
		img.SetRGBA(i%40, i/40, color.RGBA{uint8(i), uint8(i / 7), uint8(i / 3), 255})
	}
	var b bytes.Buffer
	if err := EncodePNG(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	if colourType := chunks(t, b.Bytes())[0].data[9]; colourType != 2 {
		t.Errorf("colour type %d, want 2 (RGB)", colourType)
	}
	samePixels(t, b.Bytes(), img)
}

func TestKeywordsFollowTheSpecification(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 2, 2))
	for _, bad := range []string{"", " Title", "Title ", "a  b", "a\x00b", "Äther", strings.Repeat("x", 80)} {
		if err := EncodePNG(&bytes.Buffer{}, img, []Meta{{bad, "x"}}); err == nil {
			t.Errorf("PNG keyword %q was accepted", bad)
		}
		if err := EncodeJPEG(&bytes.Buffer{}, img, 0, []Meta{{bad, "x"}}); err == nil {
			t.Errorf("JPEG keyword %q was accepted", bad)
		}
	}
	var b bytes.Buffer
	if err := EncodePNG(&b, img, []Meta{{"Comment", "a\x00b\xff"}}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b.Bytes(), []byte("Comment\x00\x00\x00\x00\x00ab\uFFFD")) {
		t.Error("a null byte or broken UTF-8 reached the file")
	}
}

func TestEncodersRefuseHostileSizes(t *testing.T) {
	for _, r := range []image.Rectangle{{}, image.Rect(0, 0, MaxSide+1, 1)} {
		img := &image.RGBA{Rect: r, Stride: 4 * r.Dx(), Pix: make([]uint8, 4*r.Dx()*r.Dy())}
		if EncodePNG(&bytes.Buffer{}, img, nil) == nil || EncodeJPEG(&bytes.Buffer{}, img, 0, nil) == nil {
			t.Errorf("%v was encoded", r)
		}
	}
}

func TestJPEGStaysUnderItsLimitAtTheBestQuality(t *testing.T) {
	img := picture(t)
	sizes := map[int]int{}
	for _, limit := range []int{0, 10000, 8000} {
		var b bytes.Buffer
		if err := EncodeJPEG(&b, img, limit, facts); err != nil {
			t.Fatalf("limit %d: %v", limit, err)
		}
		sizes[limit] = b.Len()
		if limit > 0 && b.Len() > limit {
			t.Errorf("limit %d: %d bytes", limit, b.Len())
		}
		got, err := jpeg.Decode(&b)
		if err != nil || got.Bounds() != img.Rect {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
	if !(sizes[0] > sizes[10000] && sizes[10000] > sizes[8000]) {
		t.Errorf("sizes by limit %v: a smaller limit must give a smaller file here", sizes)
	}
	if err := EncodeJPEG(&bytes.Buffer{}, img, 500, facts); err == nil {
		t.Error("500 bytes were enough")
	}
}

func TestJPEGCarriesItsMetadataAsXMP(t *testing.T) {
	var b bytes.Buffer
	if err := EncodeJPEG(&b, picture(t), 0, facts); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	if !bytes.HasPrefix(file, []byte{0xff, 0xd8, 0xff, 0xe1}) {
		t.Fatalf("file begins % x", file[:4])
	}
	packet, ok := bytes.CutPrefix(file[6:4+int(binary.BigEndian.Uint16(file[4:]))], []byte("http://ns.adobe.com/xap/1.0/\x00"))
	if !ok {
		t.Fatal("no XMP segment")
	}
	type alternatives struct {
		Text string `xml:"Alt>li"`
	}
	var got struct {
		RDF struct {
			Description struct {
				Title       alternatives `xml:"http://purl.org/dc/elements/1.1/ title"`
				Description alternatives `xml:"http://purl.org/dc/elements/1.1/ description"`
				Rights      alternatives `xml:"http://purl.org/dc/elements/1.1/ rights"`
				Source      string       `xml:"http://purl.org/dc/elements/1.1/ source"`
				Tool        string       `xml:"http://ns.adobe.com/xap/1.0/ CreatorTool"`
				Revision    string       `xml:"urn:rebut: revision"`
			}
		}
	}
	if err := xml.Unmarshal(packet, &got); err != nil {
		t.Fatal(err)
	}
	d := got.RDF.Description
	for i, text := range []string{d.Title.Text, d.Description.Text, d.Source, d.Rights.Text, d.Tool, d.Revision} {
		if text != facts[i].Text {
			t.Errorf("%s: got %q, want %q", facts[i].Keyword, text, facts[i].Text)
		}
	}
}

func TestEncodingIsDeterministic(t *testing.T) {
	img := picture(t)
	var a, b, c, d bytes.Buffer
	for _, err := range []error{EncodePNG(&a, img, facts), EncodePNG(&b, img, facts), EncodeJPEG(&c, img, 12000, facts), EncodeJPEG(&d, img, 12000, facts)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) || !bytes.Equal(c.Bytes(), d.Bytes()) {
		t.Error("the same picture gave other bytes")
	}
}
