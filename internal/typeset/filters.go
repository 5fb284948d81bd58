package typeset

import (
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// mendFilters works around a mistake of go-text/typesetting 0.3.5 (its issue
// 278, mended by its change 279 but in no release yet). harfbuzz.NewFont sums
// up the glyphs of each lookup, and of each of its subtables, in a filter, and
// loses those of every range after a long one; the lookup is then never tried
// on them. Noto Sans Arabic so loses the joined forms of ن, ق and ة, and Libre
// Franklin nearly all its kerning.
//
// Until the returned function puts them back, and while the filters are made,
// the lists of glyphs of each lookup that loses some are changed so that its
// filters let more glyphs pass, which costs a little time and is right. Other
// lookups keep their filters: with Devanagari, they save half the time.
// TestJoinedFormsAndKerning and TestSentencesShapeLikeHarfBuzz tell when this
// is no longer needed.
func mendFilters(f *font.Font) (restore func()) {
	var undo []func()
	for _, lookup := range f.GSUB.Lookups {
		undo = mendLookup(undo, covers(lookup.Subtables))
	}
	for _, lookup := range f.GPOS.Lookups {
		undo = mendLookup(undo, covers(lookup.Subtables))
	}
	return func() {
		for _, back := range slices.Backward(undo) {
			back()
		}
	}
}

// covers are the lists of glyphs of a lookup's subtables.
func covers[T interface{ Cov() tables.Coverage }](subtables []T) (lists []tables.Coverage) {
	for _, table := range subtables {
		lists = append(lists, table.Cov())
	}
	return lists
}

// mendLookup stretches the first range of each list over all ranges of the
// lookup. If glyphs are still lost, which happens when single glyphs fill a
// filter before there is a range, it makes filters that let every glyph pass.
func mendLookup(undo []func(), lists []tables.Coverage) []func() {
	want := make([]filter, len(lists)+1)
	if !loses(want, lists) {
		return undo
	}
	low, high := tables.GlyphID(0xFFFF), tables.GlyphID(0)
	for _, list := range lists {
		if list, ok := list.(tables.Coverage2); ok {
			for _, r := range list.Ranges {
				low, high = min(low, r.StartGlyphID), max(high, r.EndGlyphID)
			}
		}
	}
	undo = widen(undo, lists, low, high)
	if !short(want, lists) {
		return undo
	}
	undo = widen(undo, lists, 0, 0xFFFF)
	for _, list := range lists {
		if list, ok := list.(tables.Coverage1); ok && len(list.Glyphs) >= 64 {
			undo = append(undo, fillFilter(list.Glyphs))
		}
	}
	return undo
}

// widen makes the first range of each list of ranges one from low to high.
func widen(undo []func(), lists []tables.Coverage, low, high tables.GlyphID) []func() {
	for _, list := range lists {
		if list, ok := list.(tables.Coverage2); ok && len(list.Ranges) > 0 {
			first := list.Ranges[0]
			list.Ranges[0].StartGlyphID, list.Ranges[0].EndGlyphID = low, high
			undo = append(undo, func() { list.Ranges[0] = first })
		}
	}
	return undo
}

// filter is what the library sums glyphs up in: three masks of 64 bits, which
// six bits of a glyph's number select.
type filter [3]uint64

// shifts are the lowest of the bits that select in each mask.
var shifts = [3]int{4, 0, 6}

// loses fills want with the right filters, of the lookup and of each list, and
// reports whether the library's lack some glyphs.
func loses(want []filter, lists []tables.Coverage) bool {
	for i, list := range lists {
		want[0].add(list, false)
		want[i+1].add(list, false)
	}
	return short(want, lists)
}

// short reports whether the filters that the library makes lack some of want.
func short(want []filter, lists []tables.Coverage) bool {
	var lookup filter
	for i, list := range lists {
		lookup.add(list, true)
		var own filter
		if own.add(list, true); own.lacks(want[i+1]) {
			return true
		}
	}
	return lookup.lacks(want[0])
}

func (f filter) lacks(want filter) bool {
	return want[0]&^f[0]|want[1]&^f[1]|want[2]&^f[2] != 0
}

// add sums up a list, with the library's mistake or without.
func (f *filter) add(list tables.Coverage, mistaken bool) {
	switch list := list.(type) {
	case tables.Coverage1:
		for _, g := range list.Glyphs {
			f.addRange(g, g)
		}
	case tables.Coverage2:
		for _, r := range list.Ranges {
			if !mistaken || f[0] != ^uint64(0) && f[1] != ^uint64(0) && f[2] != ^uint64(0) {
				f.addRange(r.StartGlyphID, r.EndGlyphID)
			}
		}
	}
}

func (f *filter) addRange(first, last tables.GlyphID) {
	for i, shift := range shifts {
		for bits, n := int(first>>shift), min(int(last>>shift)-int(first>>shift), 63); n >= 0; n-- {
			f[i] |= 1 << ((bits + n) & 63)
		}
	}
}

// fillFilter overwrites 64 glyphs with such as set every bit of a filter, and
// returns what puts them back. A filter is three masks of 64 bits, which six
// bits of a glyph's number select: bits 0 to 5, 4 to 9, and 6 to 11.
func fillFilter(glyphs []tables.GlyphID) (restore func()) {
	was := slices.Clone(glyphs[:64])
	for i := range was {
		glyphs[i] = tables.GlyphID(i | i&0xF<<6 | i>>4<<10) // each selection is i, its bits in another order
	}
	return func() { copy(glyphs, was) }
}
