package contact

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/problem"
	"rebut/internal/raster"
)

// cell is the pictures of one edition in one format.
type cell struct {
	format        *config.Format
	scenes        []*raster.Scene // nil: does not fit
	problems      []string        // of each picture; "" for none
	faults        string          // all problems of pictures that are shown
	caption       string
	width, height float64 // of each picture on the sheet, px
}

// cells are the pictures of a section, by format and then by length.
func (p Proof) cells(section Section) []*cell {
	var cells []*cell
	for i := range p.Formats {
		for _, sample := range section.Samples {
			cells = append(cells, p.cell(&p.Formats[i], sample))
		}
	}
	return cells
}

func (p Proof) cell(f *config.Format, sample Sample) *cell {
	c := &cell{format: f, caption: strings.Join([]string{f.ID, sample.Length, string(sample.Edition.Slug)}, " · ")}
	var faults []string
	for _, j := range p.Press.Slides(card.Job{Edition: sample.Edition, Design: p.Design, Format: f.ID, Theme: p.Theme}) {
		scene, problems := p.Press.Scene(j)
		told := tell(problems, len(problems))
		if !card.Fits(problems) {
			scene = nil
		} else if told = tell(problems, 1); told != "" && !slices.Contains(faults, told) {
			faults = append(faults, told)
		}
		c.scenes, c.problems = append(c.scenes, scene), append(c.problems, told)
	}
	c.faults = strings.Join(faults, " ")
	return c
}

// tell are problems as sentences, at most so many, with what to do about them.
func tell(problems problem.List, most int) string {
	var said []string
	for _, q := range problems[:min(most, len(problems))] {
		sentence := q.Message + "."
		if q.Hint != "" {
			sentence = q.Message + ": " + q.Hint + "."
		}
		if !slices.Contains(said, sentence) {
			said = append(said, sentence)
		}
	}
	if more := len(problems) - most; more > 0 {
		said = append(said, fmt.Sprintf("(%d more)", more))
	}
	return strings.Join(said, " ")
}

// scale gives the pictures the area of a square.
func (c *cell) scale(side float64) {
	w, h := float64(c.format.Width), float64(c.format.Height)
	k := side / math.Sqrt(w*h)
	c.width, c.height = math.Round(w*k), math.Round(h*k)
}

// room is the width that the pictures take, or their caption needs, px.
func (c *cell) room() float64 {
	n := float64(len(c.scenes))
	return max(n*c.width+(n-1)*beside, least)
}
