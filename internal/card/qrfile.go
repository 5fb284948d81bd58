package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// qrModule is the size of a module in QR's picture, px: at 300 px an inch a
// code of 37 modules with its quiet zone is 5 cm wide.
const qrModule = 16

// QRPicture is the address of an edition's page as a QR code, black on white: a
// PNG for leaflets and slides, and for pages that are printed.
func (p *Press) QRPicture(e factcheck.Edition) ([]byte, error) {
	code, err := p.codes.of(p.cfg.URL(address.Page(e.Lang, e.Slug)))
	if err != nil {
		return nil, err
	}
	modules := code.Bounds().Dx()
	side := (modules + 2*quietZone) * qrModule // px
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for row := range modules {
		for _, run := range darkRuns(code, row) {
			left, right := (quietZone+run.start)*qrModule, (quietZone+run.end)*qrModule
			for y := (quietZone + row) * qrModule; y < (quietZone+row+1)*qrModule; y++ {
				for x := left; x < right; x++ {
					img.Pix[img.PixOffset(x, y)] = 1
				}
			}
		}
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, img)
	return b.Bytes(), err
}
