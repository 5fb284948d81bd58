package card

import (
	"fmt"
	"math"
	"slices"

	"rebut/internal/config"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// The kinds of findings about how a picture is laid out.
const (
	unsafeArea  = "unsafe-area"  // apps cover or cut away a text
	overlap     = "overlap"      // a text runs into another, or across an edge
	smallText   = "small-text"   // a text is too small to be read on a phone
	factTooMeek = "fact-leads"   // the fact is not the largest text by far
	cropped     = "crop"         // what an app's crop leaves says the wrong thing
	lowContrast = "low-contrast" // a text does not stand out from what is behind it
)

// The smallest texts, px of a picture whose shorter side is 1080 px: running
// text, and anything.
const (
	leastReading = 30.0
	leastText    = 22.0
	readableAt   = 1080.0
)

// inspect finds what is wrong with where the texts of a composed picture stand.
// It sees the picture as it is painted, right-to-left ones mirrored.
func (c *composer) inspect(s sketch) []finding {
	k := &inspector{composer: c, sketch: s}
	for i := range s.blocks {
		b := &s.blocks[i]
		k.safe(b)
		k.apart(i)
		k.large(b)
	}
	k.leads()
	for _, crop := range c.format.Crops {
		k.crop(crop)
	}
	return k.found
}

type inspector struct {
	*composer
	sketch sketch
	found  []finding
}

func (k *inspector) report(code string, b *block, says, help string) {
	for _, f := range k.found {
		if f.code == code && f.from == b.from && f.role == b.role {
			return
		}
	}
	k.found = append(k.found, finding{code: code, role: b.role, from: b.from, lang: b.lang, format: k.picture(), text: b.plain, says: says, help: help})
}

// ink is the box around what a text draws, in the picture.
func (b *block) ink() raster.Rect {
	t := raster.Text{X: b.x, Y: b.y - b.rise(), Layout: b.layout}
	return t.Ink()
}

func (k *inspector) safe(b *block) {
	s := k.format.Safe
	area := raster.Rect{X: float64(s.Left), Y: float64(s.Top), W: k.width() - float64(s.Left+s.Right), H: k.height() - float64(s.Top+s.Bottom)}
	if !area.Contains(b.ink()) {
		k.report(unsafeArea, b, "stands where apps cover or cut the picture", "give the design wider margins in this format")
	}
}

func (k *inspector) apart(i int) {
	b := &k.sketch.blocks[i]
	ink := b.ink()
	for n := range i {
		if other := &k.sketch.blocks[n]; ink.Overlaps(other.ink()) {
			k.report(overlap, b, fmt.Sprintf("runs into %q", other.role), "give the design a larger gap or leading in this format")
		}
	}
	for _, m := range k.sketch.marks {
		if m.solid && m.Box.Overlaps(ink) && !m.Box.Contains(ink) {
			k.report(overlap, b, fmt.Sprintf("runs across the edge of %q", m.Role), "give the part a larger pad in this format")
		}
	}
}

func (k *inspector) large(b *block) {
	least := leastText
	if slices.Contains([]string{"why", "claim", "technique", "action"}, b.role) {
		least = leastReading
	}
	least *= min(k.width(), k.height()) / readableAt
	if b.layout.Size < least-typeset.Step { // sizes are on its grid, and may fall short
		k.report(smallText, b, fmt.Sprintf("has %.0f px, too small to be read on a phone", b.layout.Size),
			fmt.Sprintf("let its sizes in this format begin at %.0f", math.Ceil(least)))
	}
}

// leads checks that the leading text is the largest by far.
func (k *inspector) leads() {
	lead := math.Inf(1)
	for i := range k.sketch.blocks {
		if b := &k.sketch.blocks[i]; b.lead {
			lead = min(lead, b.layout.Size)
		}
	}
	for i := range k.sketch.blocks {
		if b := &k.sketch.blocks[i]; !b.lead && b.layout.Size*Dominance > lead+typeset.Step {
			k.report(factTooMeek, b, fmt.Sprintf("has %.0f px beside a leading text of %.0f px", b.layout.Size, lead),
				fmt.Sprintf("the leading text must be at least %.1f times as large", Dominance))
		}
	}
}

// crop checks what is left when an app shows only the middle of the picture:
// either the leading text is whole, or the rating is, so that it still reads
// as a correction.
func (k *inspector) crop(crop config.Crop) {
	box := raster.Rect{X: (k.width() - float64(crop.Width)) / 2, Y: (k.height() - float64(crop.Height)) / 2, W: float64(crop.Width), H: float64(crop.Height)}
	var lead *block
	whole, rated := true, false
	for i := range k.sketch.blocks {
		switch b := &k.sketch.blocks[i]; {
		case b.lead:
			lead, whole = b, whole && box.Contains(b.ink())
		case b.role == "rating":
			rated = rated || box.Contains(b.ink())
		}
	}
	if lead != nil && !whole && !rated {
		k.report(cropped, lead, fmt.Sprintf("is cut where apps show only the middle %d × %d px, and no rating is left", crop.Width, crop.Height),
			"narrow it, or let the rating stand in the middle")
	}
}
