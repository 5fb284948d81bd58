package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// round is the whole number next to v, of 16 bits; 0 for what is no number.
func round(v float64) int {
	if math.IsNaN(v) {
		return 0
	}
	return int(math.Round(max(-32000, min(v, 32000))))
}

// resource is the name of a resource.
func resource(kind string, index int) string { return kind + strconv.Itoa(index+1) }

// object adds the font to the file.
func (e *embedded) object(f *file) types.IndirectRef {
	if e.pictures {
		return e.type3(f)
	}
	return e.type0(f)
}

// type0 is a composite font whose codes are the glyphs' numbers in the embedded
// program (ISO 32000-1, section 9.7).
func (e *embedded) type0(f *file) types.IndirectRef {
	program, bounds := e.program()
	if bounds.top <= bounds.bottom { // nothing but spaces
		bounds = box{0, -0.2 * emUnits, emUnits, 0.8 * emUnits}
	}
	name := types.Name(e.subsetName())
	file := f.stream(types.Dict{"Subtype": types.Name("CIDFontType0C")}, program)
	widths := make(types.Array, len(e.glyphs))
	for i, g := range e.glyphs {
		widths[i] = types.Integer(g.width)
	}
	descriptor := f.add(types.Dict{
		"Type": types.Name("FontDescriptor"), "FontName": name, "FontFile3": file,
		"Flags":    types.Integer(4), // symbolic: the glyphs are numbered as we please
		"FontBBox": bounds.array(), "ItalicAngle": types.Integer(0), "StemV": types.Integer(e.face.Weight / 5),
		"Ascent": types.Integer(bounds.top), "Descent": types.Integer(bounds.bottom), "CapHeight": types.Integer(bounds.top),
	})
	system := types.Dict{"Registry": types.StringLiteral("Adobe"), "Ordering": types.StringLiteral("Identity"), "Supplement": types.Integer(0)}
	descendant := f.add(types.Dict{
		"Type": types.Name("Font"), "Subtype": types.Name("CIDFontType0"), "BaseFont": name, "CIDSystemInfo": system,
		"FontDescriptor": descriptor, "DW": types.Integer(0), "W": types.Array{types.Integer(1), widths},
	})
	return f.add(types.Dict{
		"Type": types.Name("Font"), "Subtype": types.Name("Type0"), "BaseFont": name + "-Identity-H", "Encoding": types.Name("Identity-H"),
		"DescendantFonts": types.Array{descendant}, "ToUnicode": e.toUnicode(f),
	})
}

// subsetName is the face's name behind six letters that stand for its glyphs
// (section 9.6.4).
func (e *embedded) subsetName() string {
	sum := sha256.Sum256([]byte(e.identity()))
	tag := sum[:6]
	for i := range tag {
		tag[i] = 'A' + tag[i]%26
	}
	family := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, e.face.Family)
	if family == "" {
		family = "Font"
	}
	return fmt.Sprintf("%s+%s-%d", tag, family[:min(len(family), 60)], e.face.Weight)
}

// toUnicode says what each code reads (section 9.10.3), in blocks of the 100
// that CMaps may have.
func (e *embedded) toUnicode(f *file) types.IndirectRef {
	var b bytes.Buffer
	last := strings.Repeat("F", e.digits())
	fmt.Fprintf(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"+
		"1 begincodespacerange\n<%0*d> <%s>\nendcodespacerange\n", e.digits(), 0, last)
	for rest := e.glyphs; len(rest) > 0; {
		n := min(len(rest), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, g := range rest[:n] {
			fmt.Fprintf(&b, "<%0*X> <%s>\n", e.digits(), g.code, strings.TrimPrefix(utf16Hex(g.text), "FEFF"))
		}
		b.WriteString("endbfchar\n")
		rest = rest[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return f.stream(types.Dict{}, b.Bytes())
}
