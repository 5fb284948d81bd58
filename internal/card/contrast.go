package card

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"rebut/internal/config"
	"rebut/internal/raster"
)

// What WCAG 2.2, success criterion 1.4.3 asks of the contrast of texts. A text
// is large from largeText px of a picture whose shorter side is readableAt px:
// on a phone it then has some 20 px, in the bold weights of headlines.
const (
	contrastText  = 4.5
	contrastLarge = 3.0
	largeText     = 60.0
)

// needed is the contrast that a text must have in a picture of a size.
func (b *block) needed(width, height int) float64 {
	if b.layout.Size >= largeText*float64(min(width, height))/readableAt {
		return contrastLarge
	}
	return contrastText
}

// behind is the index of the mark that a text stands on; -1 for the ground.
func (s *sketch) behind(b *block) int {
	ink := b.ink()
	for i := len(s.marks) - 1; i >= 0; i-- {
		m := &s.marks[i]
		if (m.fill != "" || m.Form == raster.Photo) && (m.Form == raster.Rectangle || m.Form == raster.Photo) && m.Box.Contains(ink) {
			return i
		}
	}
	return -1
}

// used are the inks that a text really has.
func (b *block) used() []Role {
	var out []Role
	seen := map[int]bool{}
	for _, line := range b.layout.Lines {
		for _, run := range line.Runs {
			i := run.Ink
			if i < 0 || i >= len(b.inks) {
				i = 0
			}
			if !seen[i] && i < len(b.inks) {
				seen[i] = true
				out = append(out, b.inks[i])
			}
		}
	}
	return out
}

// faint lists the texts that do not stand out in a theme. What stands on a
// photo is held against its scrim, which is made as opaque as it needs.
func (c *composition) faint(f *config.Format, t *config.Theme) []finding {
	var out []finding
	for i := range c.blocks {
		b := &c.blocks[i]
		ground := t.Ground
		if n := c.behind(b); n >= 0 {
			if c.marks[n].Form == raster.Photo { // without a scrim: it is no ground for texts
				continue
			}
			ground = colour(t, c.marks[n].fill)
		}
		for _, ink := range b.used() {
			if got, least := config.Contrast(colour(t, ink), ground), b.needed(f.Width, f.Height); got < least {
				out = append(out, finding{code: lowContrast, role: b.role, from: b.from, lang: b.lang, format: c.picture, text: b.plain,
					says: fmt.Sprintf("has a contrast of %.1f in the theme %q", got, t.ID),
					help: fmt.Sprintf("WCAG AA asks for %.1f: give the text another ink, or change the theme's colours", least)})
			}
		}
	}
	return out
}

// leastScrim is how much of a photo is covered at least, so that it stays quiet
// behind texts.
const leastScrim = 0.45

// calm is the most contrast that there may be between two pixels behind a text
// that is not large: a pattern as coarse as its strokes tires the eye, however
// well each of its colours contrasts with the text.
const calm = 1.4

// veil is how much of a photo a scrim must cover, from leastScrim to 1, for the
// texts on it to stand out from every pixel behind them, and small ones from a
// calm ground. below is what the picture shows so far.
func (c *composition) veil(mark int, f *config.Format, t *config.Theme, below *image.RGBA) float64 {
	scrim := colour(t, c.marks[mark].fill)
	cover := leastScrim
	for i := range c.blocks {
		b := &c.blocks[i]
		if c.behind(b) != mark {
			continue
		}
		darkest, lightest := extremes(below, b.ink())
		for small := b.needed(f.Width, f.Height) == contrastText; small && cover < 1 && config.Contrast(mixed(darkest, scrim, cover), mixed(lightest, scrim, cover)) > calm; {
			cover += 1.0 / 64
		}
		for _, ink := range b.used() {
			for _, pixel := range []config.Colour{darkest, lightest} {
				for cover < 1 && config.Contrast(colour(t, ink), mixed(pixel, scrim, cover)) < b.needed(f.Width, f.Height) {
					cover += 1.0 / 64
				}
			}
		}
	}
	return min(cover, 1)
}

// extremes are colours no darker and no lighter than any pixel of a box: the
// smallest and the largest value of each channel.
func extremes(img *image.RGBA, box raster.Rect) (darkest, lightest config.Colour) {
	r := image.Rect(int(math.Floor(box.X)), int(math.Floor(box.Y)), int(math.Ceil(box.Right())), int(math.Ceil(box.Bottom()))).Intersect(img.Rect)
	darkest = config.Colour{R: 255, G: 255, B: 255}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]
		for ; len(row) >= 4; row = row[4:] {
			darkest = config.Colour{R: min(darkest.R, row[0]), G: min(darkest.G, row[1]), B: min(darkest.B, row[2])}
			lightest = config.Colour{R: max(lightest.R, row[0]), G: max(lightest.G, row[1]), B: max(lightest.B, row[2])}
		}
	}
	return darkest, lightest
}

// mixed is a colour under a cover of another, as the painter blends them.
func mixed(under, over config.Colour, cover float64) config.Colour {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-cover) + float64(b)*cover)) }
	return config.Colour{R: mix(under.R, over.R), G: mix(under.G, over.G), B: mix(under.B, over.B)}
}

// translucent is a colour that covers a share of what is under it.
func translucent(c config.Colour, cover float64) color.NRGBA {
	out := c.NRGBA()
	out.A = uint8(math.Ceil(cover * 255))
	return out
}
