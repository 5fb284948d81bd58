package pdf

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"rebut/internal/raster"
)

// Crop marks, mm.
const (
	markGap    = 3.0 // from the trimmed page, or the bleed where that is wider
	markLength = 5.0
	markWidth  = 0.1
	markEdge   = 2.0 // paper beyond the marks
)

// points is mm as points, of which an inch has 72.
func points(mm float64) float64 { return mm * 72 / 25.4 }

// box is a rectangle on the sheet, points from its lower left corner.
type box struct{ left, bottom, right, top float64 }

func (b box) grow(d float64) box { return box{b.left - d, b.bottom - d, b.right + d, b.top + d} }

func (b box) array() types.Array {
	return types.Array{number(b.left), number(b.bottom), number(b.right), number(b.top)}
}

// number is a value to a thousandth.
func number(v float64) types.Float { return types.Float(math.Round(v*1000)/1000 + 0) }

// sheet says where page and scene stand on the paper.
type sheet struct {
	media, bleed, trim box
	scale              float64 // points to the px
	x, y               float64 // top left of the scene, points
	reach              float64 // px from the scene's edges to beyond the bleed
}

func (p Page) sheet(s *raster.Scene) sheet {
	margin := p.Bleed
	if p.Marks {
		margin = max(p.Bleed, markGap) + markLength + markEdge
	}
	m, w, h := points(margin), points(p.Width), points(p.Height)
	sh := sheet{trim: box{m, m, m + w, m + h}, media: box{0, 0, w + 2*m, h + 2*m}}
	sh.bleed = sh.trim.grow(points(p.Bleed))
	sh.scale = min(w/float64(s.Width), h/float64(s.Height))
	spareX, spareY := w-sh.scale*float64(s.Width), h-sh.scale*float64(s.Height)
	sh.x, sh.y = m+spareX/2, m+h-spareY/2
	sh.reach = (points(p.Bleed)+max(spareX, spareY)/2)/sh.scale + 1
	return sh
}

// background starts the page: its ground up to the bleed, where ink ends.
func (d *document) background() {
	b, c := d.sheet.bleed, &d.content
	c.artifact("Background")
	c.op("q")
	ground := d.scene.Ground
	ground.A = 0xff // pages have no holes
	d.colour(ground, "rg")
	c.op("re", b.left, b.bottom, b.right-b.left, b.top-b.bottom)
	c.op("f")
	c.op("Q")
	c.op("EMC")
	c.op("q")
	c.op("re", b.left, b.bottom, b.right-b.left, b.top-b.bottom)
	c.op("W")
	c.op("n")
}

// marks ends the ink and draws two lines at each corner of the trimmed page.
func (d *document) marks(p Page) {
	c := &d.content
	c.op("Q")
	if !p.Marks {
		return
	}
	c.artifact("Page")
	c.op("q")
	c.op("G", 0)
	c.op("w", points(markWidth))
	t := d.sheet.trim
	near := points(max(p.Bleed, markGap))
	far := near + points(markLength)
	for _, x := range []struct{ at, out float64 }{{t.left, -1}, {t.right, 1}} {
		for _, y := range []struct{ at, out float64 }{{t.bottom, -1}, {t.top, 1}} {
			c.line(x.at+x.out*near, y.at, x.at+x.out*far, y.at)
			c.line(x.at, y.at+y.out*near, x.at, y.at+y.out*far)
		}
	}
	c.op("S")
	c.op("Q")
	c.op("EMC")
}
