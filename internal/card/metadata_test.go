package card

import (
	"bytes"
	"image"
	"testing"

	"rebut/internal/imagemeta"
	"rebut/internal/raster"
)

func TestMetadataNamesThePicture(t *testing.T) {
	p := newPress(t, settings+"[organisation.credit]\nfr = \"Le pupitre\"\n")
	j := Job{edition(t, p, sky(), "fr"), "sandwich", "square", "dark", 2}
	m := p.Metadata(j)
	want := imagemeta.Metadata{
		Title: "Le ciel est bleu parce que l’air diffuse le bleu plus que le rouge", Description: p.AltFor(j, 0), Creator: "Rebut", Credit: "Le pupitre",
		Rights: "Partage libre avec mention de la source.", Page: "https://rebut.example/fr/sky-scatters-blue/", Software: "Rebut",
		Slug: "sky-scatters-blue", Lang: "fr", Revision: 2, Design: "sandwich", Format: "square", Theme: "dark", Slide: 2,
	}
	if m != want {
		t.Errorf("got  %+v\nwant %+v", m, want)
	}
	img := image.NewRGBA(image.Rect(0, 0, 4, 4))
	var png, jpg bytes.Buffer
	if err := raster.EncodePNG(&png, img, entries(m)); err != nil {
		t.Fatal(err)
	}
	if err := raster.EncodeJPEG(&jpg, img, 0, entries(m)); err != nil {
		t.Fatal(err)
	}
	for _, file := range []*bytes.Buffer{&png, &jpg} {
		if got, kind, err := imagemeta.Read(file); err != nil || got != want {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
	}
}
