package citation

import (
	"bytes"
	"context"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Only what stands in a PDF in the open is read: nothing is unpacked, so that no
// file can swell. XMP packets are not to be compressed (ISO 16684-1); document
// information is where it stands outside object streams.

const (
	mostPacket = 256 << 10 // bytes of an XMP packet
	mostInfo   = 16 << 10  // bytes of document information
	mostNested = 8         // values inside each other in it
)

func ofPDF(body []byte) Citation {
	c := ofXMP(body)
	info := information(body)
	c.Title = first(mostTitle, real(c.Title), real(info["Title"]))
	if len(c.Authors) == 0 {
		c.Authors = names([]string{info["Author"]}, c.Publisher)
	}
	return c
}

// draftTitle is what programs call a file whose writer gave it no title.
var draftTitle = regexp.MustCompile(`(?i)^(?:microsoft (?:word|powerpoint|excel) ?-|untitled|sans titre|document\d*$|slide ?1$|powerpoint presentation$|présentation powerpoint$)|\.(?:docx?|pdf|indd|qxd|pptx?|xlsx?|rtf|odt)$`)

// real is a title that somebody gave; "" for the name of a file.
func real(title string) string {
	if draftTitle.MatchString(strings.TrimSpace(title)) {
		return ""
	}
	return title
}

// ofXMP reads the last packet of a file, which is the newest: PDF appends.
func ofXMP(body []byte) (c Citation) {
	end := bytes.LastIndex(body, []byte("</x:xmpmeta>"))
	if end < 0 {
		return c
	}
	begin := bytes.LastIndex(body[:end], []byte("<x:xmpmeta"))
	if begin < 0 || end-begin > mostPacket {
		return c
	}
	values := properties(body[begin : end+len("</x:xmpmeta>")])
	c.Title, c.Publisher = first(mostTitle, values["dc title"]...), first(mostName, values["dc publisher"]...)
	c.Authors = names(values["dc creator"], c.Publisher)
	c.Date, c.Language = date(append(values["prism publicationDate"], values["dc date"]...)...), tongue(values["dc language"]...)
	return c
}

// properties are the texts of a packet by namespace and name.
func properties(packet []byte) map[string][]string {
	out, d := map[string][]string{}, xml.NewDecoder(bytes.NewReader(packet))
	at, deep := "", 0
	for {
		token, err := d.Token()
		if err != nil {
			return out
		}
		switch t := token.(type) {
		case xml.StartElement:
			if at != "" {
				deep++
			} else if name := propertyOf(t.Name); name != "" {
				at = name
			}
			for _, a := range t.Attr {
				if name := propertyOf(a.Name); name != "" {
					out[name] = append(out[name], a.Value)
				}
			}
		case xml.EndElement:
			if deep--; deep < 0 {
				at, deep = "", 0
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(t)); at != "" && text != "" && len(out[at]) < mostValues {
				out[at] = append(out[at], text)
			}
		}
	}
}

func propertyOf(name xml.Name) string {
	switch {
	case name.Space == "http://purl.org/dc/elements/1.1/":
		return "dc " + name.Local
	case strings.HasPrefix(name.Space, "http://prismstandard.org/namespaces/basic/"):
		return "prism " + name.Local
	}
	return ""
}

// infoAt names the object of the document information (ISO 32000-1, 7.5.5).
var infoAt = regexp.MustCompile(`/Info\s+(\d{1,9})\s+(\d{1,5})\s+R`)

// information are the texts of the newest document information.
func information(body []byte) map[string]string {
	out := map[string]string{}
	all := infoAt.FindAllSubmatch(body, -1)
	if len(all) == 0 {
		return out
	}
	number, _ := strconv.Atoi(string(all[len(all)-1][1]))
	begins := regexp.MustCompile(`(?:^|[\r\n\s])`+strconv.Itoa(number)+`\s+\d+\s+obj\b`).FindAllIndex(body, -1)
	if len(begins) == 0 {
		return out
	}
	object := body[begins[len(begins)-1][1]:]
	if end := bytes.Index(object, []byte("endobj")); end >= 0 {
		object = object[:end]
	}
	line := string(object[:min(len(object), mostInfo)])
	parsed, err := model.ParseObjectContext(context.Background(), &line, 0, mostNested)
	dict, ok := parsed.(types.Dict)
	if err != nil || !ok {
		return out
	}
	for _, key := range []string{"Title", "Author"} {
		if value, found := dict.Find(key); found {
			if text, err := types.StringOrHexLiteral(value); err == nil && text != nil {
				out[key] = *text
			}
		}
	}
	return out
}
