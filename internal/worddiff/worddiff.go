// Package worddiff is the specification of how a text is shown to have
// changed: word by word, so that a reader sees at a glance that 12 became 11.
//
// Words are those of UAX #29; a script that writes them without spaces and is
// not Chinese or Japanese changes by letter clusters, never inside one. Two
// texts that have little in common are told as wholly different, since a patchwork of
// single words cannot be read. Of long texts only the paragraphs that changed
// are shown.
package worddiff

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// Span is a run of a text that either stands in the other one too, or is new
// or gone.
type Span struct {
	Text    string
	Changed bool
}

// leastCommon is the share of the shorter text's letters and digits, in
// percent, that two texts must have in common to be told word by word.
const leastCommon = 30

// Words are the spans of an earlier and of a later text. Each list joined is
// the text itself.
func Words(before, after string) (was, is []Span) {
	diffs, words := compared(before, after)
	common := 0
	for i, d := range diffs {
		text := join(d.Text, words)
		if d.Type == diffmatchpatch.DiffEqual {
			common += weight(text)
			changed := blank(text) && 0 < i && i < len(diffs)-1 // space between two changes is part of them
			was, is = add(was, text, changed), add(is, text, changed)
		} else if d.Type == diffmatchpatch.DiffDelete {
			was = add(was, text, true)
		} else {
			is = add(is, text, true)
		}
	}
	if 100*common < leastCommon*min(weight(before), weight(after)) {
		return whole(before), whole(after)
	}
	return was, is
}

// compared are the shortest changes that lead from one text to the other; each
// character of them stands for a word.
func compared(before, after string) ([]diffmatchpatch.Diff, map[rune]string) {
	numbers, words := map[string]rune{}, map[rune]string{}
	number := func(text string) []rune {
		var out []rune
		state := -1
		for text != "" {
			var word string
			word, text, state = uniseg.FirstWordInString(text, state)
			n, known := numbers[word]
			if !known {
				n = character(len(numbers))
				numbers[word], words[n] = n, word
			}
			out = append(out, n)
		}
		return out
	}
	differ := diffmatchpatch.DiffMatchPatch{} // without a time limit, after which it would guess
	return differ.DiffMainRunes(number(before), number(after), false), words
}

// character is the n-th of those that stand for words: none is half of a
// surrogate pair, which no text could hold.
func character(n int) rune {
	const first, firstSurrogate, surrogates = 0x100, 0xd800, 0x800
	if n += first; n >= firstSurrogate {
		n += surrogates
	}
	return rune(n)
}

func join(numbers string, words map[rune]string) string {
	var b strings.Builder
	for _, n := range numbers {
		b.WriteString(words[n])
	}
	return b.String()
}

func add(list []Span, text string, changed bool) []Span {
	if n := len(list); n > 0 && list[n-1].Changed == changed {
		list[n-1].Text += text
		return list
	}
	return append(list, Span{text, changed})
}

func whole(text string) []Span {
	if text == "" {
		return nil
	}
	return []Span{{text, true}}
}

// weight is the number of letters and digits of a text.
func weight(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }
