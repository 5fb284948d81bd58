package factcheck

import (
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Gist is a hash of what readers take from the original text: the rating, the
// words of its fact and claim, and every figure in it, in its order. A slip
// that is mended elsewhere, another mark or accent of emphasis, and all work on
// translations leave it as it is. 0 stands for no original.
func (f *FactCheck) Gist() uint64 {
	t := f.Original()
	if t == nil {
		return 0
	}
	h := fnv.New64a()
	add := func(texts ...string) {
		for _, text := range texts {
			_, _ = io.WriteString(h, text+"\x00") // a hash takes everything
		}
	}
	add(f.Rating, folded(t.Fact.Plain()), folded(t.Claim))
	for _, text := range []string{t.Why, t.Technique, t.Verdict, withoutCitations(t.Body), t.Number.Label, t.Number.Figure,
		t.Chart.Title, t.Chart.Note, t.Sandwich.Again} {
		add(figuresOf(text)...)
		add("")
	}
	if f.Number != nil {
		add(strconv.FormatFloat(f.Number.Value, 'g', -1, 64), string(f.Number.Unit))
	}
	if f.Chart != nil {
		for _, series := range f.Chart.Series {
			for _, value := range series.Values {
				add(strconv.FormatFloat(value, 'g', -1, 64))
			}
		}
	}
	return h.Sum64()
}

// folded are the letters and digits of a text, in lower case, words parted.
func folded(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}

// figuresOf are the runs of digits of a text.
func figuresOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
}

// withoutCitations is a body without the ids of its sources, which have figures
// too.
func withoutCitations(body string) string {
	ids := map[string]bool{}
	for _, r := range References(body) {
		ids["@"+r.ID] = true
	}
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(ids))) { // the longer before what it begins with
		body = strings.ReplaceAll(body, id, "@")
	}
	return body
}
