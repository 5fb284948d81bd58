package pdf_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"rebut/internal/pdf"
	"rebut/internal/raster"
)

const arabic = "لكل فرد الحق & <x> \x01 (“\\)”"

func TestTheFileSaysWhatItIs(t *testing.T) {
	need(t, "pdfinfo", "qpdf")
	data := encode(t, poster(t, declaration(t, "ar")), pdf.A4(), meta("ar", arabic))
	file := onDisk(t, "meta.pdf", data)
	valid(t, file, data)
	info := run(t, "pdfinfo", file)
	for _, want := range []string{
		"Title:           لكل فرد الحق & <x>", "Author:          Example Network", "Subject:         A poster: لكل", "Keywords:        asylum, rights & <law>",
		"Creator:         Rebut", "CreationDate:    Sun Mar  1 09:00:00 2026", "ModDate:         Wed Apr  1 09:00:00 2026", "Tagged:          yes", "Pages:           1",
		"Metadata Stream: yes", "JavaScript:      no", "(A4)",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("missing %q in\n%s", want, info)
		}
	}
	type list struct {
		Items []string `xml:"li"`
	}
	type property struct {
		Alt, Seq, Bag list
	}
	var packet struct {
		Description struct {
			Title       property `xml:"http://purl.org/dc/elements/1.1/ title"`
			Description property `xml:"http://purl.org/dc/elements/1.1/ description"`
			Creator     property `xml:"http://purl.org/dc/elements/1.1/ creator"`
			Language    property `xml:"http://purl.org/dc/elements/1.1/ language"`
			Subject     property `xml:"http://purl.org/dc/elements/1.1/ subject"`
			Rights      property `xml:"http://purl.org/dc/elements/1.1/ rights"`
			Source      string   `xml:"http://purl.org/dc/elements/1.1/ source"`
			Statement   string   `xml:"http://ns.adobe.com/xap/1.0/rights/ WebStatement"`
			Created     string   `xml:"http://ns.adobe.com/xap/1.0/ CreateDate"`
		} `xml:"RDF>Description"`
	}
	start, end := bytes.Index(data, []byte("<x:xmpmeta")), bytes.Index(data, []byte("</x:xmpmeta>"))
	if err := xml.Unmarshal(data[start:end+len("</x:xmpmeta>")], &packet); err != nil {
		t.Fatal(err)
	}
	d := packet.Description
	for _, check := range []struct{ name, got, want string }{
		{"title", strings.Join(d.Title.Alt.Items, "|"), strings.Repeat("|"+strings.ReplaceAll(arabic, "\x01", "\uFFFD"), 2)[1:]},
		{"creator", strings.Join(d.Creator.Seq.Items, "|"), "Example Network"},
		{"language", strings.Join(d.Language.Bag.Items, "|"), "ar"},
		{"subject", strings.Join(d.Subject.Bag.Items, "|"), "asylum|rights & <law>"},
		{"rights", d.Rights.Alt.Items[0], "CC BY 4.0"},
		{"source", d.Source, link},
		{"licence", d.Statement, "https://creativecommons.org/licenses/by/4.0/"},
		{"created", d.Created, "2026-03-01T09:00:00Z"},
	} {
		if check.got != check.want {
			t.Errorf("%s: %q, want %q", check.name, check.got, check.want)
		}
	}
}

func TestTheStructureIsReadInOrder(t *testing.T) {
	need(t, "pdfinfo")
	s := poster(t, declaration(t, "en"))
	file := onDisk(t, "structure.pdf", encode(t, s, pdf.A4(), meta("en", "x")))
	var want []string
	for i, txt := range s.Texts {
		kind := "P (block) "
		if i == 0 {
			kind = "H1 (block) "
		}
		want = append(want, kind+`"`+plain(txt.Plain)+`"`)
	}
	out := plain(run(t, "pdfinfo", "-struct-text", file))
	// pdfinfo prints lines of a paragraph without the space between them.
	squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	at := 0
	for _, w := range append(want, "Figure") {
		i := strings.Index(squeeze(out)[at:], squeeze(w))
		if i < 0 {
			t.Fatalf("missing %q, in order, in\n%s", w, out)
		}
		at += i
	}
	if !strings.HasPrefix(out, "Document") {
		t.Errorf("structure begins %.40q", out)
	}
}

func TestAFigureOpensItsAddress(t *testing.T) {
	need(t, "pdfinfo", "qpdf")
	m := meta("en", "x")
	m.Links = map[string]string{"qr": link + "é (1)"}
	data := encode(t, poster(t, declaration(t, "en")), pdf.A4(), m)
	file := onDisk(t, "link.pdf", data)
	valid(t, file, data)
	if out := run(t, "pdfinfo", "-url", file); strings.Count(out, link+"%C3%A9%20(1)\n") != 1 {
		t.Errorf("addresses: %s", out)
	}
	if out := run(t, "pdfinfo", "-struct", file); !strings.Contains(out, "Link") || strings.Index(out, "Link") > strings.Index(out, "Figure") {
		t.Errorf("structure: %s", out)
	}
}

func TestFilesWithoutMetadataAreValid(t *testing.T) {
	need(t, "qpdf")
	data := encode(t, &raster.Scene{Width: 210, Height: 297, Ground: paper}, pdf.A4(), pdf.Meta{})
	valid(t, onDisk(t, "empty.pdf", data), data)
	if bytes.Contains(data, []byte("CreationDate")) {
		t.Error("a date was invented")
	}
}
