package imagemeta

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// Limits of an XMP packet. Texts that are longer are cut.
const (
	maxDepth = 32
	maxText  = 64 << 10 // bytes
)

// readXMP takes in the properties of a packet that Metadata has; it stops where
// the packet is no XML. Properties may be elements, with or without a list
// around their value, or attributes, as other programs write them when they
// save a picture again.
func (m *Metadata) readXMP(packet []byte) {
	d := xml.NewDecoder(bytes.NewReader(packet))
	d.Strict = true
	var stack []xml.Name
	var text strings.Builder
	for {
		token, err := d.Token()
		if err != nil || len(stack) > maxDepth {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			stack = append(stack, t.Name)
			text.Reset()
			for _, a := range t.Attr {
				m.property(a.Name, a.Value)
			}
		case xml.CharData:
			if text.Len()+len(t) <= maxText {
				text.Write(t)
			}
		case xml.EndElement:
			m.property(holder(stack), text.String())
			text.Reset()
			if stack = stack[:len(stack)-1]; len(stack) == 0 {
				return
			}
		}
	}
}

// holder is the property that the innermost element is the value of, or an item
// in the list of.
func holder(stack []xml.Name) xml.Name {
	for i := len(stack) - 1; i >= 0; i-- {
		if stack[i].Space != rdf {
			return stack[i]
		}
	}
	return xml.Name{}
}

// property takes in the value of a property; of several the first.
func (m *Metadata) property(name xml.Name, value string) {
	if value = strings.TrimSpace(value); value == "" || len(value) > maxText {
		return
	}
	for _, p := range properties {
		prefix, local, _ := strings.Cut(p.name, ":")
		if local == name.Local && uri(prefix) == name.Space {
			m.Set(p.keyword, value)
		}
	}
}

func uri(prefix string) string {
	for _, n := range namespaces {
		if n.prefix == prefix {
			return n.uri
		}
	}
	return ""
}
