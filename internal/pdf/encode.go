package pdf

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"time"

	"rebut/internal/raster"
)

// Page is the geometry of the sheet.
type Page struct {
	Width, Height float64 // mm, of the trimmed page
	Bleed         float64 // mm beyond the trimmed page on each side that ink covers
	Marks         bool    // crop marks
}

// A4 is the page of ISO 216.
func A4() Page { return Page{Width: 210, Height: 297} }

// Letter is the US page of 8.5 × 11 inches.
func Letter() Page { return Page{Width: 215.9, Height: 279.4} }

// Meta is what the file says about itself. Empty fields are left out.
type Meta struct {
	Title       string
	Author      string // who publishes the page
	Description string // the alt text of the page as a whole
	Lang        string // BCP 47
	Keywords    []string
	Source      string // the address that the page is from
	Licence     string
	LicenceURL  string
	Tool        string // the program that made the file
	Created     time.Time
	Modified    time.Time

	Own []Property // further properties

	Heading string            // role of the text that is the page's heading
	Figures map[string]string // role of shapes → what they show; other shapes are decoration
	Links   map[string]string // role of a figure → the address that a click on it opens
}

// Property is a property of the metadata in a namespace of one's own.
type Property struct {
	Prefix, Namespace string // such as "rebut" and "urn:rebut:"
	Name, Value       string // Name is an XML name without a colon
}

// Limits of a page: what PDF allows (ISO 32000-1, annex C), and how far the
// sides of scene and page may differ in proportion before ink is distorted or
// bare paper shows.
const (
	minSide  = 10    // mm
	maxSide  = 5000  // mm
	maxBleed = 50    // mm
	maxSkew  = 0.015 // of a side
)

// Encode writes the scene as a PDF of one page. The error is for a scene that
// raster refuses, for a page that is out of bounds or has other proportions than
// the scene, and for a writer that fails.
func Encode(w io.Writer, s *raster.Scene, page Page, meta Meta) error {
	if err := s.Validate(); err != nil {
		return err
	}
	if err := page.check(s); err != nil {
		return err
	}
	d := &document{scene: s, meta: meta, sheet: page.sheet(s), fonts: newFontSet()}
	d.background()
	d.shapes()
	d.texts()
	d.marks(page)
	if d.err != nil {
		return d.err
	}
	return d.write(w)
}

// check refuses pages that no printer has, and those that the scene does not fit.
func (p Page) check(s *raster.Scene) error {
	for _, side := range []float64{p.Width, p.Height} {
		if !(side >= minSide && side <= maxSide) {
			return fmt.Errorf("a page of %g×%g mm: each side must be from %d to %d mm", p.Width, p.Height, minSide, maxSide)
		}
	}
	if !(p.Bleed >= 0 && p.Bleed <= maxBleed) {
		return fmt.Errorf("a bleed of %g mm: it must be from 0 to %d mm", p.Bleed, maxBleed)
	}
	if skew := p.Width / p.Height * float64(s.Height) / float64(s.Width); math.Abs(skew-1) > maxSkew {
		return fmt.Errorf("a scene of %d×%d px has other proportions than a page of %g×%g mm", s.Width, s.Height, p.Width, p.Height)
	}
	return nil
}

// document is a page in the making.
type document struct {
	file  file
	scene *raster.Scene
	meta  Meta
	sheet sheet

	content content
	fonts   *fontSet
	images  imageSet
	alphas  alphaSet
	tags    tags
	err     error // the first failure
}

func (d *document) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// colour makes c the colour of what is filled or stroked next.
func (d *document) colour(c color.NRGBA, operator string) {
	d.content.op(operator, float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
	d.content.name("gs", d.alphas.name(c.A))
}
