package pdf

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// producer is the program that wrote the file's objects.
const producer = "Rebut"

// info is the document information dictionary (ISO 32000-1, section 14.3.3).
func (m Meta) info() types.Dict {
	d := types.Dict{"Producer": text(producer)}
	for key, value := range map[string]string{
		"Title": m.Title, "Author": m.Author, "Subject": m.Description, "Keywords": strings.Join(m.Keywords, ", "), "Creator": m.Tool,
	} {
		if value != "" {
			d[key] = text(value)
		}
	}
	for key, at := range map[string]time.Time{"CreationDate": m.Created, "ModDate": m.Modified} {
		if !at.IsZero() {
			d[key] = types.StringLiteral(at.UTC().Format("D:20060102150405+00'00'"))
		}
	}
	return d
}

// xmp is the same as an XMP packet (XMP part 1, section 7.3), with what the
// dictionary has no place for.
func (m Meta) xmp() []byte {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">` + "\n")
	lang := m.Lang
	if lang == "" {
		lang = "x-default"
	}
	property(&b, "dc:format", "", "application/pdf")
	property(&b, "dc:title", alternatives(lang), m.Title)
	property(&b, "dc:description", alternatives(lang), m.Description)
	property(&b, "dc:rights", alternatives(lang), m.Licence)
	property(&b, "dc:creator", "Seq", m.Author)
	property(&b, "dc:language", "Bag", m.Lang)
	property(&b, "dc:subject", "Bag", m.Keywords...)
	property(&b, "dc:source", "", m.Source)
	property(&b, "pdf:Keywords", "", strings.Join(m.Keywords, ", "))
	property(&b, "pdf:Producer", "", producer)
	property(&b, "xmpRights:WebStatement", "", m.LicenceURL)
	property(&b, "xmp:CreatorTool", "", m.Tool)
	property(&b, "xmp:CreateDate", "", stamp(m.Created))
	property(&b, "xmp:ModifyDate", "", stamp(m.Modified))
	for _, p := range m.Own {
		if p.Value != "" {
			b.WriteString("<" + p.Prefix + ":" + p.Name + " xmlns:" + p.Prefix + `="` + p.Namespace + `">`)
			escape(&b, p.Value)
			b.WriteString("</" + p.Prefix + ":" + p.Name + ">\n")
		}
	}
	b.WriteString(`</rdf:Description></rdf:RDF></x:xmpmeta>` + "\n" + `<?xpacket end="r"?>`)
	return b.Bytes()
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// alternatives is the container of text in one language, which is also the
// default (XMP part 1, section 8.2.2.4).
func alternatives(lang string) string { return "Alt " + lang }

// property writes a property: one value, or several in a container. Empty
// values are left out.
func property(b *bytes.Buffer, name, container string, values ...string) {
	var items []string
	for _, v := range values {
		if v != "" {
			items = append(items, v)
		}
	}
	if len(items) == 0 {
		return
	}
	kind, lang, alternative := strings.Cut(container, " ")
	b.WriteString("<" + name + ">")
	if kind != "" {
		b.WriteString("<rdf:" + kind + ">")
	}
	for _, v := range items {
		switch {
		case alternative:
			item(b, `<rdf:li xml:lang="x-default">`, v)
			if lang != "x-default" {
				b.WriteString(`<rdf:li xml:lang="`)
				escape(b, lang)
				item(b, `">`, v)
			}
		case kind != "":
			item(b, "<rdf:li>", v)
		default:
			escape(b, v)
		}
	}
	if kind != "" {
		b.WriteString("</rdf:" + kind + ">")
	}
	b.WriteString("</" + name + ">\n")
}

func item(b *bytes.Buffer, open, value string) {
	b.WriteString(open)
	escape(b, value)
	b.WriteString("</rdf:li>")
}

// escape writes text as XML; what XML cannot hold becomes U+FFFD.
func escape(b *bytes.Buffer, text string) {
	_ = xml.EscapeText(b, []byte(text)) // a buffer does not fail
}
