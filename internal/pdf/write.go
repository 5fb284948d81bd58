package pdf

import (
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// alphaSet is the opacities of the page in the order of first use.
type alphaSet struct {
	list  []uint8
	known map[uint8]string
}

// name is the resource that sets an opacity.
func (a *alphaSet) name(alpha uint8) string {
	if name, ok := a.known[alpha]; ok {
		return name
	}
	if a.known == nil {
		a.known = map[uint8]string{}
	}
	a.known[alpha] = resource("A", len(a.list))
	a.list = append(a.list, alpha)
	return a.known[alpha]
}

// resources is what the page's content names.
func (d *document) resources() types.Dict {
	fonts, states, images := types.Dict{}, types.Dict{}, types.Dict{}
	for _, e := range d.fonts.list {
		fonts[e.resource] = e.object(&d.file)
	}
	for _, alpha := range d.alphas.list {
		v := number(float64(alpha) / 255)
		states[d.alphas.name(alpha)] = types.Dict{"Type": types.Name("ExtGState"), "ca": v, "CA": v}
	}
	for i, ref := range d.images.refs {
		images[resource("I", i)] = ref
	}
	return types.Dict{"Font": fonts, "ExtGState": states, "XObject": images}
}

// write adds page, structure and catalogue, and writes the file.
func (d *document) write(w io.Writer) error {
	f := &d.file
	catalogue, pages, page := f.reserve(), f.reserve(), f.reserve()
	structure, links := d.tree(page)
	leaf := types.Dict{
		"Type": types.Name("Page"), "Parent": pages, "Resources": d.resources(),
		"MediaBox": d.sheet.media.array(), "CropBox": d.sheet.media.array(), "BleedBox": d.sheet.bleed.array(), "TrimBox": d.sheet.trim.array(),
		"Contents": f.stream(types.Dict{}, d.content.Bytes()), "StructParents": types.Integer(0), "Tabs": types.Name("S"),
		// Transparent inks are mixed in RGB, as raster mixes them.
		"Group": types.Dict{"S": types.Name("Transparency"), "CS": types.Name("DeviceRGB")},
	}
	if len(links) > 0 {
		leaf["Annots"] = links
	}
	f.set(page, leaf)
	f.set(pages, types.Dict{"Type": types.Name("Pages"), "Kids": types.Array{page}, "Count": types.Integer(1)})
	root := types.Dict{
		"Type": types.Name("Catalog"), "Pages": pages, "MarkInfo": types.Dict{"Marked": types.Boolean(true)},
		"StructTreeRoot":    structure,
		"ViewerPreferences": types.Dict{"DisplayDocTitle": types.Boolean(true)},
		"Metadata":          f.raw(types.Dict{"Type": types.Name("Metadata"), "Subtype": types.Name("XML")}, d.meta.xmp()),
	}
	if d.meta.Lang != "" {
		root["Lang"] = text(d.meta.Lang)
	}
	f.set(catalogue, root)
	return f.write(w, catalogue, f.add(d.meta.info()))
}
