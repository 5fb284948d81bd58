package search

import (
	"math"
	"unicode/utf8"
)

// unit is what a query asks for by one word: the word's forms in the index, or
// words that are near enough to an unknown one.
type unit struct {
	text   string // as the query has it, folded
	weight float64
	times  int
	caps   bool
	alts   []alternative
	mass   float64 // how much the word tells: its inverse document frequency
	worth  float64 // how much the word counts in the query
	seen   int32   // the last document that counted it in the second stage
}

// alternative is a word of the index that stands for one of the query.
type alternative struct {
	word  int
	share float64 // of a match, 0 to 1
}

// Shares of a match for words that are not the query's own.
const (
	formShare  = 0.8 // another form of the same stem
	kinShare   = 0.4 // a longer or shorter word with the same beginning: Australia, Australian
	soundShare = 0.6 // a name that sounds the same: Gaddafi, القذافي
	maxNear    = 3   // words that may stand for an unknown one
	maxWords   = 400 // words of a query that are read
)

// damp is what a word counts that a query has several times.
func damp(times int, m *Model) float64 {
	if !m.has(StepDamping) {
		return float64(times)
	}
	return 2.2 * float64(times) / (1.2 + float64(times))
}

// idf is how much it tells that a document has a word that df of n have.
func idf(df, n int) float64 {
	df = min(df, n)
	return math.Log(1 + (float64(n-df)+0.5)/(float64(df)+0.5))
}

// ask looks a query's words up in the view's shard.
func (v *view) ask(query []queryWord) {
	clear(v.unitOf)
	for _, q := range query[:min(len(query), maxWords)] {
		if v.s.stop[q.text] {
			continue
		}
		if i, again := v.unitOf[q.text]; again {
			v.units[i].repeat(q)
			continue
		}
		v.lookup(q)
	}
	for i := range v.units {
		u := &v.units[i]
		u.worth = u.weight * u.mass * damp(u.times, v.m)
	}
}

func (u *unit) repeat(q queryWord) {
	u.times++
	u.weight = max(u.weight, q.weight)
	u.caps = u.caps || q.caps
}

// lookup adds the units of one word: one as a rule, several for an unknown
// word that is made of known ones.
func (v *view) lookup(q queryWord) {
	from := len(v.alts)
	if id := v.s.find(q.text); id >= 0 {
		v.family(from, id, 1)
		own := len(v.alts)
		if v.m.has(StepNear) {
			v.kin(from, q.text)
		}
		v.unit(q, from, own)
		return
	}
	if parts := v.s.compound(q.text, v.m); len(parts) > 0 {
		for _, id := range parts {
			from = len(v.alts)
			v.family(from, id, 1)
			v.unit(q, from, len(v.alts))
		}
		return
	}
	for _, near := range v.s.near(q.text, v.m) {
		v.family(from, near.word, near.share)
	}
	if len(v.alts) == from && v.m.has(StepNear) {
		for _, id := range v.s.names[sound(q.text, v.s.sounds)] {
			v.add(from, id, soundShare)
		}
	}
	v.unit(q, from, len(v.alts))
}

// unit asks for the alternatives that were added last, unless another unit
// asks for the first of them already. Those before own are the word itself, and
// how many documents have them is what it tells.
func (v *view) unit(q queryWord, from, own int) {
	alts := v.alts[from:len(v.alts):len(v.alts)]
	for i := range v.units {
		if len(alts) > 0 && v.units[i].asks(alts[0].word) {
			v.units[i].repeat(q)
			v.unitOf[q.text] = i
			return
		}
	}
	df := 0
	for _, a := range v.alts[from:own] {
		df += v.s.documents(a.word)
	}
	v.unitOf[q.text] = len(v.units)
	v.units = append(v.units, unit{text: q.text, weight: q.weight, times: 1, caps: q.caps, alts: alts, mass: idf(df, v.s.docs)})
}

// asks tells whether a unit asks for a word or another form of it.
func (u *unit) asks(word int) bool {
	for _, a := range u.alts {
		if a.word == word && a.share >= formShare {
			return true
		}
	}
	return false
}

// add adds an alternative unless it is among those from a place on.
func (v *view) add(from, word int, share float64) {
	for _, a := range v.alts[from:] {
		if a.word == word {
			return
		}
	}
	v.alts = append(v.alts, alternative{word, share})
}

// family adds a word with the other forms of its stem.
func (v *view) family(from, id int, share float64) {
	v.add(from, id, share)
	if v.m.has(StepStems) {
		v.s.forms(id, func(form int) { v.add(from, form, share*formShare) })
	}
}

// Rules for kin: letters that a word must have, and by how many its kin may
// differ at the end.
const (
	minKin    = 6
	kinEnding = 3
)

// kin adds known words that begin like a known word.
func (v *view) kin(from int, word string) {
	n := utf8.RuneCountInString(word)
	if n < minKin || isDigit(rune(word[0])) {
		return
	}
	v.s.prefixed(firstRunes(word, max(minKin-1, n-kinEnding)), func(id int) {
		if int(v.s.lengths[id]) <= n+kinEnding {
			v.add(from, id, kinShare)
		}
	})
}

// firstRunes is the beginning of a text, n characters at most.
func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
