// Package glossary is the specification of how the terms that translators
// agreed on are found in texts.
//
// In an original a term is found in all forms that its language's stemmer takes
// together ("refugee", "refugees"), at word boundaries (UAX #29, and at
// apostrophes: "l’immigration"), and the longest first: where "immigration
// policy" stands, "immigration" is not found again. An abbreviation in capitals
// ("IT") is found in capitals alone.
//
// Whether a translation has the agreed words is judged generously, since
// languages inflect in more ways than stemmers know: a word counts as there when
// one of the text's words has its stem, contains it or begins alike. What is
// said of words that are missing is a hint.
package glossary

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/search"
)

// Glossary finds the terms of one language that another has words for.
type Glossary struct {
	stem  func(string) string // of the original's language
	to    factcheck.Lang
	terms map[string][]term // by the stem of their first word, the longest first
}

type term struct {
	config.Term
	words []word
	exact bool // its words are found as they are, those of an abbreviation
}

// New is a glossary for translations from one language into another.
func New(terms []config.Term, from, to factcheck.Lang) *Glossary {
	g := &Glossary{stem: search.Stemmer(string(from)), to: to, terms: map[string][]term{}}
	for _, one := range terms {
		if one.Language != from || len(one.Agreed(to)) == 0 {
			continue
		}
		t := term{Term: one, words: g.words(one.Term), exact: strings.ToUpper(one.Term) == one.Term && strings.ToLower(one.Term) != one.Term}
		if len(t.words) > 0 {
			for _, stem := range t.words[0].stems {
				g.terms[stem] = append(g.terms[stem], t)
			}
		}
	}
	for _, list := range g.terms {
		slices.SortStableFunc(list, func(a, b term) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return g
}

// words are the words of a text with their stems. Snowball's for French has
// other ones for some plurals, so that those without their last letter count
// too.
func (g *Glossary) words(text string) []word {
	words := wordsOf(text)
	for i, w := range words {
		words[i].stems = []string{g.stem(w.text)}
		if single := strings.TrimRight(w.text, "sx"); len(single) == len(w.text)-1 && len(single) > 2 {
			if stem := g.stem(single); stem != words[i].stems[0] {
				words[i].stems = append(words[i].stems, stem)
			}
		}
	}
	return words
}

// Hit is a term in a text, from byte Start up to byte End.
type Hit struct {
	Term       config.Term
	Start, End int
}

// In finds the terms of a text, in their order.
func (g *Glossary) In(text string) []Hit {
	if len(g.terms) == 0 {
		return nil
	}
	var out []Hit
	words := g.words(text)
	for i := 0; i < len(words); i++ {
		if t := g.longest(words[i:], text); t != nil {
			n := len(t.words)
			out = append(out, Hit{t.Term, words[i].start, words[i+n-1].end})
			i += n - 1
		}
	}
	return out
}

// longest is the longest term that words of a text begin with; nil for none.
func (g *Glossary) longest(words []word, text string) (best *term) {
	for _, stem := range words[0].stems {
		for i, t := range g.terms[stem] {
			if t.at(words, text) {
				if best == nil || len(t.words) > len(best.words) {
					best = &g.terms[stem][i]
				}
				break
			}
		}
	}
	return best
}

// at reports whether the words begin with the term.
func (t term) at(words []word, text string) bool {
	if len(words) < len(t.words) {
		return false
	}
	for i := range t.words {
		if !t.words[i].same(words[i]) || t.exact && words[i].text != t.words[i].text {
			return false
		}
		if i > 0 && !joins(text[words[i-1].end:words[i].start]) {
			return false
		}
	}
	return true
}

// joins reports whether what stands between two words leaves them one term.
func joins(between string) bool {
	return !strings.ContainsFunc(between, func(r rune) bool {
		return r == '\n' || !unicode.IsSpace(r) && !strings.ContainsRune("-‐‑–'’,", r)
	})
}

// Missing are the terms of an original whose agreed words a translation lacks,
// each once.
func (g *Glossary) Missing(original, translation string) (out []config.Term) {
	hits := g.In(original)
	if len(hits) == 0 {
		return nil
	}
	there := g.reading(translation)
	for i, h := range hits {
		same := func(other Hit) bool { return other.Term.Term == h.Term.Term }
		if slices.IndexFunc(hits, same) < i || slices.ContainsFunc(h.Term.Agreed(g.to), there.has) {
			continue
		}
		out = append(out, h.Term)
	}
	return out
}
