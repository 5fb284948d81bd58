package card

import (
	"bytes"
	"cmp"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rebut/internal/raster"
)

var (
	black = color.NRGBA{A: 255}
	white = color.NRGBA{255, 255, 255, 255}
)

// addresses are what posters point to, with the sizes of box they get.
var addresses = []struct {
	text string
	box  raster.Rect
	read string // "": text
}{
	{"https://rebut.example/en/sky-scatters-blue/", raster.Rect{X: 20, Y: 20, W: 200, H: 200}, ""},
	{"https://rebut.example/ar/a-slug-that-is-a-good-deal-longer-than-most/?from=poster", raster.Rect{X: 3.4, Y: 7.9, W: 151.5, H: 180.2}, ""},
	{"https://fr.example/réponse/", raster.Rect{X: 0, Y: 0, W: 99, H: 99}, "https://fr.example/r%C3%A9ponse/"},
	{"HTTPS://REBUT.EXAMPLE/A1", raster.Rect{X: 10, Y: 10, W: 70, H: 69}, ""},
}

func TestQRCodesAreRead(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg is not installed (.ci/deps installs it): no QR code is read back")
	}
	for _, a := range addresses {
		shapes, err := QR(a.text, a.box, black, white)
		if err != nil {
			t.Fatal(err)
		}
		scene := &raster.Scene{Width: 240, Height: 240, Ground: color.NRGBA{200, 30, 40, 255}, Shapes: shapes}
		img, err := raster.NewPainter().Paint(scene)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "qr.png")
		file, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(file, img); err != nil {
			t.Fatal(err)
		}
		file.Close()
		out, err := exec.Command("zbarimg", "--quiet", "--raw", name).Output()
		if got := strings.TrimSuffix(string(out), "\n"); err != nil || got != cmp.Or(a.read, a.text) {
			t.Errorf("%q was read as %q (%v)", a.text, got, err)
		}
	}
}

// The picture for leaflets holds the page's address, with a quiet zone of four
// modules, in a few hundred bytes.
func TestTheQRPictureIsRead(t *testing.T) {
	p := newPress(t, settings)
	file, err := p.QRPicture(edition(t, p, sky(), "fr"))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil || img.Bounds().Dx() != img.Bounds().Dy() || img.Bounds().Dx()%qrModule != 0 || len(file) > 2000 {
		t.Fatalf("%v, %d bytes, %v", img.Bounds(), len(file), err)
	}
	edge := quietZone * qrModule // px
	for i := range img.Bounds().Dx() {
		if img.At(i, edge-1) != color.Color(color.RGBA{255, 255, 255, 255}) || img.At(edge-1, i) != img.At(0, 0) {
			t.Fatalf("the quiet zone is not quiet at %d", i)
		}
	}
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg is not installed (.ci/deps installs it): the QR code is not read back")
	}
	name := filepath.Join(t.TempDir(), "qr.png")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", name).Output()
	if got := strings.TrimSpace(string(out)); err != nil || got != "https://rebut.example/fr/sky-scatters-blue/" {
		t.Errorf("read as %q (%v)", got, err)
	}
}

func TestQRCodesKeepToTheirBoxOnWholePixels(t *testing.T) {
	for _, a := range addresses {
		shapes, err := QR(a.text, a.box, black, white)
		if err != nil {
			t.Fatal(err)
		}
		plate, module := shapes[0].Box, shapes[1].Box.H
		if shapes[0].Fill != white || plate.W != plate.H || !a.box.Inset(-0.5).Contains(plate) {
			t.Errorf("plate %v in box %v", plate, a.box)
		}
		for _, s := range shapes[1:] {
			if !plate.Inset(4 * module).Contains(s.Box) {
				t.Errorf("%v reaches into the quiet zone of %v", s.Box, plate)
			}
			for _, v := range []float64{s.Box.X, s.Box.Y, s.Box.W / module, s.Box.H / module} {
				if v != float64(int(v)) {
					t.Errorf("%v does not stand on whole pixels and modules", s.Box)
				}
			}
		}
		if next := a.box; module != float64(int(min(next.W, next.H)/(plate.W/module))) {
			t.Errorf("modules of %g px in %v are not as large as can be", module, a.box)
		}
	}
}

func TestQRRefusesWhatItCannotShow(t *testing.T) {
	room := raster.Rect{W: 400, H: 400}
	for name, try := range map[string]func() ([]raster.Shape, error){
		"no text":  func() ([]raster.Shape, error) { return QR("", room, black, white) },
		"too long": func() ([]raster.Shape, error) { return QR(strings.Repeat("x", 3000), room, black, white) },
		"no room": func() ([]raster.Shape, error) {
			return QR("https://rebut.example/", raster.Rect{W: 20, H: 20}, black, white)
		},
	} {
		if shapes, err := try(); err == nil || shapes != nil {
			t.Errorf("%s: %d shapes, %v", name, len(shapes), err)
		}
	}
}
