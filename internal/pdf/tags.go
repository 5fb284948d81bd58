package pdf

import (
	"fmt"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"rebut/internal/raster"
)

// tags is the structure of the page (ISO 32000-1, section 14.7): which pieces
// of marked content belong to which element. Texts come in the order of the
// scene, figures after them.
type tags struct {
	texts, figures []*element
	owners         []*element // of the marked content with that identifier
}

// element is a heading, a paragraph or a figure.
type element struct {
	kind string
	role string // of a figure's shapes
	alt  string // what a figure shows
	link string // the address that a figure opens; "" opens none
	text string // what a text says
	area box    // of a figure, on the sheet
	ids  []int  // of its marked content
}

// element starts a text and is the identifier of its marked content.
func (t *tags) element(kind string, txt *raster.Text) int {
	e := &element{kind: kind, text: reads([]rune(txt.Plain), 0, len(txt.Plain))}
	t.texts = append(t.texts, e)
	return t.claim(e)
}

// figure starts or goes on with the figure of a role.
func (t *tags) figure(role, alt, link string, area box) int {
	for _, e := range t.figures {
		if e.role == role {
			e.area = box{min(e.area.left, area.left), min(e.area.bottom, area.bottom), max(e.area.right, area.right), max(e.area.top, area.top)}
			return t.claim(e)
		}
	}
	e := &element{kind: "Figure", role: role, alt: alt, link: link, area: area}
	t.figures = append(t.figures, e)
	return t.claim(e)
}

func (t *tags) claim(e *element) int {
	id := len(t.owners)
	e.ids = append(e.ids, id)
	t.owners = append(t.owners, e)
	return id
}

// onSheet is the box around shapes, on the sheet.
func (d *document) onSheet(list []raster.Shape) box {
	var out box
	for i, sh := range list {
		b, s := sh.Bounds(), d.sheet
		on := box{s.x + b.X*s.scale, s.y - b.Bottom()*s.scale, s.x + b.Right()*s.scale, s.y - b.Y*s.scale}
		if i == 0 {
			out = on
		}
		out = box{min(out.left, on.left), min(out.bottom, on.bottom), max(out.right, on.right), max(out.top, on.top)}
	}
	return out
}

// tree adds the structure to the file, with the annotations of the page that
// are links.
func (d *document) tree(page types.IndirectRef) (root types.IndirectRef, links types.Array) {
	f := &d.file
	root = f.reserve()
	whole := f.reserve()
	refs := map[*element]types.IndirectRef{}
	kids, parents := types.Array{}, types.Array{types.Integer(0), nil}
	for _, e := range append(append([]*element(nil), d.tags.texts...), d.tags.figures...) {
		if e.link == "" {
			refs[e] = f.add(e.object(whole, page))
			kids = append(kids, refs[e])
			continue
		}
		link := f.reserve()
		key := len(links) + 1 // of the annotation in the tree of parents
		refs[e] = f.add(e.object(link, page))
		annotation := f.add(e.annotation(page, key))
		f.set(link, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Link"), "P": whole, "Pg": page, "K": types.Array{
			refs[e], types.Dict{"Type": types.Name("OBJR"), "Obj": annotation, "Pg": page},
		}})
		kids, links = append(kids, link), append(links, annotation)
		parents = append(parents, types.Integer(key), link)
	}
	owners := types.Array{}
	for _, e := range d.tags.owners {
		owners = append(owners, refs[e])
	}
	parents[1] = f.add(owners)
	f.set(whole, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Document"), "P": root, "K": kids})
	f.set(root, types.Dict{
		"Type": types.Name("StructTreeRoot"), "K": types.Array{whole}, "ParentTreeNextKey": types.Integer(len(links) + 1),
		"ParentTree": f.add(types.Dict{"Nums": parents}),
	})
	return root, links
}

// annotation is what a click on the figure does (ISO 32000-1, section
// 12.5.6.5).
func (e *element) annotation(page types.IndirectRef, key int) types.Dict {
	return types.Dict{
		"Type": types.Name("Annot"), "Subtype": types.Name("Link"), "Rect": e.area.array(), "P": page, "F": types.Integer(4), // print
		"Border":   types.Array{types.Integer(0), types.Integer(0), types.Integer(0)},
		"Contents": text(e.alt), "StructParent": types.Integer(key),
		"A": types.Dict{"Type": types.Name("Action"), "S": types.Name("URI"), "URI": text(ascii(e.link))},
	}
}

// ascii is an address with its other characters percent-encoded, as addresses in
// PDF must be (section 12.6.4.7).
func ascii(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func (e *element) object(parent, page types.IndirectRef) types.Dict {
	kids := types.Array{}
	for _, id := range e.ids {
		kids = append(kids, types.Integer(id))
	}
	o := types.Dict{"Type": types.Name("StructElem"), "S": types.Name(e.kind), "P": parent, "Pg": page, "K": kids}
	if e.kind == "Figure" {
		o["Alt"] = text(e.alt)
		o["A"] = types.Dict{"O": types.Name("Layout"), "BBox": e.area.array(), "Placement": types.Name("Block")}
	} else {
		o["ActualText"] = text(e.text)
	}
	return o
}
