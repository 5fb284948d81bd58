package imagemeta

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// sample has what is hard to carry: several scripts, marks of direction, markup.
func sample() Metadata {
	return Metadata{
		Title: "Air scatters blue light <more> & “first”", Description: "Étude : \u2067نحو 11٪\u2069. ਅਸਮਾਨ ਨੀਲਾ ਹੈ।", Creator: "Example Facts", Credit: "Facts / Example",
		Rights: "Free to share with credit.", RightsURL: "https://licence.example/by/4.0/", Page: "https://rebut.example/fr/sky-scatters-blue/", Software: "Rebut",
		Slug: "sky-scatters-blue", Lang: "fr", Revision: 3, Design: "statement", Format: "square", Theme: "dark", Slide: 2,
	}
}

// chunk is a PNG chunk without a sum, which readers of metadata do not need.
func chunk(kind, data string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(data)))) + kind + data + "\x00\x00\x00\x00"
}

func text(keyword, value string) string { return chunk("iTXt", keyword+"\x00\x00\x00\x00\x00"+value) }

const signature = "\x89PNG\r\n\x1a\n"

func segment(marker byte, body string) string {
	return string(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))) + body
}

// files are one picture’s metadata in each kind of file, that of the PDF behind
// padding lines.
func files(m Metadata, padding int) map[Kind]string {
	return map[Kind]string{
		PNG:  signature + chunk("IHDR", "0123456789abc") + text(XMPKeyword, XMP(m)) + chunk("IDAT", "x") + chunk("IEND", ""),
		JPEG: "\xff\xd8" + segment(0xe1, JPEGHeader+XMP(m)) + segment(0xed, string(IPTC(m))) + segment(0xda, "scan"),
		PDF:  "%PDF-1.7\n" + strings.Repeat("%\n", padding) + XMP(m) + "\ntrailer",
	}
}

func read(t *testing.T, file string) (Metadata, Kind) {
	t.Helper()
	m, kind, err := Read(iotest.HalfReader(strings.NewReader(file)))
	if err != nil {
		t.Fatal(err)
	}
	return m, kind
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	for kind, file := range files(sample(), 50_000) {
		if got, k := read(t, file); got != sample() || k != kind {
			t.Errorf("%s: got %s\n%+v\nwant\n%+v", kind, k, got, sample())
		}
	}
	if XMP(Metadata{}) != "" || IPTC(Metadata{}) != nil {
		t.Error("nothing makes something")
	}
}

func TestTextChunksAreReadWhereThereIsNoXMP(t *testing.T) {
	got, _ := read(t, signature+text(Page, "https://rebut.example/en/a/")+text(Revision, "2")+text("Comment", "x")+chunk("IDAT", "x")+text(Title, "Behind the pixels")+chunk("IEND", ""))
	if want := (Metadata{Page: "https://rebut.example/en/a/", Revision: 2, Title: "Behind the pixels"}); got != want {
		t.Errorf("got %+v", got)
	}
	got, _ = read(t, signature+text(Revision, "2")+text(XMPKeyword, XMP(Metadata{Revision: 5}))+chunk("IEND", ""))
	if got.Revision != 5 {
		t.Errorf("XMP does not outweigh the text chunk: revision %d", got.Revision)
	}
}

// Programs that save a picture again write its XMP in other shapes.
func TestOtherShapesOfXMP(t *testing.T) {
	packet := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:r="urn:rebut:" r:slug="a-slug" r:revision="4"/>
<rdf:Description rdf:about="" xmlns:d="http://purl.org/dc/elements/1.1/">
 <d:title><rdf:Alt><rdf:li xml:lang="x-default"> A title </rdf:li><rdf:li xml:lang="fr">Un titre</rdf:li></rdf:Alt></d:title>
 <d:subject><rdf:Bag><rdf:li>not ours</rdf:li></rdf:Bag></d:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>`
	got, _ := read(t, "\xff\xd8"+segment(0xe0, "JFIF\x00")+segment(0xe1, JPEGHeader+packet)+segment(0xda, ""))
	if want := (Metadata{Slug: "a-slug", Revision: 4, Title: "A title"}); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestIPTCLeavesOutWhatIsTooLong(t *testing.T) {
	m := sample()
	m.Title = strings.Repeat("ਅ", 30) // 90 bytes: too long for an object name, not for a headline
	m.Rights = strings.Repeat("x", 129)
	got := string(IPTC(m))
	if strings.Contains(got, "\x1c\x02\x05") || !strings.Contains(got, "\x1c\x02\x69\x00\x5a"+m.Title) || strings.Contains(got, "xxx") {
		t.Errorf("% x", got)
	}
	if n := len(got) - len("Photoshop 3.0\x00"); n%2 != 0 {
		t.Errorf("%d bytes: resources are even", n)
	}
}

func TestOtherFilesAreNotRead(t *testing.T) {
	for _, file := range []string{"", "x", "GIF89a", "<svg/>", "\xff\xd8", "\x89PNG"} {
		if _, kind, err := Read(strings.NewReader(file)); !errors.Is(err, ErrUnknown) || kind != "" {
			t.Errorf("%q: %s, %v", file, kind, err)
		}
	}
	if _, _, err := Read(iotest.ErrReader(io.ErrNoProgress)); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("the reader's error is %v", err)
	}
}

func TestHostileFilesAreHarmless(t *testing.T) {
	deep := strings.Repeat("<a>", 200_000)
	for name, file := range map[string]string{
		"a chunk of 4 GiB":        signature + "\xff\xff\xff\xffiTXt" + "Title",
		"a chunk past the end":    signature + "\x00\x00\x10\x00iTXtTitle\x00",
		"many chunks":             signature + strings.Repeat(text(Title, strings.Repeat("x", 1000)), 5000),
		"a chunk without fields":  signature + chunk("iTXt", "") + chunk("iTXt", "Title") + chunk("iTXt", "Title\x00\x00\x00"),
		"a segment past the end":  "\xff\xd8\xff\xe1\xff\xffhttp",
		"a segment of no length":  "\xff\xd8\xff\xe1\x00\x00",
		"elements without end":    "\xff\xd8" + segment(0xe1, JPEGHeader+deep[:60_000]),
		"elements in a PDF":       "%PDF-1.7 <?xpacket begin=" + deep + "<?xpacket end=",
		"a packet without end":    "%PDF-1.7 <?xpacket begin=" + strings.Repeat("x", 3<<20),
		"entities":                "%PDF-1.7 <?xpacket begin=''?><!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;&a;</x><?xpacket end=",
		"a revision out of range": signature + text(Revision, "99999999999999999999") + text(Revision, "-1"),
	} {
		m, _, err := Read(strings.NewReader(file))
		if err != nil || m.Revision != 0 {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
	long, _ := read(t, "%PDF-1.7 "+XMP(Metadata{Title: strings.Repeat("x", maxText+1), Slug: "a"})+"<?xpacket end=")
	if len(long.Title) > maxText || long.Slug != "a" {
		t.Errorf("a title of %d bytes, slug %q", len(long.Title), long.Slug)
	}
}

// FuzzRead looks for files that crash the reader, and for texts in them that
// are not UTF-8.
func FuzzRead(f *testing.F) {
	for _, file := range files(sample(), 3) {
		f.Add([]byte(file))
	}
	f.Add([]byte(signature + text(Page, "https://rebut.example/en/a/") + text(Revision, "2")))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, _, err := Read(bytes.NewReader(file))
		if err != nil && !errors.Is(err, ErrUnknown) {
			t.Errorf("the file itself is an error: %v", err)
		}
		for _, keyword := range Keywords() {
			if s := m.Get(keyword); s != strings.ToValidUTF8(s, "?") || len(s) > maxPacket {
				t.Errorf("%s is %.100q", keyword, s)
			}
		}
	})
}
