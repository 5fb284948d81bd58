package typeset

import (
	"reflect"
	"slices"

	"github.com/go-text/typesetting/bidi"
)

// embeddingLevels is the level of every rune by the bidi algorithm (UAX #9),
// before the rules for line ends. text holds no paragraph separator.
func embeddingLevels(para *bidi.Paragraph, text []rune, base Direction) []int8 {
	if base == LTR && !slices.ContainsFunc(text, turning) {
		return make([]int8, len(text))
	}
	dir := bidi.LeftToRight
	if base == RTL {
		dir = bidi.RightToLeft
	}
	runs := para.Segment(text, dir)
	levels := make([]int8, len(text))
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for j := run.Start; j < run.End; j++ {
			levels[j] = int8(run.Level)
		}
	}
	exact(levels, &runs)
	return levels
}

// turning reports whether a rune may get a level above 0 in a paragraph from
// left to right, or give one to others: it is in a block of letters written
// from right to left, or a control of direction. Digits get the level of the
// letters before them (rule W7).
func turning(r rune) bool {
	if r < 0x0590 {
		return false
	}
	return r < 0x0900 || r >= 0x200E && r <= 0x206F || r >= 0xFB1D && r < 0xFE00 || r >= 0xFE70 && r < 0xFF00 || r >= 0x10800 && r < 0x11000 || r >= 0x1E800 && r < 0x1F000
}

// exact replaces the levels of runs by those of their runes. go-text 0.3.5
// joins neighbours of the same direction into one run with the level of its
// first rune, though 0 is not 2: "by سلمى 2025 text" would stand as
// "by 2025 text سلمى". It knows every rune's level but keeps the list to
// itself, so it is read by reflection; should a later version have no such
// list, the levels stay those of the runs, and TestVisualOrder fails.
func exact(levels []int8, runs *bidi.Runs) {
	list := reflect.ValueOf(runs).Elem().FieldByName("levels")
	if !list.IsValid() || list.Kind() != reflect.Slice || list.Len() != len(levels) {
		return
	}
	for i := range levels {
		if level := list.Index(i); level.CanInt() {
			levels[i] = int8(level.Int())
		}
	}
}
