package specimen

import (
	"image/color"
	"slices"
	"testing"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

const (
	lineSize = 48 // px
	apart    = 2  // px between the ink of two lines, at least
	none     = -1 << 20
)

// TestLinesDoNotTouch sets every specimen as tight as fonts.toml lets it, in
// the heaviest weight, and looks at the pixels: a dot below one line that
// touches a dot above the next makes another letter.
func TestLinesDoNotTouch(t *testing.T) {
	lib := withOptional(t)
	for _, text := range Texts() {
		t.Run(text.Lang, func(t *testing.T) {
			t.Parallel()
			for _, paragraph := range []string{text.Move, text.Leave, text.Asylum, text.NoAsylum} {
				for _, width := range []float64{420, 560, 700} {
					l := lib.Set(typeset.Plain(paragraph, text.Lang, typeset.Style{Weight: 800, Leading: 1}), lineSize, width)
					if len(l.Missing) > 0 {
						t.Skipf("a font is not installed (packages fonts-noto-cjk and fonts-noto-color-emoji): nothing has %q", l.Missing[0].Rune)
					}
					checkGaps(t, l, []rune(paragraph), int(width))
				}
			}
		})
	}
}

func checkGaps(t *testing.T, l *typeset.Layout, text []rune, width int) {
	t.Helper()
	_, bottoms := inkOf(t, l, 0, width)
	for i := 1; i < len(l.Lines); i++ {
		tops, next := inkOf(t, l, i, width)
		between := int(l.Lines[i].Baseline - l.Lines[i-1].Baseline)
		if gap := between + leastGap(bottoms, tops); gap < apart {
			t.Errorf("%d px between the lines “%s”, want %d", gap, string(text[l.Lines[i-1].Start:l.Lines[i].End]), apart)
		}
		bottoms = next
	}
}

// inkOf paints one line alone: the first and the last pixel with ink of every
// column, px from the baseline; none where there is no ink.
func inkOf(t *testing.T, l *typeset.Layout, line, width int) (tops, bottoms []int) {
	t.Helper()
	const base = 3 * lineSize
	one := *l
	one.Lines = l.Lines[line : line+1]
	scene := &raster.Scene{Width: width + 2*margin, Height: 5 * lineSize, Ground: color.NRGBA{0xff, 0xff, 0xff, 0xff},
		Texts: []raster.Text{{X: margin, Y: base - one.Lines[0].Baseline, Inks: []color.NRGBA{{A: 0xff}}, Layout: &one}}}
	img, err := raster.NewPainter().Paint(scene)
	if err != nil {
		t.Fatal(err)
	}
	for x := range scene.Width {
		top, bottom := none, none
		for y := range scene.Height {
			if c := img.RGBAAt(x, y); min(c.R, c.G, c.B) < 0xa0 {
				bottom = y - base
				if top == none {
					top = bottom
				}
			}
		}
		tops, bottoms = append(tops, top), append(bottoms, bottom)
	}
	return tops, bottoms
}

// leastGap is how many px lie between what ends above and what begins below,
// in columns no further apart than that is asked for.
func leastGap(bottoms, tops []int) int {
	least := -none
	for x, top := range tops {
		if top == none {
			continue
		}
		near := bottoms[max(0, x-apart):min(len(bottoms), x+apart+1)]
		if bottom := slices.Max(near); bottom != none {
			least = min(least, top-bottom-1)
		}
	}
	return least
}
