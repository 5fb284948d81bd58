// Package contact is the specification of a contact sheet: one picture that
// shows a design in every format of the project, with the shortest, the middle
// and the longest content that the project has for it, so that a designer sees
// at one glance what a change does.
//
// Every picture has the same area, whatever its shape, and a caption: format,
// length, fact-check. A carousel's pictures stand in a row. Nothing is left
// out: a picture whose texts do not fit is a placeholder with the reason; one
// that must not be published for another reason has a frame, and the reason
// under it.
package contact

import (
	"cmp"
	"image"
	"slices"

	"golang.org/x/image/draw"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// Sample is an edition that a sheet shows, and what it stands for.
type Sample struct {
	Edition factcheck.Edition
	Length  string // "shortest", "middle" or "longest"; "the only one" where there is one
}

// Samples are those of the editions that show a design with the least, the
// middle and the most text, by the characters that the design shows. They are
// fewer when there are fewer editions that it draws.
func Samples(p *card.Press, design string, editions []factcheck.Edition) []Sample {
	var drawn []factcheck.Edition
	for _, e := range editions {
		if p.Draws(design, e) {
			drawn = append(drawn, e)
		}
	}
	slices.SortStableFunc(drawn, func(a, b factcheck.Edition) int {
		return cmp.Or(cmp.Compare(p.Length(design, a), p.Length(design, b)), cmp.Compare(a.Slug, b.Slug))
	})
	last := len(drawn) - 1
	switch len(drawn) {
	case 0:
		return nil
	case 1:
		return []Sample{{drawn[0], "the only one"}}
	case 2:
		return []Sample{{drawn[0], "shortest"}, {drawn[1], "longest"}}
	}
	return []Sample{{drawn[0], "shortest"}, {drawn[last/2+last%2], "middle"}, {drawn[last], "longest"}}
}

// Section is the part of a sheet in one language.
type Section struct {
	Title   string
	Samples []Sample
}

// Proof is what a sheet is drawn of.
type Proof struct {
	Press   *card.Press
	Fonts   *typeset.Library // of captions
	Formats []config.Format
	Design  string // id
	Theme   string // id
}

// Draw paints the sheet. It returns nil when there is more to show than a
// picture can hold: fewer languages must be chosen.
func (p Proof) Draw(sections []Section) (*image.RGBA, error) {
	var shown [][]*cell
	for _, section := range sections {
		shown = append(shown, p.cells(section))
	}
	var s *sheet
	for _, m := range measures() {
		if s = layOut(p.Fonts, sections, shown, m); s != nil {
			return s.paint()
		}
	}
	return nil, nil
}

// paint paints the sheet, and on it its pictures, scaled.
func (s *sheet) paint() (*image.RGBA, error) {
	painter := raster.NewPainter()
	img, err := painter.Paint(s.scene)
	if err != nil {
		return nil, err
	}
	for _, p := range s.pictures {
		full, err := painter.Paint(p.scene)
		if err != nil {
			return nil, err
		}
		box := image.Rect(int(p.box.X), int(p.box.Y), int(p.box.Right()), int(p.box.Bottom()))
		draw.CatmullRom.Scale(img, box, full, full.Rect, draw.Src, nil)
	}
	return img, nil
}
