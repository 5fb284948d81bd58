package worddiff

import (
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Pair is a paragraph before and after; "" on one side for one that is new or
// gone.
type Pair struct{ Before, After string }

// Paragraphs are the paragraphs of two texts that differ, in order; blank
// lines part them. Of several that were replaced by as many, the first is
// paired with the first, and so on.
func Paragraphs(before, after string) []Pair {
	numbers, texts := map[string]rune{}, map[rune]string{}
	number := func(text string) []rune {
		var out []rune
		for _, p := range paragraphs(text) {
			n, known := numbers[p]
			if !known {
				n = character(len(numbers))
				numbers[p], texts[n] = n, p
			}
			out = append(out, n)
		}
		return out
	}
	differ := diffmatchpatch.DiffMatchPatch{}
	var out []Pair
	var gone, come []string
	flush := func() {
		for i := range max(len(gone), len(come)) {
			out = append(out, Pair{at(gone, i), at(come, i)})
		}
		gone, come = nil, nil
	}
	for _, d := range differ.DiffMainRunes(number(before), number(after), false) {
		var list []string
		for _, n := range d.Text {
			list = append(list, texts[n])
		}
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			gone = append(gone, list...)
		case diffmatchpatch.DiffInsert:
			come = append(come, list...)
		default:
			flush()
		}
	}
	flush()
	return out
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func paragraphs(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var out []string
	var lines []string
	for _, line := range append(strings.Split(text, "\n"), "") {
		if !blank(line) {
			lines = append(lines, line)
			continue
		}
		if len(lines) > 0 {
			out = append(out, strings.TrimSpace(strings.Join(lines, "\n")))
		}
		lines = nil
	}
	return slices.Clip(out)
}
