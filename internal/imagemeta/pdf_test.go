package imagemeta_test

import (
	"bytes"
	"image/color"
	"testing"

	"rebut/internal/imagemeta"
	"rebut/internal/pdf"
	"rebut/internal/raster"
)

// The PDF files that Rebut makes say which page they are from.
func TestPostersAreRead(t *testing.T) {
	var file bytes.Buffer
	white := color.NRGBA{255, 255, 255, 255}
	err := pdf.Encode(&file, &raster.Scene{Width: 1080, Height: 1527, Ground: white}, pdf.A4(),
		pdf.Meta{Title: "Air scatters blue light", Author: "Example Facts", Lang: "ar", Source: "https://rebut.example/ar/a/", Tool: "Rebut"})
	if err != nil {
		t.Fatal(err)
	}
	got, kind, err := imagemeta.Read(&file)
	want := imagemeta.Metadata{Title: "Air scatters blue light", Creator: "Example Facts", Lang: "ar", Page: "https://rebut.example/ar/a/", Software: "Rebut"}
	if err != nil || kind != imagemeta.PDF || got != want {
		t.Errorf("%s %+v, %v; want %+v", kind, got, err, want)
	}
}
