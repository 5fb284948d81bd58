package card

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	lru "github.com/hashicorp/golang-lru/v2"

	"rebut/internal/raster"
)

// quietZone is the empty margin around a QR code, in modules (ISO/IEC 18004,
// section 6.3.8).
const quietZone = 4

// qrRole is the role of all shapes of a QR code.
const qrRole = "qr"

// QR is an address as a QR code: a square of the light colour with its quiet
// zone, as large as fits into box and centred there, then the
// dark modules, row by row, neighbours in a row joined. Edges stand on whole px,
// so that nothing blurs. Error correction is level M (15 % of the code may be
// lost) or stronger where that makes no larger code. The box is in px of the
// finished scene: a code must not be mirrored with a right-to-left card.
//
// Characters outside ASCII are percent-encoded (RFC 3987, section 3.1): readers
// disagree on what other bytes mean. The error is for an address that no QR code
// holds, which is an empty one and one of more than some 2300 bytes, and for a
// box where a module is smaller than 1 px.
func QR(address string, box raster.Rect, dark, light color.NRGBA) ([]raster.Shape, error) {
	code, err := encodeQR(escape(address))
	if err != nil {
		return nil, err
	}
	return modulesOf(code, box, dark, light)
}

// modulesOf draws an encoded address as QR does.
func modulesOf(code barcode.Barcode, box raster.Rect, dark, light color.NRGBA) ([]raster.Shape, error) {
	modules := code.Bounds().Dx()
	side := float64(modules + 2*quietZone)
	module := math.Floor(min(box.W, box.H) / side) // px
	if !(module >= 1) {
		return nil, fmt.Errorf("a QR code of %d modules does not fit into %g×%g px", modules, box.W, box.H)
	}
	x, y := math.Round(box.X+(box.W-side*module)/2), math.Round(box.Y+(box.H-side*module)/2)
	plate := raster.Rect{X: x, Y: y, W: side * module, H: side * module}
	shapes := []raster.Shape{{Role: qrRole, Form: raster.Rectangle, Box: plate, Fill: light}}
	for row := range modules {
		for _, run := range darkRuns(code, row) {
			shapes = append(shapes, raster.Shape{Role: qrRole, Form: raster.Rectangle, Fill: dark, Box: raster.Rect{
				X: x + float64(quietZone+run.start)*module, Y: y + float64(quietZone+row)*module,
				W: float64(run.end-run.start) * module, H: module,
			}})
		}
	}
	return shapes, nil
}

// codes keeps encoded addresses: encoding one costs as much as laying out several
// pictures.
type codes struct {
	kept *lru.Cache[string, barcode.Barcode]
}

func newCodes() *codes {
	kept, _ := lru.New[string, barcode.Barcode](keptCodes) // fails only for sizes below 1
	return &codes{kept}
}

// keptCodes is the number of addresses kept, each of some 10 KiB.
const keptCodes = 64

func (c *codes) of(address string) (barcode.Barcode, error) {
	if code, known := c.kept.Get(address); known {
		return code, nil
	}
	code, err := encodeQR(escape(address))
	if err == nil {
		c.kept.Add(address, code)
	}
	return code, err
}

// escape percent-encodes the bytes of characters outside ASCII.
func escape(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// encodeQR is the code with the strongest error correction that its size at
// level M has room for.
func encodeQR(text string) (barcode.Barcode, error) {
	if text == "" {
		return nil, fmt.Errorf("a QR code needs an address")
	}
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("an address of %d bytes is too long for a QR code", len(text))
	}
	for _, level := range []qr.ErrorCorrectionLevel{qr.Q, qr.H} {
		if stronger, err := qr.Encode(text, level, qr.Auto); err == nil && stronger.Bounds() == code.Bounds() {
			code = stronger
		}
	}
	return code, nil
}

// darkRun is a stretch of dark modules, start included and end not.
type darkRun struct{ start, end int }

func darkRuns(code barcode.Barcode, row int) []darkRun {
	var runs []darkRun
	for x := range code.Bounds().Dx() {
		if r, _, _, _ := code.At(x, row).RGBA(); r != 0 {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1].end == x {
			runs[n-1].end++
		} else {
			runs = append(runs, darkRun{x, x + 1})
		}
	}
	return runs
}
