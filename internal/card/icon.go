package card

import (
	"bytes"
	"fmt"
	"image/color"

	"github.com/rivo/uniseg"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// Icon is the site's icon as a PNG, size px on each side: the first letter of
// the wordmark as chips of the first theme have it. All of the letter is within
// the circle that launchers may cut an icon to (W3C App Manifest, maskable
// icons: four fifths of the side).
func (p *Press) Icon(size int) ([]byte, error) {
	theme := p.cfg.Themes[0]
	letter, _, _, _ := uniseg.FirstGraphemeClusterInString(p.cfg.Organisation.Wordmark, -1)
	side := float64(size)
	layout := p.fonts.Set(typeset.Plain(letter, "", typeset.Style{Family: theme.Headline, Weight: 800}), 0.62*side, 4*side)
	scene := &raster.Scene{
		Width: size, Height: size, Ground: theme.Chip.NRGBA(),
		Texts: []raster.Text{{Role: "letter", Plain: letter, Inks: []color.NRGBA{theme.ChipInk.NRGBA()}, Layout: layout,
			X: (side - layout.Ink.Left - layout.Ink.Right) / 2, Y: (side - layout.Ink.Top - layout.Ink.Bottom) / 2}},
	}
	var b bytes.Buffer
	if err := p.painter.PNG(&b, scene, nil); err != nil {
		return nil, fmt.Errorf("icon: %w", err)
	}
	return b.Bytes(), nil
}
