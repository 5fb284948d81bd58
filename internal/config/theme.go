package config

import (
	"fmt"
	"image/color"
	"math"
	"strconv"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Theme is a set of colour roles and type families. Pages use the same roles
// as cards.
type Theme struct {
	ID       string              `toml:"id"`
	Name     factcheck.Localised `toml:"name"`
	Headline string              `toml:"headline"` // family of the fact
	Text     string              `toml:"text"`     // family of all else

	Ground   Colour `toml:"ground"`    // the card
	Ink      Colour `toml:"ink"`       // fact and why, on Ground
	Accent   Colour `toml:"accent"`    // emphasised phrase, on Ground
	Muted    Colour `toml:"muted"`     // labels and footer, on Ground
	Panel    Colour `toml:"panel"`     // behind the claim
	PanelInk Colour `toml:"panel_ink"` // the claim, on Panel
	Chip     Colour `toml:"chip"`      // behind the rating word
	ChipInk  Colour `toml:"chip_ink"`  // the rating word and its shape, on Chip
	Rule     Colour `toml:"rule"`      // lines and marks that carry no meaning of their own

	// ChipAccent is that of an emphasised phrase, on Chip; nil for what OnChip
	// makes of Accent.
	ChipAccent *Colour `toml:"chip_accent"`

	// Photo is a PNG or JPEG file of the project that stands behind everything,
	// under as much of Ground as texts need; "" for none.
	Photo string `toml:"photo"`
	Focus *Focus `toml:"focus"` // the point of the photo that stays in sight; its middle
}

// Focus is a point of a photo, as shares of its width and height from its top
// left.
type Focus struct{ X, Y float64 }

// UnmarshalTOML reads [across, down].
func (f *Focus) UnmarshalTOML(value any) error {
	if list, _ := value.([]any); len(list) == 2 {
		x, okX := share(list[0])
		y, okY := share(list[1])
		if okX && okY {
			*f = Focus{x, y}
			return nil
		}
	}
	return &problem.Mistake{Message: "must be two shares from 0 to 1", Hint: "[0.5, 0.3] is in the middle, a little above"}
}

// share is a TOML number from 0 to 1.
func share(value any) (float64, bool) {
	n, isFloat := value.(float64)
	if whole, isInt := value.(int64); isInt {
		n, isFloat = float64(whole), true
	}
	return n, isFloat && n >= 0 && n <= 1
}

// Colour is an opaque sRGB colour, written "#rrggbb".
type Colour struct{ R, G, B uint8 }

// UnmarshalText reads "#rrggbb".
func (c *Colour) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text[min(1, len(text)):]), 16, 32)
	if len(text) != 7 || text[0] != '#' || err != nil {
		return &problem.Mistake{Message: fmt.Sprintf("%q is not a colour", text), Hint: `write it as "#rrggbb", for example "#b3001b"`}
	}
	*c = Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}
	return nil
}

// String is "#rrggbb".
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// NRGBA is the colour for painting.
func (c Colour) NRGBA() color.NRGBA { return color.NRGBA{c.R, c.G, c.B, 0xff} }

// luminance is relative luminance as WCAG 2.2 defines it, 0 to 1.
func (c Colour) luminance() float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

// Lighter reports whether the colour has more luminance than another.
func (c Colour) Lighter(than Colour) bool { return c.luminance() > than.luminance() }

// Contrast is the contrast ratio of two colours, 1 to 21 (WCAG 2.2, success
// criterion 1.4.3: at least 4.5 for text, 3 for large text).
func Contrast(a, b Colour) float64 {
	l, m := a.luminance(), b.luminance()
	return (max(l, m) + 0.05) / (min(l, m) + 0.05)
}

// OnAccent is the colour of texts on Accent: of the theme's ground and ink,
// white and black, the one with the most contrast.
func (t *Theme) OnAccent() Colour {
	best := t.Ground
	for _, c := range []Colour{t.Ink, {255, 255, 255}, {}} {
		if Contrast(c, t.Accent) > Contrast(best, t.Accent) {
			best = c
		}
	}
	return best
}

// OnChip is the colour of an emphasised phrase on Chip: ChipAccent, else Accent
// as far mixed with ChipInk as it takes for a contrast of 4.5.
func (t *Theme) OnChip() Colour {
	if t.ChipAccent != nil {
		return *t.ChipAccent
	}
	mix := func(a, b uint8, share int) uint8 { return uint8((int(a)*(steps-share) + int(b)*share) / steps) }
	for share := range steps {
		c := Colour{mix(t.Accent.R, t.ChipInk.R, share), mix(t.Accent.G, t.ChipInk.G, share), mix(t.Accent.B, t.ChipInk.B, share)}
		if Contrast(c, t.Chip) >= enough {
			return c
		}
	}
	return t.ChipInk
}

const (
	steps  = 32
	enough = 4.5
)
