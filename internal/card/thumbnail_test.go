package card

import (
	"bytes"
	"image"
	_ "image/jpeg"
	"strings"
	"testing"

	"rebut/internal/raster"
)

func TestThumbnailsAreSmallAndTheSameEachTime(t *testing.T) {
	p, again := newPress(t, settings), newPress(t, settings)
	e := edition(t, p, sky(), "ar")
	for _, j := range p.Jobs(e) {
		if j.Format != "square" || j.Slide > 1 {
			continue
		}
		file, err := p.Thumbnail(j, 480)
		if err != nil {
			t.Fatal(err)
		}
		if other, err := again.Thumbnail(j, 480); err != nil || !bytes.Equal(file, other) {
			t.Errorf("%s differs when it is made again: %v", p.ThumbnailPath(j, 480), err)
		}
		img, kind, err := image.DecodeConfig(bytes.NewReader(file))
		if err != nil || kind != "png" || img.Width != 480 || img.Height != 480 {
			t.Errorf("%s: %s of %d×%d, %v", p.ThumbnailPath(j, 480), kind, img.Width, img.Height, err)
		}
		if len(file) > 16<<10 {
			t.Errorf("%s has %d bytes", p.ThumbnailPath(j, 480), len(file))
		}
	}
}

// Pictures with photographs have too many colours for a palette.
func TestThumbnailsWithPhotosAreJPEG(t *testing.T) {
	p := newPress(t, settings)
	p.cfg.Themes[0].Photo = "crowd.jpg"
	p.photos = Photos{"crowd.jpg": &raster.Picture{Name: "crowd.jpg", Pixels: image.NewRGBA(image.Rect(0, 0, 90, 90))}}
	j := p.Jobs(edition(t, p, sky(), "en"))[0]
	if path := p.ThumbnailPath(j, 240); !strings.HasSuffix(path, "/statement-portrait-w240.jpg") {
		t.Error(path)
	}
	file, err := p.Thumbnail(j, 240)
	if err != nil {
		t.Fatal(err)
	}
	if img, kind, err := image.DecodeConfig(bytes.NewReader(file)); err != nil || kind != "jpeg" || img.Width != 240 || len(file) > thumbnailBytes {
		t.Errorf("%s of %d px, %d bytes, %v", kind, img.Width, len(file), err)
	}
}

func TestIconsAreAsLargeAsAskedForAndShowTheLetter(t *testing.T) {
	p := newPress(t, settings)
	for _, mark := range []string{"Rebut", "ਹੱਕ", "حق"} {
		p.cfg.Organisation.Wordmark = mark
		file, err := p.Icon(192)
		if err != nil {
			t.Fatal(err)
		}
		img, _, err := image.Decode(bytes.NewReader(file))
		if err != nil || img.Bounds().Dx() != 192 || img.Bounds().Dy() != 192 {
			t.Fatalf("%v, %v", img.Bounds(), err)
		}
		// All ink is inside the circle of four fifths, and there is some.
		ground, ink := img.At(0, 0), 0
		for y := range 192 {
			for x := range 192 {
				if dx, dy := x-96, y-96; img.At(x, y) != ground {
					ink++
					if dx*dx+dy*dy > 77*77 {
						t.Fatalf("%s reaches to %d, %d", mark, x, y)
					}
				}
			}
		}
		if ink < 400 {
			t.Errorf("%s: %d px of ink", mark, ink)
		}
	}
}
