package raster

import (
	"bytes"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// patterned is a picture of that width whose pixels data chooses from a few
// colours; it has as many whole rows as data fills.
func patterned(data []byte, width, colours int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, max(1, len(data)/width)))
	for i := range width * img.Rect.Dy() {
		v := 0
		if i < len(data) {
			v = int(data[i]) % colours
		}
		img.SetRGBA(i%width, i/width, color.RGBA{uint8(7 * v), uint8(v * v), uint8(255 - v), 255})
	}
	return img
}

// FuzzIndexed: whatever its colours, a picture with a palette comes back from its
// file as it was.
func FuzzIndexed(f *testing.F) {
	f.Add([]byte("facts first, facts first, everywhere"), uint16(7), uint8(3), uint8(40))
	f.Add([]byte{0, 0, 0, 1, 2, 2, 2, 2, 2, 1, 0, 0, 0}, uint16(1080), uint8(16), uint8(255))
	f.Add([]byte{255}, uint16(0), uint8(255), uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, width uint16, colours, times uint8) {
		data = bytes.Repeat(data, int(times))
		img := patterned(data[:min(len(data), 1<<17)], int(width)%MaxSide+1, int(colours)+1)
		if img.Rect.Dy() > MaxSide {
			t.Skip("taller than a picture may be")
		}
		var b bytes.Buffer
		if err := EncodePNG(&b, img, nil); err != nil {
			t.Fatal(err)
		}
		samePixels(t, b.Bytes(), img)
	})
}

// TestPngcheckAcceptsTheFiles has a program by other people look at every chunk
// and unpack the rows with zlib.
func TestPngcheckAcceptsTheFiles(t *testing.T) {
	tool, err := exec.LookPath("pngcheck")
	if err != nil {
		t.Skip("pngcheck is not installed (package pngcheck)")
	}
	dir := t.TempDir()
	for name, img := range map[string]*image.RGBA{
		"letters": picture(t), "one": patterned([]byte{1}, 1, 256), "even": patterned(nil, 4000, 1),
		"few": patterned(bytes.Repeat([]byte{0, 0, 0, 1, 2, 3, 2, 1, 0, 0, 0}, 9000), 301, 16), "all": patterned(bytes.Repeat([]byte("abcdefgh\x00\xff\x80"), 9000), 999, 256),
	} {
		var b bytes.Buffer
		if err := EncodePNG(&b, img, facts); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name+".png")
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(tool, "-v", file).CombinedOutput(); err != nil || !bytes.Contains(said, []byte("No errors detected")) {
			t.Errorf("%s: %v\n%s", name, err, said)
		}
	}
}
