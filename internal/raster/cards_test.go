package raster_test

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"testing"

	"rebut"
	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/project"
	"rebut/internal/raster"
)

// cards are the scenes of the demonstration's cards that keep keeps, with
// their names: designs, formats, languages and themes as they ship.
func cards(t testing.TB, keep func(card.Job) bool) (names []string, scenes []*raster.Scene) {
	t.Helper()
	p, err := project.Load(rebut.Assets(), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || p.Press == nil {
		t.Fatal(p.Problems, err)
	}
	for _, f := range p.FactChecks {
		for _, lang := range f.Languages() {
			for _, j := range p.Press.Jobs(p.Preview(f, lang)) {
				if !keep(j) {
					continue
				}
				if s, problems := p.Press.Scene(j); s != nil && !problems.HasErrors() {
					names, scenes = append(names, p.Press.Path(j)), append(scenes, s)
				}
			}
		}
	}
	if len(scenes) == 0 {
		t.Fatal("no cards")
	}
	return names, scenes
}

func english(format string) func(card.Job) bool {
	return func(j card.Job) bool {
		return j.Format == format && j.Theme == "light" && j.Design == "statement" && j.Edition.Lang == "en" && j.Edition.Slug == "housing-costs-causes"
	}
}

// BenchmarkSquare draws one card of 1080×1080 px from scene to file, warm.
func BenchmarkSquare(b *testing.B) {
	_, scenes := cards(b, english("square"))
	p := raster.NewPainter()
	b.ReportAllocs()
	var w bytes.Buffer
	for b.Loop() {
		w.Reset()
		if err := p.PNG(&w, scenes[0], nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w.Len()), "bytes")
}

// BenchmarkChat draws the card for chats as JPEG.
func BenchmarkChat(b *testing.B) {
	_, scenes := cards(b, english("chat"))
	p := raster.NewPainter()
	b.ReportAllocs()
	var w bytes.Buffer
	for b.Loop() {
		w.Reset()
		if err := p.JPEG(&w, scenes[0], 300000, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w.Len()), "bytes")
}

// TestCardsAreTheSameOnEitherSurface: what a palette holds, and what comes back
// from the file, is what painting in RGB gives, to the pixel, so that the largest
// colour difference is 0: every design in every language, and every format in
// English. Of some, the files together are no larger than those of image/png.
func TestCardsAreTheSameOnEitherSurface(t *testing.T) {
	names, scenes := cards(t, func(j card.Job) bool {
		return j.Edition.Slug == "housing-costs-causes" && j.Theme == "dark" && (j.Format == "link" || j.Edition.Lang == "en" && j.Design == "statement")
	})
	p, most, ours, theirs := raster.NewPainter(), 0, 0, 0
	var file, other bytes.Buffer
	for i, s := range scenes {
		want := p.PaintRich(s)
		got, err := p.Paint(s)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Pix, want.Pix) {
			t.Errorf("%s looks different on a canvas", names[i])
		}
		n := p.Colours(s)
		if most = max(most, n); n == 0 {
			t.Errorf("%s has more than 256 colours", names[i])
		}
		file.Reset()
		if err := p.PNG(&file, s, nil); err != nil {
			t.Fatal(err)
		}
		back, err := png.Decode(bytes.NewReader(file.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", names[i], err)
		}
		flat := image.NewRGBA(back.Bounds())
		draw.Draw(flat, flat.Rect, back, image.Point{}, draw.Src)
		if !bytes.Equal(flat.Pix, want.Pix) {
			t.Errorf("%s looks different in its file", names[i])
		}
		if i%4 == 0 {
			other.Reset()
			if err := png.Encode(&other, back); err != nil {
				t.Fatal(err)
			}
			ours, theirs = ours+file.Len(), theirs+other.Len()
		}
	}
	t.Logf("%d cards of at most %d colours; a quarter has %d bytes, and with image/png %d", len(scenes), most, ours, theirs)
	if ours > theirs {
		t.Errorf("a quarter of the files has %d bytes; image/png makes %d", ours, theirs)
	}
}

// BenchmarkBuild draws every square card of one fact-check, as a build does: each
// has its own plate, and most have a size of headline that none before had.
func BenchmarkBuild(b *testing.B) {
	_, scenes := cards(b, func(j card.Job) bool {
		return j.Format == "square" && j.Theme == "light" && j.Design == "statement" && j.Edition.Slug == "housing-costs-causes"
	})
	b.ReportAllocs()
	var w bytes.Buffer
	for b.Loop() {
		p := raster.NewPainter()
		for _, s := range scenes {
			w.Reset()
			if err := p.PNG(&w, s, nil); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N)/float64(len(scenes)), "ms/card")
}
