package imagemeta

import (
	"encoding/xml"
	"strings"
)

// The namespaces of the properties, by prefix, in the order in which the
// packet declares them.
var namespaces = [...]struct{ prefix, uri string }{
	{"dc", "http://purl.org/dc/elements/1.1/"},
	{"xmp", "http://ns.adobe.com/xap/1.0/"},
	{"xmpRights", "http://ns.adobe.com/xap/1.0/rights/"},
	{"photoshop", "http://ns.adobe.com/photoshop/1.0/"},
	{"Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"},
	{"rebut", Namespace},
}

// form is how a property's value is written (ISO 16684-1, section 6.3).
type form uint8

const (
	simple       form = iota
	alternatives      // one text for each language; ours is the default
	sequence          // in order
	bag               // in no order
)

// properties are those of a packet, in its order, with the keyword whose text
// each of them has. The description is the alt text, and stands as both.
var properties = [...]struct {
	name    string
	form    form
	keyword string
}{
	{"dc:title", alternatives, Title},
	{"dc:description", alternatives, Description},
	{"dc:creator", sequence, Creator},
	{"dc:rights", alternatives, Rights},
	{"dc:source", simple, Page},
	{"dc:language", bag, Lang},
	{"xmp:CreatorTool", simple, Software},
	{"xmpRights:UsageTerms", alternatives, Rights},
	{"xmpRights:WebStatement", simple, RightsURL},
	{"photoshop:Credit", simple, Credit},
	{"Iptc4xmpCore:AltTextAccessibility", alternatives, Description},
	{"rebut:slug", simple, Slug},
	{"rebut:language", simple, Lang},
	{"rebut:revision", simple, Revision},
	{"rebut:design", simple, Design},
	{"rebut:format", simple, Format},
	{"rebut:theme", simple, Theme},
	{"rebut:slide", simple, Slide},
	{"rebut:page", simple, Page},
}

// XMP is the metadata as an XMP packet; "" where there is nothing to say. It is
// read-only: it has no padding to be edited in place.
func XMP(m Metadata) string {
	if m == (Metadata{}) {
		return ""
	}
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + rdf + `"><rdf:Description rdf:about=""`)
	for _, n := range namespaces {
		b.WriteString(" xmlns:" + n.prefix + `="` + n.uri + `"`)
	}
	b.WriteString(">")
	for _, p := range properties {
		if text := m.Get(p.keyword); text != "" {
			writeProperty(&b, p.name, p.form, text)
		}
	}
	if m.Rights != "" || m.RightsURL != "" {
		writeProperty(&b, "xmpRights:Marked", simple, "True") // somebody holds rights in it
	}
	b.WriteString(`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`)
	return b.String()
}

// Namespace is that of Rebut's own properties.
const Namespace = "urn:rebut:"

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

func writeProperty(b *strings.Builder, name string, f form, text string) {
	around := map[form][2]string{
		alternatives: {`<rdf:Alt><rdf:li xml:lang="x-default">`, "</rdf:li></rdf:Alt>"},
		sequence:     {"<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>"},
		bag:          {"<rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag>"},
	}[f]
	b.WriteString("<" + name + ">" + around[0])
	// A Builder takes every byte, and what XML cannot have becomes U+FFFD.
	_ = xml.EscapeText(b, []byte(strings.ToValidUTF8(text, "\uFFFD")))
	b.WriteString(around[1] + "</" + name + ">")
}
