package pdf_test

import (
	"bytes"
	"image/color"
	"math"
	"strings"
	"testing"

	"rebut/internal/pdf"
	"rebut/internal/raster"
)

func TestBoxesSayWhatIsCutAndWhatBleeds(t *testing.T) {
	need(t, "pdfinfo", "qpdf")
	s := poster(t, declaration(t, "en"))
	page := pdf.A4()
	page.Bleed, page.Marks = 3, true
	data := encode(t, s, page, meta("en", "x"))
	file := onDisk(t, "bleed.pdf", data)
	valid(t, file, data)
	info := strings.Join(strings.Fields(run(t, "pdfinfo", "-box", file)), " ")
	// Marks take 3 + 5 + 2 mm on each side: 28.35 points; the bleed 8.5.
	for _, want := range []string{
		"MediaBox: 0.00 0.00 651.97 898.58", "TrimBox: 28.35 28.35 623.62 870.24", "BleedBox: 19.84 19.84 632.13 878.74",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("missing %q in %s", want, info)
		}
	}
}

func TestInkReachesOverTheBleedAndNoFarther(t *testing.T) {
	need(t, "pdftoppm")
	s := poster(t, declaration(t, "en"))
	page := pdf.A4()
	page.Bleed, page.Marks = 3, true
	const wide = 2300 // px: 10 to the mm
	img := picture(t, onDisk(t, "bleed.pdf", encode(t, s, page, meta("en", "x"))), wide)
	// nearest is how far the pixels at a place, in mm from the trimmed corner, are
	// from a colour.
	nearest := func(x, y float64, want color.Color) float64 {
		off := math.Inf(1)
		for _, d := range [][2]int{{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
			off = min(off, apart(img.At(int((x+10)*wide/230)+d[0], int((y+10)*wide/230)+d[1]), want))
		}
		return off
	}
	for _, test := range []struct {
		name string
		x, y float64
		want color.NRGBA
	}{
		{"ground on the page", 100, 150, paper}, {"ground on the bleed", -2.5, 150, paper}, {"paper beyond", -3.5, 150, white},
		{"bar on the page", 100, 3, red}, {"bar on the bleed", 100, -2.5, red}, {"bar in the corner", -2.5, -2.5, red}, {"bar at the side", 212.5, 3, red},
		{"no bar beyond", 100, -3.5, white}, {"below the bar", -2, 8, paper},
		{"wedge on the bleed", 212.5, 290, ink}, {"wedge in the corner", 212.5, 299.5, ink}, {"wedge below", 150, 299.5, ink}, {"beside the wedge", 115, 299.5, paper},
		{"rule on the bleed", -2.5, 1700 * 210. / width, ink}, {"no rule beyond", -3.5, 1700 * 210. / width, white},
		{"mark", -5, 0, black}, {"mark", 0, -5, black}, {"mark", 215, 297, black}, {"mark", 210, 302, black}, {"no mark on the bleed", -1.5, 297, paper}, {"no mark at the edge of the paper", -9, 0, white},
	} {
		if off := nearest(test.x, test.y, test.want); off > 90 {
			t.Errorf("%s (%g, %g mm): %g from %v", test.name, test.x, test.y, off, test.want)
		}
	}
}

func TestTheSceneFillsLetterWithoutABareEdge(t *testing.T) {
	need(t, "pdftoppm")
	s := &raster.Scene{Width: 1275, Height: 1640, Ground: paper, Shapes: []raster.Shape{ // 10 px less than Letter's proportions
		{Role: "all", Form: raster.Rectangle, Box: raster.Rect{W: 1275, H: 1640}, Fill: red},
	}}
	img := picture(t, onDisk(t, "letter.pdf", encode(t, s, pdf.Letter(), pdf.Meta{})), 850)
	b := img.Bounds()
	if b.Dy() != 1100 {
		t.Errorf("%v is not Letter", b)
	}
	for _, p := range [][2]int{{2, 2}, {847, 2}, {2, 1097}, {847, 1097}, {400, 1}, {1, 500}} {
		if got := img.At(p[0], p[1]); apart(got, red) > 9 {
			t.Errorf("%v: %v", p, got)
		}
	}
}

func TestPagesThatNobodyPrintsAreRefused(t *testing.T) {
	s := &raster.Scene{Width: 1240, Height: 1754, Ground: paper}
	for name, page := range map[string]pdf.Page{
		"no size":     {},
		"tiny":        {Width: 1, Height: 1.414},
		"huge":        {Width: 1e6, Height: 1.414e6},
		"wide bleed":  {Width: 210, Height: 297, Bleed: 500},
		"negative":    {Width: 210, Height: 297, Bleed: -1},
		"proportions": {Width: 297, Height: 210},
	} {
		var b bytes.Buffer
		if err := pdf.Encode(&b, s, page, pdf.Meta{}); err == nil || b.Len() > 0 {
			t.Errorf("%s: %d bytes, %v", name, b.Len(), err)
		}
	}
}
