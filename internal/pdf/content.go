package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// content is a stream of operators (ISO 32000-1, annex A).
type content struct{ bytes.Buffer }

// op writes an operator behind its operands.
func (c *content) op(operator string, operands ...float64) {
	for _, v := range operands {
		c.number(v)
		c.WriteByte(' ')
	}
	c.WriteString(operator)
	c.WriteByte('\n')
}

// number writes a value to a thousandth.
func (c *content) number(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	c.WriteString(strconv.FormatFloat(math.Round(v*1000)/1000+0, 'f', -1, 64))
}

// matrix changes the coordinates; its factors are written in full.
func (c *content) matrix(a, b, cc, d, e, f float64) {
	for _, v := range []float64{a, b, cc, d, e, f} {
		c.WriteString(strconv.FormatFloat(v+0, 'f', 6, 64) + " ")
	}
	c.WriteString("cm\n")
}

// name writes an operator with the name of a resource.
func (c *content) name(operator, resource string) { fmt.Fprintf(c, "/%s %s\n", resource, operator) }

func (c *content) line(x1, y1, x2, y2 float64) {
	c.op("m", x1, y1)
	c.op("l", x2, y2)
}

// artifact opens content that means nothing (section 14.8.2.2); EMC closes it.
func (c *content) artifact(kind string) {
	if kind == "" {
		c.WriteString("/Artifact BMC\n")
		return
	}
	fmt.Fprintf(c, "/Artifact <</Type /%s>> BDC\n", kind)
}

// tagged opens content that belongs to an element of the structure.
func (c *content) tagged(kind string, id int) { fmt.Fprintf(c, "/%s <</MCID %d>> BDC\n", kind, id) }

// utf16Hex is text as a string object of UTF-16 with its byte order mark
// (section 7.9.2.2), in hexadecimal digits.
func utf16Hex(text string) string {
	var b bytes.Buffer
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// text is a text string object.
func text(s string) types.Object {
	if strings.IndexFunc(s, func(r rune) bool { return r < 0x20 || r > 0x7e }) < 0 {
		if escaped, err := types.Escape(s); err == nil {
			return types.StringLiteral(*escaped)
		}
	}
	return types.HexLiteral(utf16Hex(s))
}
