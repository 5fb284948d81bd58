package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/image/draw"

	"rebut/internal/raster"
)

// Photographs in print.
const (
	maxResolution = 300     // pixels to the inch; finer ones cannot be seen
	jpegQuality   = 90      // of 100
	flatColours   = 1 << 12 // up to so many, a picture is a drawing and loses nothing
	maxPixels     = 1 << 26 // of a picture that is taken in
)

// imageSet is the pictures of the page in the order of first use.
type imageSet struct {
	refs  []types.IndirectRef
	known map[imageKey]string
}

// imageKey: equal names mean equal pixels (raster.Picture).
type imageKey struct {
	name string
	crop image.Rectangle
	w, h int // px that the page shows
}

// photo draws a picture that fills its box. Where the box lies on an edge of
// the scene, mirror images reach over the bleed, so that no seam shows where the
// knife misses the edge by a hair.
func (d *document) photo(sh *raster.Shape) {
	b := sh.Box
	if sh.Picture == nil || sh.Picture.Pixels == nil || !(b.W > 0) || !(b.H > 0) {
		return
	}
	crop := visible(sh.Picture)
	if crop.Empty() {
		return
	}
	if crop.Dx() > maxPixels/crop.Dy() {
		d.fail(fmt.Errorf("picture %q of %d×%d px is too large to print", sh.Picture.Name, crop.Dx(), crop.Dy()))
		return
	}
	name, opaque := d.image(sh.Picture, crop, b)
	c := &d.content
	c.op("q")
	d.colour(color.NRGBA{A: 0xff}, "rg")
	if sh.Radius > 0 {
		c.trace(sh)
		c.op("W")
		c.op("n")
	} else if opaque {
		d.mirrors(name, b)
	}
	c.placed(name, b.X, b.Bottom(), b.W, -b.H)
	c.op("Q")
}

// mirrors draws the images of a picture beyond the edges of the scene that it
// lies on, and beyond the corners between them.
func (d *document) mirrors(name string, b raster.Rect) {
	left, right := spread(b.X, b.Right(), float64(d.scene.Width), d.sheet.reach)
	top, bottom := spread(b.Y, b.Bottom(), float64(d.scene.Height), d.sheet.reach)
	for _, col := range []struct {
		x, w float64
		on   bool
	}{{b.X, -b.W, left < b.X}, {b.X, b.W, true}, {b.Right() + b.W, -b.W, right > b.Right()}} {
		for _, row := range []struct {
			y, h float64
			on   bool
		}{{b.Y - b.H, b.H, top < b.Y}, {b.Bottom(), -b.H, true}, {b.Bottom(), b.H, bottom > b.Bottom()}} {
			if col.on && row.on && (col.w < 0 || row.h > 0) {
				d.content.placed(name, col.x, row.y, col.w, row.h)
			}
		}
	}
}

// placed draws an image from its lower left corner; negative sides mirror it.
// Images stand on their feet where the axis points up, so a height below 0 is
// the usual case here.
func (c *content) placed(name string, x, y, w, h float64) {
	c.op("q")
	c.matrix(w, 0, 0, h, x, y)
	c.name("Do", name)
	c.op("Q")
}

// visible is the part of the picture that the page shows, in whole px.
func visible(p *raster.Picture) image.Rectangle {
	all := p.Pixels.Bounds()
	if p.Crop == (raster.Rect{}) {
		return all
	}
	c := image.Rect(round(p.Crop.X), round(p.Crop.Y), round(p.Crop.Right()), round(p.Crop.Bottom()))
	return c.Intersect(all)
}

// image is the name of the picture as a resource.
func (d *document) image(p *raster.Picture, crop image.Rectangle, b raster.Rect) (name string, opaque bool) {
	finest := d.sheet.scale * maxResolution / 72 // pixels to the px of the scene
	w := max(1, min(crop.Dx(), int(math.Ceil(b.W*finest))))
	h := max(1, min(crop.Dy(), int(math.Ceil(b.H*finest))))
	key := imageKey{p.Name, crop, w, h}
	pixels := image.NewNRGBA(image.Rect(0, 0, w, h))
	if crop.Dx() == w && crop.Dy() == h {
		draw.Draw(pixels, pixels.Rect, p.Pixels, crop.Min, draw.Src)
	} else {
		draw.CatmullRom.Scale(pixels, pixels.Rect, p.Pixels, crop, draw.Src, nil)
	}
	opaque = pixels.Opaque()
	if name, ok := d.images.known[key]; ok && p.Name != "" {
		return name, opaque
	}
	if d.images.known == nil {
		d.images.known = map[imageKey]string{}
	}
	name = resource("I", len(d.images.refs))
	d.images.refs = append(d.images.refs, d.encoded(pixels, opaque))
	d.images.known[key] = name
	return name, opaque
}

// encoded adds the picture to the file: a photograph as JPEG, anything that is
// flat or has holes without loss.
func (d *document) encoded(pixels *image.NRGBA, opaque bool) types.IndirectRef {
	if !opaque || flat(pixels) {
		return lossless(&d.file, pixels)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pixels, &jpeg.Options{Quality: jpegQuality}); err != nil {
		d.fail(err)
	}
	dict := imageDict(pixels.Rect, "DeviceRGB")
	dict["Filter"] = types.Name("DCTDecode")
	return d.file.raw(dict, b.Bytes())
}

func flat(pixels *image.NRGBA) bool {
	colours := map[[4]uint8]struct{}{}
	for i := 0; i < len(pixels.Pix) && len(colours) <= flatColours; i += 4 {
		colours[[4]uint8(pixels.Pix[i:i+4])] = struct{}{}
	}
	return len(colours) <= flatColours
}

func imageDict(size image.Rectangle, space string) types.Dict {
	return types.Dict{
		"Type": types.Name("XObject"), "Subtype": types.Name("Image"), "Width": types.Integer(size.Dx()), "Height": types.Integer(size.Dy()),
		"ColorSpace": types.Name(space), "BitsPerComponent": types.Integer(8),
	}
}

// lossless adds the picture with all its colours, and its holes as a mask.
func lossless(f *file, picture image.Image) types.IndirectRef {
	pixels, ok := picture.(*image.NRGBA)
	if !ok {
		pixels = image.NewNRGBA(image.Rectangle{Max: picture.Bounds().Size()})
		draw.Draw(pixels, pixels.Rect, picture, picture.Bounds().Min, draw.Src)
	}
	n := len(pixels.Pix) / 4
	colours, holes := make([]byte, 0, 3*n), make([]byte, 0, n)
	for i := 0; i < len(pixels.Pix); i += 4 {
		colours = append(colours, pixels.Pix[i:i+3]...)
		holes = append(holes, pixels.Pix[i+3])
	}
	dict := imageDict(pixels.Rect, "DeviceRGB")
	if !pixels.Opaque() {
		dict["SMask"] = f.stream(imageDict(pixels.Rect, "DeviceGray"), holes)
	}
	return f.stream(dict, colours)
}
