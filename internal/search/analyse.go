package search

import (
	"math"
	"strings"
)

// Kinds of short texts, whose words the index keeps in their order.
const (
	kindClaim = iota // a wording of the claim
	kindTitle        // title or fact
	kindName         // who made the claim
	kinds
)

// field is how a field's words count.
type field struct {
	weight float64 // of one occurrence
	b      float64 // how far long texts are made smaller, 0 to 1 (BM25's b)
	pivot  float64 // length in words of a text that is neither made smaller nor larger
}

// The weights of BM25F (Robertson, Zaragoza and Taylor, 2004). Pivots are
// constants rather than means of the collection: a fact-check's part of the
// index then depends on nothing but itself, which makes updates exact. bench/search
// learned all but those of why and body, which its training data lack.
var (
	claimField = field{weight: 1, b: 0.4, pivot: 10}
	titleField = field{weight: 1, b: 0.4, pivot: 6}
	nameField  = field{weight: 0.5, b: 0.3, pivot: 3}
	whyField   = field{weight: 0.6, b: 0.5, pivot: 25}
	bodyField  = field{weight: 0.6, b: 0.6, pivot: 250}
)

// saturation is BM25's k1: how soon further occurrences of a word cease to count.
const saturation = 1.6

// analysed is a document as the index holds it.
type analysed struct {
	id     string
	stored []byte
	texts  []sequence
	counts []counted
}

// sequence is a short text: its words in their order without stop words, by
// their numbers in the reader.
type sequence struct {
	kind  byte
	words []int32
}

// counted is a word of a document and its impact.
type counted struct {
	word   int32
	impact byte
}

// reader reads the documents of one language. Words get numbers in the order
// in which they come.
type reader struct {
	stop   map[string]bool
	ids    map[string]int32
	words  []string
	freq   []float64 // for each word: in the document so far; zero between documents
	claims []float64 // for each word: in the wording that has it most
	times  []int32   // for each word: in the text; zero between texts
	seen   []int32   // words of the document
}

func newReader(lang string) *reader {
	return &reader{stop: stopWords(lang), ids: map[string]int32{}}
}

// read gives a document's words.
func (r *reader) read(d Document) analysed {
	a := analysed{id: d.ID, stored: d.Stored}
	for _, claim := range d.Claims {
		r.short(&a, kindClaim, claim, claimField, func(w int32, tf float64) { r.claims[w] = max(r.claims[w], tf) })
	}
	r.short(&a, kindTitle, d.Title, titleField, r.add)
	r.short(&a, kindTitle, d.Fact, titleField, r.add)
	for _, name := range d.Claimants {
		r.short(&a, kindName, name, nameField, r.add)
	}
	r.count(r.content(d.Why), whyField, r.add)
	r.count(r.content(d.Body), bodyField, r.add)
	a.counts = make([]counted, len(r.seen))
	for i, w := range r.seen {
		a.counts[i] = counted{w, impact(r.freq[w] + r.claims[w])}
		r.freq[w], r.claims[w] = 0, 0
	}
	r.seen = r.seen[:0]
	return a
}

func (r *reader) add(w int32, tf float64) { r.freq[w] += tf }

// short keeps a short text's sequence and counts its words.
func (r *reader) short(a *analysed, kind byte, text string, f field, add func(int32, float64)) {
	if list := r.content(text); len(list) > 0 {
		a.texts = append(a.texts, sequence{kind: kind, words: list})
		r.count(list, f, add)
	}
}

// content are the words of a text that are no stop words.
func (r *reader) content(text string) []int32 {
	var list []int32
	for _, t := range words(text) {
		if !r.stop[t.text] {
			list = append(list, r.id(t.text))
		}
	}
	return list
}

func (r *reader) id(word string) int32 {
	id, known := r.ids[word]
	if !known {
		word = strings.Clone(word) // lest it keep the whole text
		id = int32(len(r.words))
		r.ids[word] = id
		r.words = append(r.words, word)
		r.freq, r.claims, r.times = append(r.freq, 0), append(r.claims, 0), append(r.times, 0)
	}
	return id
}

// count adds each word's frequency in a field, weighed and made smaller by the
// field's length.
func (r *reader) count(list []int32, f field, add func(int32, float64)) {
	for _, w := range list {
		r.times[w]++
	}
	length := 1 - f.b + f.b*float64(len(list))/f.pivot
	for _, w := range list {
		if r.times[w] == 0 {
			continue // counted
		}
		if r.freq[w] == 0 && r.claims[w] == 0 {
			r.seen = append(r.seen, w)
		}
		add(w, f.weight*float64(r.times[w])/length)
		r.times[w] = 0
	}
}

// impact is the share of a word's weight that its frequency earns, in 1/255.
func impact(tf float64) byte {
	return byte(max(1, math.Round(255*tf/(saturation+tf))))
}
