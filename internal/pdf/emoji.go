package pdf

import (
	"bytes"
	"image"
	_ "image/jpeg" // a format of pictures in fonts
	_ "image/png"  // the other

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"rebut/internal/typeset"
)

// maxStrike is the longest side of a picture in a font that is decoded, px; it
// is raster's limit.
const maxStrike = 1024

// strike is a glyph's picture; nil pixels: the glyph is an outline.
type strike struct {
	pixels image.Image
	at     typeset.Picture // its box
}

func strikeOf(face *typeset.Face, id uint32) strike {
	if !face.Pictorial() {
		return strike{}
	}
	pic, ok := face.Picture(id)
	if !ok || !(pic.Width > 0 && pic.Width < 4 && pic.Height > 0 && pic.Height < 4) {
		return strike{}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(pic.Data))
	if err != nil || config.Width > maxStrike || config.Height > maxStrike || config.Width < 1 || config.Height < 1 {
		return strike{}
	}
	pixels, _, err := image.Decode(bytes.NewReader(pic.Data))
	if err != nil {
		return strike{}
	}
	return strike{pixels, pic}
}

// type3 is a font whose glyphs are pictures (ISO 32000-1, section 9.6.5).
func (e *embedded) type3(f *file) types.IndirectRef {
	procs, pictures := types.Dict{}, types.Dict{}
	// Poppler guesses how large a font of this type is from its m, which it takes
	// to be 0.6 em wide.
	const m = "m"
	names, widths := types.Array{types.Integer(0), types.Name(m)}, types.Array{types.Integer(600)}
	procs[m] = f.stream(types.Dict{}, []byte("600 0 d0\n"))
	bounds := box{}
	for i, g := range e.glyphs {
		at := g.strike.at
		left, bottom := at.Left*emUnits+float64(g.parts[0].at[0]), -(at.Top+at.Height)*emUnits+float64(g.parts[0].at[1])
		right, top := left+at.Width*emUnits, bottom+at.Height*emUnits
		bounds = box{min(bounds.left, left), min(bounds.bottom, bottom), max(bounds.right, right), max(bounds.top, top)}
		name := resource("g", i)
		var c content
		c.op("d0", float64(g.width), 0)
		c.matrix(right-left, 0, 0, top-bottom, left, bottom)
		c.name("Do", name)
		procs[name] = f.stream(types.Dict{}, c.Bytes())
		pictures[name] = lossless(f, g.strike.pixels)
		names = append(names, types.Name(name))
		widths = append(widths, types.Integer(g.width))
	}
	return f.add(types.Dict{
		"Type": types.Name("Font"), "Subtype": types.Name("Type3"), "Name": types.Name(e.resource),
		"FontBBox": bounds.array(), "FontMatrix": types.Array{types.Float(1.0 / emUnits), types.Integer(0), types.Integer(0), types.Float(1.0 / emUnits), types.Integer(0), types.Integer(0)},
		"CharProcs": procs, "Encoding": types.Dict{"Type": types.Name("Encoding"), "Differences": names},
		"FirstChar": types.Integer(0), "LastChar": types.Integer(len(e.glyphs)), "Widths": widths,
		"Resources": types.Dict{"XObject": pictures}, "ToUnicode": e.toUnicode(f),
	})
}
