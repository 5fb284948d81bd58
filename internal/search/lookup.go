package search

import (
	"math"
	"slices"
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
	seen   int     // the last document that counted it in the second stage
}

// alternative is a word of the index that stands for one of the query.
type alternative struct {
	word  int
	share float64 // of a match, 0 to 1
}

// Shares of a match for words that are not the query's own.
const (
	formShare = 0.8 // another form of the same stem
	kinShare  = 0.4 // a longer or shorter word with the same beginning: Australia, Australian
	maxNear   = 3   // words that may stand for an unknown one
	maxWords  = 400 // words of a query that are read
)

// worth is how much a unit counts.
func (u *unit) worth(m *Model) float64 { return u.weight * u.mass * damp(u.times, m) }

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

// units looks a query's words up in a shard.
func (s *shard) units(query []queryWord, m *Model) []unit {
	var list []unit
	seen := map[string]int{} // word of the query → its unit
	for _, q := range query[:min(len(query), maxWords)] {
		if s.stop[q.text] {
			continue
		}
		if i, again := seen[q.text]; again {
			list[i].repeat(q)
			continue
		}
		for _, u := range s.lookup(q, m) {
			i := slices.IndexFunc(list, func(o unit) bool { return u.in(o) })
			if i >= 0 {
				list[i].repeat(q)
			} else {
				i = len(list)
				list = append(list, u)
			}
			seen[q.text] = i
		}
	}
	return list
}

// in tells whether another unit already asks for a unit's first word.
func (u *unit) in(o unit) bool {
	return len(u.alts) > 0 && slices.ContainsFunc(o.alts, func(a alternative) bool { return a.word == u.alts[0].word && a.share >= formShare })
}

func (u *unit) repeat(q queryWord) {
	u.times++
	u.weight = max(u.weight, q.weight)
	u.caps = u.caps || q.caps
}

// lookup gives the units of one word: one as a rule, several for an unknown
// word that is made of known ones.
func (s *shard) lookup(q queryWord, m *Model) []unit {
	if id := s.find(q.text); id >= 0 {
		u := s.unit(q, s.family(id, 1, m))
		if m.has(StepNear) {
			u.alts = s.kin(q.text, u.alts)
		}
		return []unit{u}
	}
	if parts := s.compound(q.text, m); len(parts) > 0 {
		var list []unit
		for _, id := range parts {
			list = append(list, s.unit(q, s.family(id, 1, m)))
		}
		return list
	}
	var alts []alternative
	for _, near := range s.near(q.text, m) {
		for _, a := range s.family(near.word, near.share, m) {
			alts = appendNew(alts, a)
		}
	}
	return []unit{s.unit(q, alts)}
}

func appendNew(alts []alternative, a alternative) []alternative {
	if slices.ContainsFunc(alts, func(b alternative) bool { return a.word == b.word }) {
		return alts
	}
	return append(alts, a)
}

func (s *shard) unit(q queryWord, alts []alternative) unit {
	df := 0
	for _, a := range alts {
		df += s.documents(a.word)
	}
	return unit{text: q.text, weight: q.weight, times: 1, caps: q.caps, alts: alts, mass: idf(df, s.docs)}
}

// family is a word with the other forms of its stem.
func (s *shard) family(id int, share float64, m *Model) []alternative {
	alts := []alternative{{id, share}}
	if m.has(StepStems) {
		s.forms(id, func(form int) { alts = append(alts, alternative{form, share * formShare}) })
	}
	return alts
}

// Rules for kin: letters that a word must have, and by how many its kin may
// differ at the end.
const (
	minKin    = 6
	kinEnding = 3
)

// kin adds known words that begin like a known word.
func (s *shard) kin(word string, alts []alternative) []alternative {
	n := utf8.RuneCountInString(word)
	if n < minKin || isDigit(rune(word[0])) {
		return alts
	}
	runes := []rune(word)
	s.prefixed(string(runes[:max(minKin-1, n-kinEnding)]), func(id int, w []byte) {
		if utf8.RuneCount(w) <= n+kinEnding {
			alts = appendNew(alts, alternative{id, kinShare})
		}
	})
	return alts
}
