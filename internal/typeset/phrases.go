package typeset

import (
	"compress/gzip"
	"embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed phrases/*.json.gz
var phraseFiles embed.FS

// phraseModels are the models of a library, each read when first needed; see
// phrases/README.md.
type phraseModels struct{ ja, hans, hant phraseModel }

// of is the model for a language, or nil where there is none.
func (m *phraseModels) of(lang string) *phraseModel {
	switch {
	case sameLanguage(lang, "ja"):
		return m.ja.open("ja")
	case sameLanguage(lang, "zh-hant"), sameLanguage(lang, "zh-tw"), sameLanguage(lang, "zh-hk"), sameLanguage(lang, "zh-mo"), sameLanguage(lang, "yue"):
		return m.hant.open("zh-hant")
	case sameLanguage(lang, "zh"):
		return m.hans.open("zh-hans")
	}
	return nil
}

// phraseModel scores the places between characters: a phrase begins where the
// weights of what stands there exceed half of all weights (AdaBoost, as
// BudouX's parser sums them up).
type phraseModel struct {
	once    sync.Once
	weights map[string]map[string]int // by feature and characters
	total   int                       // of all weights
}

// open reads the model. The models are part of the program, so reading them
// fails only in a broken build; there is then no phrase anywhere.
func (m *phraseModel) open(name string) *phraseModel {
	m.once.Do(func() {
		file, err := phraseFiles.Open("phrases/" + name + ".json.gz")
		if err != nil {
			return
		}
		defer file.Close()
		unpacked, err := gzip.NewReader(file)
		if err != nil {
			return
		}
		if json.NewDecoder(unpacked).Decode(&m.weights) != nil {
			m.weights = nil
		}
		for _, weights := range m.weights {
			for _, w := range weights {
				m.total += w
			}
		}
	})
	return m
}

// phraseFeatures are the characters that a feature looks at, from a place on.
var phraseFeatures = [...]struct {
	name     string
	from, to int
}{
	{"UW1", -3, -2}, {"UW2", -2, -1}, {"UW3", -1, 0}, {"UW4", 0, 1}, {"UW5", 1, 2}, {"UW6", 2, 3},
	{"BW1", -2, 0}, {"BW2", -1, 1}, {"BW3", 0, 2},
	{"TW1", -3, 0}, {"TW2", -2, 1}, {"TW3", -1, 2}, {"TW4", 0, 3},
}

// begins reports whether a phrase begins at a rune of a text.
func (m *phraseModel) begins(text []rune, at int) bool {
	score := 0
	for _, f := range phraseFeatures {
		if at+f.from >= 0 && at+f.to <= len(text) {
			score += m.weights[f.name][string(text[at+f.from:at+f.to])]
		}
	}
	return 2*score > m.total
}

// unitStops are the stops that do not part a word or, in Japanese and Chinese, a
// phrase. In other languages these are all.
func (p *prepared) unitStops() []int {
	if p.phrases == nil {
		return p.stops
	}
	var out []int
	for _, b := range p.blocks {
		text := p.text.plain[b.start:b.end]
		for _, at := range between(p.stops, b.start, b.end) {
			if at == b.end || unitEnds(p.phrases, text, at-b.start) {
				out = append(out, at)
			}
		}
	}
	return out
}

// unitEnds reports whether a break at a rune parts no phrase: beside Japanese
// and Chinese characters, the model says where one begins, but for the counter
// after a figure and the particle after a word, which are part of their phrase.
func unitEnds(model *phraseModel, text []rune, at int) bool {
	prev, next := text[at-1], text[at]
	switch {
	case unicode.IsSpace(prev), eastAsianStop(prev), !ideographic(prev) && !ideographic(next):
		return true
	case unicode.IsDigit(prev) && ideographic(next), strings.ContainsRune(chineseParticles, next):
		return false
	}
	return model.begins(text, at)
}

// between are the stops after start, up to end.
func between(stops []int, start, end int) []int {
	lo, _ := slices.BinarySearch(stops, start+1)
	hi, _ := slices.BinarySearch(stops, end+1)
	return stops[lo:hi]
}

// partsUnit reports whether a stop is inside a phrase.
func (p *prepared) partsUnit(at int) bool {
	_, whole := slices.BinarySearch(p.units, at)
	return !whole
}

// beginsPhrase reports whether a stop is between two phrases that no mark
// parts.
func (p *prepared) beginsPhrase(at int) bool {
	return p.phrases != nil && ideographic(p.text.plain[at-1]) && ideographic(p.text.plain[at]) && !p.partsUnit(at)
}

// oneUnit reports whether runes [start, end) are one word or phrase, or part
// of one.
func (p *prepared) oneUnit(start, end int) bool {
	i, _ := slices.BinarySearch(p.units, start+1)
	return i == len(p.units) || p.units[i] >= end
}

// chineseParticles follow the word that they belong to.
const chineseParticles = "的了吗嗎呢吧们們着著"

// ideographic reports whether a rune is a character of Japanese or Chinese
// words.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー'
}
