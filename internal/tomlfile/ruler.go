package tomlfile

import (
	"slices"
	"unicode/utf8"
)

// ruler turns byte offsets into lines and columns at a small cost each, however
// long the text and its lines: a file may have thousands of mistakes.
type ruler struct {
	text  []byte
	lines []int // offset of each line's first byte
	runes []int // characters before each block
}

const block = 1024 // bytes

func newRuler(text []byte) ruler {
	r := ruler{text: text, lines: []int{0}}
	count := 0
	for i, b := range text {
		if i%block == 0 {
			r.runes = append(r.runes, count)
		}
		if utf8.RuneStart(b) {
			count++
		}
		if b == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	r.runes = append(r.runes, count) // for the end of a text of whole blocks
	return r
}

// position returns line and column, from 1, of a byte; one beyond the text is
// at its end.
func (r ruler) position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(r.text))
	line, found := slices.BinarySearch(r.lines, offset)
	if found {
		line++
	}
	return line, r.characters(offset) - r.characters(r.lines[line-1]) + 1
}

// characters is the number of characters that begin before a byte.
func (r ruler) characters(offset int) int {
	n := r.runes[offset/block]
	for _, b := range r.text[offset/block*block : offset] {
		if utf8.RuneStart(b) {
			n++
		}
	}
	return n
}
